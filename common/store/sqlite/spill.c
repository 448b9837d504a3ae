/* SPDX-License-Identifier: ISC */
#include "store/spill.h"

#include "base/mem.h"

#include <limits.h>
#include <sqlite3.h>
#include <stdlib.h>

struct spill {
	sqlite3 *handle;
	sqlite3_stmt *add, *read, *drop;
};

/* Nobody else sees the file, and nothing of it outlives us. */
static const char spill_schema[] =
    "PRAGMA journal_mode = OFF;"
    "PRAGMA synchronous = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA cache_size = -2048;"
    "CREATE TABLE part (number INTEGER NOT NULL, data BLOB NOT NULL);";
static const char spill_insert[] = "INSERT INTO part VALUES (?1, ?2)";
static const char spill_select[] =
    "SELECT data FROM part WHERE number = ?1 ORDER BY rowid";
static const char spill_delete[] = "DELETE FROM part WHERE number >= ?1";

static int
spill_fail(const struct spill *spill, int code, struct error *err)
{
	return error_set(err, code, "temporary file: %s",
	    spill->handle != NULL ? sqlite3_errmsg(spill->handle)
				  : "out of memory");
}

struct spill *
spill_open(struct error *err)
{
	struct spill *spill = mem_zalloc(1, sizeof(*spill));

	/* The empty name is SQLite's for a temporary file. */
	if (sqlite3_open_v2("", &spill->handle,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
		    SQLITE_OPEN_FULLMUTEX,
		NULL) == SQLITE_OK &&
	    sqlite3_exec(spill->handle, spill_schema, NULL, NULL, NULL) ==
		SQLITE_OK &&
	    sqlite3_prepare_v2(spill->handle, spill_insert, -1, &spill->add,
		NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(spill->handle, spill_select, -1, &spill->read,
		NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(spill->handle, spill_delete, -1, &spill->drop,
		NULL) == SQLITE_OK)
		return spill;
	(void)spill_fail(spill, EX_CANTCREAT, err);
	spill_close(spill);
	return NULL;
}

void
spill_close(struct spill *spill)
{
	if (spill == NULL)
		return;
	(void)sqlite3_finalize(spill->add);
	(void)sqlite3_finalize(spill->read);
	(void)sqlite3_finalize(spill->drop);
	(void)sqlite3_close(spill->handle);
	free(spill);
}

int
spill_add(
    struct spill *spill, int64_t part, struct slice data, struct error *err)
{
	int result;

	if (data.n > INT_MAX)
		return error_set(err, EX_SOFTWARE, "part is too large");
	(void)sqlite3_bind_int64(spill->add, 1, part);
	(void)sqlite3_bind_blob(
	    spill->add, 2, data.p, (int)data.n, SQLITE_STATIC);
	result = sqlite3_step(spill->add);
	(void)sqlite3_reset(spill->add);
	return result == SQLITE_DONE ? 0 : spill_fail(spill, EX_IOERR, err);
}

int
spill_read(
    struct spill *spill, int64_t part, struct buf *out, struct error *err)
{
	int result;

	(void)sqlite3_bind_int64(spill->read, 1, part);
	while ((result = sqlite3_step(spill->read)) == SQLITE_ROW)
		buf_add(out, sqlite3_column_blob(spill->read, 0),
		    (size_t)sqlite3_column_bytes(spill->read, 0));
	(void)sqlite3_reset(spill->read);
	return result == SQLITE_DONE ? 0 : spill_fail(spill, EX_IOERR, err);
}

int
spill_drop(struct spill *spill, int64_t from, struct error *err)
{
	int result;

	(void)sqlite3_bind_int64(spill->drop, 1, from);
	result = sqlite3_step(spill->drop);
	(void)sqlite3_reset(spill->drop);
	return result == SQLITE_DONE ? 0 : spill_fail(spill, EX_IOERR, err);
}
