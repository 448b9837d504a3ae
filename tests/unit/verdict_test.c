/* SPDX-License-Identifier: ISC */
/*
 * What the ledger says of one person, and what that allows.
 *
 * A case lists entries as "TEMPLATE HOUR ID [FIELD=VALUE ...]", separated by
 * ';'.  An empty value means that the field is not there.  The question is
 * "TEMPLATE [FIELD=VALUE ...]", asked at hour NOW; inbound says how many hours
 * ago the person last wrote.
 */
#include "consent/deadline.h"
#include "consent/verdict.h"

#include "base/num.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#include <stdlib.h>

enum { NOW = 100, ENTRIES_MAX = 6 };

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define ENTRY(member) offsetof(struct ledger_entry, member)
#define QUERY(member) offsetof(struct verdict_query, member)

/* clang-format off */
static const struct {
	const char *name, *fields;
} templates[] = {
    {"entry", "tenant=maple"},
    {"yes", "tenant=maple action=granted method=voice_call kind=pec"
	" basis=express_oral category=transactional scope=tenant"
	" evidence=call"},
    {"unproved-yes", "tenant=maple action=granted method=voice_call kind=pec"
	" basis=express_oral category=transactional scope=tenant"
	" evidence=call-id"},
    {"no", "tenant=maple action=denied method=voice_call category=any"
	" scope=tenant"},
    {"stop", "tenant=maple action=revoked method=keyword category=any"
	" scope=tenant sender=+12125550100"},
    {"start", "tenant=maple action=granted method=keyword kind=pec"
	" basis=express_written category=transactional scope=tenant"
	" sender=+12125550100 evidence=reply"},
    {"form", "tenant=maple action=granted method=web_form kind=pewc"
	" basis=express_written category=any scope=program program=offers"
	" evidence=form"},
    {"import", "tenant=maple action=imported method=import kind=pec"
	" basis=existing_relationship category=any scope=tenant"},
    {"operator", "tenant=maple action=granted method=operator kind=pec"
	" basis=express_oral category=any scope=tenant evidence=scan"},
    {"request", "tenant=maple action=requested method=web_form kind=pewc"
	" program=offers scope=program evidence=form"},
    {"second-yes", "tenant=maple action=confirmed method=keyword kind=pewc"
	" basis=express_written category=any scope=program program=offers"
	" evidence=asked"},
    {"reassigned", "action=number_reassigned"},
    {"info", "tenant=maple category=transactional program=appointments"},
    {"offer", "tenant=maple category=promotional program=offers"},
    {"question", "tenant=maple category=transactional program=offers"
	" purpose=opt_in_request"},
    {"answer", "tenant=maple category=conversational sender=+12125550100"},
};

static const struct {
	const char *name, *record;
} proofs[] = {
    {"none", "{}"},
    {"call", "{\"evidence\":{\"call_id\":\"1\",\"excerpt\":\"yes\"}}"},
    {"call-id", "{\"evidence\":{\"call_id\":\"1\",\"excerpt\":\"\"}}"},
    {"reply", "{\"evidence\":{\"reply_id\":\"r1\"}}"},
    {"asked", "{\"evidence\":{\"reply_id\":\"r1\","
	"\"text_shown\":\"Reply YES to get our offers.\"}}"},
    {"scan", "{\"evidence\":{\"scan_id\":\"sha256:00\"}}"},
    {"form", "{\"evidence\":{\"form_url\":\"https://maple.example/f\","
	"\"disclosure_text\":\"By ticking this box ...\"}}"},
    {"undisclosed", "{\"evidence\":{\"url\":\"https://maple.example/f\"}}"},
    {"broken", "{\"evidence\":{\"disclosure_text"},
};

struct verdict_case {
	const char *name, *entries, *query;
	const char *reason; /* NULL: allowed */
	const char *decided_by; /* NULL: no entry */
};

