/* SPDX-License-Identifier: ISC */
#include "consent/fold.h"

#include "base/mem.h"
#include "consent/evidence.h"

#include <stdlib.h>

/* What an entry does.  At one instant the later of this list wins. */
enum act {
	ACT_NONE,
	ACT_REQUEST,
	ACT_GRANT,
	ACT_EXPIRY,
	ACT_ERASURE,
	ACT_REASSIGNMENT,
	ACT_WITHDRAWAL,
};

static const struct {
	const char *action;
	enum act act;
} actions[] = {
    {"granted", ACT_GRANT},
    {"confirmed", ACT_GRANT},
    {"imported", ACT_GRANT},
    {"revoked", ACT_WITHDRAWAL},
    {"denied", ACT_WITHDRAWAL},
    {"expired", ACT_EXPIRY},
    {"number_reassigned", ACT_REASSIGNMENT},
    {LEDGER_ERASED, ACT_ERASURE},
    {"requested", ACT_REQUEST},
};

enum { ACTIONS = sizeof(actions) / sizeof(actions[0]) };

static enum act
act_of(const struct ledger_entry *entry)
{
	int i;

	for (i = 0; i < ACTIONS; i++)
		if (slice_is(entry->action, actions[i].action))
			return actions[i].act;
	return ACT_NONE;
}

static bool
there_and_equal(struct slice a, struct slice b)
{
	return a.p != NULL && b.p != NULL && slice_equal(a, b);
}

/* Absent on one side counts as any. */
static bool
may_be_equal(struct slice a, struct slice b)
{
	return a.p == NULL || b.p == NULL || slice_equal(a, b);
}

static bool
is_promotional(struct slice category)
{
	return !slice_is(category, "transactional") &&
	    !slice_is(category, "conversational");
}

/* The word START, as opposed to a keyword that joins a program. */
static bool
is_start(const struct ledger_entry *entry)
{
	return slice_is(entry->method, "keyword") &&
	    slice_is(entry->action, "granted") && entry->program.p == NULL;
}

/* What was said on a call is no writing, whatever an entry calls it.  A kind
 * that is not stated follows from the basis: a writing that is not limited to
 * informational texts was meant for advertising. */
bool
fold_is_written(const struct ledger_entry *entry)
{
	if (slice_is(entry->basis, "express_oral") ||
	    slice_is(entry->method, "voice_call"))
		return false;
	if (entry->kind.p != NULL)
		return slice_is(entry->kind, "pewc");
	return slice_is(entry->basis, "express_written") &&
	    (slice_is(entry->category, "promotional") ||
		slice_is(entry->category, "any"));
}

/* E-mail and calls are channels of their own; what is neither is a text. */
static struct slice
own_channel(struct slice channel)
{
	return slice_among(channel, "email|voice") ? channel : slice_of("sms");
}

/* What was said of one channel alone says nothing of another. */
static bool
channel_concerns(
    const struct ledger_entry *entry, const struct verdict_query *query)
{
	return entry->channel.p == NULL || slice_is(entry->channel, "any") ||
	    slice_equal(
		own_channel(entry->channel), own_channel(query->channel));
}

/* ---- what entries do ---------------------------------------------------- */

static bool
withdrawal_concerns(
    const struct ledger_entry *entry, const struct verdict_query *query)
{
	if (!may_be_equal(entry->tenant, query->tenant) &&
	    !there_and_equal(entry->sender, query->sender) &&
	    !slice_is(entry->scope, "all"))
		return false;
	if (entry->category.p != NULL && !slice_is(entry->category, "any") &&
	    !slice_equal(entry->category, query->category))
		return false;
	if (slice_is(entry->scope, "program"))
		return entry->program.p == NULL ||
		    there_and_equal(entry->program, query->program);
	if (slice_is(entry->scope, "sender"))
		return may_be_equal(entry->sender, query->sender);
	return true;
}

static void
fold_forget_grants(struct fold *fold)
{
	fold->grant = fold->lost = fold->request = fold->expired = NULL;
	fold->incomplete = fold->weak = fold->elsewhere = NULL;
}

static void
fold_withdrawal(struct fold *fold, const struct ledger_entry *entry)
{
	const struct ledger_entry *lost;
	bool had = fold->grant != NULL || fold->lost != NULL ||
	    fold->incomplete != NULL || fold->weak != NULL;

	if (!withdrawal_concerns(entry, fold->query))
		return;
	if (fold->stop == NULL)
		fold->stop_reason = "consent_denied";
	if (had || !slice_is(entry->action, "denied"))
		fold->stop_reason = "consent_revoked";
	fold->stop = entry;
	lost = fold->grant != NULL ? fold->grant : fold->lost;
	fold_forget_grants(fold);
	fold->lost = lost;
}

/* By its own word, or by the business's rule for advertising. */
static bool
fold_has_expired(
    const struct verdict_query *query, const struct ledger_entry *entry)
{
	if (entry->expires_ms != 0 && entry->expires_ms <= query->now_ms)
		return true;
	return is_promotional(query->category) && query->promotional_ms > 0 &&
	    fold_is_written(entry) &&
	    query->now_ms - entry->effective_ms >= query->promotional_ms;
}

