/* SPDX-License-Identifier: ISC */
#include "consent/verdict.h"

#include "consent/fold.h"

/* Answers may go this long after the person's last text. */
#define CONVERSATION_MS ((int64_t)24 * INSTANT_HOUR)

static void
refuse(
    struct verdict *out, const char *reason, const struct ledger_entry *entry)
{
	*out = (struct verdict){.reason = reason, .entry = entry};
	if (entry != NULL) {
		out->basis = entry->basis;
		out->consent_id = entry->consent_id;
	}
}

static void
allow(struct verdict *out, const struct ledger_entry *entry)
{
	*out = (struct verdict){.allowed = true,
	    .kind = fold_is_written(entry) ? "pewc" : "pec",
	    .basis = entry->basis,
	    .consent_id = entry->consent_id,
	    .entry = entry};
}

/* The person wrote to us: an answer rests on that alone. */
static void
allow_answer(struct verdict *out)
{
	*out = (struct verdict){
	    .allowed = true, .kind = "pec", .basis = slice_of("inquiry")};
}

/* What is no consent lets this one text go: the stop that it confirms (47 CFR
 * 64.1200(a)(12)), the request to join that it asks about. */
static void
allow_by(struct verdict *out, const struct ledger_entry *entry)
{
	*out = (struct verdict){
	    .allowed = true, .consent_id = entry->consent_id, .entry = entry};
}

static bool
in_conversation(const struct verdict_query *query)
{
	return query->last_inbound_ms > 0 &&
	    query->last_inbound_ms <= query->now_ms &&
	    query->now_ms - query->last_inbound_ms < CONVERSATION_MS;
}

/* Texts that exist only because the person just texted a keyword. */
static bool
answers_keyword(const struct verdict_query *query)
{
	return slice_is(query->purpose, "help") ||
	    slice_is(query->purpose, "opt_in_ack");
}

bool
verdict_asks_inbound(const struct verdict_query *query)
{
	return slice_is(query->category, "conversational") ||
	    answers_keyword(query);
}

/* May answers go to a number that is silent since it changed hands? */
static bool
new_owner_wrote(const struct fold *fold)
{
	return fold->query->last_inbound_ms > fold->reassigned->effective_ms;
}

/* Neither stopped nor silent nor an answer: what is the grant worth? */
static void
decide_by_grant(const struct fold *fold, struct verdict *out)
{
	if (fold->grant != NULL)
		allow(out, fold->grant);
	else if (fold->incomplete != NULL)
		refuse(out, "evidence_incomplete", fold->incomplete);
	else if (fold->expired != NULL)
		refuse(out, "consent_expired", fold->expired);
	else if (fold->weak != NULL)
		refuse(out, "consent_insufficient", fold->weak);
	else if (fold->elsewhere != NULL)
		refuse(out, "out_of_program", fold->elsewhere);
	else
		refuse(out, "no_consent", NULL);
}

void
verdict_fold(const struct ledger_entry *entries, size_t count,
    const struct verdict_query *query, struct verdict *out)
{
	bool conversational = slice_is(query->category, "conversational");
	bool answer = answers_keyword(query) ||
	    (conversational && in_conversation(query));
	struct fold fold;

	fold_entries(&fold, query, entries, count);
	if (fold.stop != NULL && slice_is(query->purpose, "opt_out_ack"))
		allow_by(out, fold.stop);
	else if (fold.stop != NULL)
		refuse(out, fold.stop_reason, fold.stop);
	else if (fold.reassigned != NULL && !(answer && new_owner_wrote(&fold)))
		refuse(out, "number_reassigned", fold.reassigned);
	else if (fold.request != NULL &&
	    slice_is(query->purpose, "opt_in_request"))
		allow_by(out, fold.request);
	else if (answer)
		allow_answer(out);
	else if (conversational)
		refuse(out, "no_consent", NULL);
	else
		decide_by_grant(&fold, out);
}
