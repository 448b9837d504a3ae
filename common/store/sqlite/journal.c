/* SPDX-License-Identifier: ISC */
/* The life of one message. */
#include "store/sqlite/db.h"

#include "base/fault.h"

#include <inttypes.h>

int
sqlite_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *find = db_start(db, SQL_FIND, err);

	if (find == NULL)
		return -1;
	db_bind_text(find, 1, id);
	return row_only(db, find, &shape_message, arena, row, err);
}

int
sqlite_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *find = db_start(db, SQL_FIND_PROVIDER, err);

	if (find == NULL)
		return -1;
	db_bind_text(find, 1, provider);
	db_bind_text(find, 2, provider_id);
	return row_only(db, find, &shape_message, arena, row, err);
}

int
sqlite_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *find = db_start(db, SQL_FIND_REFERENCE, err);

	if (find == NULL)
		return -1;
	db_bind_text(find, 1, reference);
	return row_only(db, find, &shape_message, arena, row, err);
}

/* Several statements that belong together need the caller's transaction. */
static int
journal_begun(struct db *db, struct error *err)
{
	if (sqlite3_get_autocommit(db->handle) == 0)
		return 0;
	return error_set(
	    err, EX_SOFTWARE, "%s: no transaction is open", db->path);
}

int
sqlite_add(
    struct store *store, const struct journal_row *row, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *add = db_start(db, SQL_ADD, err);
	int done;

	if (add == NULL)
		return -1;
	row_bind(add, &shape_message, row);
	done = db_run_unique(db, add, err);
	if (done == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: the journal has this message already: '%.*s'",
		    db->path, SLICE_ARG(row->id));
	return done > 0 ? 0 : -1;
}

static int
journal_not_waiting(struct db *db, int64_t seq, struct error *err)
{
	return error_set(err, EX_SOFTWARE,
	    "%s: message %" PRId64 " does not wait", db->path, seq);
}

int
sqlite_replace(
    struct store *store, const struct journal_row *row, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *keep = db_start(db, SQL_HISTORY_ADD, err);
	sqlite3_stmt *replace = db_start(db, SQL_REPLACE, err);

	if (keep == NULL || replace == NULL || journal_begun(db, err) != 0)
		return -1;
	db_bind_text(keep, 1, row->id);
	db_bind_int(keep, 2, row->changed_ms);
	if (db_run(db, keep, err) != 0)
		return -1;
	if (db_changed(db) == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: no message that waits: '%.*s'", db->path,
		    SLICE_ARG(row->id));
	row_bind(replace, &shape_message, row);
	return db_run(db, replace, err);
}

int
sqlite_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *reroute = db_start(db, SQL_REROUTE, err);

	if (reroute == NULL)
		return -1;
	db_bind_int(reroute, 1, seq);
	db_bind_text(reroute, 2, sender);
	db_bind_text(reroute, 3, record);
	db_bind_int(reroute, 4, now_ms);
	if (db_run(db, reroute, err) != 0)
		return -1;
	return db_changed(db) > 0 ? 0 : journal_not_waiting(db, seq, err);
}

int
sqlite_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err)
{
	static const enum sql steps[] = {SQL_CLAIM, SQL_ATTEMPT_ADD};
	struct db *db = db_of(store);
	sqlite3_stmt *step;
	size_t i;

	if (journal_begun(db, err) != 0 || owner_take(db, err) != 0)
		return -1;
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		step = db_start(db, steps[i], err);
		if (step == NULL)
			return -1;
		db_bind_int(step, 1, seq);
		db_bind_text(step, 2, provider);
		db_bind_text(step, 3, reference);
		db_bind_int(step, 4, now_ms);
		db_bind_text(step, 5, slice_of(db->owner));
		if (db_run(db, step, err) != 0)
			return -1;
		if (db_changed(db) == 0)
			return fault_broken("select-then-mark")
			    ? 0
			    : journal_not_waiting(db, seq, err);
	}
	return 0;
}

static int
journal_end_attempt(struct db *db, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err)
{
	sqlite3_stmt *end = db_start(db, SQL_ATTEMPT_END, err);
	struct slice outcome = change->outcome;

	if (end == NULL)
		return -1;
	if (outcome.p == NULL)
		outcome = slice_of(journal_state_name(change->state));
	db_bind_int(end, 1, seq);
	db_bind_int(end, 2, now_ms);
	db_bind_text(end, 3, outcome);
	return db_run(db, end, err);
}

int
sqlite_settle(struct store *store, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *settle = db_start(db, SQL_SETTLE, err);
	int done;

	if (settle == NULL || journal_begun(db, err) != 0)
		return -1;
	db_bind_int(settle, 1, seq);
	db_bind_text(settle, 2, slice_of(journal_state_name(change->state)));
	db_bind_text(settle, 3, change->reason);
	db_bind_text(settle, 4, change->provider_id);
	if (journal_state_rank(change->state) == 0)
		db_bind_int(settle, 5, change->not_before_ms);
	db_bind_int(settle, 6, now_ms);
	db_bind_text(settle, 7, change->reference);
	db_bind_int(settle, 8, change->missed);
	done = db_run_unique(db, settle, err);
	if (done <= 0)
		return done < 0 ? -1 : JOURNAL_ID_TAKEN;
	if (db_changed(db) == 0)
		return change->reference.p != NULL
		    ? JOURNAL_MOVED_ON
		    : error_set(err, EX_SOFTWARE,
			  "%s: no such message: %" PRId64, db->path, seq);
	if (journal_end_attempt(db, seq, change, now_ms, err) != 0)
		return -1;
	return JOURNAL_SETTLED;
}

/* The owners of rows in `sending` but ourselves. */
static int
rescue_owners(struct db *db, struct arena *arena, struct slice **owners,
    size_t *count, struct error *err)
{
	static const struct column column = {COLUMN_TEXT, 0};
	static const struct shape shape = {sizeof(struct slice), &column, 1};
	sqlite3_stmt *list = db_start(db, SQL_OWNERS, err);
	void *rows = NULL;
	int result;

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, slice_of(db->owner));
	result = row_all(db, list, &shape, arena, &rows, count, err);
	*owners = rows;
	return result;
}

static int
rescue_owner(struct db *db, struct slice owner, int64_t now_ms, size_t *count,
    struct error *err)
{
	static const enum sql steps[] = {SQL_RESCUE_ATTEMPTS, SQL_RESCUE};
	sqlite3_stmt *step;
	size_t i;

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		step = db_start(db, steps[i], err);
		if (step == NULL)
			return -1;
		db_bind_text(step, 1, owner);
		db_bind_int(step, 2, now_ms);
		if (db_run(db, step, err) != 0)
			return -1;
	}
	*count += db_changed(db);
	return 0;
}

int
sqlite_rescue(
    struct store *store, int64_t now_ms, size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	struct arena arena = {0};
	struct slice *owners;
	size_t n, i;
	int result;

	*count = 0;
	if (journal_begun(db, err) != 0)
		return -1;
	result = rescue_owners(db, &arena, &owners, &n, err);
	for (i = 0; result == 0 && i < n; i++)
		if (!owner_lives(db, owners[i]))
			result = rescue_owner(
			    db, owners[i], now_ms, count, err);
	if (result == 0)
		owner_sweep(db);
	arena_release(&arena);
	return result;
}
