/* SPDX-License-Identifier: ISC */
/* What waits, what is due, and what is asked for. */
#include "store/sqlite/db.h"

#include "base/buf.h"

int
sqlite_next_due(struct store *store, int64_t after_ms, int64_t *not_before_ms,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *next = db_start(db, SQL_NEXT_DUE, err);

	if (next == NULL)
		return -1;
	db_bind_int(next, 1, after_ms);
	return db_only_int(db, next, not_before_ms, err);
}

int
sqlite_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err)
{
	static const struct column column = {COLUMN_INT, 0};
	static const struct shape shape = {sizeof(int64_t), &column, 1};
	struct db *db = db_of(store);
	sqlite3_stmt *claims = db_start(db, SQL_CLAIMS, err);
	void *rows = NULL;
	int result;

	if (claims == NULL)
		return -1;
	db_bind_text(claims, 1, row->to);
	db_bind_int(claims, 2, wanted->after_ms);
	db_bind_text(claims, 3, row->tenant);
	db_bind_text(claims, 4, row->id);
	db_bind_int(claims, 5, (int64_t)wanted->limit);
	db_bind_int(claims, 6, wanted->promotional);
	db_bind_text(claims, 7, wanted->program);
	result = row_all(db, claims, &shape, arena, &rows, count, err);
	*claimed_ms = rows;
	return result;
}

/* Rows of messages, as db.h's row_all has them. */
static int
queue_rows(struct db *db, sqlite3_stmt *statement, struct arena *arena,
    struct journal_row **rows, size_t *count, struct error *err)
{
	void *all = NULL;
	int result = row_all(
	    db, statement, &shape_message, arena, &all, count, err);

	*rows = all;
	return result;
}

int
sqlite_promote(struct store *store, int64_t now_ms, size_t limit, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *promote = db_start(db, SQL_PROMOTE, err);

	if (promote == NULL)
		return -1;
	db_bind_int(promote, 1, now_ms);
	db_bind_int(promote, 2, (int64_t)limit);
	if (db_run(db, promote, err) != 0)
		return -1;
	*count = db_changed(db);
	return 0;
}

int
sqlite_left(struct store *store, int64_t until_ms, size_t limit, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *left = db_start(db, SQL_LEFT, err);
	int64_t number = 0;

	if (left == NULL)
		return -1;
	db_bind_int(left, 1, until_ms);
	db_bind_int(left, 2, (int64_t)limit);
	if (db_only_int(db, left, &number, err) < 0)
		return -1;
	*count = (size_t)number;
	return 0;
}

int
sqlite_lanes(struct store *store, struct arena *arena, struct slice **senders,
    size_t *count, struct error *err)
{
	static const struct column column = {COLUMN_TEXT, 0};
	static const struct shape shape = {sizeof(struct slice), &column, 1};
	struct db *db = db_of(store);
	sqlite3_stmt *lanes = db_start(db, SQL_LANES, err);
	void *rows = NULL;
	int result;

	if (lanes == NULL)
		return -1;
	result = row_all(db, lanes, &shape, arena, &rows, count, err);
	*senders = rows;
	return result;
}

int
sqlite_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *due = db_start(db, SQL_DUE, err);

	if (due == NULL)
		return -1;
	db_bind_text(due, 1, turn->sender);
	db_bind_int(due, 2, turn->settled_ms);
	db_bind_text(due, 3, turn->resting);
	db_bind_int(due, 4, turn->any_order);
	db_bind_int(due, 5, (int64_t)turn->limit);
	return queue_rows(db, due, arena, rows, count, err);
}

static const struct {
	size_t where; /* a struct slice of the filter */
	const char *condition;
} conditions[] = {
    {offsetof(struct journal_filter, id), " AND id = ?"},
    {offsetof(struct journal_filter, to), " AND recipient = ?"},
    {offsetof(struct journal_filter, from), " AND sender = ?"},
    {offsetof(struct journal_filter, tenant), " AND tenant = ?"},
    {offsetof(struct journal_filter, appointment_id),
	" AND appointment_id = ?"},
    {offsetof(struct journal_filter, template_id), " AND template_id = ?"},
};

enum { CONDITIONS = sizeof(conditions) / sizeof(conditions[0]) };

static struct slice
list_value(const struct journal_filter *filter, int i)
{
	return *(
	    const struct slice *)((const char *)filter + conditions[i].where);
}

/* Only rows whose outcome is open, and whoever they are for. */
static bool
list_is_unresolved(const struct journal_filter *filter)
{
	int i;

	for (i = 0; i < CONDITIONS; i++)
		if (list_value(filter, i).p != NULL)
			return false;
	return filter->by_state &&
	    (filter->state == JOURNAL_AMBIGUOUS ||
		filter->state == JOURNAL_SENDING);
}

static void
list_text(const struct journal_filter *filter, struct buf *text)
{
	int i;

	buf_adds(text, "SELECT " SQL_MESSAGE_COLUMNS " FROM message");
	/* The few of these have an index of their own. */
	if (list_is_unresolved(filter))
		buf_adds(
		    text, " INDEXED BY message_open WHERE " SQL_UNRESOLVED);
	else
		buf_adds(text, " WHERE 1");
	for (i = 0; i < CONDITIONS; i++)
		if (list_value(filter, i).p != NULL)
			buf_adds(text, conditions[i].condition);
	if (filter->by_state)
		buf_adds(text, " AND state = ?");
	if (filter->due_ms != 0)
		buf_adds(text, " AND " SQL_WAITING " AND not_before_ms <= ?");
	buf_adds(text,
	    filter->newest_first ? " ORDER BY seq DESC LIMIT ?"
				 : " ORDER BY seq LIMIT ?");
}

static void
list_bind(const struct journal_filter *filter, sqlite3_stmt *list)
{
	int i, at = 1;

	for (i = 0; i < CONDITIONS; i++)
		if (list_value(filter, i).p != NULL)
			db_bind_text(list, at++, list_value(filter, i));
	if (filter->by_state)
		db_bind_text(
		    list, at++, slice_of(journal_state_name(filter->state)));
	if (filter->due_ms != 0)
		db_bind_int(list, at++, filter->due_ms);
	/* A negative limit is none (sqlite.org/lang_select.html). */
	db_bind_int(list, at, filter->limit > 0 ? (int64_t)filter->limit : -1);
}

int
sqlite_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = NULL;
	struct buf text;
	int result;

	buf_init(&text, BUF_NO_CAP);
	list_text(filter, &text);
	if (sqlite3_prepare_v2(db->handle, buf_text(&text), -1, &list, NULL) !=
	    SQLITE_OK) {
		result = db_fail(db, err);
	} else {
		list_bind(filter, list);
		result = queue_rows(db, list, arena, rows, count, err);
	}
	(void)sqlite3_finalize(list);
	buf_release(&text);
	return result;
}
