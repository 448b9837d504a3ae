/* SPDX-License-Identifier: ISC */
/*
 * Transactions.  Each commit counts up a row of our own in the same
 * transaction: if the connection breaks before the server's answer came, that
 * row says how it ended.
 */
#include "store/postgres/pg.h"

#include "base/fault.h"
#include "time/clock.h"

#include <poll.h>
#include <unistd.h>

enum { ASK_PAUSE_MS = 50 };

int
pg_begun(struct pg *pg, struct error *err)
{
	if (pg->begun)
		return 0;
	return error_set(
	    err, EX_SOFTWARE, "%s: no transaction is open", pg->label);
}

static int
begin_once(struct pg *pg, enum pg_kind kind, struct error *err)
{
	struct pg_call begin, lock;

	if (pg_connect(pg, err) != 0)
		return -1;
	pg_start(&begin, kind == PG_READS ? SQL_BEGIN_READING : SQL_BEGIN);
	if (kind != PG_WRITES)
		return pg_run(pg, &begin, err) < 0 ? -1 : 0;
	pg_start(&lock, SQL_LOCK);
	return pg_queue(pg, &begin, err) != 0 || pg_run(pg, &lock, err) < 0 ? -1
									    : 0;
}

int
pg_begin_any(struct pg *pg, enum pg_kind kind, struct error *err)
{
	int result;

	if (pg->asking)
		return error_set(err, EX_SOFTWARE,
		    "%s: the last commit was not seen to its end", pg->label);
	if (pg->begun)
		return error_set(
		    err, EX_SOFTWARE, "%s: a transaction is open", pg->label);
	result = begin_once(pg, kind, err);
	/* A connection that died while nothing was done with it is no loss. */
	if (result != 0 && pg->conn == NULL)
		result = begin_once(pg, kind, err);
	pg->begun = true; /* in part, perhaps: a rollback ends it */
	if (result != 0)
		pg_rollback(&pg->store);
	pg->kind = kind;
	pg->passed_over = false;
	pg->locked_budgets = false;
	pg_meters_forget(pg);
	return result;
}

int
pg_begin(struct store *store, struct error *err)
{
	struct pg *pg = pg_of(store);

	return pg_begin_any(pg, pg->read_only ? PG_READS : PG_WRITES, err);
}

int
pg_begin_reading(struct store *store, struct error *err)
{
	return pg_begin_any(pg_of(store), PG_READS, err);
}

int
pg_begin_turn(struct store *store, struct error *err)
{
	return pg_begin_any(pg_of(store), PG_TURN, err);
}

void
pg_rollback(struct store *store)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	struct error ignored;

	pg->asking = false;
	if (!pg->begun)
		return;
	pg->begun = false;
	pg_start(&call, SQL_ROLLBACK);
	if (pg->conn != NULL)
		(void)pg_run(pg, &call, &ignored);
}

/* How many transactions of ours the server has; 0 also while it has none. */
static int
ask_tick(struct pg *pg, int64_t *tick, struct error *err)
{
	struct pg_call call;

	*tick = 0;
	pg_start(&call, SQL_COUNT);
	call.text = "SELECT tick FROM smspipe.session WHERE owner = $1";
	pg_int(&call, pg->owner);
	return pg_only_int(pg, &call, tick, err) < 0 ? -1 : 0;
}

/* Looks for the server until it says how the commit ended. */
static int
commit_ask(struct pg *pg, struct error *err)
{
	int64_t until = clock_monotonic() + PG_ASK_MS, tick;

	while (pg_connect(pg, err) != 0 || ask_tick(pg, &tick, err) != 0) {
		if (clock_monotonic() >= until) {
			err->code = EX_TEMPFAIL;
			return error_prefix(err, "a commit has no answer yet");
		}
		(void)poll(NULL, 0, ASK_PAUSE_MS);
	}
	pg->asking = false;
	if (tick == pg->tick + 1) {
		pg->tick++;
		return 0;
	}
	return error_set(err, EX_UNAVAILABLE,
	    "%s: the connection was lost before the commit", pg->label);
}

/* The server commits, and we do not hear of it.  For a test. */
static void
commit_go_deaf(struct pg *pg)
{
	struct pollfd wait = {.fd = PQsocket(pg->conn), .events = POLLIN};
	int ends[2];

	(void)PQflush(pg->conn);
	(void)poll(&wait, 1, PG_ASK_MS);
	if (pipe(ends) != 0)
		return;
	(void)close(ends[1]);
	(void)dup2(ends[0], wait.fd);
	(void)close(ends[0]);
}

static int
commit_send(struct pg *pg, struct error *err)
{
	struct pg_call tick, commit;
	PGresult *answer;
	bool done;

	if (pg->kind != PG_READS) {
		pg_start(&tick, SQL_TICK);
		pg_int(&tick, pg->owner);
		pg_int(&tick, pg->tick + 1);
		if (pg_meters_flush(pg, err) != 0 ||
		    pg_queue(pg, &tick, err) != 0)
			return -1;
	}
	pg_start(&commit, SQL_COMMIT);
	if (fault_fails("commit-unheard")) {
		if (pg_queue(pg, &commit, err) != 0)
			return -1;
		(void)PQpipelineSync(pg->conn);
		commit_go_deaf(pg);
	}
	answer = pg_ask(pg, &commit, err);
	if (answer == NULL)
		return -1;
	/* A transaction that had failed answers so. */
	done = PQcmdStatus(answer)[0] == 'C';
	PQclear(answer);
	return done ? 0
		    : error_set(err, EX_UNAVAILABLE,
			  "%s: the transaction had failed", pg->label);
}

int
pg_commit(struct store *store, struct error *err)
{
	struct pg *pg = pg_of(store);

	if (pg->asking)
		return commit_ask(pg, err);
	if (fault_fails("commit"))
		return error_set(
		    err, EX_IOERR, "%s: commit failed on demand", pg->label);
	if (pg_begun(pg, err) != 0)
		return -1;
	if (commit_send(pg, err) == 0) {
		pg->begun = false;
		pg->tick += pg->kind != PG_READS;
		return 0;
	}
	if (pg->conn != NULL || pg->kind == PG_READS) {
		pg_rollback(store);
		return -1;
	}
	pg->begun = false;
	/* What must never be: it is taken for not committed. */
	if (fault_broken("commit-guessed"))
		return -1;
	pg->asking = true;
	return commit_ask(pg, err);
}
