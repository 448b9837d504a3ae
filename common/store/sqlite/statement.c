/* SPDX-License-Identifier: ISC */
#include "store/sqlite/db.h"

sqlite3_stmt *
db_start(struct db *db, enum sql which, struct error *err)
{
	sqlite3_stmt **kept = &db->statements[which];

	if (*kept == NULL &&
	    sqlite3_prepare_v3(db->handle, sql_texts[which], -1,
		SQLITE_PREPARE_PERSISTENT, kept, NULL) != SQLITE_OK) {
		(void)db_fail(db, err);
		return NULL;
	}
	return *kept;
}

void
db_finish(sqlite3_stmt *statement)
{
	(void)sqlite3_reset(statement); /* repeats the error already told */
	(void)sqlite3_clear_bindings(statement);
}

/* Binding fails on a wrong index only: a test would meet it at once. */
void
db_bind_text(sqlite3_stmt *statement, int at, struct slice text)
{
	if (text.p != NULL)
		(void)sqlite3_bind_text64(
		    statement, at, text.p, text.n, SQLITE_STATIC, SQLITE_UTF8);
	else
		(void)sqlite3_bind_null(statement, at);
}

void
db_bind_bytes(sqlite3_stmt *statement, int at, struct slice bytes)
{
	if (bytes.p != NULL)
		(void)sqlite3_bind_blob64(
		    statement, at, bytes.p, bytes.n, SQLITE_STATIC);
	else
		(void)sqlite3_bind_null(statement, at);
}

void
db_bind_int(sqlite3_stmt *statement, int at, int64_t value)
{
	(void)sqlite3_bind_int64(statement, at, value);
}

int
db_step(struct db *db, sqlite3_stmt *statement, struct error *err)
{
	int result = sqlite3_step(statement);

	if (result == SQLITE_ROW)
		return 1;
	if (result != SQLITE_DONE)
		(void)db_fail(db, err);
	db_finish(statement);
	return result == SQLITE_DONE ? 0 : -1;
}

int
db_run(struct db *db, sqlite3_stmt *statement, struct error *err)
{
	int got;

	do
		got = db_step(db, statement, err);
	while (got > 0);
	return got;
}

int
db_run_unique(struct db *db, sqlite3_stmt *statement, struct error *err)
{
	int result = sqlite3_step(statement);
	bool taken = result == SQLITE_CONSTRAINT_UNIQUE;

	if (result != SQLITE_DONE && !taken)
		(void)db_fail(db, err);
	db_finish(statement);
	return result == SQLITE_DONE ? 1 : taken ? 0 : -1;
}

int
db_do(struct db *db, enum sql which, struct error *err)
{
	sqlite3_stmt *statement = db_start(db, which, err);

	return statement != NULL ? db_run(db, statement, err) : -1;
}

int
db_only_int(
    struct db *db, sqlite3_stmt *statement, int64_t *out, struct error *err)
{
	int got = db_step(db, statement, err);

	if (got <= 0)
		return got;
	if (sqlite3_column_type(statement, 0) == SQLITE_NULL)
		got = 0;
	else
		*out = sqlite3_column_int64(statement, 0);
	db_finish(statement);
	return got;
}

size_t
db_changed(struct db *db)
{
	return (size_t)sqlite3_changes64(db->handle);
}

/*
 * Text or blob, as a blob in any case: a text would be copied to end with a
 * NUL. Values may be read so since one thread alone has the connection.
 */
struct slice
db_text(sqlite3_stmt *statement, int at, struct arena *arena)
{
	sqlite3_value *value = sqlite3_column_value(statement, at);
	const void *bytes;
	size_t len;

	if (sqlite3_value_type(value) == SQLITE_NULL)
		return (struct slice){NULL, 0};
	bytes = sqlite3_value_blob(value);
	len = (size_t)sqlite3_value_bytes(value);
	if (len == 0)
		return slice_of("");
	return (struct slice){
	    arena != NULL ? arena_copy(arena, bytes, len) : bytes, len};
}
