/* SPDX-License-Identifier: ISC */
#include "store/sqlite/db.h"

#include <stdlib.h>

#define SHAPE(type, table)                                              \
	{                                                               \
		sizeof(type), table, sizeof(table) / sizeof((table)[0]) \
	}
#define ROW(member) offsetof(struct journal_row, member)
#define EVENT(member) offsetof(struct journal_event, member)
#define LOOK(member) offsetof(struct journal_look, member)
#define ENTRY(member) offsetof(struct ledger_entry, member)

/* SQL_MESSAGE_COLUMNS */
static const struct column message_columns[] = {
    {COLUMN_INT, ROW(seq)},
    {COLUMN_TEXT, ROW(id)},
    {COLUMN_TEXT, ROW(content_hash)},
    {COLUMN_BOOL, ROW(key_given)},
    {COLUMN_STATE, ROW(state)},
    {COLUMN_TEXT, ROW(reason)},
    {COLUMN_TEXT, ROW(tenant)},
    {COLUMN_TEXT, ROW(to)},
    {COLUMN_TEXT, ROW(from)},
    {COLUMN_TEXT, ROW(appointment_id)},
    {COLUMN_TEXT, ROW(template_id)},
    {COLUMN_INT, ROW(appointment_version)},
    {COLUMN_INT, ROW(priority)},
    {COLUMN_INT, ROW(not_before_ms)},
    {COLUMN_INT, ROW(expires_ms)},
    {COLUMN_INT, ROW(attempts)},
    {COLUMN_INT, ROW(attempted_ms)},
    {COLUMN_TEXT, ROW(provider)},
    {COLUMN_TEXT, ROW(provider_id)},
    {COLUMN_TEXT, ROW(reference)},
    {COLUMN_TEXT, ROW(record)},
    {COLUMN_INT, ROW(changed_ms)},
    {COLUMN_BOOL, ROW(answer)},
};
const struct shape shape_message = SHAPE(struct journal_row, message_columns);

/* EVENT_COLUMNS */
static const struct column event_columns[] = {
    {COLUMN_TEXT, EVENT(provider)},
    {COLUMN_TEXT, EVENT(provider_id)},
    {COLUMN_STATE, EVENT(state)},
    {COLUMN_TEXT, EVENT(error_code)},
    {COLUMN_TEXT, EVENT(reference)},
    {COLUMN_TEXT, EVENT(record)},
    {COLUMN_INT, EVENT(received_ms)},
};
const struct shape shape_event = SHAPE(struct journal_event, event_columns);

static const struct column look_columns[] = {
    {COLUMN_INT, LOOK(looked_ms)},
    {COLUMN_BOOL, LOOK(found)},
};
const struct shape shape_look = SHAPE(struct journal_look, look_columns);

/* LEDGER_COLUMNS, then PERSON_COLUMNS */
static const struct column entry_columns[] = {
    {COLUMN_INT, ENTRY(seq)},
    {COLUMN_TEXT, ENTRY(tenant)},
    {COLUMN_TEXT, ENTRY(program)},
    {COLUMN_TEXT, ENTRY(channel)},
    {COLUMN_TEXT, ENTRY(category)},
    {COLUMN_TEXT, ENTRY(action)},
    {COLUMN_TEXT, ENTRY(basis)},
    {COLUMN_TEXT, ENTRY(kind)},
    {COLUMN_TEXT, ENTRY(method)},
    {COLUMN_TEXT, ENTRY(scope)},
    {COLUMN_TEXT, ENTRY(sender)},
    {COLUMN_INT, ENTRY(effective_ms)},
    {COLUMN_INT, ENTRY(recorded_ms)},
    {COLUMN_INT, ENTRY(expires_ms)},
    {COLUMN_BYTES, ENTRY(person)},
    {COLUMN_TEXT, ENTRY(about)},
    {COLUMN_BYTES, ENTRY(secret)},
    {COLUMN_BYTES, ENTRY(hash)},
    {COLUMN_TEXT, ENTRY(consent_id)},
    {COLUMN_TEXT, ENTRY(number)},
    {COLUMN_TEXT, ENTRY(record)},
    {COLUMN_BYTES, ENTRY(salt)},
};
enum { LEDGER_HALF = 18, PERSON_HALF = 4 };
const struct shape shape_entry = SHAPE(struct ledger_entry, entry_columns);
const struct shape shape_ledger = {
    sizeof(struct ledger_entry), entry_columns, LEDGER_HALF};
const struct shape shape_person = {
    sizeof(struct ledger_entry), entry_columns + LEDGER_HALF, PERSON_HALF};

void
row_bind(sqlite3_stmt *statement, const struct shape *shape, const void *row)
{
	int i;

	for (i = 0; i < shape->count; i++) {
		const void *member = (const char *)row +
		    shape->columns[i].where;

		switch (shape->columns[i].kind) {
		case COLUMN_TEXT:
			db_bind_text(
			    statement, i + 1, *(const struct slice *)member);
			break;
		case COLUMN_BYTES:
			db_bind_bytes(
			    statement, i + 1, *(const struct slice *)member);
			break;
		case COLUMN_INT:
			db_bind_int(statement, i + 1, *(const int64_t *)member);
			break;
		case COLUMN_BOOL:
			db_bind_int(statement, i + 1, *(const bool *)member);
			break;
		case COLUMN_STATE:
			db_bind_text(statement, i + 1,
			    slice_of(journal_state_name(
				*(const enum journal_state *)member)));
			break;
		}
	}
}

int
row_read(sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void *row, struct error *err)
{
	struct slice word;
	int i;

	for (i = 0; i < shape->count; i++) {
		void *member = (char *)row + shape->columns[i].where;

		switch (shape->columns[i].kind) {
		case COLUMN_TEXT:
			*(struct slice *)member = db_text(statement, i, arena);
			break;
		case COLUMN_BYTES:
			*(struct slice *)member = db_bytes(statement, i, arena);
			break;
		case COLUMN_INT:
			*(int64_t *)member = sqlite3_column_int64(statement, i);
			break;
		case COLUMN_BOOL:
			*(bool *)member = sqlite3_column_int(statement, i) != 0;
			break;
		case COLUMN_STATE:
			word = db_text(statement, i, arena);
			if (journal_state_find(word, member) != 0)
				return error_set(err, EX_SOFTWARE,
				    "no state of a message: '%.*s'",
				    SLICE_ARG(word));
			break;
		}
	}
	return 0;
}

int
row_only(struct db *db, sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void *row, struct error *err)
{
	int got = db_step(db, statement, err);

	if (got <= 0)
		return got;
	if (row_read(statement, shape, arena, row, err) != 0)
		got = -1;
	db_finish(statement);
	return got;
}

int
row_all(struct db *db, sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void **rows, size_t *count, struct error *err)
{
	size_t room = 0, n = 0;
	char *gathered = NULL;
	int got;

	while ((got = db_step(db, statement, err)) > 0) {
		if (n == room) {
			room = room > 0 ? 2 * room : 8;
			gathered = mem_realloc(gathered, room, shape->size);
		}
		if (row_read(statement, shape, arena,
			gathered + n * shape->size, err) != 0) {
			db_finish(statement);
			got = -1;
			break;
		}
		n++;
	}
	if (got == 0) {
		*rows = arena_copy(arena, gathered, n * shape->size);
		*count = n;
	}
	free(gathered);
	return got;
}