static const struct verdict_case grants[] = {
    {"nobody may be texted who never agreed",
	"", "info", "no_consent", NULL},
    {"a yes on a call allows transactional texts of any program",
	"yes 1 a", "info", NULL, "a"},
    {"also where the message names no program",
	"yes 1 a", "info program=", NULL, "a"},
    {"also without proof, as long as nothing was withdrawn",
	"unproved-yes 1 a", "info", NULL, "a"},
    {"a yes on a call is not enough for advertising",
	"yes 1 a", "offer", "consent_insufficient", "a"},
    {"a spoken yes to offers is not enough either",
	"yes 1 a category=promotional", "offer", "consent_insufficient",
	"a"},
    {"what was spoken is no writing, whatever it is called",
	"yes 1 a kind=pewc category=any evidence=asked", "offer",
	"consent_insufficient", "a"},
    {"written consent with its disclosure allows advertising",
	"form 1 a", "offer", NULL, "a"},
    {"and the transactional texts of its program",
	"form 1 a", "info program=offers", NULL, "a"},
    {"but no other program's",
	"form 1 a", "info", "out_of_program", "a"},
    {"nor a message that names no program",
	"form 1 a", "info program=", "out_of_program", "a"},
    {"written consent without the text that was shown is incomplete",
	"form 1 a evidence=undisclosed", "offer", "evidence_incomplete", "a"},
    {"a record that is no JSON proves nothing",
	"form 1 a evidence=broken", "offer", "evidence_incomplete", "a"},
    {"a writing without a kind, not limited to information, is PEWC",
	"form 1 a kind=", "offer", NULL, "a"},
    {"consent that ran out is no consent",
	"yes 1 a expires=100", "info", "consent_expired", "a"},
    {"consent that has not run out yet counts",
	"yes 1 a expires=101", "info", NULL, "a"},
    {"an older grant without an end outlives a newer one that ended",
	"yes 1 a; yes 2 b expires=3", "info", NULL, "a"},
    {"an entry that says expired ends what was granted",
	"yes 1 a; entry 2 b action=expired", "info", "consent_expired", "b"},
    {"an open question grants nothing",
	"entry 1 a action=requested", "info", "no_consent", NULL},
    {"a word that nobody knows grants nothing",
	"entry 1 a action=maybe", "info", "no_consent", NULL},
    {"a grant whose basis is none grants nothing",
	"yes 1 a basis=none", "info", "no_consent", NULL},
    {"consent to calls is not consent to texts",
	"yes 1 a channel=voice", "info", "no_consent", NULL},
    {"consent to e-mail says nothing of texts",
	"yes 1 a channel=email", "info", "no_consent", NULL},
    {"consent to texts says nothing of calls",
	"yes 1 a channel=sms", "info channel=voice", "no_consent", NULL},
    {"consent to calls allows them",
	"yes 1 a channel=voice", "info channel=voice", NULL, "a"},
    {"consent to e-mail allows it",
	"yes 1 a channel=email", "info channel=email", NULL, "a"},
    {"a stop of everything ends calls and e-mail too",
	"yes 1 a channel=voice; stop 2 b channel=any", "info channel=voice",
	"consent_revoked", "b"},
    {"who wants no e-mail may be texted",
	"yes 1 a channel=sms; stop 2 b channel=email", "info channel=mms",
	NULL, "a"},
    {"an answer to a text may be a call",
	"", "answer channel=voice", "no_consent", NULL},
    {"another tenant's consent is not ours",
	"yes 1 a tenant=elm", "info", "no_consent", NULL},
    {"an import fills a gap",
	"import 1 a", "info", NULL, "a"},
    {"a grant of the future does not count yet",
	"yes 101 a recorded=1", "info", "no_consent", NULL},
    {"what was not recorded yet was not known",
	"yes 1 a recorded=101", "info", "no_consent", NULL},
};

