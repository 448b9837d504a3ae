/* SPDX-License-Identifier: ISC */
/* What came from outside: delivery events, what we looked up, and inbound
 * texts. */
#include "store/sqlite/db.h"

int
sqlite_event_add(
    struct store *store, const struct journal_event *event, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *add = db_start(db, SQL_EVENT_ADD, err);

	if (add == NULL)
		return -1;
	row_bind(add, &shape_event, event);
	return db_run_unique(db, add, err);
}

static int
event_rows(struct db *db, sqlite3_stmt *list, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	void *all = NULL;
	int result = row_all(db, list, &shape_event, arena, &all, count, err);

	*events = all;
	return result;
}

int
sqlite_events(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_EVENTS, err);

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, provider);
	db_bind_text(list, 2, provider_id);
	return event_rows(db, list, arena, events, count, err);
}

int
sqlite_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_EVENTS_OF, err);

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, id);
	return event_rows(db, list, arena, events, count, err);
}

int
sqlite_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(
	    db, (enum sql)(SQL_TELL_ROWS + (int)tale), err);
	void *all = NULL;
	int result;

	if (list == NULL)
		return -1;
	db_bind_int(list, 1, after);
	db_bind_int(list, 2, (int64_t)limit);
	result = row_all(db, list, &shape_told, arena, &all, count, err);
	*rows = all;
	return result;
}

int
sqlite_look_add(struct store *store, struct slice id, int64_t now_ms,
    bool found, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *look = db_start(db, SQL_LOOK_ADD, err);

	if (look == NULL)
		return -1;
	db_bind_text(look, 1, id);
	db_bind_int(look, 2, now_ms);
	db_bind_int(look, 3, found);
	if (db_run(db, look, err) != 0)
		return -1;
	if (db_changed(db) == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: no such message: '%.*s'", db->path, SLICE_ARG(id));
	return 0;
}

int
sqlite_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_LOOKS, err);
	void *all = NULL;
	int result;

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, id);
	result = row_all(db, list, &shape_look, arena, &all, count, err);
	*looks = all;
	return result;
}

int
sqlite_inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *add = db_start(db, SQL_REPLY_ADD, err);

	if (add == NULL)
		return -1;
	row_bind(add, &shape_inbound, text);
	return db_run_unique(db, add, err);
}

int
sqlite_inbound_list(struct store *store, const struct inbound_filter *filter,
    struct arena *arena, struct inbound_text **texts, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	bool one = filter->number.p != NULL;
	sqlite3_stmt *list = db_start(
	    db, one ? SQL_REPLY_LIST : SQL_REPLY_WAITING, err);
	void *all = NULL;
	int result;

	if (list == NULL)
		return -1;
	if (one) {
		db_bind_text(list, 1, filter->number);
		db_bind_text(list, 2, filter->sender);
		db_bind_text(list, 3, filter->reply_id);
	}
	db_bind_int(list, one ? 4 : 1,
	    filter->limit == 0 ? -1 : (int64_t)filter->limit);
	result = row_all(db, list, &shape_inbound, arena, &all, count, err);
	*texts = all;
	return result;
}

int
sqlite_inbound_close(struct store *store, struct slice number, int64_t now_ms,
    size_t *count, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *change = db_start(db, SQL_REPLY_CLOSE, err);

	if (change == NULL)
		return -1;
	db_bind_text(change, 1, number);
	db_bind_int(change, 2, now_ms);
	if (db_run(db, change, err) != 0)
		return -1;
	*count = (size_t)db_changed(db);
	return 0;
}

int
sqlite_inbound_note(struct store *store, struct slice number,
    struct slice sender, int64_t received_ms, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *note = db_start(db, SQL_INBOUND_NOTE, err);

	if (note == NULL)
		return -1;
	db_bind_text(note, 1, number);
	db_bind_text(note, 2, sender);
	db_bind_int(note, 3, received_ms);
	return db_run(db, note, err);
}

int
sqlite_inbound_last(struct store *store, struct slice number,
    struct slice sender, int64_t until_ms, int64_t *received_ms,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *last = db_start(db, SQL_INBOUND_LAST, err);

	if (last == NULL)
		return -1;
	db_bind_text(last, 1, number);
	db_bind_text(last, 2, sender);
	db_bind_int(last, 3, until_ms);
	return db_only_int(db, last, received_ms, err);
}
