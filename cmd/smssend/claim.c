/* SPDX-License-Identifier: ISC */
#include "claim.h"

#include "base/fault.h"
#include "consent.h"
#include "entry.h"
#include "output.h"
#include "space.h"

#include <poll.h>

enum {
	CLAIM_REFERENCE_BYTES = 12, /* of randomness in our reference */
	CLAIM_GAP_MS = 5, /* of the broken variant */
};

static struct attempt *
claim_slot(struct run *run)
{
	size_t i;

	for (i = 0; i < RUN_SLOTS; i++)
		if (run->attempts[i].stage == ATTEMPT_FREE)
			return &run->attempts[i];
	return NULL;
}

static size_t
claim_free(const struct run *run)
{
	size_t count = 0, i;

	for (i = 0; i < RUN_SLOTS; i++)
		count += run->attempts[i].stage == ATTEMPT_FREE;
	return count;
}

/* A mark of this attempt that nobody else makes or guesses. */
static const char *
claim_reference(struct attempt *attempt)
{
	uint8_t random[CLAIM_REFERENCE_BYTES];
	char *text = arena_alloc(
	    &attempt->arena, 2 * CLAIM_REFERENCE_BYTES + 1);

	crypto_random(random, sizeof(random));
	crypto_hex(random, sizeof(random), text);
	return text;
}

/* J5: settled without an attempt. */
static int
claim_refuse(struct run *run, const struct journal_row *row,
    struct record *message, enum journal_state state, const char *reason,
    struct error *err)
{
	const struct journal_change change = {
	    .state = state, .reason = slice_of(reason)};
	struct output output = output_of_row(row);

	output.received_ms = clock_now(&run->clock);
	output.state = state;
	output.reason = change.reason;
	if (journal_settle(
		run->store, row->id, &change, output.received_ms, err) < 0)
		return -1;
	output_fill(&run->out, &output, message);
	run_print(run);
	if (run->only.p != NULL) {
		error_set(err, EX_NO, "refused: %s", reason);
		run_fail(run, err);
	}
	return 0;
}

/* Why a row may not go: a word, or NULL.  -1 when the store fails. */
static int
claim_check(struct run *run, const struct journal_row *row,
    struct record *message, enum journal_state *state, const char **reason,
    struct error *err)
{
	int64_t now = clock_now(&run->clock);
	struct verdict verdict;

	*reason = NULL;
	if (row->expires_ms > 0 && row->expires_ms <= now) {
		*state = JOURNAL_EXPIRED;
		*reason = "expired";
		return 0;
	}
	if (fault_broken("check-outside"))
		return 0;
	if (consent_ask(run->store, message, now, &run->arena, &verdict, err) !=
	    0)
		return -1;
	if (!verdict.allowed) {
		*state = JOURNAL_SUPPRESSED;
		*reason = verdict.reason;
	}
	return 0;
}

/* The request is built first: a claim has nothing left to fail but the wire. */
static int
claim_prepare(struct run *run, const struct journal_row *row,
    struct attempt *attempt, struct error *err)
{
	struct carrier_choice choice;

	if (carriers_choose(
		&run->carriers, run->config, row->from, &choice, err) != 0)
		return -1;
	attempt->carrier = choice.carrier;
	attempt->reference = claim_reference(attempt);
	attempt->id = arena_slice(&attempt->arena, row->id);
	attempt->to = arena_slice(&attempt->arena, row->to);
	attempt->from = arena_slice(&attempt->arena, row->from);
	attempt->number = row->attempts + 1;
	return choice.carrier->provider->build(&choice.carrier->values,
	    &attempt->message, attempt->reference, &attempt->arena,
	    &attempt->request, err);
}

/* J4 for one row; 0 also when it may not go. */
static int
claim_row(struct run *run, const struct journal_row *row,
    struct attempt *attempt, struct error *err)
{
	enum journal_state state;
	struct slice record;
	const char *reason;

