/* SPDX-License-Identifier: ISC */
/* What was used of something that has a limit. */
#include "store/sqlite/db.h"

int
sqlite_meter_read(struct store *store, struct slice name, int64_t *period_ms,
    int64_t *amount, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *read = db_start(db, SQL_METER_READ, err);
	int got;

	if (read == NULL)
		return -1;
	db_bind_text(read, 1, name);
	got = db_step(db, read, err);
	if (got <= 0)
		return got;
	*period_ms = sqlite3_column_int64(read, 0);
	*amount = sqlite3_column_int64(read, 1);
	db_finish(read);
	return 1;
}

int
sqlite_meter_write(struct store *store, struct slice name, int64_t period_ms,
    int64_t amount, struct error *err)
{
	struct db *db = db_of(store);
	sqlite3_stmt *write = db_start(db, SQL_METER_WRITE, err);

	if (write == NULL)
		return -1;
	db_bind_text(write, 1, name);
	db_bind_int(write, 2, period_ms);
	db_bind_int(write, 3, amount);
	return db_run(db, write, err);
}
