/* SPDX-License-Identifier: ISC */
/*
 * pg: the PostgreSQL engine's handle, and what its files share.
 *
 * A connection is always in libpq's pipeline mode: a call that needs no answer
 * is queued and goes out with the next one that does (pg_ask), in one round
 * trip.  Parameters and answers travel in binary form.
 *
 * Locks, and why nothing waits in a circle:
 *
 *	transaction             takes, in this order                      how
 *	store_begin             the writers' lock: one of them at a time  waits
 *	store_begin_turn        none of it: any number at a time
 *	both, meter_lock        the budgets' lock                         waits
 *	both                    lanes, messages, people to be texted      tries
 *	store_begin alone       messages, and people with a new entry     waits
 *	both, at the end        the meters' rows, by name                 waits
 *
 * A turn never waits for anything that a writer holds but the budgets' lock and
 * the meters, which whoever holds them gives back without waiting for a turn.
 * What it cannot have at once it passes over (store_passed_over).
 */
#ifndef STORE_POSTGRES_PG_H
#define STORE_POSTGRES_PG_H

#include "base/buf.h"
#include "store/engine.h"
#include "store/postgres/sql.h"
#include "store/shape.h"

#include <libpq-fe.h>

enum {
	PG_BUSY_MS = 10 * 1000, /* how long to wait for another's lock */
	PG_IDLE_MS = 8 * 1000, /* a transaction whose program stands still ends
				  before others give up */
	PG_ASK_MS = 10 * 1000, /* how long to look for a lost connection */
	PG_PARAMS = 24,
	PG_LABEL = 256,
	PG_METER_NAME = 320,
	/* A worker that was cut off may still have requests on their way. */
	PG_RESCUE_MS = 45 * 1000,
};

/* What was read of a meter, or is to be written before the commit. */
struct pg_meter {
	char name[PG_METER_NAME];
	int64_t period_ms, amount;
	bool there, changed;
};

enum pg_kind { PG_READS, PG_WRITES, PG_TURN };

struct pg {
	struct store store;
	PGconn *conn; /* NULL: lost */
	char *url;
	char label[PG_LABEL]; /* host and database, for messages */
	bool read_only;
	bool migrating; /* the schema need not be there */
	bool prepared[SQL_COUNT];

	bool begun; /* a transaction is open */
	enum pg_kind kind; /* of it */
	bool passed_over;
	bool locked_budgets;
	int64_t owner; /* random, from 1; 0: a reader's */
	int64_t tick; /* transactions that this handle has committed */
	bool asking; /* the last commit's outcome is not known */
	struct pg_meter *meters;
	size_t meter_count, meter_room;

	/* What the pipeline has not answered yet, and which of it counts. */
	enum sql *queued;
	size_t queued_count, queued_room;
};

static inline struct pg *
pg_of(struct store *store)
{
	return (struct pg *)store;
}

/* ---- call.c: one statement with its parameters --------------------------- */

struct pg_call {
	enum sql which;
	const char *text; /* instead of that of `which` */
	int count;
	Oid types[PG_PARAMS];
	const char *values[PG_PARAMS];
	int lengths[PG_PARAMS];
	int formats[PG_PARAMS];
	char ints[PG_PARAMS][8];
};

/* Parameters in their order; what is given is borrowed until the call was
 * queued or asked. */
void pg_start(struct pg_call *call, enum sql which);
void pg_text(struct pg_call *call, struct slice text);
void pg_bytes(struct pg_call *call, struct slice bytes);
void pg_int(struct pg_call *call, int64_t value);
void pg_null_int(struct pg_call *call);
void pg_bool(struct pg_call *call, bool value);
/* An array in PostgreSQL's text form: "{1,2}". */
void pg_ints(struct pg_call *call, const char *text);
void pg_texts(struct pg_call *call, const char *text);
void pg_row(struct pg_call *call, const struct shape *shape, const void *row);

/* ---- wire.c -------------------------------------------------------------- */

/* Sends with the next pg_ask; what goes wrong is told there. */
int pg_queue(struct pg *pg, const struct pg_call *call, struct error *err);

/* The answer, to be cleared; NULL after filling err. */
PGresult *pg_ask(struct pg *pg, const struct pg_call *call, struct error *err);

/* pg_ask where only the number of changed rows counts; -1. */
int64_t pg_run(struct pg *pg, const struct pg_call *call, struct error *err);

/* Forgets a connection that is of no use any more. */
void pg_lose(struct pg *pg);

/* What an answer that is an error, or none, means to us; returns -1. */
int pg_fail(struct pg *pg, const PGresult *answer, struct error *err);

/* ---- answer.c ------------------------------------------------------------ */

