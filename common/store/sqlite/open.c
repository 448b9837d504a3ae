/* SPDX-License-Identifier: ISC */
/*
 * Opening and closing, and transactions.
 *
 * Each pragma has its reason.  WAL: readers and the writer do not wait for one
 * another.  synchronous=FULL: with NORMAL a committed claim can vanish when the
 * power fails, and its message would go out twice.  trusted_schema off: a
 * tampered file cannot call functions through a view or a default.
 * wal_autocheckpoint: up to 16 MB of log gather before they are copied into
 * the file, so that a page which many commits change is copied once.
 *
 * The database file itself is never opened with open(2) here: closing such a
 * descriptor would drop the locks SQLite holds on that file (sqlite.org/
 * howtocorrupt.html, 2.2).
 */
#include "store/sqlite/db.h"

#include "base/fault.h"
#include "base/file.h"
#include "http/form.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { SWITCH_PAUSE_MS = 5 };

static const char pragma_wal[] = "PRAGMA journal_mode = WAL;";
static const char pragmas_writing[] = "PRAGMA synchronous = FULL;"
				      "PRAGMA foreign_keys = ON;"
				      "PRAGMA wal_autocheckpoint = 4000;"
				      "PRAGMA trusted_schema = OFF;";
/* What must never be; for the proof that notices it. */
static const char pragma_broken[] = "PRAGMA synchronous = NORMAL;";
static const char pragmas_reading[] = "PRAGMA trusted_schema = OFF;"
				      "PRAGMA query_only = ON;";

static void
sqlite_close(struct store *store)
{
	struct db *db = db_of(store);
	int i;

	for (i = 0; i < SQL_COUNT; i++)
		(void)sqlite3_finalize(db->statements[i]);
	owner_release(db);
	(void)sqlite3_close(db->handle);
	free(db->path);
	free(db);
}

char *
db_beside(const struct db *db, const char *end)
{
	struct buf path;

	buf_init(&path, BUF_NO_CAP);
	buf_adds(&path, sqlite3_db_filename(db->handle, "main"));
	buf_adds(&path, end);
	return buf_take(&path);
}

static bool
sqlite_does(struct db *db, const char *text)
{
	return sqlite3_exec(db->handle, text, NULL, NULL, NULL) == SQLITE_OK;
}

/* Programs of one pipe meet at a new file; the switch to WAL is the one
 * statement that does not wait for the other by itself. */
static bool
sqlite_switch_to_wal(struct db *db)
{
	int waited = 0;

	while (!sqlite_does(db, pragma_wal)) {
		if ((sqlite3_errcode(db->handle) & 0xff) != SQLITE_BUSY ||
		    waited >= DB_BUSY_MS)
			return false;
		waited += sqlite3_sleep(SWITCH_PAUSE_MS);
	}
	return true;
}

static bool
sqlite_configure(struct db *db)
{
	if (db->read_only)
		return sqlite_does(db, pragmas_reading);
	return sqlite_switch_to_wal(db) && sqlite_does(db, pragmas_writing) &&
	    (!fault_broken("sync-normal") || sqlite_does(db, pragma_broken));
}

/* A copy that nobody may write to, on a medium or by its mode: what an auditor
 * gets.  While somebody has it open there is a log. */