static const struct verdict_case stops[] = {
    {"a stop ends consent",
	"yes 1 a; stop 2 b", "info", "consent_revoked", "b"},
    {"a stop ends advertising too",
	"form 1 a; stop 2 b", "offer", "consent_revoked", "b"},
    {"a stop that arrived out of order counts at its own time",
	"stop 5 b; unproved-yes 1 a recorded=6", "info", "consent_revoked",
	"b"},
    {"at the same instant the withdrawal wins, whatever the order",
	"stop 2 b; yes 2 a", "info", "consent_revoked", "b"},
    {"a no on a call is a denial",
	"no 1 a", "info", "consent_denied", "a"},
    {"a no after a yes is a withdrawal",
	"yes 1 a; no 2 b", "info", "consent_revoked", "b"},
    {"an import does not undo a stop",
	"stop 1 a; import 2 b", "info", "consent_revoked", "a"},
    {"nor does an import undo a denial",
	"no 1 a; import 2 b", "info", "consent_denied", "a"},
    {"nor does an operator",
	"stop 1 a; operator 2 b", "info", "consent_revoked", "a"},
    {"nor does a call's yes that nothing proves",
	"stop 1 a; unproved-yes 2 b", "info", "consent_revoked", "a"},
    {"a recorded yes brings transactional texts back",
	"stop 1 a; yes 2 b", "info", NULL, "b"},
    {"but not the advertising of before",
	"form 1 a; stop 2 b; yes 3 c", "offer", "consent_insufficient", "c"},
    {"a signed form brings its program back",
	"stop 1 a; form 2 b", "offer", NULL, "b"},
    {"and leaves the others stopped",
	"stop 1 a; form 2 b", "info", "consent_revoked", "a"},
    {"START with nothing before allows informational texts",
	"stop 1 a; start 2 b", "info", NULL, "b"},
    {"START is not consent to advertising",
	"stop 1 a; start 2 b", "offer", "consent_insufficient", "b"},
    {"START restores what there was before the stop",
	"form 1 a; stop 2 b; start 3 c", "offer", NULL, "a"},
    {"also after two stops",
	"form 1 a; stop 2 b; stop 3 c; start 4 d", "offer", NULL, "a"},
    {"START brings back what the last stop took, not what was gone before",
	"form 1 a; stop 2 b; yes 3 c; stop 4 d; start 5 e", "offer",
	"consent_insufficient", "e"},
    {"a form that is to count later does not undo a stop in between",
	"form 60 a recorded=1; stop 50 b", "offer", "consent_revoked", "b"},
    {"START without the text it came from does not count",
	"stop 1 a; start 2 b evidence=none", "info", "consent_revoked", "a"},
    {"a stop of one program leaves the others",
	"yes 1 a; stop 2 b scope=program program=offers", "info", NULL, "a"},
    {"and ends its own",
	"form 1 a; stop 2 b scope=program program=offers", "offer",
	"consent_revoked", "b"},
    {"a stop of advertising leaves transactional texts",
	"yes 1 a; stop 2 b category=promotional", "info", NULL, "a"},
    {"a stop of one sender leaves the others",
	"yes 1 a; stop 2 b scope=sender", "info sender=+12125550199",
	NULL, "a"},
    {"but holds while the sender is not known",
	"yes 1 a; stop 2 b scope=sender", "info", "consent_revoked", "b"},
    {"another tenant's stop is not ours",
	"yes 1 a; stop 2 b tenant=elm", "info sender=+12125550199", NULL, "a"},
    {"unless it was sent to the number that both use",
	"yes 1 a; stop 2 b tenant=elm", "info sender=+12125550100",
	"consent_revoked", "b"},
    {"START to that number lifts it for both",
	"yes 1 a; stop 2 b tenant=elm; start 3 c tenant=elm",
	"info sender=+12125550100", NULL, "a"},
    {"and grants nothing to the tenant that had nothing",
	"stop 2 b tenant=elm; start 3 c tenant=elm",
	"info sender=+12125550100", "no_consent", NULL},
    {"a stop without a tenant stops every tenant",
	"yes 1 a; stop 2 b tenant=", "info", "consent_revoked", "b"},
    {"the opt-out's own confirmation passes",
	"stop 1 a", "info purpose=opt_out_ack", NULL, "a"},
    {"without an opt-out there is nothing to confirm",
	"", "info purpose=opt_out_ack", "no_consent", NULL},
    {"HELP is not answered to those who opted out",
	"stop 1 a", "info purpose=help", "consent_revoked", "a"},
    {"HELP is answered to others, consent or not",
	"", "info purpose=help", NULL, NULL},
    {"an opt-in is confirmed",
	"stop 1 a; start 2 b", "answer purpose=opt_in_ack", NULL, NULL},
};

static const struct verdict_case double_opt_ins[] = {
    {"a request grants nothing",
	"request 1 a", "offer", "no_consent", NULL},
    {"but the question whether it is meant so",
	"request 1 a", "question", NULL, "a"},
    {"of its own program",
	"request 1 a", "question program=appointments", "no_consent", NULL},
    {"and its own tenant",
	"request 1 a", "question tenant=oak", "no_consent", NULL},
    {"nobody is asked who did not ask",
	"", "question", "no_consent", NULL},
    {"a request stands open for seven days",
	"request -67 a", "question", NULL, "a"},
    {"and no longer",
	"request -68 a", "question", "no_consent", NULL},
    {"or as long as it says",
	"request 1 a expires=100", "question", "no_consent", NULL},
    {"a stop ends it",
	"request 1 a; stop 2 b", "question", "consent_revoked", "b"},
    {"and a request after a stop opens nothing: the form may be another's",
	"stop 1 a; request 2 b", "question", "consent_revoked", "a"},
    {"a stop that was taken back leaves no request",
	"request 1 a; stop 2 b; start 3 c", "question program=offers",
	NULL, "c"},
    {"the second yes makes it consent to advertising",
	"request 1 a; second-yes 2 b", "offer", NULL, "b"},
    {"with its question as the disclosure, or not at all",
	"second-yes 2 b evidence=reply", "offer", "evidence_incomplete", "b"},
    {"which ends the request",
	"request 1 a; second-yes 2 b kind=pec category=promotional",
	"question", "no_consent", NULL},
    {"a number that changed hands is not asked",
	"request 1 a; reassigned 2 b", "question", "number_reassigned", "b"},
};

