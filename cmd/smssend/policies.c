/* SPDX-License-Identifier: ISC */
#include "policies.h"

#include "base/fault.h"
#include "budget.h"
#include "channel.h"
#include "consent/ask.h"
#include "entry.h"
#include "policy/abroad.h"
#include "policy/cadence.h"
#include "policy/country.h"
#include "policy/quiet.h"
#include "reach.h"
#include "supersede.h"

#include <string.h>

/* A message, and the instant it is asked about. */
struct question {
	struct run *run;
	const struct journal_row *row;
	struct record *message;
	int64_t now_ms;
};

static int
ask_expiry(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	int64_t expires_ms = question->row->expires_ms;

	(void)err;
	if (expires_ms > 0 && expires_ms <= question->now_ms) {
		finding->verdict = POLICY_REFUSES;
		finding->reason = "expired";
	}
	return 0;
}

static int
ask_appointment(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	int stale = supersede_is_stale(
	    question->run, question->row, question->message, err);

	if (stale > 0) {
		finding->verdict = POLICY_REFUSES;
		finding->reason = ENTRY_STALE;
	}
	return stale < 0 ? -1 : 0;
}

static int
ask_country(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	const struct config *config = question->run->config;
	const struct country_question country = {.to = question->row->to,
	    .from = record_text(question->message, "from"),
	    .allowed = (const char *const *)config->countries,
	    .allowed_count = config->country_count,
	    .phone = config->brand.phone};

	(void)err;
	country_check(&country, &question->run->arena, finding);
	return 0;
}

static int
ask_sender(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	struct run *run = question->run;
	struct record *message = question->message;
	const struct config_sender *sender = config_find_sender(
	    run->config, channel_sender(question->row->from));
	const struct abroad_question abroad = {.to = question->row->to,
	    .from = channel_sender(question->row->from),
	    .kind = slice_of(sender != NULL ? sender->kind : NULL),
	    .registered = sender != NULL && sender->registered,
	    .promotional = slice_is(
		record_text(message, "category"), "promotional"),
	    .entity_id = record_text(message, "india_entity_id"),
	    .template_id = record_text(message, "india_template_id")};

	(void)err;
	abroad_check(&abroad, &run->arena, finding);
	return 0;
}

/* The customer's own zone, where the message is in it; that of an appointment
 * or of the tenant says nothing of where the person is, and neither does one
 * that is no zone: the number has to say it then. */
static struct slice
ask_zone(struct run *run, struct record *message)
{
	struct slice zone = record_text(message, "timezone");
	struct error ignored;

	if (slice_is(record_text(message, "timezone_basis"), "customer") &&
	    zone.n > 0 && zone_find(&run->zones, zone, &ignored) != NULL)
		return zone;
	return (struct slice){NULL, 0};
}

static int
ask_quiet(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	struct run *run = question->run;
	struct record *message = question->message;
	struct quiet_question quiet = {
	    .profile = quiet_profile_of(run->config->quiet_hours),
	    .category = quiet_category_of(record_text(message, "category")),
	    .due_ms = question->now_ms,
	    .to = question->row->to,
	    .zone = ask_zone(run, message),
	    .now_ms = question->now_ms};
	bool courtesy;

	quiet.lifted = record_bool(message, "quiet_hours", &courtesy) &&
	    !courtesy;
	quiet.confirms_stop = slice_is(
	    record_text(message, "purpose"), "opt_out_ack");
	quiet.about_call = record_time(
	    message, "call_ended_at", &quiet.call_ended_ms);
	return quiet_check(&quiet, &run->zones, &run->arena, finding, err);
}

/* A stop of the number ends the e-mail that stands for a text to it. */
static int
ask_stop(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	struct run *run = question->run;
	struct slice text = record_text(question->message, "fallback_of");
	struct verdict verdict = {.allowed = true};
	struct journal_row row;
	int found;

	if (run->store == NULL || text.n == 0)
		return 0;
	found = journal_find(run->store, text, &run->arena, &row, err);
	if (found <= 0)
		return found;
	if (record_fill(&run->email, row.record, err) != 0 ||
	    ask_message(run->store, run->config, &run->email, question->now_ms,
		&run->arena, &verdict, err) != 0)
		return -1;
	if (verdict.allowed ||
	    !slice_among(
		slice_of(verdict.reason), "consent_revoked|consent_denied"))
		return 0;
	finding->rule = verdict.consent_id;
	finding->verdict = POLICY_REFUSES;
	finding->reason = verdict.reason;
	return 0;
}

