/* SPDX-License-Identifier: ISC */
#include "decide.h"

#include "base/fault.h"
#include "channel.h"
#include "entry.h"
#include "output.h"
#include "receipt.h"

bool
decide_is_open(const struct journal_row *row)
{
	return row->state == JOURNAL_AMBIGUOUS || entry_is_unfound(row);
}

/* ---- J10 ----------------------------------------------------------------- */

/* Is the id another message's?  -1 when the store fails. */
static int
decide_is_owned(struct run *run, const struct journal_row *row, struct slice id,
    struct error *err)
{
	struct journal_row owner;
	int found = journal_find_provider(
	    run->store, row->provider, id, &run->arena, &owner, err);

	return found <= 0 ? found : !slice_equal(owner.id, row->id);
}

/*
 * Is this very text what another message to the same person says, whose own
 * outcome is open?  Then it is that one's, however alone it stands.
 */
static int
decide_is_anothers(struct run *run, const struct journal_row *row,
    struct slice body, struct error *err)
{
	const struct journal_filter filter = {.to = row->to};
	struct journal_row *rows;
	size_t count, i;

	if (journal_list(
		run->store, &filter, &run->arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (slice_equal(rows[i].id, row->id) ||
		    (rows[i].state != JOURNAL_SENDING &&
			!decide_is_open(&rows[i])))
			continue;
		if (record_fill(&run->record, rows[i].record, err) != 0)
			return -1;
		if (slice_equal(record_text(&run->record, "body"), body))
			return 1;
	}
	return 0;
}

/* 1 with the candidate that is the row's message; 0 when there is none. */
static int
decide_pick(struct run *run, const struct journal_row *row, struct found *found,
    struct found_candidate **picked, struct error *err)
{
	const struct found_wanted wanted = {.to = row->to,
	    .from = channel_sender(row->from),
	    .body = record_text(&run->message, "body"),
	    .attempted_ms = row->attempted_ms,
	    .settle_ms = RUN_SETTLE_MS};
	struct found_candidate *one;
	bool exact;
	int no;

	for (;;) {
		one = found_exact(found, &wanted);
		exact = one != NULL;
		if (!exact)
			one = found_lone(found, &wanted);
		if (one == NULL)
			return 0;
		no = decide_is_owned(run, row, one->listed.id, err);
		if (no == 0 && !exact)
			no = decide_is_anothers(
			    run, row, one->listed.body, err);
		if (no < 0)
			return -1;
		*picked = one;
		if (no == 0)
			return 1;
		one->no = true;
	}
}

static void
decide_print(struct run *run, const struct journal_row *row,
    const struct journal_change *change, const struct provider_listed *listed)
{
	struct provider_outcome outcome = {.verdict = PROVIDER_SENT};
	struct output output = output_of_row(row);

	output.state = change->state;
	output.reason = change->reason;
	output.received_ms = clock_now(&run->clock);
	if (listed != NULL) {
		outcome.status_raw = listed->status_raw;
		outcome.price = listed->price;
		outcome.currency = listed->currency;
		output.provider_id = listed->id;
		output.outcome = &outcome;
	}
	output_fill(&run->out, &output, &run->message);
	run_print(run);
}

/* Where the list knows more than that it was accepted: as if reported. */
static int
decide_report(struct run *run, struct slice id,
    const struct provider_listed *listed, struct error *err)
{
	struct record *report = &run->record;
	const char *class = listed->error_class;
	enum journal_state state;
	struct journal_row row;

	if (journal_state_find(slice_of(listed->status), &state) != 0)
		return 0;
	if (journal_find(run->store, id, &run->arena, &row, err) < 0)
		return -1;
	if (state == row.state || !journal_state_follows(row.state, state))
		return 0;
	record_start(report, RECORD_DELIVERY);
	record_set_null(report, "message_id");
	record_set_text(report, "provider", row.provider);
	record_set_text(report, "provider_message_id", row.provider_id);
	record_set_text(report, "status", slice_of(listed->status));
	record_copy_text(report, "status_raw", listed->status_raw);
	record_set_bool(report, "terminal", state >= JOURNAL_DELIVERED);
	if (class != NULL) {
		record_copy_text(report, "error_code", listed->error_code);
		record_set_text(report, "error_class", slice_of(class));
		record_set_bool(
		    report, "retryable", provider_class_is_retryable(class));
	}
	record_set_time(report, "received_at", clock_now(&run->clock));
	return receipt_take(run, report, err);
}

/* J10.  What was reported under the id while nobody knew it counts now. */
static int
decide_accept(struct run *run, const struct journal_row *row,
    const struct provider_listed *listed, struct error *err)
{
	const struct journal_change change = {.state = JOURNAL_ACCEPTED,
	    .provider_id = listed->id,
	    .outcome = slice_of("found")};
	int64_t now = clock_now(&run->clock);

	if (journal_look_add(run->store, row->id, now, true, err) != 0 ||
	    journal_settle(run->store, row->seq, &change, now, err) < 0)
		return -1;
	decide_print(run, row, &change, listed);
	if (receipt_match(run, row->id, row->provider, listed->id, err) != 0)
		return -1;
	return decide_report(run, row->id, listed, err);
}

/* ---- J11 ----------------------------------------------------------------- */

/* Was it not found a settle time ago either?  -1 when the store fails. */
static int
decide_is_gone(struct run *run, const struct journal_row *row, int64_t now,
    struct error *err)
{
	struct journal_look *looks;
	size_t count, i;

	if (journal_looks(
		run->store, row->id, &run->arena, &looks, &count, err) != 0)
		return -1;
	if (fault_broken("one-look"))
		return 1;
	for (i = 0; i < count; i++)
		if (!looks[i].found &&
		    now - looks[i].looked_ms >= RUN_SETTLE_MS)
			return 1;
	return 0;
}

/* J11, once it was looked for twice. */
static int
decide_miss(struct run *run, const struct journal_row *row, struct error *err)
{
	struct journal_change change = {.state = JOURNAL_HELD,
	    .reason = slice_of(ENTRY_UNFOUND),
	    .not_before_ms = JOURNAL_NEVER};
	int64_t now = clock_now(&run->clock);
	int gone;

	if (journal_look_add(run->store, row->id, now, false, err) != 0)
		return -1;
	gone = decide_is_gone(run, row, now, err);
	if (gone <= 0)
		return gone;
	if (run->options->ambiguous != NULL &&
	    slice_is(slice_of(run->options->ambiguous), "resend")) {
		change.state = JOURNAL_QUEUED;
		change.not_before_ms = 0;
	}
	if (journal_settle(run->store, row->seq, &change, now, err) < 0)
		return -1;
	decide_print(run, row, &change, NULL);
	return 0;
}

int
decide_row(struct run *run, const struct journal_row *row, struct found *found,
    struct error *err)
{
	struct found_candidate *picked = NULL;
	struct journal_row now;
	int is;

	is = journal_find(run->store, row->id, &run->arena, &now, err);
	if (is <= 0)
		return is;
	if (!decide_is_open(&now) ||
	    !slice_equal(now.reference, row->reference))
		return 0;
	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	is = decide_pick(run, row, found, &picked, err);
	if (is < 0)
		return -1;
	if (is == 0)
		return decide_miss(run, row, err);
	return decide_accept(run, row, &picked->listed, err);
}