	arena_reset(&attempt->arena);
	record = arena_slice(&attempt->arena, row->record);
	if (record_fill(&attempt->message, record, err) != 0 ||
	    claim_check(run, row, &attempt->message, &state, &reason, err) != 0)
		return -1;
	if (reason != NULL)
		return claim_refuse(
		    run, row, &attempt->message, state, reason, err);
	if (claim_prepare(run, row, attempt, err) != 0) {
		diag_warn(run->diag, "message '%.*s': %s", SLICE_ARG(row->id),
		    err->text);
		return claim_refuse(run, row, &attempt->message, JOURNAL_FAILED,
		    "invalid", err);
	}
	attempt->claimed_ms = clock_awake();
	attempt->attempted_ms = clock_now(&run->clock);
	if (journal_claim(run->store, row->id,
		slice_of(attempt->carrier->provider->name),
		slice_of(attempt->reference), attempt->attempted_ms, err) != 0)
		return -1;
	attempt->stage = ATTEMPT_CLAIMED;
	return 0;
}

/* When something waits for: 1, 0 when nothing does, -1 error. */
static int
claim_next(struct run *run, int64_t now, int64_t *next, struct error *err)
{
	struct journal_row row;
	int found;

	if (run->only.p == NULL)
		return journal_next_due(run->store, now, next, err);
	found = journal_find(run->store, run->only, &run->arena, &row, err);
	if (found <= 0)
		return found;
	*next = row.not_before_ms;
	return entry_waits(row.state) && *next > now;
}

/* Nothing more may go now: when to look again. */
static int
claim_sleep(struct run *run, int64_t now, struct error *err)
{
	int64_t next;
	int found = claim_next(run, now, &next, err);

	if (found < 0)
		return -1;
	run->look_at = RUN_NEVER;
	if (found && !run->clock.fixed)
		run_look(run, clock_monotonic() + next - now);
	return 0;
}

/* What must never be: rows are looked up, and others may mark them before we
 * do.  For the proof that notices it. */
static int
claim_let_go(struct run *run, struct error *err)
{
	if (store_commit(run->store, err) != 0)
		return -1;
	(void)poll(NULL, 0, CLAIM_GAP_MS);
	return store_begin(run->store, err);
}

int
claim_due(struct run *run, struct error *err)
{
	int64_t now = clock_now(&run->clock), mono = clock_monotonic();
	size_t limit = claim_free(run), count = 0, i;
	struct journal_row *rows;

	if (run->no_claims || run->draining || limit == 0 ||
	    mono < run->look_at)
		return 0;
	if (mono < run->pause_until) {
		run->look_at = run->pause_until;
		return 0;
	}
	if (space_check(run->config->store, err) != 0) {
		run_fail(run, err);
		run_stop_claims(run);
		return 0;
	}
	if (journal_due(run->store, now, now - RUN_SETTLE_MS, limit,
		&run->arena, &rows, &count, err) != 0)
		return -1;
	if (fault_broken("select-then-mark") && claim_let_go(run, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (run->only.p != NULL && !slice_equal(rows[i].id, run->only))
			continue;
		if (claim_row(run, &rows[i], claim_slot(run), err) != 0)
			return -1;
	}
	if (count < limit || run->only.p != NULL)
		return claim_sleep(run, now, err);
	return 0;
}

/* What one dead owner left. */
static int
claim_rescued(struct run *run, const struct journal_row *row, struct error *err)
{
	const struct journal_change again = {.state = JOURNAL_QUEUED};
	struct output output = output_of_row(row);

	if (fault_broken("resend-ambiguous")) {
		run_look(run, 0);
		return journal_settle(run->store, row->id, &again,
			   row->changed_ms, err) < 0
		    ? -1
		    : 0;
	}
	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	output_fill(&run->out, &output, &run->message);
	run_print(run);
	run_leave(run);
	return 0;
}

int
claim_rescue(struct run *run, struct error *err)
{
	const struct journal_filter filter = {
	    .by_state = true, .state = JOURNAL_AMBIGUOUS};
	int64_t now = clock_now(&run->clock);
	struct journal_row *rows;
	size_t count, i;

	run->rescue_at = clock_monotonic() + RUN_RESCUE_MS;
	if (journal_rescue(run->store, now, &count, err) != 0)
		return -1;
	if (count == 0)
		return 0;
	if (journal_list(
		run->store, &filter, &run->arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++)
		if (rows[i].changed_ms == now &&
		    claim_rescued(run, &rows[i], err) != 0)
			return -1;
	return 0;
}