/* Files a grant under what it is worth to the query. */
static void
fold_worth(struct fold *fold, const struct ledger_entry *entry)
{
	bool written = fold_is_written(entry);
	bool promotional = is_promotional(fold->query->category);
	struct slice category = entry->category;

	if (fold_has_expired(fold->query, entry))
		fold->expired = entry;
	else if (promotional && !written)
		fold->weak = entry;
	else if (promotional && slice_is(category, "transactional"))
		fold->weak = entry;
	else if (promotional && !evidence_has_disclosure(entry))
		fold->incomplete = entry;
	else if (promotional || written || category.p == NULL ||
	    slice_is(category, "any") || slice_is(category, "transactional"))
		fold->grant = entry;
}

/* Somebody gave this number to join a program: whose it is has to say so. */
static void
fold_request(struct fold *fold, const struct ledger_entry *entry)
{
	const struct verdict_query *query = fold->query;

	if (slice_equal(entry->tenant, query->tenant) &&
	    may_be_equal(entry->program, query->program) &&
	    query->now_ms - entry->effective_ms < VERDICT_OPT_IN_MS &&
	    (entry->expires_ms == 0 || entry->expires_ms > query->now_ms))
		fold->request = entry;
}

/*
 * Did the person themselves act later than that?  One that is to count from
 * some day in the future was done when it was written down, and does not undo
 * what they say in between.
 */
static bool
fold_acts_after(
    const struct ledger_entry *entry, const struct ledger_entry *than)
{
	return evidence_is_own_act(entry) &&
	    (entry->recorded_ms >= entry->effective_ms ||
		entry->recorded_ms > than->effective_ms);
}

/* START undoes the last stop; any other act of the person's is a new consent,
 * and what was before the stop stays lost. */
static void
fold_lift(struct fold *fold, const struct ledger_entry *entry)
{
	if (fold->stop != NULL && is_start(entry))
		fold->grant = fold->lost;
	fold->stop = fold->reassigned = fold->lost = NULL;
}

/* Another tenant's START to the sender that both use lifts a stop, no more. */
static void
fold_foreign_grant(struct fold *fold, const struct ledger_entry *entry)
{
	if (fold->stop != NULL && is_start(entry) &&
	    there_and_equal(entry->sender, fold->query->sender) &&
	    fold_acts_after(entry, fold->stop))
		fold_lift(fold, entry);
}

static void
fold_grant(struct fold *fold, const struct ledger_entry *entry)
{
	const struct ledger_entry *before;

	if (slice_is(entry->basis, "none"))
		return;
	if (!slice_equal(entry->tenant, fold->query->tenant)) {
		fold_foreign_grant(fold, entry);
		return;
	}
	if (entry->program.p != NULL &&
	    !slice_equal(entry->program, fold->query->program)) {
		fold->elsewhere = entry;
		return;
	}
	if (slice_is(entry->action, "confirmed"))
		fold->request = NULL;
	before = fold->stop != NULL ? fold->stop : fold->reassigned;
	if (before != NULL) {
		if (!fold_acts_after(entry, before))
			return;
		fold_lift(fold, entry);
	}
	fold_worth(fold, entry);
}

static void
fold_expiry(struct fold *fold, const struct ledger_entry *entry)
{
	if (!slice_equal(entry->tenant, fold->query->tenant) ||
	    (entry->program.p != NULL &&
		!slice_equal(entry->program, fold->query->program)))
		return;
	fold->grant = fold->lost = fold->incomplete = fold->weak = NULL;
	fold->expired = entry;
}

static void
fold_entry(struct fold *fold, const struct ledger_entry *entry)
{
	const struct verdict_query *query = fold->query;

	if (!channel_concerns(entry, query))
		return;
	switch (act_of(entry)) {
	case ACT_NONE:
		break;
	case ACT_REQUEST:
		fold_request(fold, entry);
		break;
	case ACT_GRANT:
		fold_grant(fold, entry);
		break;
	case ACT_EXPIRY:
		fold_expiry(fold, entry);
		break;
	case ACT_ERASURE:
		fold_forget_grants(fold);
		break;
	case ACT_REASSIGNMENT:
		*fold = (struct fold){.query = query, .reassigned = entry};
		break;
	case ACT_WITHDRAWAL:
		fold_withdrawal(fold, entry);
		break;
	}
}

/* ---- order -------------------------------------------------------------- */

static int
compare_int(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* By effective time, then what wins, then order of writing. */
static int
compare_entries(const void *a, const void *b)
{
	const struct ledger_entry *x = *(const struct ledger_entry *const *)a;
	const struct ledger_entry *y = *(const struct ledger_entry *const *)b;
	int order = compare_int(x->effective_ms, y->effective_ms);

	if (order == 0)
		order = compare_int(act_of(x), act_of(y));
	return order != 0 ? order : compare_int(x->seq, y->seq);
}

void
fold_entries(struct fold *fold, const struct verdict_query *query,
    const struct ledger_entry *entries, size_t count)
{
	const struct ledger_entry **known = mem_zalloc(count, sizeof(*known));
	size_t n = 0, i;

	for (i = 0; i < count; i++)
		if (entries[i].recorded_ms <= query->now_ms &&
		    entries[i].effective_ms <= query->now_ms)
			known[n++] = &entries[i];
	if (n > 1)
		qsort(known, n, sizeof(*known), compare_entries);
	*fold = (struct fold){.query = query};
	for (i = 0; i < n; i++)
		fold_entry(fold, known[i]);
	free(known);
}
