/* SPDX-License-Identifier: ISC */
#include "intake.h"

#include "base/fault.h"
#include "callback.h"
#include "channel.h"
#include "consent/ask.h"
#include "dryrun.h"
#include "entry.h"
#include "health.h"
#include "http/form.h"
#include "output.h"
#include "receipt.h"
#include "record/key.h"
#include "supersede.h"

#include <inttypes.h>

void
intake_refuse(struct run *run, struct record *message, enum journal_state state,
    struct slice reason)
{
	const struct output output = {.id = record_text(message, "message_id"),
	    .to = record_text(message, "to"),
	    .state = state,
	    .reason = reason,
	    .received_ms = clock_now(&run->clock)};

	output_fill(&run->out, &output, message);
	run_print(run);
}

bool
intake_is_refused(const struct run *run, struct record *message,
    enum journal_state *state, struct slice *reason)
{
	struct slice status = record_text(message, "status");
	const struct channel *channel = channel_of(message);
	struct slice to = channel_recipient(message);

	*reason = record_text(message, "reason");
	if (status.p != NULL && !slice_is(status, "rendered") &&
	    journal_state_find(status, state) == 0 && !entry_waits(*state))
		return true;
	*state = JOURNAL_SUPPRESSED;
	if (to.p == NULL) {
		*reason = slice_of(channel->nobody);
		return true;
	}
	if (channel->lane != NULL &&
	    !carriers_carry(&run->carriers, channel->carries)) {
		*reason = slice_of("no_provider");
		return true;
	}
	/* A text to ourselves would come back as a reply, a call ring here. */
	*reason = slice_of("own_number");
	return slice_equal(to, record_text(message, "from")) ||
	    config_is_ours(run->config, to);
}

/* A record that is no good.  An operator's own has no line to name. */
static void
intake_reject(struct run *run, struct record *record, const struct error *err)
{
	if (run->oneoffs.room > 0)
		run_fail(run, err);
	else
		filter_reject(&run->filter, record, err);
}

/* The operator would take an old text's outcome for that of a new one. */
static void
intake_tell_known(const struct run *run, const struct journal_row *row)
{
	char when[INSTANT_TEXT_MAX];

	instant_format(row->changed_ms, when);
	diag_warn(run->diag, "%.*s: already known under this key: %s, %s",
	    SLICE_ARG(row->to), journal_state_name(row->state), when);
}

/* J2: what the journal knows is said again; nothing is sent for it.  A row that
 * is there has a number. */
static int
intake_replay(struct run *run, const struct journal_row *row, bool duplicate,
    struct error *err)
{
	struct output output = output_of_row(row);

	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	if (duplicate)
		output.reason = slice_of("duplicate");
	if (row->state == JOURNAL_AMBIGUOUS)
		run_leave(run);
	if (run->oneoffs.room > 0 && row->seq > 0)
		intake_tell_known(run, row);
	output_fill(&run->out, &output, &run->message);
	run_print(run);
	return 1;
}

/*
 * Does the row in the journal give way to the message?  One that waits does,
 * unless it is of a later call.  One that was taken back does where a later
 * call says the same again: the appointment was moved there and back.
 */
static int
intake_yields(struct run *run, struct record *message,
    const struct journal_row *known, const struct journal_row *row,
    struct error *err)
{
	if (row->key_given || entry_is_unfound(known))
		return 0;
	if (record_fill(&run->message, known->record, err) != 0)
		return -1;
	if (supersede_is_of_later_call(message, &run->message))
		return entry_waits(known->state) || entry_is_taken_back(known);
	return entry_waits(known->state) && entry_differs(known, row) &&
	    !supersede_is_of_later_call(&run->message, message);
}

/* The id is known.  A newer text takes the place of one that waits. */
static int
intake_known(struct run *run, struct record *message,
    const struct journal_row *known, const struct journal_row *row,
    struct error *err)
{
	bool same = slice_equal(known->content_hash, row->content_hash);
	int yields;

	if (!same && (known->key_given || row->key_given)) {
		error_set(err, EX_DATAERR,
		    "id_reused: message '%.*s' is known with other content",
		    SLICE_ARG(row->id));
		intake_reject(run, message, err);
		return 0;
	}
	yields = intake_yields(run, message, known, row, err);
	if (yields < 0)
		return -1;
	if (run->options->dry_run &&
	    (yields > 0 ||
		(entry_waits(known->state) && !entry_is_unfound(known))))
		return dryrun_message(run, message, row, err);
	if (yields == 0)
		return intake_replay(
		    run, known, !same && known->attempts > 0, err);
	if (supersede_older(run, message, err) != 0 ||
	    journal_replace(run->store, row, err) != 0)
		return -1;
	run_look(run, 0);
	return row->state == JOURNAL_QUEUED
	    ? 1
	    : intake_replay(run, row, false, err);
}

/* What must never be: the ledger is asked here, and not inside the claim.  For
 * the test that notices it. */
static int
intake_ask_early(struct run *run, struct record *message,
    struct journal_row *row, struct error *err)
{
	struct verdict verdict;

	if (ask_message(run->store, run->config, message, row->changed_ms,
		&run->arena, &verdict, err) != 0)
		return -1;
	if (!verdict.allowed) {
		row->state = JOURNAL_SUPPRESSED;
		row->reason = slice_of(verdict.reason);
	}
	return 0;
}

/* J1; what it supersedes is taken back in the same transaction, and never
 * again. */
