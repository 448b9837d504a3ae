/* SPDX-License-Identifier: ISC */
/* Statements out, answers in. */
#include "store/postgres/pg.h"

#include <stdio.h>
#include <string.h>

void
pg_lose(struct pg *pg)
{
	PQfinish(pg->conn);
	pg->conn = NULL;
	pg->queued_count = 0;
	memset(pg->prepared, 0, sizeof(pg->prepared));
}

static int
wire_lost(struct pg *pg, struct error *err)
{
	const char *text = pg->conn != NULL ? PQerrorMessage(pg->conn) : "";
	int n = (int)strcspn(text, "\n");

	(void)error_set(err, EX_UNAVAILABLE,
	    "%s: the connection was lost%s%.*s", pg->label, n > 0 ? ": " : "",
	    n, text);
	pg_lose(pg);
	return -1;
}

/* The name of a prepared statement. */
static const char *
wire_name(enum sql which, char name[16])
{
	(void)snprintf(name, 16, "s%d", (int)which);
	return name;
}

static void
wire_note(struct pg *pg, enum sql which)
{
	if (pg->queued_count == pg->queued_room) {
		pg->queued_room = pg->queued_room > 0 ? 2 * pg->queued_room
						      : 64;
		pg->queued = mem_realloc(
		    pg->queued, pg->queued_room, sizeof(*pg->queued));
	}
	pg->queued[pg->queued_count++] = which;
}

int
pg_queue(struct pg *pg, const struct pg_call *call, struct error *err)
{
	const char *text = call->text != NULL ? call->text
					      : sql_pg[call->which];
	bool once = call->text != NULL || call->count == 0;
	char name[16];
	int sent;

	if (pg->conn == NULL && (pg->begun || pg_connect(pg, err) != 0))
		return pg->begun ? wire_lost(pg, err) : -1;
	if (once) {
		sent = PQsendQueryParams(pg->conn, text, call->count,
		    call->types, call->values, call->lengths, call->formats, 1);
		wire_note(pg, SQL_COUNT);
		return sent ? 0 : wire_lost(pg, err);
	}
	(void)wire_name(call->which, name);
	if (!pg->prepared[call->which]) {
		if (!PQsendPrepare(
			pg->conn, name, text, call->count, call->types))
			return wire_lost(pg, err);
		wire_note(pg, call->which);
		pg->prepared[call->which] = true;
	}
	sent = PQsendQueryPrepared(pg->conn, name, call->count, call->values,
	    call->lengths, call->formats, 1);
	wire_note(pg, SQL_COUNT);
	return sent ? 0 : wire_lost(pg, err);
}

/* One answer and the NULL behind it.  NULL: the connection is gone. */
static PGresult *
wire_take(struct pg *pg)
{
	PGresult *answer = PQgetResult(pg->conn), *more;

	if (answer == NULL)
		return NULL;
	while ((more = PQgetResult(pg->conn)) != NULL)
		PQclear(more);
	return answer;
}

static bool
wire_is_good(const PGresult *answer)
{
	ExecStatusType status = PQresultStatus(answer);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* All that was queued is answered; the last answer, or the first error. */
static PGresult *
wire_gather(struct pg *pg)
{
	PGresult *kept = NULL, *answer;
	bool failed = false;
	size_t i;

	for (i = 0; i < pg->queued_count; i++) {
		answer = wire_take(pg);
		if (answer == NULL)
			break;
		if (!wire_is_good(answer) && pg->queued[i] != SQL_COUNT)
			pg->prepared[pg->queued[i]] = false;
		if (failed) {
			PQclear(answer);
			continue;
		}
		failed = !wire_is_good(answer);
		PQclear(kept);
		kept = answer;
	}
	if (i == pg->queued_count)
		PQclear(PQgetResult(pg->conn)); /* the end of the pipeline */
	pg->queued_count = 0;
	return kept;
}

PGresult *
pg_ask(struct pg *pg, const struct pg_call *call, struct error *err)
{
	PGresult *answer;

	if (pg_queue(pg, call, err) != 0)
		return NULL;
	if (!PQpipelineSync(pg->conn)) {
		(void)wire_lost(pg, err);
		return NULL;
	}
	answer = wire_gather(pg);
	if (PQstatus(pg->conn) == CONNECTION_OK && answer != NULL &&
	    wire_is_good(answer))
		return answer;
	if (answer != NULL && PQresultErrorField(answer, PG_DIAG_SQLSTATE))
		(void)pg_fail(pg, answer, err);
	else
		(void)wire_lost(pg, err);
	if (pg->conn != NULL && PQstatus(pg->conn) != CONNECTION_OK)
		pg_lose(pg);
	PQclear(answer);
	return NULL;
}

int64_t
pg_run(struct pg *pg, const struct pg_call *call, struct error *err)
{
	PGresult *answer = pg_ask(pg, call, err);
	int64_t changed = 0;
	const char *digits;

	if (answer == NULL)
		return -1;
	for (digits = PQcmdTuples(answer); *digits != '\0'; digits++)
		changed = 10 * changed + (*digits - '0');
	PQclear(answer);
	return changed;
}
