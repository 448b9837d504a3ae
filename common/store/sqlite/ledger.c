/* SPDX-License-Identifier: ISC */
/*
 * Consent: rows are added, never changed; triggers of the schema see to it.
 * Entries come here sealed (store/ledger.c).
 */
#include "store/sqlite/db.h"

#include <string.h>

int
sqlite_ledger_head(
    struct store *store, struct ledger_head *head, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *last = db_start(db, SQL_LEDGER_HEAD, err);
	struct slice hash, name;
	int got;

	if (last == NULL || (got = db_step(db, last, err)) < 0)
		return -1;
	if (got == 0)
		return 0;
	head->seq = sqlite3_column_int64(last, 0);
	head->last = sqlite3_column_int64(last, 2);
	hash = db_text(last, 1, NULL);
	if (hash.n == sizeof(head->hash))
		memcpy(head->hash, hash.p, sizeof(head->hash));
	name = db_text(last, 3, NULL);
	if (name.n > 0 && name.n < sizeof(head->name))
		memcpy(head->name, name.p, name.n);
	db_finish(last);
	return 0;
}

int
sqlite_ledger_put(
    struct store *store, const struct ledger_entry *entry, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *put;
	int added = 1;

	/* The half that may be refused comes first: nothing is to be undone. */
	if (entry->consent_id.p != NULL) {
		put = db_start(db, SQL_LEDGER_PUT_PERSON, err);
		if (put == NULL)
			return -1;
		row_bind(put, &shape_person, entry);
		db_bind_int(put, shape_person.count + 1, entry->seq);
		added = db_run_unique(db, put, err);
	}
	if (added <= 0 || (put = db_start(db, SQL_LEDGER_PUT, err)) == NULL)
		return added <= 0 ? added : -1;
	row_bind(put, &shape_ledger, entry);
	if (db_run(db, put, err) != 0)
		return -1;
	/* Somebody else's trigger may swallow it without a word. */
	if (sqlite3_changes(db->handle) != 1)
		return error_set(err, EX_IOERR,
		    "%s: the ledger does not take the entry", db->path);
	return 1;
}

/* The entries that a statement with one parameter finds. */
static int
ledger_list(struct db *db, sqlite3_stmt *list, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err)
{
	void *all = NULL;
	int result = row_all(db, list, &shape_entry, arena, &all, count, err);

	*entries = all;
	return result;
}

int
sqlite_ledger_entries(struct store *store, struct slice number,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_LEDGER_ENTRIES, err);

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, number);
	return ledger_list(db, list, arena, entries, count, err);
}

int
sqlite_ledger_kept(struct store *store, struct slice person,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_LEDGER_KEPT, err);

	if (list == NULL)
		return -1;
	db_bind_bytes(list, 1, person);
	return ledger_list(db, list, arena, entries, count, err);
}

int
sqlite_ledger_has_kept(struct store *store, bool *kept, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *ask = db_start(db, SQL_LEDGER_HAS_KEPT, err);
	int64_t answer = 0;

	if (ask == NULL || db_only_int(db, ask, &answer, err) < 0)
		return -1;
	*kept = answer != 0;
	return 0;
}

/* ---- all of it ----------------------------------------------------------- */

/* Two statements, each in order of seq, side by side. */
struct walk {
	struct db *db;
	sqlite3_stmt *ledger, *people;
	struct ledger_entry entry; /* of the first; the second half is added */
	struct ledger_entry person; /* of the second, with its seq */
	int got_entry, got_person; /* 1 a row, 0 the end, -1 error */
};

static void
walk_step_ledger(struct walk *walk, struct error *err)
{
	walk->got_entry = db_step(walk->db, walk->ledger, err);
	if (walk->got_entry > 0)
		(void)row_read(
		    walk->ledger, &shape_ledger, NULL, &walk->entry, err);
	else
		walk->entry.seq = INT64_MAX;
}

static void
walk_step_people(struct walk *walk, struct error *err)
{
	walk->got_person = db_step(walk->db, walk->people, err);
	if (walk->got_person > 0) {
		(void)row_read(
		    walk->people, &shape_person, NULL, &walk->person, err);
		walk->person.seq = sqlite3_column_int64(
		    walk->people, shape_person.count);
	} else {
		walk->person.seq = INT64_MAX;
	}
}

/* The two halves together, as far as they belong together. */
static int
walk_visit(
    struct walk *walk, ledger_visit *each, void *context, struct error *err)
{
	static const struct ledger_entry nobody;
	bool orphan = walk->person.seq < walk->entry.seq;
	bool both = walk->person.seq == walk->entry.seq;
	const struct ledger_entry *person = both ? &walk->person : &nobody;