static bool
sqlite_is_still(const char *path)
{
	struct statvfs medium;
	struct stat file;
	struct buf log;
	bool still;

	if (stat(path, &file) != 0 || statvfs(path, &medium) != 0)
		return false;
	still = (medium.f_flag & ST_RDONLY) != 0 ||
	    (file.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0;
	buf_init(&log, BUF_NO_CAP);
	buf_addf(&log, "%s-wal", path);
	still = still && access(buf_text(&log), F_OK) != 0;
	buf_release(&log);
	return still;
}

static int
sqlite_open_file(struct db *db, int flags)
{
	struct buf uri;
	int result;

	if (!db->read_only || !sqlite_is_still(db->path))
		return sqlite3_open_v2(db->path, &db->handle, flags, NULL);
	buf_init(&uri, BUF_NO_CAP);
	buf_adds(&uri, "file:");
	form_escape(&uri, slice_of(db->path));
	buf_adds(&uri, "?immutable=1");
	flags = (flags & ~SQLITE_OPEN_READWRITE) | SQLITE_OPEN_READONLY |
	    SQLITE_OPEN_URI;
	result = sqlite3_open_v2(buf_text(&uri), &db->handle, flags, NULL);
	buf_release(&uri);
	return result;
}

static int
sqlite_connect(struct db *db, struct error *err)
{
	/* Reading only, too, opens for writing where that is allowed: a reader
	 * of a WAL database takes part in its shared memory. */
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_EXRESCODE | (db->read_only ? 0 : SQLITE_OPEN_CREATE);

	if (sqlite_open_file(db, flags) != SQLITE_OK)
		return db_fail(db, err);
	db->store.key_path = db_beside(db, ".key");
	(void)sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
	(void)sqlite3_db_config(
	    db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
	/* Else a bound value may make SQLite plan a kept statement anew. */
	(void)sqlite3_db_config(
	    db->handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)NULL);
	if (!sqlite_configure(db))
		return db_fail(db, err);
	return migrate(db, err);
}

static bool
sqlite_is_there(const char *place)
{
	return access(place, F_OK) == 0 || errno != ENOENT;
}

/* SQLite does not say why it cannot make a file. */
static int
sqlite_check_folder(const char *path, struct error *err)
{
	char *folder = file_folder(path);
	bool allowed = access(folder, W_OK | X_OK) == 0 ||
	    (errno != EACCES && errno != EROFS);

	free(folder);
	if (allowed)
		return 0;
	return error_set(err, EX_NOPERM, "%s: no permission", path);
}

/* Makes a new file last, and nobody else's to read, with all beside it. */
static int
sqlite_create(struct db *db, struct error *err)
{
	bool there = sqlite_is_there(db->path);
	mode_t mask;
	int result;

	if (!there && db->read_only)
		return error_set(
		    err, EX_UNAVAILABLE, "%s: there is no store", db->path);
	if (!there &&
	    (file_make_parents(db->path, err) != 0 ||
		sqlite_check_folder(db->path, err) != 0))
		return -1;
	if (place_check(db->path, err) != 0)
		return -1;
	mask = umask(S_IRWXG | S_IRWXO);
	result = sqlite_connect(db, err);
	(void)umask(mask);
	if (result == 0 && !there && file_sync_folder(db->path) != 0)
		result = error_set_errno(err, EX_IOERR, "%s", db->path);
	return result;
}

static struct store *
sqlite_open(const char *place, bool read_only, struct error *err)
{
	struct db *db = mem_zalloc(1, sizeof(*db));

	/* One thread alone comes here, and nobody asks SQLite how much memory
	 * it uses: it needs no locks around either.  Refused, and harmless,
	 * once a store is open. */
	(void)sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	db->store.engine = &store_sqlite;
	db->path = mem_strdup(place);
	db->read_only = read_only;
	db->owner_fd = -1;
	if (sqlite_create(db, err) != 0) {
		error_prefix(err, "store");
		store_close(&db->store);
		return NULL;
	}
	return &db->store;
}

static int
sqlite_begin(struct store *store, struct error *err)
{
	struct db *db = db_of(store);

	return db_do(db, db->read_only ? SQL_BEGIN_READING : SQL_BEGIN, err);
}

static int
sqlite_begin_reading(struct store *store, struct error *err)
{
	return db_do(db_of(store), SQL_BEGIN_READING, err);
}

static void
sqlite_rollback(struct store *store)
{
	struct db *db = db_of(store);
	struct error ignored;

	/* After some errors SQLite has rolled back by itself. */
	if (sqlite3_get_autocommit(db->handle) == 0)
		(void)db_do(db, SQL_ROLLBACK, &ignored);
}

static int
sqlite_commit(struct store *store, struct error *err)
{
	struct db *db = db_of(store);

	if (fault_fails("commit"))
		return error_set(
		    err, EX_IOERR, "%s: commit failed on demand", db->path);
	if (fault_broken("commit-ignored")) {
		(void)db_do(db, SQL_COMMIT, err);
		sqlite_rollback(store);
		return 0;
	}
	return db_do(db, SQL_COMMIT, err);
}

const struct store_engine store_sqlite = {
    .scheme = "sqlite",
    .open = sqlite_open,
    .is_there = sqlite_is_there,
    .close = sqlite_close,
    .begin = sqlite_begin,
    .begin_reading = sqlite_begin_reading,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .find = sqlite_find,
    .find_provider = sqlite_find_provider,
    .find_reference = sqlite_find_reference,
    .add = sqlite_add,
    .replace = sqlite_replace,
    .reroute = sqlite_reroute,
    .promote = sqlite_promote,
    .left = sqlite_left,
    .lanes = sqlite_lanes,
    .due = sqlite_due,
    .next_due = sqlite_next_due,
    .claim = sqlite_claim,
    .settle = sqlite_settle,
    .claims = sqlite_claims,
    .rescue = sqlite_rescue,
    .list = sqlite_list,
    .event_add = sqlite_event_add,
    .events = sqlite_events,
    .meter_read = sqlite_meter_read,
    .meter_write = sqlite_meter_write,
    .events_of = sqlite_events_of,
    .look_add = sqlite_look_add,
    .looks = sqlite_looks,
    .ledger_head = sqlite_ledger_head,
    .ledger_put = sqlite_ledger_put,
    .ledger_entries = sqlite_ledger_entries,
    .ledger_kept = sqlite_ledger_kept,
    .ledger_has_kept = sqlite_ledger_has_kept,
    .ledger_walk = sqlite_ledger_walk,
    .ledger_forget = sqlite_ledger_forget,
    .ledger_scrub = sqlite_ledger_scrub,
    .inbound_add = sqlite_inbound_add,
    .tell = sqlite_tell,
    .inbound_list = sqlite_inbound_list,
    .inbound_close = sqlite_inbound_close,
    .inbound_note = sqlite_inbound_note,
    .inbound_last = sqlite_inbound_last,
};