static int
ask_consent(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	struct run *run = question->run;
	struct verdict verdict;

	if (fault_broken("check-outside"))
		return 0;
	if (ask_message(run->store, run->config, question->message,
		question->now_ms, &run->arena, &verdict, err) != 0)
		return -1;
	finding->rule = verdict.consent_id;
	if (verdict.allowed)
		return ask_stop(question, finding, err);
	finding->verdict = POLICY_REFUSES;
	finding->reason = verdict.reason;
	return 0;
}

/* One rule or more against the claims that it counts. */
static int
ask_claims(const struct question *question, const struct config_cadence *rules,
    size_t rule_count, struct journal_claims *wanted,
    struct policy_finding *finding, struct error *err)
{
	struct run *run = question->run;
	int64_t *claimed_ms = NULL, longest = 0;
	size_t count = 0, i;

	for (i = 0; i < rule_count; i++)
		if (rules[i].window_ms > longest)
			longest = rules[i].window_ms;
	wanted->after_ms = question->now_ms - longest;
	wanted->limit = CONFIG_CADENCE_MAX;
	if (longest > 0 &&
	    journal_claims(run->store, question->row, wanted, &run->arena,
		&claimed_ms, &count, err) != 0)
		return -1;
	cadence_check(
	    rules, rule_count, claimed_ms, count, question->now_ms, finding);
	return 0;
}

/* What the state of the number allows in promotional texts. */
static int
ask_cap(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	const struct cadence_cap *cap = cadence_cap_find(question->row->to);
	struct journal_claims wanted = {.promotional = true};
	struct record *message = question->message;

	*finding = (struct policy_finding){.policy = "cadence"};
	if (cap == NULL ||
	    !slice_is(record_text(message, "category"), "promotional"))
		return 0;
	if (cap->same_subject)
		wanted.program = record_text(message, "program");
	return ask_claims(question, &cap->rule, 1, &wanted, finding, err);
}

static int
ask_cadence(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	const struct config *config = question->run->config;
	struct journal_claims wanted = {.promotional = false};
	struct policy_finding cap;

	if (question->row->answer)
		return 0;
	if (ask_claims(question, config->cadence, config->cadence_count,
		&wanted, finding, err) != 0 ||
	    ask_cap(question, &cap, err) != 0)
		return -1;
	if (cap.verdict == POLICY_HOLDS && cap.until_ms > finding->until_ms)
		*finding = cap;
	return 0;
}

static int
ask_spend(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	return budget_check(question->run, question->row, question->message,
	    question->now_ms, finding, err);
}

/* Whoever wrote to us is there. */
static int
ask_reach(const struct question *question, struct policy_finding *finding,
    struct error *err)
{
	if (question->row->answer)
		return 0;
	return reach_check(
	    question->run, question->message, question->now_ms, finding, err);
}

enum {
	ON_PHONES = PROVIDER_SMS | PROVIDER_VOICE,
	ON_ALL = ON_PHONES | PROVIDER_EMAIL,
};

/* What is for good comes first: nobody is told to wait in vain. */
static const struct {
	const char *name;
	unsigned on; /* the channels that it is about */
	bool of_journal; /* it knows nothing where there is no store */
	int (*ask)(const struct question *question,
	    struct policy_finding *finding, struct error *err);
} policies[] = {
    {"expiry", ON_ALL, false, ask_expiry},
    {"appointment", ON_ALL, true, ask_appointment},
    {"country", ON_PHONES, false, ask_country},
    {"sender", PROVIDER_SMS, false, ask_sender},
    {"reach", PROVIDER_SMS | PROVIDER_EMAIL, true, ask_reach},
    {"consent", ON_ALL, false, ask_consent},
    {"quiet_hours", ON_PHONES, false, ask_quiet},
    {"cadence", ON_ALL, true, ask_cadence},
    {"spend", ON_PHONES, true, ask_spend},
};