int64_t pg_get_int(const PGresult *answer, int row, int column);
bool pg_get_bool(const PGresult *answer, int row, int column);
struct slice pg_get_text(
    const PGresult *answer, int row, int column, struct arena *arena);

/* Fills a struct from one row; without an arena texts are the answer's. */
int pg_read(const PGresult *answer, int row, const struct shape *shape,
    struct arena *arena, void *out, struct error *err);

/* The first row and no other: 1, or 0 when there is none. */
int pg_only(struct pg *pg, const struct pg_call *call,
    const struct shape *shape, struct arena *arena, void *row,
    struct error *err);

/* All rows as an array in the arena. */
int pg_all(struct pg *pg, const struct pg_call *call, const struct shape *shape,
    struct arena *arena, void **rows, size_t *count, struct error *err);

/* The one integer of a query: 1, or 0 when it is NULL or there is none. */
int pg_only_int(
    struct pg *pg, const struct pg_call *call, int64_t *out, struct error *err);

/* ---- connect.c, migrate.c, commit.c -------------------------------------- */

/* Makes sure that there is a connection, safe to be written through. */
int pg_connect(struct pg *pg, struct error *err);

/* Refuses a schema that is not ours, older or newer. */
int pg_check_schema(struct pg *pg, struct error *err);
int pg_migrate(struct pg *pg, int64_t *from, struct error *err);

int pg_begin_any(struct pg *pg, enum pg_kind kind, struct error *err);
int pg_begin(struct store *store, struct error *err);
int pg_begin_reading(struct store *store, struct error *err);
int pg_begin_turn(struct store *store, struct error *err);
int pg_commit(struct store *store, struct error *err);
void pg_rollback(struct store *store);

/* -1 and EX_SOFTWARE when no transaction is open. */
int pg_begun(struct pg *pg, struct error *err);

/* ---- meter.c ------------------------------------------------------------- */

/* Queues what is to be written. */
int pg_meters_flush(struct pg *pg, struct error *err);
void pg_meters_forget(struct pg *pg);

/* ---- the verbs ----------------------------------------------------------- */

int pg_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err);
int pg_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err);
int pg_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err);
int pg_add(
    struct store *store, const struct journal_row *row, struct error *err);
int pg_replace(
    struct store *store, const struct journal_row *row, struct error *err);
int pg_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err);
int pg_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err);
int pg_settle(struct store *store, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err);
int pg_rescue(
    struct store *store, int64_t now_ms, size_t *count, struct error *err);
int pg_lane(struct store *store, struct slice sender, struct error *err);
int pg_promote(struct store *store, int64_t now_ms, size_t limit, size_t *count,
    struct error *err);
int pg_left(struct store *store, int64_t until_ms, size_t limit, size_t *count,
    struct error *err);
int pg_lanes(struct store *store, struct arena *arena, struct slice **senders,
    size_t *count, struct error *err);
int pg_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);
int pg_next_due(struct store *store, int64_t after_ms, int64_t *not_before_ms,
    struct error *err);
int pg_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err);
int pg_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);
int pg_event_add(
    struct store *store, const struct journal_event *event, struct error *err);
int pg_events(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);
int pg_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);
int pg_look_add(struct store *store, struct slice id, int64_t now_ms,
    bool found, struct error *err);
int pg_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err);
int pg_meter_lock(struct store *store, struct error *err);
int pg_meter_read(struct store *store, struct slice name, int64_t *period_ms,
    int64_t *amount, struct error *err);
int pg_meter_write(struct store *store, struct slice name, int64_t period_ms,
    int64_t amount, struct error *err);
int pg_ledger_head(
    struct store *store, struct ledger_head *head, struct error *err);
int pg_ledger_put(
    struct store *store, const struct ledger_entry *entry, struct error *err);
int pg_ledger_entries(struct store *store, struct slice number,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err);
int pg_ledger_kept(struct store *store, struct slice person,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err);
int pg_ledger_has_kept(struct store *store, bool *kept, struct error *err);
int pg_ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err);
int pg_ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err);
int pg_ledger_scrub(struct store *store, struct error *err);
int pg_inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err);
int pg_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err);
int pg_inbound_list(struct store *store, const struct inbound_filter *filter,
    struct arena *arena, struct inbound_text **texts, size_t *count,
    struct error *err);
int pg_inbound_close(struct store *store, struct slice number, int64_t now_ms,
    size_t *count, struct error *err);
int pg_inbound_note(struct store *store, struct slice number,
    struct slice sender, int64_t received_ms, struct error *err);
int pg_inbound_last(struct store *store, struct slice number,
    struct slice sender, int64_t until_ms, int64_t *received_ms,
    struct error *err);

#endif
