/* SPDX-License-Identifier: ISC */
#include "supersede.h"

#include "channel.h"
#include "entry.h"
#include "output.h"
#include "policy/appointment.h"

int
supersede_cancel(struct run *run, const struct journal_row *row,
    const char *reason, struct error *err)
{
	const struct journal_change change = {
	    .state = JOURNAL_CANCELLED, .reason = slice_of(reason)};
	struct output output = output_of_row(row);

	output.state = change.state;
	output.reason = change.reason;
	output.received_ms = clock_now(&run->clock);
	if (record_fill(&run->message, row->record, err) != 0 ||
	    journal_settle(
		run->store, row->seq, &change, output.received_ms, err) < 0)
		return -1;
	output_fill(&run->out, &output, &run->message);
	run_print(run);
	return 0;
}

bool
supersede_is_of_later_call(struct record *message, struct record *than)
{
	int64_t ended, before;

	return record_time(message, "call_ended_at", &ended) &&
	    record_time(than, "call_ended_at", &before) && ended > before &&
	    !slice_equal(
		record_text(message, "call_id"), record_text(than, "call_id"));
}

/* Not each message says its tenant before it is in the journal. */
static struct slice
supersede_tenant(const struct run *run, struct record *message)
{
	struct slice tenant = record_text(message, "tenant");

	return tenant.p != NULL ? tenant : slice_of(run->config->tenant);
}

/* May the message take back a row that it names?  Only what waits, of the same
 * tenant, for the same person or about the same appointment, and not what a
 * later call said: old news may come late. */
static int
supersede_may(struct run *run, struct record *message,
    const struct journal_row *row, struct error *err)
{
	struct slice appointment = record_text(message, "appointment_id");

	if (!entry_waits(row->state) ||
	    !slice_equal(row->tenant, supersede_tenant(run, message)) ||
	    (!slice_equal(row->to, channel_recipient(message)) &&
		(appointment.n == 0 ||
		    !slice_equal(row->appointment_id, appointment))))
		return 0;
	if (record_fill(&run->message, row->record, err) != 0)
		return -1;
	return !supersede_is_of_later_call(&run->message, message);
}

/* The ids that the message names. */
static int
supersede_named(struct run *run, struct record *message, struct error *err)
{
	struct slice own = record_text(message, "message_id"), id;
	struct view_step step = {0};
	struct journal_row row;
	int found;

	while (view_next(record_view(message, "supersedes"), &step)) {
		id = view_string(step.value, &message->arena);
		if (id.n == 0 || slice_equal(id, own))
			continue;
		found = journal_find(run->store, id, &run->arena, &row, err);
		if (found > 0)
			found = supersede_may(run, message, &row, err);
		if (found < 0 ||
		    (found > 0 &&
			supersede_cancel(run, &row, ENTRY_SUPERSEDED, err) !=
			    0))
			return -1;
	}
	return 0;
}

/* All rows about the appointment; none when there is no appointment. */
static int
supersede_list(struct run *run, struct record *message,
    struct journal_row **rows, size_t *count, struct error *err)
{
	struct journal_filter filter = {
	    .tenant = supersede_tenant(run, message),
	    .appointment_id = record_text(message, "appointment_id")};

	*count = 0;
	if (filter.appointment_id.n == 0)
		return 0;
	return journal_list(run->store, &filter, &run->arena, rows, count, err);
}

int
supersede_older(struct run *run, struct record *message, struct error *err)
{
	struct slice own = record_text(message, "message_id");
	struct appointment_message newer, older;
	struct journal_row *rows = NULL;
	size_t count, i;

	appointment_read(message, &newer);
	if (supersede_named(run, message, err) != 0 ||
	    supersede_list(run, message, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (!entry_waits(rows[i].state) || slice_equal(rows[i].id, own))
			continue;
		if (record_fill(&run->message, rows[i].record, err) != 0)
			return -1;
		appointment_read(&run->message, &older);
		if (appointment_supersedes(&newer, &older) &&
		    supersede_cancel(run, &rows[i], ENTRY_SUPERSEDED, err) != 0)
			return -1;
	}
	return 0;
}

int
supersede_is_stale(struct run *run, const struct journal_row *row,
    struct record *message, struct error *err)
{
	struct appointment_message older, newer;
	struct journal_row *rows = NULL;
	size_t count, i;

	appointment_read(message, &older);
	if (supersede_list(run, message, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (slice_equal(rows[i].id, row->id))
			continue;
		if (record_fill(&run->message, rows[i].record, err) != 0)
			return -1;
		appointment_read(&run->message, &newer);
		if (appointment_supersedes(&newer, &older))
			return 1;
	}
	return 0;
}