enum { POLICIES = sizeof(policies) / sizeof(policies[0]) };

static void
explain_text(struct buf *json, const char *name, struct slice text)
{
	if (text.n > 0)
		view_write_member(json, name, text);
}

static void
explain(struct buf *json, const struct policy_finding *finding)
{
	static const char *const verdicts[] = {[POLICY_PASSES] = "passes",
	    [POLICY_HOLDS] = "holds",
	    [POLICY_REFUSES] = "refuses"};
	char until[INSTANT_TEXT_MAX];
	struct buf member;

	buf_init(&member, BUF_NO_CAP);
	explain_text(&member, "policy", slice_of(finding->policy));
	explain_text(&member, "verdict", slice_of(verdicts[finding->verdict]));
	explain_text(&member, "reason", slice_of(finding->reason));
	explain_text(&member, "rule", finding->rule);
	explain_text(&member, "zone", finding->zone);
	explain_text(&member, "clock", finding->clock);
	if (finding->verdict == POLICY_HOLDS) {
		instant_format(finding->until_ms, until);
		explain_text(&member, "until", slice_of(until));
	}
	buf_addc(&member, '}');
	buf_addc(json, json->len > 0 ? ',' : '[');
	buf_add(json, member.data, member.len);
	buf_release(&member);
}

/* What is held until its time is over has expired: true, and *decided says so.
 */
static bool
judge_wait(const struct journal_row *row, struct arena *arena,
    struct policy_finding *decided)
{
	char until[INSTANT_TEXT_MAX];
	struct buf words;

	if (decided->verdict != POLICY_HOLDS || row->expires_ms == 0 ||
	    decided->until_ms < row->expires_ms)
		return false;
	instant_format(decided->until_ms, until);
	buf_init(&words, BUF_NO_CAP);
	buf_addf(&words, "%s holds until %s", decided->policy, until);
	*decided = (struct policy_finding){.policy = "expiry",
	    .verdict = POLICY_REFUSES,
	    .reason = "expired",
	    .rule = arena_slice(arena, buf_slice(&words))};
	buf_release(&words);
	return true;
}

int
policies_judge(struct run *run, const struct journal_row *row,
    struct record *message, struct arena *arena, struct policy_finding *decided,
    struct slice *explained, struct error *err)
{
	struct question question = {run, row, message, clock_now(&run->clock)};
	unsigned carries = channel_of(message)->carries;
	bool all = run->options->explain;
	struct policy_finding finding;
	struct buf json;
	int result = 0;
	size_t i;

	/* What is shown of a message before it is claimed holds when it is. */
	if (row->not_before_ms > question.now_ms)
		question.now_ms = row->not_before_ms;
	*decided = (struct policy_finding){.verdict = POLICY_PASSES};
	*explained = (struct slice){NULL, 0};
	buf_init(&json, BUF_NO_CAP);
	for (i = 0; result == 0 && i < POLICIES; i++) {
		if ((policies[i].on & carries) == 0 ||
		    (policies[i].of_journal && run->store == NULL))
			continue;
		finding = (struct policy_finding){.policy = policies[i].name};
		result = policies[i].ask(&question, &finding, err);
		if (result == 0 && all)
			explain(&json, &finding);
		if (result != 0 || finding.verdict == POLICY_PASSES ||
		    decided->verdict != POLICY_PASSES)
			continue;
		*decided = finding;
		if (!all)
			break;
	}
	if (judge_wait(row, arena, decided) && all)
		explain(&json, decided);
	if (result == 0 && all) {
		buf_addc(&json, ']');
		*explained = arena_slice(arena, buf_slice(&json));
	}
	buf_release(&json);
	return result;
}

enum journal_state
policies_state(const struct policy_finding *finding)
{
	if (finding->verdict == POLICY_HOLDS)
		return JOURNAL_HELD;
	return strcmp(finding->reason, "expired") == 0 ? JOURNAL_EXPIRED
						       : JOURNAL_SUPPRESSED;
}
