/* SPDX-License-Identifier: ISC */
#include "journal.h"

#include "record/record.h"

enum { JOURNAL_PAGE = 1000 }; /* rows in memory */

struct reading {
	journal_taker *take;
	void *context;
	struct store *store;
	struct record record;
	struct buf text;
	struct arena arena;
};

static void
take_text(struct reading *reading, struct slice text)
{
	struct error err;

	if (record_fill(&reading->record, text, &err) == 0)
		(void)reading->take(reading->context, &reading->record, &err);
}

static void
set_or_remove(struct record *record, const char *name, struct slice text)
{
	if (text.n > 0)
		record_set_text(record, name, text);
	else
		record_remove(record, name);
}

/* What smssend would have printed: the message's record as a delivery. */
static void
take_state(struct reading *reading, const struct journal_told *row)
{
	struct record *record = &reading->record;
	bool failed = event_error_find(row->reason) != ERROR_NONE;
	struct error err;

	if (record_fill(record, row->record, &err) != 0)
		return;
	record_set_text(record, "record", slice_of("delivery"));
	record_set_text(
	    record, "status", slice_of(journal_state_name(row->state)));
	set_or_remove(record, "provider", row->provider);
	set_or_remove(record, "provider_message_id", row->provider_id);
	set_or_remove(record, "reason", row->reason);
	set_or_remove(record, "error_class",
	    failed ? row->reason : (struct slice){NULL, 0});
	record_set_time(record, "received_at", row->at_ms);
	buf_reset(&reading->text);
	record_write(record, &reading->text);
	take_text(reading, buf_slice(&reading->text));
}

static void
take_row(struct reading *reading, enum journal_tale tale,
    const struct journal_told *row)
{
	if (tale == JOURNAL_ROWS || tale == JOURNAL_TAKEN)
		take_state(reading, row);
	if (tale != JOURNAL_TAKEN)
		take_text(reading, row->record);
}

static int
take_tale(struct reading *reading, enum journal_tale tale, struct error *err)
{
	struct journal_told *rows;
	int64_t after = INT64_MIN;
	size_t count, i;

	do {
		arena_reset(&reading->arena);
		if (journal_tell(reading->store, tale, after, JOURNAL_PAGE,
			&reading->arena, &rows, &count, err) != 0)
			return -1;
		for (i = 0; i < count; i++)
			take_row(reading, tale, &rows[i]);
		if (count > 0)
			after = rows[count - 1].seq;
	} while (count == JOURNAL_PAGE);
	return 0;
}

static int
take_entry(void *context, const struct ledger_entry *entry, struct error *err)
{
	(void)err;
	if (entry->record.n > 0)
		take_text(context, entry->record);
	return 0;
}

static int
take_all(struct reading *reading, struct error *err)
{
	int tale;

	for (tale = 0; tale < JOURNAL_TALES; tale++)
		if (take_tale(reading, (enum journal_tale)tale, err) != 0)
			return -1;
	return ledger_walk(reading->store, take_entry, reading, err);
}

int
journal_read(
    const char *url, journal_taker *take, void *context, struct error *err)
{
	struct reading reading = {.take = take, .context = context};
	int result;

	reading.store = store_open(url, true, err);
	if (reading.store == NULL)
		return -1;
	buf_init(&reading.text, BUF_NO_CAP);
	result = store_begin(reading.store, err);
	if (result == 0) {
		result = take_all(&reading, err);
		store_rollback(reading.store);
	}
	store_close(reading.store);
	record_release(&reading.record);
	buf_release(&reading.text);
	arena_release(&reading.arena);
	return result;
}

/* A record of the store is as good as one of a file: what is not counts as
 * refused. */
static int
fold_record(void *context, struct record *record, struct error *err)
{
	struct fold *fold = context;

	if (fold_take(fold, 0, record, false, err) == 0)
		return 0;
	fold->workers[0].counts[FOLD_REFUSED]++;
	return -1;
}

int
journal_fold(const char *url, struct fold *fold, struct error *err)
{
	return journal_read(url, fold_record, fold, err);
}