static const struct verdict_case others[] = {
    {"an answer may go for a day after the person's text",
	"", "answer inbound=23", NULL, NULL},
    {"and not after that",
	"", "answer inbound=24", "no_consent", NULL},
    {"a text of the future opens no conversation",
	"", "answer inbound=-2", "no_consent", NULL},
    {"consent does not open a conversation",
	"yes 1 a", "answer", "no_consent", NULL},
    {"a text does not allow transactional messages",
	"", "info inbound=0", "no_consent", NULL},
    {"a stop closes the conversation",
	"stop 99 a", "answer inbound=0", "consent_revoked", "a"},
    {"a number that changed hands is silent",
	"yes 1 a; reassigned 2 b", "info", "number_reassigned", "b"},
    {"the old owner's stop is void, and the number silent all the same",
	"stop 1 a; reassigned 2 b", "info", "number_reassigned", "b"},
    {"an import does not end that silence",
	"reassigned 1 a; import 2 b", "info", "number_reassigned", "a"},
    {"the new owner's own act does",
	"reassigned 1 a; yes 2 b", "info", NULL, "b"},
    {"the new owner's START does not bring the old owner's consent back",
	"form 1 a; stop 2 b; reassigned 3 c; start 4 d", "offer",
	"consent_insufficient", "d"},
    {"the new owner's stop is a stop",
	"reassigned 1 a; stop 2 b", "info", "consent_revoked", "b"},
    {"the new owner who writes is answered",
	"reassigned 1 a", "answer inbound=1", NULL, NULL},
    {"a text of the old owner's is not",
	"reassigned 99 a", "answer inbound=2", "number_reassigned", "a"},
    {"a category that is not known needs written consent",
	"yes 1 a", "info category= program=", "consent_insufficient", "a"},
};
/* clang-format on */

/* ---- reading the cases ----------------------------------------------------
 */

struct member {
	const char *name;
	size_t where; /* a struct slice */
};

static const struct member entry_members[] = {
    {"tenant", ENTRY(tenant)},
    {"program", ENTRY(program)},
    {"channel", ENTRY(channel)},
    {"category", ENTRY(category)},
    {"action", ENTRY(action)},
    {"basis", ENTRY(basis)},
    {"kind", ENTRY(kind)},
    {"method", ENTRY(method)},
    {"scope", ENTRY(scope)},
    {"sender", ENTRY(sender)},
};

static const struct member query_members[] = {
    {"tenant", QUERY(tenant)},
    {"program", QUERY(program)},
    {"category", QUERY(category)},
    {"channel", QUERY(channel)},
    {"purpose", QUERY(purpose)},
    {"sender", QUERY(sender)},
};

/* The next word of *text, up to a blank or ';'; false when none is left. */
static bool
next_word(const char **text, struct slice *word)
{
	*text += strspn(*text, " ");
	word->p = *text;
	word->n = strcspn(*text, " ;");
	*text += word->n;
	return word->n > 0;
}

static int64_t
hours_of(struct slice text)
{
	int64_t hours;

	if (num_parse(text, -2 * NOW, 2 * NOW, &hours) != 0)
		abort();
	return hours * INSTANT_HOUR;
}

static bool
set_member(const struct member *members, size_t count, void *out,
    struct slice name, struct slice value)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (slice_is(name, members[i].name)) {
			*(struct slice *)((char *)out + members[i].where) =
			    value.n > 0 ? value : slice_of(NULL);
			return true;
		}
	return false;
}

static struct slice
proof_of(struct slice name)
{
	size_t i;

	for (i = 0; i < COUNT(proofs); i++)
		if (slice_is(name, proofs[i].name))
			return slice_of(proofs[i].record);
	abort();
}

static void
set_entry(void *out, struct slice name, struct slice value)
{
	struct ledger_entry *entry = out;

	if (set_member(entry_members, COUNT(entry_members), out, name, value))
		return;
	if (slice_is(name, "recorded"))
		entry->recorded_ms = hours_of(value);
	else if (slice_is(name, "expires"))
		entry->expires_ms = hours_of(value);
	else if (slice_is(name, "evidence"))
		entry->record = proof_of(value);
	else
		abort();
}

