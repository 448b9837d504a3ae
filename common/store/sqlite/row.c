/* SPDX-License-Identifier: ISC */
#include "store/sqlite/db.h"

#include <stdlib.h>

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
		case COLUMN_BYTES:
			*(struct slice *)member = db_text(statement, i, arena);
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
