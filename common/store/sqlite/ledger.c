/* SPDX-License-Identifier: ISC */
/* Consent: rows are added, never changed; triggers of the schema see to it. */
#include "store/sqlite/db.h"

int
sqlite_ledger_add(
    struct store *store, const struct ledger_entry *entry, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *add = db_start(db, SQL_LEDGER_ADD, err);

	if (add == NULL)
		return -1;
	row_bind(add, &shape_entry, entry);
	return db_run_unique(db, add, err);
}

int
sqlite_ledger_entries(struct store *store, struct slice number,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *list = db_start(db, SQL_LEDGER_ENTRIES, err);
	void *all = NULL;
	int result;

	if (list == NULL)
		return -1;
	db_bind_text(list, 1, number);
	result = row_all(db, list, &shape_entry, arena, &all, count, err);
	*entries = all;
	return result;
}

int
sqlite_ledger_walk(struct store *store,
    int (*each)(
	void *context, const struct ledger_entry *entry, struct error *err),
    void *context, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *walk = db_start(db, SQL_LEDGER_WALK, err);
	struct ledger_entry entry;
	struct arena arena = {0};
	int got;

	if (walk == NULL)
		return -1;
	while ((got = db_step(db, walk, err)) > 0) {
		arena_reset(&arena);
		if (row_read(walk, &shape_entry, &arena, &entry, err) == 0 &&
		    each(context, &entry, err) == 0)
			continue;
		db_finish(walk);
		got = -1;
		break;
	}
	arena_release(&arena);
	return got;
}
