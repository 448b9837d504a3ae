/* SPDX-License-Identifier: ISC */
/*
 * The table smspipe.version counts the steps that the schema has gone through.
 * Two that migrate at the same time wait for one another; the second finds
 * nothing to do.
 */
#include "store/postgres/pg.h"

#include <inttypes.h>
#include <stdio.h>

static const char start_text[] =
    "BEGIN;"
    "SELECT pg_advisory_xact_lock(" SQL_LOCK_MIGRATE ");"
    "CREATE SCHEMA IF NOT EXISTS smspipe;"
    "CREATE TABLE IF NOT EXISTS smspipe.version (version bigint NOT NULL);"
    "SELECT COALESCE(max(version), 0) FROM smspipe.version";

static int
migrate_do(
    struct pg *pg, const char *text, int64_t *answered, struct error *err)
{
	PGresult *answer = PQexec(pg->conn, text);
	ExecStatusType status = PQresultStatus(answer);
	const char *digits = "";
	int result = 0;

	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		result = PQresultErrorField(answer, PG_DIAG_SQLSTATE) != NULL
		    ? pg_fail(pg, answer, err)
		    : error_set(err, EX_UNAVAILABLE,
			  "%s: the connection was lost", pg->label);
	} else if (answered != NULL) {
		*answered = 0;
		for (digits = PQgetvalue(answer, 0, 0); *digits != '\0';
		     digits++)
			*answered = 10 * *answered + (*digits - '0');
	}
	PQclear(answer);
	return result;
}

static int
migrate_newer(struct pg *pg, struct error *err)
{
	return error_set(err, EX_UNAVAILABLE,
	    "%s: was written by a newer smspipe", pg->label);
}

static int
migrate_steps(struct pg *pg, int64_t *from, struct error *err)
{
	char mark[128];
	int64_t version;

	if (migrate_do(pg, start_text, from, err) != 0)
		return -1;
	if (*from > sql_pg_version)
		return migrate_newer(pg, err);
	for (version = *from; version < sql_pg_version; version++)
		if (migrate_do(pg, sql_pg_migrations[version], NULL, err) != 0)
			return -1;
	(void)snprintf(mark, sizeof(mark),
	    "DELETE FROM smspipe.version;"
	    "INSERT INTO smspipe.version VALUES (%d); COMMIT",
	    sql_pg_version);
	return migrate_do(pg, mark, NULL, err);
}

int
pg_migrate(struct pg *pg, int64_t *from, struct error *err)
{
	if (pg_connect(pg, err) != 0)
		return -1;
	/* Several statements at once go without a pipeline only. */
	(void)PQexitPipelineMode(pg->conn);
	return migrate_steps(pg, from, err);
}

int
pg_check_schema(struct pg *pg, struct error *err)
{
	struct pg_call call;
	int64_t version = 0;

	pg_start(&call, SQL_VERSION);
	if (pg_only_int(pg, &call, &version, err) < 0)
		return -1;
	if (version > sql_pg_version)
		return migrate_newer(pg, err);
	if (version < sql_pg_version)
		return error_set(err, EX_UNAVAILABLE,
		    "%s: was written by an older smspipe: run smssend "
		    "--migrate",
		    pg->label);
	return 0;
}
