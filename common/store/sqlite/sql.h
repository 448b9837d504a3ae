/* SPDX-License-Identifier: ISC */
/*
 * sql: every statement of the engine, and the schema's migrations.  Values are
 * always bound; the only text put together at run time is the WHERE of
 * journal_list, from constant pieces.
 */
#ifndef STORE_SQLITE_SQL_H
#define STORE_SQLITE_SQL_H

/* The columns of struct journal_row, in the order of shape_message. */
#define SQL_MESSAGE_COLUMNS                                                  \
	"seq, id, content_hash, key_given, state, reason, tenant, "          \
	"recipient, sender, appointment_id, template_id, "                   \
	"appointment_version, priority, not_before_ms, expires_ms, "         \
	"attempts, attempted_ms, provider, provider_id, reference, record, " \
	"changed_ms, answer, missed"

/*
 * Rows that wait, and those whose outcome is open; the partial indexes have
 * these very words.  No IN with three values: SQLite fills a temporary table
 * for it in every statement, each INSERT and UPDATE of the table included.
 */
#define SQL_WAITING \
	"(state = 'queued' OR state = 'scheduled' OR state = 'held')"
#define SQL_READY SQL_WAITING " AND not_before_ms = 0"
#define SQL_TIMED SQL_WAITING " AND not_before_ms > 0"
#define SQL_UNRESOLVED "(state = 'sending' OR state = 'ambiguous')"

enum sql {
	SQL_BEGIN,
	SQL_BEGIN_READING,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_FIND,
	SQL_FIND_PROVIDER,
	SQL_FIND_REFERENCE,
	SQL_ADD,
	SQL_HISTORY_ADD,
	SQL_REPLACE,
	SQL_REROUTE,
	SQL_CLAIM,
	SQL_ATTEMPT_ADD,
	SQL_SETTLE,
	SQL_ATTEMPT_END,
	SQL_CLAIMS,
	SQL_OWNERS,
	SQL_RESCUE_ATTEMPTS,
	SQL_RESCUE,
	SQL_PROMOTE,
	SQL_LEFT,
	SQL_LANES,
	SQL_DUE,
	SQL_NEXT_DUE,
	SQL_EVENT_ADD,
	SQL_EVENTS,
	SQL_METER_READ,
	SQL_METER_WRITE,
	SQL_EVENTS_OF,
	SQL_TELL_ROWS, /* and on, as enum journal_tale */
	SQL_TELL_TAKEN,
	SQL_TELL_EVENTS,
	SQL_TELL_REPLIES,
	SQL_LOOK_ADD,
	SQL_LOOKS,
	SQL_LEDGER_HEAD,
	SQL_LEDGER_PUT,
	SQL_LEDGER_PUT_PERSON,
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

extern const char *const sql_texts[SQL_COUNT];

/* Migration N brings a store of version N to version N + 1. */
struct db;
struct error;
struct sql_migration {
	const char *text;
	/* What SQL alone cannot do, after the text; NULL: nothing. */
	int (*work)(struct db *db, struct error *err);
};
extern const struct sql_migration sql_migrations[];
extern const int sql_version; /* how many there are */

#endif
