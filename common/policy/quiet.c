/* SPDX-License-Identifier: ISC */
#include "policy/quiet.h"

#include "policy/quiet_explain.h"

#include <string.h>

/* What one question needs. */
struct quiet {
	const struct quiet_question *question;
	struct place place;
	struct quiet_plan plan;
	struct arena *arena;
	struct policy_finding *out;
};

/* Why no hours are kept, or NULL. */
static const char *
exemption(const struct quiet_question *question)
{
	const int64_t margin = QUIET_CALL_MINUTES * (int64_t)INSTANT_MINUTE;
	int64_t after = question->due_ms - question->call_ended_ms;

	if (question->profile == QUIET_OFF)
		return "policy.quiet_hours: off";
	if (question->confirms_stop)
		return "an opt-out is confirmed at once";
	if (question->profile == QUIET_STRICT)
		return NULL;
	if (question->category == QUIET_CONVERSATIONAL)
		return "an answer in a conversation has no quiet hours";
	if (question->category != QUIET_TRANSACTIONAL)
		return NULL;
	if (question->lifted)
		return "the template lifts the courtesy hours";
	if (question->about_call && after >= -margin && after <= margin)
		return "the person was on the phone when it was due";
	return NULL;
}

static void
add_rule(struct quiet_plan *plan, struct quiet_rule rule)
{
	if (rule.count > 0)
		plan->rules[plan->rule_count++] = rule;
}

static void
add_promotional(struct quiet_plan *plan, const struct place *place)
{
	const char *country = place->country;
	struct quiet_rule rule = {NULL, 0};

	if (country != NULL && strcmp(country, "US") == 0) {
		if (place->region != NULL)
			add_rule(plan, quiet_rule_state(place->region));
		add_rule(plan, quiet_rule_state(NULL));
		return;
	}
	if (country != NULL)
		rule = quiet_rule_country(country);
	add_rule(plan, rule.count > 0 ? rule : quiet_rule_elsewhere());
}

/* The rule that is named first is the one that is blamed in a tie. */
static void
plan_rules(struct quiet *quiet)
{
	const struct quiet_question *question = quiet->question;
	bool strict = question->profile == QUIET_STRICT;

	if (strict || question->category == QUIET_PROMOTIONAL)
		add_promotional(&quiet->plan, &quiet->place);
	else
		add_rule(&quiet->plan, quiet_rule_courtesy());
	if (strict)
		add_rule(&quiet->plan, quiet_rule_strict());
}

static int
plan_zones(struct quiet *quiet, struct zone_set *set, struct error *err)
{
	struct quiet_plan *plan = &quiet->plan;
	const char *rest = quiet->place.zones;
	struct slice name = quiet->question->zone;

	if (name.p != NULL) {
		plan->zones[0] = zone_find(set, name, err);
		plan->zone_count = 1;
		return plan->zones[0] != NULL ? 0 : -1;
	}
	while (plan->zone_count < PLACE_ZONES_MAX &&
	    place_next_zone(&rest, &name)) {
		const struct zone *zone = zone_find(set, name, err);

		if (zone == NULL)
			return -1;
		plan->zones[plan->zone_count++] = zone;
	}
	return 0;
}

/* Of one rule in one zone. */
static void
explain(struct quiet *quiet, size_t rule, size_t zone)
{
	const struct quiet_plan *plan = &quiet->plan;
	struct policy_finding *out = quiet->out;
	char text[INSTANT_TEXT_MAX];
	const struct quiet_row *row = plan->rules[rule].rows;
	struct civil clock;
	struct buf words;
	int offset_s;

	buf_init(&words, BUF_NO_CAP);
	zone_civil(plan->zones[zone], quiet->question->now_ms, &clock,
	    &offset_s, NULL);
	instant_format_offset(quiet->question->now_ms, offset_s, text);
	quiet_explain_rule(&plan->rules[rule], &clock, &words);
	if (row->country != NULL && row->state == NULL)
		quiet_explain_advisory(quiet->place.region, &words);
	if (quiet->question->zone.p == NULL)
		buf_adds(&words, "; the zone is inferred from the number");
	out->rule = arena_slice(quiet->arena, buf_slice(&words));
	out->zone = slice_of(zone_name(plan->zones[zone]));
	out->clock = arena_slice(quiet->arena, slice_of(text));
	buf_release(&words);
}

/* The pair of rule and zone that, alone, would hold longest. */
static void
blame(struct quiet *quiet)
{
	const struct quiet_plan *plan = &quiet->plan;
	int64_t now = quiet->question->now_ms, next, latest = now;
	size_t rule, zone, worst_rule = 0, worst_zone = 0;

	for (rule = 0; rule < plan->rule_count; rule++) {
		for (zone = 0; zone < plan->zone_count; zone++) {
			const struct quiet_plan pair = {
			    {plan->rules[rule]}, 1, {plan->zones[zone]}, 1};

			if (quiet_plan_opens(&pair, now))
				continue;
			next = quiet_plan_next(&pair, now);
			if (next <= latest)
				continue;
			latest = next;
			worst_rule = rule;
			worst_zone = zone;
		}
	}
	explain(quiet, worst_rule, worst_zone);
}

int
quiet_check(const struct quiet_question *question, struct zone_set *zones,
    struct arena *arena, struct policy_finding *out, struct error *err)
{
	struct quiet quiet = {.question = question, .arena = arena, .out = out};
	const char *exempt = exemption(question);

	*out = (struct policy_finding){
	    .policy = "quiet_hours", .verdict = POLICY_PASSES};
	if (exempt != NULL) {
		out->rule = slice_of(exempt);
		return 0;
	}
	if (!place_find(question->to, &quiet.place))
		return error_set(err, EX_DATAERR, "not an E.164 number '%.*s'",
		    SLICE_ARG(question->to));
	plan_rules(&quiet);
	if (plan_zones(&quiet, zones, err) != 0)
		return -1;
	if (quiet_plan_opens(&quiet.plan, question->now_ms)) {
		explain(&quiet, 0, 0);
		return 0;
	}
	out->verdict = POLICY_HOLDS;
	out->reason = "quiet_hours";
	out->until_ms = quiet_plan_next(&quiet.plan, question->now_ms);
	blame(&quiet);
	return 0;
}

enum quiet_profile
quiet_profile_of(const char *word)
{
	if (word != NULL && strcmp(word, "strict") == 0)
		return QUIET_STRICT;
	if (word != NULL && strcmp(word, "off") == 0)
		return QUIET_OFF;
	return QUIET_DEFAULT;
}

enum quiet_category
quiet_category_of(struct slice word)
{
	if (slice_is(word, "transactional"))
		return QUIET_TRANSACTIONAL;
	if (slice_is(word, "conversational"))
		return QUIET_CONVERSATIONAL;
	return QUIET_PROMOTIONAL;
}
