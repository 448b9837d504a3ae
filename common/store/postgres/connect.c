/* SPDX-License-Identifier: ISC */
/*
 * A connection that is safe to write through, and what to do when it is lost.
 *
 * An owner is a session that holds the advisory lock on the owner's id: it
 * lives as long as the server knows the session.  Whoever lost a connection
 * ends what is left of it on the server and takes that lock again, and so knows
 * that the lost session is over; only then it asks how its last commit ended.
 */
#include "store/postgres/pg.h"

#include "base/crypto.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETUP_MAX = 1024 };

/*
 * Every query was made for an index; what a plan costs is not known while the
 * tables are new.  A program that stands still must not hold locks for ever.
 */
static const char setup_text[] =
    "SET search_path = pg_catalog;"
    "SET enable_seqscan = off;"
    "SET jit = off;"
    "SET client_min_messages = error;"
    "SET lock_timeout = %d;"
    "SET idle_in_transaction_session_timeout = %d;"
    "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
    " current_setting('full_page_writes'), current_setting('server_encoding'),"
    " pg_is_in_recovery()::text";

/* What those answers must not be. */
static const struct {
	const char *bad;
	bool good; /* `bad` is the only good answer */
	int code;
	const char *text;
} unsafe[] = {
    {"off", false, EX_CONFIG,
	"fsync is off: what was sent would be forgotten, and sent again"},
    {"off", false, EX_CONFIG,
	"synchronous_commit is off: what was sent would be forgotten, and "
	"sent again"},
    {"off", false, EX_CONFIG,
	"full_page_writes is off: a power failure would damage the data"},
    {"UTF8", true, EX_CONFIG, "the database's encoding is not UTF8"},
    {"true", false, EX_NOPERM, "is a standby, which may only be read"},
};

enum { UNSAFE = sizeof(unsafe) / sizeof(unsafe[0]) };

/* The first line of what libpq says. */
static int
connect_fail(struct pg *pg, struct error *err)
{
	const char *text = PQerrorMessage(pg->conn);
	bool denied = PQconnectionNeedsPassword(pg->conn) ||
	    PQconnectionUsedPassword(pg->conn) ||
	    strstr(text, "authentication failed") != NULL;

	(void)error_set(err, denied ? EX_NOPERM : EX_UNAVAILABLE, "%s: %.*s",
	    pg->label, (int)strcspn(text, "\n"), text);
	pg_lose(pg);
	return -1;
}

/* Without TLS only where nobody can listen, unless the URL or libpq's own
 * environment says otherwise. */
static const char *
connect_sslmode(const char *url)
{
	PQconninfoOption *all = PQconninfoParse(url, NULL), *one;
	const char *host = NULL;
	bool said = getenv("PGSSLMODE") != NULL;
	bool local;

	for (one = all; one != NULL && one->keyword != NULL; one++) {
		if (strcmp(one->keyword, "host") == 0)
			host = one->val;
		said = said ||
		    (strcmp(one->keyword, "sslmode") == 0 && one->val != NULL);
	}
	local = host == NULL || host[0] == '/' || host[0] == '\0' ||
	    strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 ||
	    strcmp(host, "::1") == 0;
	PQconninfoFree(all);
	return said || local ? NULL : "require";
}

/* What stands before dbname yields to what the URL says. */
static PGconn *
connect_open(const char *url)
{
	const char *sslmode = connect_sslmode(url);
	const char *const names[] = {"fallback_application_name",
	    "connect_timeout", "keepalives_idle", "keepalives_interval",
	    "keepalives_count", "tcp_user_timeout",
	    sslmode != NULL ? "sslmode" : "keepalives", "dbname",
	    "client_encoding", NULL};
	const char *const values[] = {"smspipe", "5", "5", "2", "3", "10000",
	    sslmode != NULL ? sslmode : "1", url, "UTF8", NULL};

	return PQconnectdbParams(names, values, 1);
}

/* One or more statements, before there is a pipeline; NULL after filling err.
 */
static PGresult *
connect_exec(struct pg *pg, const char *text, struct error *err)
{
	PGresult *answer = PQexec(pg->conn, text);

	if (PQresultStatus(answer) == PGRES_TUPLES_OK)
		return answer;
	if (PQresultErrorField(answer, PG_DIAG_SQLSTATE) != NULL)
		(void)pg_fail(pg, answer, err);
	else
		(void)connect_fail(pg, err);
	PQclear(answer);
	pg_lose(pg);
	return NULL;
}

static int
connect_check(struct pg *pg, struct error *err)
{
	char text[SETUP_MAX];
	PGresult *answer;
	int result = 0, i;

	(void)snprintf(text, sizeof(text), setup_text, PG_BUSY_MS, PG_IDLE_MS);
	answer = connect_exec(pg, text, err);
	if (answer == NULL)
		return -1;
	for (i = 0; i < UNSAFE && result == 0; i++) {
		bool same = strcmp(PQgetvalue(answer, 0, i), unsafe[i].bad) ==
		    0;

		if (same != unsafe[i].good &&
		    (i != UNSAFE - 1 || !pg->read_only))
			result = error_set(err, unsafe[i].code, "%s: %s",
			    pg->label, unsafe[i].text);
	}
	PQclear(answer);
	return result;
}

/* Ends what the server still has of a lost session, and waits for its end. */
static int
connect_own(struct pg *pg, struct error *err)
{
	bool again = pg->owner != 0;
	char text[SETUP_MAX];
	PGresult *answer;

	while (pg->owner == 0) {
		crypto_random(&pg->owner, sizeof(pg->owner));
		pg->owner &= INT64_MAX;
	}
	(void)snprintf(text, sizeof(text),
	    "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
	    " WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
	    " AND %s AND database ="
	    " (SELECT oid FROM pg_database WHERE datname = current_database())"
	    " AND (classid::bigint << 32 | objid::bigint) = %" PRId64 ";"
	    "SELECT pg_advisory_lock(%" PRId64 ")",
	    again ? "true" : "false", pg->owner, pg->owner);
	answer = connect_exec(pg, text, err);
	PQclear(answer);
	return answer != NULL ? 0 : -1;
}

int
pg_connect(struct pg *pg, struct error *err)
{
	if (pg->conn != NULL && PQstatus(pg->conn) == CONNECTION_OK)
		return 0;
	pg_lose(pg);
	pg->conn = connect_open(pg->url);
	if (pg->conn == NULL)
		mem_exhausted();
	if (PQstatus(pg->conn) != CONNECTION_OK)
		return connect_fail(pg, err);
	if (connect_check(pg, err) != 0 ||
	    (!pg->read_only && !pg->migrating && connect_own(pg, err) != 0)) {
		pg_lose(pg);
		return -1;
	}
	(void)PQenterPipelineMode(pg->conn);
	return 0;
}