	walk->entry.consent_id = person->consent_id;
	walk->entry.number = person->number;
	walk->entry.record = person->record;
	walk->entry.salt = person->salt;
	if (each(context, orphan ? &walk->person : &walk->entry, err) != 0)
		return -1;
	if (!orphan)
		walk_step_ledger(walk, err);
	if (orphan || both)
		walk_step_people(walk, err);
	return walk->got_entry < 0 || walk->got_person < 0 ? -1 : 0;
}

static int
walk_all(
    struct walk *walk, ledger_visit *each, void *context, struct error *err)
{
	int result;

	walk->ledger = db_start(walk->db, SQL_LEDGER_WALK, err);
	walk->people = db_start(walk->db, SQL_LEDGER_WALK_PEOPLE, err);
	if (walk->ledger == NULL || walk->people == NULL)
		return -1;
	walk_step_ledger(walk, err);
	if (walk->got_entry >= 0)
		walk_step_people(walk, err);
	result = walk->got_entry < 0 || walk->got_person < 0 ? -1 : 0;
	while (result == 0 && (walk->got_entry > 0 || walk->got_person > 0))
		result = walk_visit(walk, each, context, err);
	db_finish(walk->ledger);
	db_finish(walk->people);
	return result;
}

int
sqlite_ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err)
{
	struct walk walk = {.db = db_of(store)};
	bool own = sqlite3_get_autocommit(walk.db->handle) != 0;
	int result;

	/* Both statements have to see the same rows. */
	if (own && db_do(walk.db, SQL_BEGIN_READING, err) != 0)
		return -1;
	result = walk_all(&walk, each, context, err);
	if (own)
		store->engine->rollback(store);
	return result;
}

/* ---- forgetting ---------------------------------------------------------- */

static int
ledger_delete(
    struct db *db, enum sql which, struct slice number, struct error *err)
{
	sqlite3_stmt *statement = db_start(db, which, err);

	if (statement == NULL)
		return -1;
	db_bind_text(statement, 1, number);
	return db_run(db, statement, err);
}

int
sqlite_ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err)
{
	struct db *db = db_of(store);

	if (sqlite3_exec(db->handle, "PRAGMA secure_delete = ON", NULL, NULL,
		NULL) != SQLITE_OK)
		return db_fail(db, err);
	if (entries && ledger_delete(db, SQL_LEDGER_FORGET, number, err) != 0)
		return -1;
	if (ledger_delete(db, SQL_INBOUND_FORGET, number, err) != 0)
		return -1;
	return ledger_delete(db, SQL_REPLY_FORGET, number, err);
}

/* Deleted bytes were overwritten in their pages (secure_delete); the log still
 * holds the pages of before, until it is copied and emptied. */
int
sqlite_ledger_scrub(struct store *store, struct error *err)
{
	struct db *db = db_of(store);
	int busy = sqlite3_wal_checkpoint_v2(
	    db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	return busy == SQLITE_OK ? 0 : db_fail(db, err);
}

/* ---- from before there was a chain --------------------------------------- */

/* The columns of the plain ledger, in the order of shape_plain. */
static const char plain_text[] =
    "SELECT consent_id, tenant, program, number, channel, category, action,"
    " basis, kind, method, scope, sender, effective_ms, recorded_ms,"
    " expires_ms, record FROM plain_ledger ORDER BY seq";

#define ENTRY(member) offsetof(struct ledger_entry, member)
static const struct column plain_columns[] = {
    {COLUMN_TEXT, ENTRY(consent_id)},
    {COLUMN_TEXT, ENTRY(tenant)},
    {COLUMN_TEXT, ENTRY(program)},
    {COLUMN_TEXT, ENTRY(number)},
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
    {COLUMN_TEXT, ENTRY(record)},
};
static const struct shape shape_plain = {sizeof(struct ledger_entry),
    plain_columns, sizeof(plain_columns) / sizeof(plain_columns[0])};

static int
chain_up_all(struct db *db, sqlite3_stmt *plain, struct error *err)
{
	struct ledger_entry entry = {.seq = 0};
	int got;

	while ((got = db_step(db, plain, err)) > 0)
		if (row_read(plain, &shape_plain, NULL, &entry, err) != 0 ||
		    ledger_add(&db->store, &entry, err) < 0)
			return -1;
	return got;
}

int
ledger_chain_up(struct db *db, struct error *err)
{
	sqlite3_stmt *plain = NULL;
	int result;

	if (sqlite3_prepare_v2(db->handle, plain_text, -1, &plain, NULL) !=
	    SQLITE_OK)
		return db_fail(db, err);
	result = chain_up_all(db, plain, err);
	(void)sqlite3_finalize(plain);
	if (result == 0 &&
	    sqlite3_exec(db->handle, "DROP TABLE plain_ledger", NULL, NULL,
		NULL) != SQLITE_OK)
		result = db_fail(db, err);
	return result;
}
