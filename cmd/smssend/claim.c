/* SPDX-License-Identifier: ISC */
#include "claim.h"

#include "base/fault.h"
#include "budget.h"
#include "fallback.h"
#include "output.h"
#include "policies.h"

enum {
	CLAIM_TIME_BYTES = 5, /* of our reference */
	CLAIM_REFERENCE_BYTES = CLAIM_TIME_BYTES + 8,
};

/* A mark of this attempt that nobody else makes or guesses.  It begins with
 * the time: in the journal's index, new ones lie side by side. */
static const char *
claim_reference(struct run *run, struct attempt *attempt)
{
	uint64_t ms = (uint64_t)clock_now(&run->clock);
	uint8_t mark[CLAIM_REFERENCE_BYTES];
	char *text = arena_alloc(
	    &attempt->arena, 2 * CLAIM_REFERENCE_BYTES + 1);
	int i;

	crypto_random(mark, sizeof(mark));
	for (i = 0; i < CLAIM_TIME_BYTES; i++)
		mark[i] = (uint8_t)(ms >> 8 * (CLAIM_TIME_BYTES - 1 - i));
	crypto_hex(mark, sizeof(mark), text);
	return text;
}

/* J5, or a rule that says not now: settled without an attempt. */
static int
claim_decline(struct run *run, const struct journal_row *row,
    struct record *message, const struct policy_finding *finding,
    struct slice explained, struct error *err)
{
	const struct journal_change change = {.state = policies_state(finding),
	    .reason = slice_of(finding->reason),
	    .not_before_ms = finding->until_ms};
	struct output output = output_of_row(row);

	output.received_ms = clock_now(&run->clock);
	output.state = change.state;
	output.reason = change.reason;
	output.until_ms = finding->until_ms;
	output.explained = explained;
	if (journal_settle(
		run->store, row->seq, &change, output.received_ms, err) < 0)
		return -1;
	output_fill(&run->out, &output, message);
	run_print(run);
	if (finding->verdict == POLICY_REFUSES &&
	    fallback_take(run, row->id, change.reason, err) != 0)
		return -1;
	if (run->oneoffs.room > 0 && finding->verdict == POLICY_REFUSES) {
		error_set(err, EX_NO, "refused: %s", finding->reason);
		run_fail(run, err);
	}
	return 0;
}

/* No request can be made of it, whatever the reason: it has failed. */
static int
claim_fail(struct run *run, const struct journal_row *row,
    struct record *message, struct error *err)
{
	const struct journal_change change = {
	    .state = JOURNAL_FAILED, .reason = slice_of("invalid")};
	struct output output = output_of_row(row);

	diag_warn(
	    run->diag, "message '%.*s': %s", SLICE_ARG(row->id), err->text);
	output.received_ms = clock_now(&run->clock);
	output.state = change.state;
	output.reason = change.reason;
	if (journal_settle(
		run->store, row->seq, &change, output.received_ms, err) < 0)
		return -1;
	output_fill(&run->out, &output, message);
	run_print(run);
	return 0;
}

/* The request is built first: a claim has nothing left to fail but the wire. */
static int
claim_prepare(struct run *run, const struct journal_row *row,
    const struct carrier *carrier, struct attempt *attempt, struct error *err)
{
	attempt->carrier = carrier;
	attempt->reference = claim_reference(run, attempt);
	attempt->seq = row->seq;
	attempt->id = arena_slice(&attempt->arena, row->id);
	attempt->to = arena_slice(&attempt->arena, row->to);
	attempt->number = row->attempts + 1;
	attempt->missed = row->missed;
	return carrier->provider->build(&carrier->values, &attempt->message,
	    attempt->reference, &attempt->arena, &attempt->request, err);
}

/* J4 in the journal, and what it uses of the limits. */
static int
claim_write(struct run *run, const struct journal_row *row,
    struct attempt *attempt, struct error *err)
{
	attempt->claimed_ms = clock_awake();
	attempt->attempted_ms = clock_now(&run->clock);
	if (journal_claim(run->store, row->seq,
		slice_of(attempt->carrier->provider->name),
		slice_of(attempt->reference), attempt->attempted_ms,
		err) != 0 ||
	    budget_book(run, row->to, &attempt->message, attempt->attempted_ms,
		1, err) != 0)
		return -1;
	attempt->stage = ATTEMPT_CLAIMED;
	return 0;
}

int
claim_row(struct run *run, const struct journal_row *row,
    const struct carrier *carrier, struct attempt *attempt, struct error *err)
{
	struct policy_finding finding;
	struct slice record;

	arena_reset(&attempt->arena);
	record = arena_slice(&attempt->arena, row->record);
	if (record_fill(&attempt->message, record, err) != 0 ||
	    policies_judge(run, row, &attempt->message, &attempt->arena,
		&finding, &attempt->explained, err) != 0)
		return -1;
	if (finding.verdict != POLICY_PASSES)
		return claim_decline(run, row, &attempt->message, &finding,
		    attempt->explained, err);
	if (claim_prepare(run, row, carrier, attempt, err) != 0)
		return claim_fail(run, row, &attempt->message, err);
	return claim_write(run, row, attempt, err) != 0 ? -1 : 1;
}

/* What one dead owner left. */
static int
claim_rescued(struct run *run, const struct journal_row *row, struct error *err)
{
	const struct journal_change again = {.state = JOURNAL_QUEUED};
	struct output output = output_of_row(row);

	if (fault_broken("resend-ambiguous")) {
		run_look(run, 0);
		return journal_settle(run->store, row->seq, &again,
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
