/* SPDX-License-Identifier: ISC */
#include "receipt.h"

#include "fallback.h"
#include "optout.h"
#include "output.h"
#include "reach.h"

/* The row that it is about: 1, 0 when none is known, -1 error. */
static int
receipt_find(struct run *run, struct record *receipt, struct journal_row *row,
    struct error *err)
{
	struct slice reference = record_text(receipt, "reference");
	int found = 0;

	if (reference.n > 0)
		found = journal_find_reference(
		    run->store, reference, &run->arena, row, err);
	if (found != 0)
		return found;
	return journal_find_provider(run->store,
	    record_text(receipt, "provider"),
	    record_text(receipt, "provider_message_id"), &run->arena, row, err);
}

static bool
receipt_is_failure(enum journal_state state)
{
	return state == JOURNAL_UNDELIVERED || state == JOURNAL_FAILED ||
	    state == JOURNAL_REJECTED;
}

/* What the end of a message says of its recipient, and what goes instead. */
static int
receipt_follow(struct run *run, const struct journal_row *row,
    struct record *receipt, enum journal_state state, struct error *err)
{
	const struct optout_word word = {
	    .provider = record_text(receipt, "provider"),
	    .error_class = record_text(receipt, "error_class"),
	    .error_code = record_text(receipt, "error_code"),
	    .error_text = record_text(receipt, "error_text")};

	if (state != JOURNAL_DELIVERED && !receipt_is_failure(state))
		return 0;
	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	if (state == JOURNAL_DELIVERED)
		return reach_clear(run, &run->message, err);
	if (optout_note(run, &run->message, &word, err) != 0 ||
	    reach_note(run, &run->message, word.error_class, err) != 0)
		return -1;
	return fallback_take(run, row->id, word.error_class, err);
}

/*
 * The row moves on if the event is news to it: 1, 0 if not, -1 error.  A row
 * without a provider's id
 * was sending or ambiguous: our reference proves that it was accepted (J10).
 */
static int
receipt_settle(struct run *run, const struct journal_row *row,
    struct record *receipt, enum journal_state state, struct error *err)
{
	struct journal_change change = {.state = state,
	    .reason = record_text(receipt, "error_class"),
	    .provider_id = record_text(receipt, "provider_message_id"),
	    .outcome = slice_of("reported")};
	int done;

	if (!journal_state_follows(row->state, state) ||
	    (row->state == state && row->provider_id.p != NULL))
		return 0;
	if (receipt_is_failure(state) &&
	    fallback_take_apart(run, row->id, change.reason, err) != 0)
		return -1;
	done = journal_settle(
	    run->store, row->seq, &change, clock_now(&run->clock), err);
	if (done == 0)
		diag_warn(run->diag,
		    "report about '%.*s': its id belongs to another message",
		    SLICE_ARG(row->id));
	if (done == JOURNAL_SETTLED &&
	    receipt_follow(run, row, receipt, state, err) != 0)
		return -1;
	return done < 0 ? -1 : done == JOURNAL_SETTLED;
}

/* Puts what is known of the message into the record, and prints it. */
static int
receipt_print(struct run *run, const struct journal_row *row,
    struct record *receipt, struct error *err)
{
	int64_t received, latency;

	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	record_set_text(receipt, "message_id", row->id);
	output_ends(receipt, row->to, &run->message);
	if (record_time(receipt, "received_at", &received) &&
	    !record_int(receipt, "latency_ms", &latency) &&
	    row->attempted_ms > 0 && received >= row->attempted_ms)
		record_set_int(
		    receipt, "latency_ms", received - row->attempted_ms);
	output_copy(receipt, &run->message);
	record_write(receipt, &run->lines);
	buf_addc(&run->lines, '\n');
	return 0;
}

static int
receipt_keep(struct run *run, struct record *receipt, enum journal_state state,
    struct error *err)
{
	struct journal_event event = {
	    .provider = record_text(receipt, "provider"),
	    .provider_id = record_text(receipt, "provider_message_id"),
	    .state = state,
	    .error_code = record_text(receipt, "error_code"),
	    .reference = record_text(receipt, "reference"),
	    .received_ms = clock_now(&run->clock)};
	struct buf line;
	int result;

	buf_init(&line, BUF_NO_CAP);
	record_write(receipt, &line);
	event.record = buf_slice(&line);
	result = journal_event_add(run->store, &event, err);
	buf_release(&line);
	return result < 0 ? -1 : 0;
}

int
receipt_take(struct run *run, struct record *receipt, struct error *err)
{
	struct journal_row row;
	enum journal_state state;
	int found, news;

	if (record_text(receipt, "provider").n == 0 ||
	    record_text(receipt, "provider_message_id").n == 0 ||
	    journal_state_find(record_text(receipt, "status"), &state) != 0) {
		record_write(receipt, &run->lines);
		buf_addc(&run->lines, '\n');
		return 0;
	}
	found = receipt_find(run, receipt, &row, err);
	if (found < 0 || receipt_keep(run, receipt, state, err) != 0)
		return -1;
	if (found == 0) {
		record_write(receipt, &run->lines);
		buf_addc(&run->lines, '\n');
		return 0;
	}
	news = receipt_settle(run, &row, receipt, state, err);
	if (news < 0)
		return -1;
	/* J10: the id is news, so what came before under it counts now. */
	if (news > 0 && row.provider_id.p == NULL)
		return receipt_match(run, row.id,
		    record_text(receipt, "provider"),
		    record_text(receipt, "provider_message_id"), err);
	return receipt_print(run, &row, receipt, err);
}

int
receipt_recall(
    struct run *run, const struct journal_row *row, struct error *err)
{
	struct journal_event *events;
	struct journal_row now;
	size_t count, i;

	if (journal_events_of(
		run->store, row->id, &run->arena, &events, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (!slice_equal(events[i].provider, row->provider))
			continue;
		if (record_fill(&run->record, events[i].record, err) != 0 ||
		    receipt_settle(
			run, row, &run->record, events[i].state, err) < 0 ||
		    journal_find(run->store, row->id, &run->arena, &now, err) <
			0)
			return -1;
		if (now.provider_id.p != NULL)
			return receipt_match(run, row->id, now.provider,
				   now.provider_id, err) != 0
			    ? -1
			    : 1;
	}
	return 0;
}

int
receipt_match(struct run *run, struct slice id, struct slice provider,
    struct slice provider_id, struct error *err)
{
	struct journal_event *events = NULL;
	struct journal_row row;
	size_t count = 0, i;

	if (journal_events(run->store, provider, provider_id, &run->arena,
		&events, &count, err) != 0)
		return -1;
	if (count == 0)
		return 0;
	if (journal_find(run->store, id, &run->arena, &row, err) < 0)
		return -1;
	if (!slice_equal(row.provider_id, provider_id))
		return 0;
	for (i = 0; i < count; i++) {
		if (record_fill(&run->record, events[i].record, err) != 0 ||
		    receipt_settle(
			run, &row, &run->record, events[i].state, err) < 0 ||
		    receipt_print(run, &row, &run->record, err) != 0)
			return -1;
		if (journal_state_follows(row.state, events[i].state))
			row.state = events[i].state;
	}
	return 0;
}
