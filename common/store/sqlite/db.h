/* SPDX-License-Identifier: ISC */
/*
 * db: the SQLite engine's handle, and what its files share.
 *
 * A statement is prepared at its first use and kept with the handle.  Whoever
 * takes one with db_start binds, steps, and gives it back with db_finish, also
 * after an error (db_run and db_step at the end do so themselves).
 */
#ifndef STORE_SQLITE_DB_H
#define STORE_SQLITE_DB_H

#include "store/engine.h"
#include "store/shape.h"
#include "store/sqlite/sql.h"

#include <sqlite3.h>

enum {
	DB_BUSY_MS = 10 * 1000, /* how long to wait for another's lock */
	DB_OWNER_HEX = 33, /* bytes of an owner's id with its NUL */
};

struct db {
	struct store store;
	sqlite3 *handle;
	char *path;
	bool read_only;
	sqlite3_stmt *statements[SQL_COUNT];
	char owner[DB_OWNER_HEX]; /* "" until the first claim */
	int owner_fd; /* holds the lock that says we live; -1 */
};

/* The engine's handle behind the interface's. */
static inline struct db *
db_of(struct store *store)
{
	return (struct db *)store;
}

/* PATH and `end`; the caller's.  PATH is what SQLite made of ours, absolute and
 * without symbolic links: by whatever name a process knows the file, it looks
 * in the same place. */
char *db_beside(const struct db *db, const char *end);

/* ---- fail.c -------------------------------------------------------------- */

/* What SQLite's last error means to us; returns -1. */
int db_fail(struct db *db, struct error *err);

/* ---- statement.c --------------------------------------------------------- */

/* NULL after filling err. */
sqlite3_stmt *db_start(struct db *db, enum sql which, struct error *err);
void db_finish(sqlite3_stmt *statement);

/* Parameters count from 1; what is bound is borrowed until db_finish. */
void db_bind_text(sqlite3_stmt *statement, int at, struct slice text);
void db_bind_int(sqlite3_stmt *statement, int at, int64_t value);

/* 1 a row; 0 the end, -1 an error: the statement is then given back. */
int db_step(struct db *db, sqlite3_stmt *statement, struct error *err);

/* Steps to the end and gives the statement back. */
int db_run(struct db *db, sqlite3_stmt *statement, struct error *err);

/* db_run where a unique value may be taken: 1 done, 0 taken, -1 error. */
int db_run_unique(struct db *db, sqlite3_stmt *statement, struct error *err);

/* A statement without parameters. */
int db_do(struct db *db, enum sql which, struct error *err);

/* The one integer of a query: 1, or 0 when it is NULL; gives back. */
int db_only_int(
    struct db *db, sqlite3_stmt *statement, int64_t *out, struct error *err);

/* The rows that the last statement changed. */
size_t db_changed(struct db *db);

void db_bind_bytes(sqlite3_stmt *statement, int at, struct slice bytes);

/* A column's text or bytes, copied into the arena; without one, borrowed until
 * the next step.  Not there when NULL. */
struct slice db_text(sqlite3_stmt *statement, int at, struct arena *arena);

/* ---- row.c: C structs and rows ------------------------------------------- */

/* Binds the members to the parameters 1, 2, … */
void row_bind(
    sqlite3_stmt *statement, const struct shape *shape, const void *row);

/* Fills a struct from the row that the statement stands on; without an arena
 * its texts are borrowed until the next step. */
int row_read(sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void *row, struct error *err);

/* The first row and no other: 1, or 0 when there is none; gives back. */
int row_only(struct db *db, sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void *row, struct error *err);

/* All rows as an array in the arena; gives back. */
int row_all(struct db *db, sqlite3_stmt *statement, const struct shape *shape,
    struct arena *arena, void **rows, size_t *count, struct error *err);

/* ---- place.c, migrate.c, owner.c ----------------------------------------- */

/* Is this a file system on which SQLite's locks work? */
int place_check(const char *path, struct error *err);

/* Brings the schema up to date, or refuses a file that is not ours. */
int migrate(struct db *db, struct error *err);

/* Seals the entries of a ledger from before there was a chain. */
int ledger_chain_up(struct db *db, struct error *err);

/* Makes sure that this handle has an owner's id, and holds its lock. */
int owner_take(struct db *db, struct error *err);
void owner_release(struct db *db);

/* False when the owner is dead: its lock can be had.  Its file is removed. */
bool owner_lives(struct db *db, struct slice owner);

/* Removes the files of owners who are dead. */
void owner_sweep(struct db *db);

/* ---- the verbs ----------------------------------------------------------- */

int sqlite_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err);
int sqlite_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err);
int sqlite_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err);
int sqlite_add(
    struct store *store, const struct journal_row *row, struct error *err);
int sqlite_replace(
    struct store *store, const struct journal_row *row, struct error *err);
int sqlite_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err);
int sqlite_settle(struct store *store, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err);
int sqlite_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err);
int sqlite_rescue(
    struct store *store, int64_t now_ms, size_t *count, struct error *err);
int sqlite_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err);
int sqlite_promote(struct store *store, int64_t now_ms, size_t limit,
    size_t *count, struct error *err);
int sqlite_left(struct store *store, int64_t until_ms, size_t limit,
    size_t *count, struct error *err);
int sqlite_lanes(struct store *store, struct arena *arena,
    struct slice **senders, size_t *count, struct error *err);
int sqlite_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);
int sqlite_next_due(struct store *store, int64_t after_ms,
    int64_t *not_before_ms, struct error *err);
int sqlite_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);
int sqlite_event_add(
    struct store *store, const struct journal_event *event, struct error *err);
int sqlite_events(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);
int sqlite_meter_read(struct store *store, struct slice name,
    int64_t *period_ms, int64_t *amount, struct error *err);
int sqlite_meter_write(struct store *store, struct slice name,
    int64_t period_ms, int64_t amount, struct error *err);
int sqlite_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);
int sqlite_look_add(struct store *store, struct slice id, int64_t now_ms,
    bool found, struct error *err);
int sqlite_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err);
int sqlite_ledger_head(
    struct store *store, struct ledger_head *head, struct error *err);
int sqlite_ledger_put(
    struct store *store, const struct ledger_entry *entry, struct error *err);
int sqlite_ledger_entries(struct store *store, struct slice number,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err);
int sqlite_ledger_kept(struct store *store, struct slice person,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err);
int sqlite_ledger_has_kept(struct store *store, bool *kept, struct error *err);
int sqlite_ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err);
int sqlite_ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err);
int sqlite_ledger_scrub(struct store *store, struct error *err);
int sqlite_inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err);
int sqlite_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err);
int sqlite_inbound_list(struct store *store,
    const struct inbound_filter *filter, struct arena *arena,
    struct inbound_text **texts, size_t *count, struct error *err);
int sqlite_inbound_close(struct store *store, struct slice number,
    int64_t now_ms, size_t *count, struct error *err);
int sqlite_inbound_note(struct store *store, struct slice number,
    struct slice sender, int64_t received_ms, struct error *err);
int sqlite_inbound_last(struct store *store, struct slice number,
    struct slice sender, int64_t until_ms, int64_t *received_ms,
    struct error *err);

#endif
