/* SPDX-License-Identifier: ISC */
/*
 * sql: every statement of the engine, and the schema's migrations.  Values are
 * always bound; the only text put together at run time is the WHERE of
 * journal_list, from constant pieces.
 */
#ifndef STORE_POSTGRES_SQL_H
#define STORE_POSTGRES_SQL_H

/* The columns of struct journal_row, in the order of shape_message. */
#define SQL_MESSAGE_COLUMNS                                                  \
	"seq, id, content_hash, key_given, state, reason, tenant, "          \
	"recipient, sender, appointment_id, template_id, "                   \
	"appointment_version, priority, not_before_ms, expires_ms, "         \
	"attempts, attempted_ms, provider, provider_id, reference, record, " \
	"changed_ms, answer, missed"

/* Rows that wait, and those whose outcome is open; the partial indexes have
 * these very words. */
#define SQL_WAITING "state IN ('queued', 'scheduled', 'held')"
#define SQL_READY SQL_WAITING " AND not_before_ms = 0"
#define SQL_TIMED SQL_WAITING " AND not_before_ms > 0"
#define SQL_UNRESOLVED "state IN ('sending', 'ambiguous')"

/* No sender sorts first, and no sender is named so. */
#define SQL_LANE "COALESCE(sender, '')"

/* Advisory locks: two small numbers for what there is one of, … */
#define SQL_LOCK_MIGRATE "1936552816, 1"
#define SQL_LOCK_WRITER "1936552816, 2"
#define SQL_LOCK_BUDGETS "1936552816, 3"
/* … and one large number for a lane, a person; an owner's is its id. */
#define SQL_LOCK_LANE(name) "hashtextextended(" name ", 1936552817)"
#define SQL_LOCK_PERSON(number) "hashtextextended(" number ", 1936552818)"

enum sql {
	SQL_BEGIN,
	SQL_BEGIN_READING,
	SQL_LOCK,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_TICK,
	SQL_VERSION,
	SQL_FIND,
	SQL_FIND_PROVIDER,
	SQL_FIND_REFERENCE,
	SQL_ADD,
	SQL_HISTORY_ADD,
	SQL_REPLACE,
	SQL_REROUTE,
	SQL_CLAIM,
	SQL_SETTLE,
	SQL_SETTLE_TURN,
	SQL_CLAIMS,
	SQL_RESCUE,
	SQL_SWEEP,
	SQL_PROMOTE,
	SQL_LEFT,
	SQL_LANE_TAKE,
	SQL_LANES,
	SQL_DUE_LOCK,
	SQL_DUE,
	SQL_NEXT_DUE,
	SQL_EVENT_ADD,
	SQL_EVENTS,
	SQL_EVENTS_OF,
	SQL_TELL_ROWS, /* and on, as enum journal_tale */
	SQL_TELL_TAKEN,
	SQL_TELL_EVENTS,
	SQL_TELL_REPLIES,
	SQL_LOOK_ADD,
	SQL_LOOKS,
	SQL_METER_LOCK,
	SQL_METER_READ,
	SQL_METERS_WRITE,
	SQL_LEDGER_HEAD,
	SQL_LEDGER_LOCK,
	SQL_LEDGER_PUT,
	SQL_LEDGER_PUT_PERSON,
	SQL_LEDGER_LAST,
	SQL_LEDGER_ENTRIES,
	SQL_LEDGER_KEPT,
	SQL_LEDGER_HAS_KEPT,
	SQL_LEDGER_WALK,
	SQL_LEDGER_WALK_PEOPLE,
	SQL_LEDGER_FORGET,
	SQL_INBOUND_FORGET,
	SQL_REPLY_FORGET,
	SQL_REPLY_ADD,
	SQL_REPLY_LIST,
	SQL_REPLY_WAITING,
	SQL_REPLY_CLOSE,
	SQL_INBOUND_NOTE,
	SQL_INBOUND_LAST,
	SQL_COUNT
};

extern const char *const sql_pg[SQL_COUNT];

/* Migration N brings a schema of version N to version N + 1. */
extern const char *const sql_pg_migrations[];
extern const int sql_pg_version; /* how many there are */

#endif