static int
intake_new(struct run *run, struct record *message,
    const struct journal_row *row, struct error *err)
{
	if (supersede_older(run, message, err) != 0 ||
	    journal_add(run->store, row, err) != 0)
		return -1;
	if (row->state == JOURNAL_QUEUED) {
		run->progress.begun++;
		run_look(run, 0);
		return 1;
	}
	if (row->not_before_ms > 0)
		run_look(run,
		    clock_monotonic() + row->not_before_ms -
			clock_now(&run->clock));
	return intake_replay(run, row, false, err);
}

static int
intake_find(struct run *run, struct record *message, struct journal_row *row,
    struct error *err)
{
	if (run->store == NULL)
		return 0;
	return journal_find(run->store, record_text(message, "message_id"),
	    &run->arena, row, err);
}

/* No request can be made of it.  What a reply asks for is not its line: that
 * one is good, and the call is told of as one that cannot go. */
static void
intake_unfit(struct run *run, struct record *message, struct record *reply,
    const struct error *why)
{
	if (reply == NULL) {
		intake_reject(run, message, why);
		return;
	}
	diag_warn(
	    run->diag, "%s: no call back: %s", record_place(reply), why->text);
	intake_refuse(run, message, JOURNAL_SUPPRESSED, slice_of("invalid"));
}

/*
 * Takes in one message; `reply` is what asked for it, or NULL.  1 done; 0 when
 * it was refused as a record (and reported); -1 when the store fails.
 * key_given: see entry_context.
 */
static int
intake_message(struct run *run, struct record *message, struct record *reply,
    bool key_given, struct error *err)
{
	const struct entry_context context = {.config = run->config,
	    .carriers = &run->carriers,
	    .digest = run->digest,
	    .down = health_down(run),
	    .now_ms = clock_now(&run->clock),
	    .key_given = key_given};
	struct journal_row known, row;
	enum journal_state state;
	struct slice reason;
	int found;

	found = intake_find(run, message, &known, err);
	if (found < 0)
		return -1;
	if (intake_is_refused(run, message, &state, &reason)) {
		if (found)
			return intake_replay(run, &known, false, err);
		/* What it takes back is wrong all the same. */
		if (!run->options->dry_run &&
		    supersede_older(run, message, err) != 0)
			return -1;
		intake_refuse(run, message, state, reason);
		return 1;
	}
	if (entry_make(&context, message, &run->arena, &row, err) != 0) {
		intake_unfit(run, message, reply, err);
		return 0;
	}
	if (found)
		return intake_known(run, message, &known, &row, err);
	if (run->options->dry_run)
		return dryrun_message(run, message, &row, err);
	if (fault_broken("check-outside") &&
	    intake_ask_early(run, message, &row, err) != 0)
		return -1;
	return intake_new(run, message, &row, err);
}

/* What a reply asks for, which was passed on as it is. */
static int
intake_callback(struct run *run, struct record *reply, struct error *err)
{
	struct slice id = record_text(reply, "message_id");
	struct record *answered = NULL;
	struct journal_row row;
	int found = 0;

	if (run->store != NULL && id.p != NULL)
		found = journal_find(run->store, id, &run->arena, &row, err);
	if (found < 0)
		return -1;
	if (found > 0) {
		answered = &run->message;
		if (record_fill(answered, row.record, err) != 0)
			return -1;
	}
	callback_make(
	    run->config, reply, answered, clock_now(&run->clock), &run->order);
	return intake_message(run, &run->order, reply, false, err) < 0 ? -1 : 0;
}

/* --run: where it stands and what it says is who it is, every time the same
 * input is read. */
static void
intake_name(struct run *run, struct record *message)
{
	char hex[CRYPTO_SHA256_HEX];
	struct buf key;

	entry_hash(message, run->digest, hex);
	buf_init(&key, BUF_NO_CAP);
	buf_adds(&key, "run/");
	form_escape(&key, slice_of(run->options->run));
	buf_addf(&key, "/%" PRIu64 "/%s", message->line, hex);
	key_name(message, run->digest, buf_slice(&key));
	buf_release(&key);
}

/* -1 when the store fails; a record that is no good is reported. */
static int
intake_record(struct run *run, struct record *record, struct error *err)
{
	enum record_kind kind = record_kind(record);
	bool ours = kind == RECORD_MESSAGE ||
	    (kind == RECORD_DELIVERY && !run->options->dry_run);
	bool asks = kind == RECORD_REPLY &&
	    callback_is_asked(run->config, record);

	if (kind == RECORD_MESSAGE && run->options->run != NULL &&
	    view_is_null(record_view(record, "message_id")))
		intake_name(run, record);
	if ((ours || asks) && record_check(record, err) != 0) {
		intake_reject(run, record, err);
		return 0;
	}
	if (!ours) {
		record_write(record, &run->lines);
		buf_addc(&run->lines, '\n');
		return asks ? intake_callback(run, record, err) : 0;
	}
	if (kind == RECORD_DELIVERY)
		return receipt_take(run, record, err);
	return intake_message(run, record, NULL, false, err) < 0 ? -1 : 0;
}

int
intake_records(struct run *run, struct error *err)
{
	bool key_given = run->options->key != NULL;
	int count;

	while (run->oneoffs.at < run->oneoffs.count)
		if (intake_message(run,
			&run->oneoffs.messages[run->oneoffs.at++], NULL,
			key_given, err) < 0)
			return -1;
	if (run->oneoffs.room > 0)
		run->filter.ended = true;
	for (count = 0; count < RUN_INTAKE && !run->filter.ended; count++) {
		if (!filter_next(&run->filter, &run->record))
			return 0;
		if (intake_record(run, &run->record, err) != 0)
			return -1;
	}
	return 0;
}