static void
set_query(void *out, struct slice name, struct slice value)
{
	struct verdict_query *query = out;

	if (set_member(query_members, COUNT(query_members), out, name, value))
		return;
	if (!slice_is(name, "inbound"))
		abort();
	query->last_inbound_ms = query->now_ms - hours_of(value);
}

/* Reads "FIELD=VALUE ..." up to ';' or the end. */
static void
set_fields(const char **text, void *out,
    void (*set)(void *out, struct slice name, struct slice value))
{
	struct slice word, name, value;

	while (next_word(text, &word)) {
		name.p = word.p;
		name.n = strcspn(word.p, "=");
		value.p = word.p + name.n + 1;
		value.n = word.n - name.n - 1;
		set(out, name, value);
	}
}

static void
set_template(const char **text, void *out,
    void (*set)(void *out, struct slice name, struct slice value))
{
	const char *fields = NULL;
	struct slice word;
	size_t i;

	if (!next_word(text, &word))
		abort();
	for (i = 0; i < COUNT(templates); i++)
		if (slice_is(word, templates[i].name))
			fields = templates[i].fields;
	if (fields == NULL)
		abort();
	set_fields(&fields, out, set);
}

static size_t
read_entries(const char *text, struct ledger_entry *entries)
{
	struct ledger_entry *entry;
	struct slice hour;
	size_t count = 0;

	for (; *text != '\0'; text += *text == ';') {
		if (count == ENTRIES_MAX)
			abort();
		entry = &entries[count++];
		*entry = (struct ledger_entry){.seq = (int64_t)count};
		set_template(&text, entry, set_entry);
		if (!next_word(&text, &hour) ||
		    !next_word(&text, &entry->consent_id))
			abort();
		entry->effective_ms = entry->recorded_ms = hours_of(hour);
		set_fields(&text, entry, set_entry);
	}
	return count;
}

static void
ask(const char *ledger, const char *question, struct verdict *verdict)
{
	struct ledger_entry entries[ENTRIES_MAX];
	struct verdict_query query = {.now_ms = (int64_t)NOW * INSTANT_HOUR};
	size_t count = read_entries(ledger, entries);

	set_template(&question, &query, set_query);
	set_fields(&question, &query, set_query);
	verdict_fold(entries, count, &query, verdict);
}

static void
run_cases(const struct verdict_case *cases, size_t count)
{
	struct verdict verdict;
	size_t i;

	for (i = 0; i < count; i++)
		TEST(cases[i].name)
		{
			ask(cases[i].entries, cases[i].query, &verdict);
			CHECK_INT(verdict.allowed, cases[i].reason == NULL);
			CHECK_STR(verdict.reason, cases[i].reason);
			CHECK_SLICE(verdict.consent_id, cases[i].decided_by);
		}
}

static void
test_basis(void)
{
	struct verdict verdict;

	TEST("a verdict names the kind and basis that it rests on")
	{
		ask("form 1 a", "offer", &verdict);
		CHECK_STR(verdict.kind, "pewc");
		CHECK_SLICE(verdict.basis, "express_written");
		ask("yes 1 a", "info", &verdict);
		CHECK_STR(verdict.kind, "pec");
		CHECK_SLICE(verdict.basis, "express_oral");
		ask("yes 1 a; stop 2 b", "info", &verdict);
		CHECK_STR(verdict.kind, NULL);
	}
}

/* Ten days of which none is a weekend or a federal holiday. */
static void
test_deadline(void)
{
	static const struct {
		const char *received, *date;
	} rows[] = {
	    {"2026-12-01T12:00:00Z", "2026-12-15"}, /* no holiday */
	    {"2026-11-02T23:59:59Z", "2026-11-17"}, /* Veterans Day */
	    {"2026-11-20T12:00:00Z", "2026-12-07"}, /* a Friday; Thanksgiving */
	    {"2026-11-20T09:59:59Z", "2026-12-04"}, /* Thursday in Hawaii */
	    {"2026-12-19T12:00:00Z", "2027-01-05"}, /* a Saturday; two more */
	};
	struct civil date;
	char text[40];
	int64_t ms;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		TEST(rows[i].received)
		{
			CHECK_INT(
			    instant_parse(slice_of(rows[i].received), &ms), 0);
			deadline_date(ms, &date);
			(void)snprintf(text, sizeof(text), "%04d-%02d-%02d",
			    date.year, date.month, date.day);
			CHECK_STR(text, rows[i].date);
		}
}

int
main(void)
{
	run_cases(grants, COUNT(grants));
	run_cases(stops, COUNT(stops));
	run_cases(others, COUNT(others));
	run_cases(double_opt_ins, COUNT(double_opt_ins));
	test_basis();
	test_deadline();
	return test_done();
}
