/* SPDX-License-Identifier: ISC */
/*
 * PRAGMA user_version counts the steps of the schema that a file has gone
 * through; application_id says that it is ours.
 */
#include "store/sqlite/db.h"

#define APPLICATION_ID "1936552816" /* "smsp" in ASCII */

/* The one integer that a query gives. */
static int
migrate_ask(struct db *db, const char *text, int64_t *out, struct error *err)
{
	sqlite3_stmt *statement = NULL;
	int result = 0;

	if (sqlite3_prepare_v2(db->handle, text, -1, &statement, NULL) !=
		SQLITE_OK ||
	    sqlite3_step(statement) != SQLITE_ROW)
		result = db_fail(db, err);
	else
		*out = sqlite3_column_int64(statement, 0);
	(void)sqlite3_finalize(statement);
	return result;
}

static int
migrate_do(struct db *db, const char *text, struct error *err)
{
	if (sqlite3_exec(db->handle, text, NULL, NULL, NULL) != SQLITE_OK)
		return db_fail(db, err);
	return 0;
}

/* *version of a file that is ours, or empty. */
static int
migrate_look(struct db *db, int64_t *version, struct error *err)
{
	int64_t foreign;

	if (migrate_ask(db,
		"SELECT application_id <> " APPLICATION_ID
		" AND EXISTS (SELECT 1 FROM sqlite_schema)"
		" FROM pragma_application_id",
		&foreign, err) != 0 ||
	    migrate_ask(db, "PRAGMA user_version", version, err) != 0)
		return -1;
	if (foreign != 0)
		return error_set(err, EX_UNAVAILABLE,
		    "%s: belongs to another program", db->path);
	if (*version > sql_version)
		return error_set(err, EX_UNAVAILABLE,
		    "%s: was written by a newer smspipe", db->path);
	return 0;
}

static int
migrate_step(struct db *db, const struct sql_migration *step, struct error *err)
{
	if (migrate_do(db, step->text, err) != 0)
		return -1;
	return step->work != NULL ? step->work(db, err) : 0;
}

/* The steps that are missing, all or none. */
static int
migrate_write(struct db *db, struct error *err)
{
	char mark[64];
	int64_t version;

	/* Somebody else may have been faster: ask again under the lock. */
	if (migrate_do(db, "BEGIN IMMEDIATE", err) != 0 ||
	    migrate_look(db, &version, err) != 0)
		return -1;
	for (; version < sql_version; version++)
		if (migrate_step(db, &sql_migrations[version], err) != 0)
			return -1;
	(void)sqlite3_snprintf(sizeof(mark), mark,
	    "PRAGMA user_version = %d; COMMIT", sql_version);
	if (migrate_do(db, "PRAGMA application_id = " APPLICATION_ID, err) != 0)
		return -1;
	return migrate_do(db, mark, err);
}

int
migrate(struct db *db, struct error *err)
{
	int64_t version;

	if (migrate_look(db, &version, err) != 0)
		return -1;
	if (version == sql_version)
		return 0;
	if (db->read_only)
		return error_set(err, EX_UNAVAILABLE,
		    "%s: was written by an older smspipe; a program that "
		    "writes brings it up to date",
		    db->path);
	if (migrate_write(db, err) == 0)
		return 0;
	db->store.engine->rollback(&db->store);
	return -1;
}
