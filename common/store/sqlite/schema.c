/* SPDX-License-Identifier: ISC */
/*
 * The schema as numbered steps.  A step that was released is never edited: a
 * change is one more step.
 */
#include "store/sqlite/db.h"

/* ROLLBACK, not ABORT: to be able to undo one statement alone, SQLite would
 * copy the pages it changes, each time. */
#define REFUSE(name, when, what)                         \
	"CREATE TRIGGER " name " BEFORE " when " BEGIN " \
	"SELECT RAISE(ROLLBACK, '" what "'); END;"

/* clang-format off */
static const char step_1[] =
    /* The state of each message now. */
    "CREATE TABLE message ("
    " seq INTEGER PRIMARY KEY," /* rows stay, so it only grows */
    " id TEXT NOT NULL UNIQUE,"
    " content_hash TEXT NOT NULL,"
    " key_given INTEGER NOT NULL,"
    " state TEXT NOT NULL,"
    " reason TEXT,"
    " tenant TEXT,"
    " recipient TEXT NOT NULL,"
    " sender TEXT,"
    " appointment_id TEXT,"
    " template_id TEXT,"
    " appointment_version INTEGER NOT NULL,"
    " priority INTEGER NOT NULL,"
    " not_before_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL,"
    " attempts INTEGER NOT NULL,"
    " attempted_ms INTEGER NOT NULL,"
    " provider TEXT,"
    " provider_id TEXT,"
    " reference TEXT,"
    " record TEXT NOT NULL,"
    " changed_ms INTEGER NOT NULL,"
    " answer INTEGER NOT NULL,"
    " missed INTEGER NOT NULL,"
    " owner TEXT);"
    /* Each sender has a lane of its own, so that one that may send no more
     * for a while hides no other; what waits for a time is outside of the
     * lanes until then. */
    "CREATE INDEX message_lane ON message (sender, priority DESC, seq)"
    " WHERE " SQL_READY ";"
    "CREATE INDEX message_next ON message (not_before_ms)"
    " WHERE " SQL_TIMED ";"
    "CREATE INDEX message_turn ON message (recipient, priority DESC, seq)"
    " WHERE " SQL_READY ";"
    "CREATE INDEX message_open ON message (recipient, state, attempted_ms)"
    " WHERE " SQL_UNRESOLVED ";"
    /* How often somebody is written to is asked at each claim. */
    "CREATE INDEX message_claimed ON message (recipient, attempted_ms)"
    " WHERE attempted_ms > 0;"
    "CREATE UNIQUE INDEX message_provider ON message (provider, provider_id)"
    " WHERE provider_id IS NOT NULL;"
    "CREATE INDEX message_recipient ON message (recipient, seq);"
    "CREATE INDEX message_appointment ON message (appointment_id, seq)"
    " WHERE appointment_id IS NOT NULL;"

    /* Each time a message went to the wire: begun, ended, never changed. */
    "CREATE TABLE attempt ("
    " message_seq INTEGER NOT NULL REFERENCES message (seq),"
    " number INTEGER NOT NULL,"
    " reference TEXT NOT NULL UNIQUE,"
    " provider TEXT,"
    " owner TEXT NOT NULL,"
    " started_ms INTEGER NOT NULL,"
    " ended_ms INTEGER,"
    " outcome TEXT,"
    " PRIMARY KEY (message_seq, number)) WITHOUT ROWID;"
    REFUSE("attempt_delete", "DELETE ON attempt", "attempts are kept")
    REFUSE("attempt_update", "UPDATE ON attempt WHEN OLD.ended_ms NOTNULL",
	"an attempt that ended does not change")

    /* Records that newer ones replaced before they were sent. */
    "CREATE TABLE history ("
    " seq INTEGER PRIMARY KEY,"
    " message_seq INTEGER NOT NULL REFERENCES message (seq),"
    " state TEXT NOT NULL,"
    " content_hash TEXT NOT NULL,"
    " record TEXT NOT NULL,"
    " replaced_ms INTEGER NOT NULL);"
    "CREATE INDEX history_message ON history (message_seq);"
    REFUSE("history_delete", "DELETE ON history", "history is kept")
    REFUSE("history_update", "UPDATE ON history", "history does not change")

    /* What providers reported, in order of arrival. */
    "CREATE TABLE event ("
    " seq INTEGER PRIMARY KEY,"
    " provider TEXT NOT NULL,"
    " provider_id TEXT NOT NULL,"
    " state TEXT NOT NULL,"
    " error_code TEXT NOT NULL," /* '' when there is none */
    " reference TEXT," /* our mark, where it came back */
    " record TEXT NOT NULL,"
    " received_ms INTEGER NOT NULL,"
    " UNIQUE (provider, provider_id, state, error_code));"
    "CREATE INDEX event_reference ON event (reference)"
    " WHERE reference IS NOT NULL;"

    /* Each time a provider was asked what became of an attempt. */
    "CREATE TABLE look ("
    " seq INTEGER PRIMARY KEY,"
    " message_seq INTEGER NOT NULL REFERENCES message (seq),"
    " attempt INTEGER NOT NULL," /* its number */
    " looked_ms INTEGER NOT NULL,"
    " found INTEGER NOT NULL);"
    "CREATE INDEX look_message ON look (message_seq, attempt);"
    REFUSE("look_delete", "DELETE ON look", "looks are kept")
    REFUSE("look_update", "UPDATE ON look", "a look does not change")

    /* What was used of something that has a limit, in its latest period. */
    "CREATE TABLE meter ("
    " name TEXT PRIMARY KEY,"
    " period_ms INTEGER NOT NULL,"
    " amount INTEGER NOT NULL) WITHOUT ROWID;";

static const char step_2[] =
    "CREATE TABLE ledger ("
    " seq INTEGER PRIMARY KEY AUTOINCREMENT,"
    " consent_id TEXT NOT NULL UNIQUE,"
    " tenant TEXT,"
    " program TEXT,"
    " number TEXT NOT NULL,"
    " channel TEXT,"
    " category TEXT,"
    " action TEXT NOT NULL,"
    " basis TEXT,"
    " kind TEXT,"
    " method TEXT,"
    " scope TEXT,"
    " sender TEXT,"
    " effective_ms INTEGER NOT NULL,"
    " recorded_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL,"
    " source TEXT UNIQUE,"
    " record TEXT NOT NULL);"
    "CREATE INDEX ledger_number ON ledger (number, seq);"
    REFUSE("ledger_delete", "DELETE ON ledger", "ledger entries are kept")
    REFUSE("ledger_update", "UPDATE ON ledger", "ledger entries do not change")

    /* When a person last texted one of our numbers. */
    "CREATE TABLE inbound ("
    " number TEXT NOT NULL,"
    " sender TEXT NOT NULL,"
    " received_ms INTEGER NOT NULL,"
    " PRIMARY KEY (number, sender)) WITHOUT ROWID;";

static const char step_3[] =
    "ALTER TABLE ledger RENAME TO plain_ledger;"
    "DROP TRIGGER ledger_delete;"
    "DROP TRIGGER ledger_update;"

    /* What stays for all time, in order of LEDGER_COLUMNS; STRICT, so that
     * what is read is what was hashed. */
    "CREATE TABLE ledger ("
    " seq INTEGER PRIMARY KEY AUTOINCREMENT,"
    " tenant TEXT,"
    " program TEXT,"
    " channel TEXT,"
    " category TEXT,"
    " action TEXT NOT NULL,"
    " basis TEXT,"
    " kind TEXT,"
    " method TEXT,"
    " scope TEXT,"
    " sender TEXT,"
    " effective_ms INTEGER NOT NULL,"
    " recorded_ms INTEGER NOT NULL,"
    " expires_ms INTEGER NOT NULL,"
    " person BLOB,"
    " about TEXT,"
    " secret BLOB,"
    " hash BLOB NOT NULL) STRICT;"
    "CREATE INDEX ledger_person ON ledger (person)"
    " WHERE person IS NOT NULL;"
    REFUSE("ledger_delete", "DELETE ON ledger", "ledger entries are kept")
    REFUSE("ledger_update", "UPDATE ON ledger", "ledger entries do not change")

    /* What identifies people; it goes when they are erased. */
    "CREATE TABLE person ("
    " seq INTEGER PRIMARY KEY,"
    " consent_id TEXT NOT NULL UNIQUE,"
    " number TEXT NOT NULL,"
    " record TEXT NOT NULL,"
    " salt BLOB NOT NULL) STRICT;"
    "CREATE INDEX person_number ON person (number);"
    REFUSE("person_delete", "DELETE ON person WHEN (SELECT action FROM ledger"
	" ORDER BY seq DESC LIMIT 1) IS NOT 'erased'",
	"people are forgotten by smsconsent erase alone")
    REFUSE("person_update", "UPDATE ON person", "ledger entries do not change");

static const char step_4[] =
    /* What people texted, in the order of REPLY_COLUMNS. */
    "CREATE TABLE reply ("
    " seq INTEGER PRIMARY KEY,"
    " reply_id TEXT NOT NULL,"
    " tenant TEXT,"
    " number TEXT NOT NULL,"
    " sender TEXT NOT NULL,"
    " received_ms INTEGER NOT NULL,"
    " intent TEXT NOT NULL,"
    " action TEXT NOT NULL,"
    " appointment_id TEXT,"
    " text_hash TEXT,"
    " answered TEXT,"
    " closed_ms INTEGER NOT NULL," /* 0: it waits for a human */
    " record TEXT NOT NULL,"
    " answer TEXT,"
    " UNIQUE (number, reply_id)) STRICT;"
    "CREATE INDEX reply_number ON reply (number, received_ms);"
    "CREATE INDEX reply_waiting ON reply (number) WHERE closed_ms = 0;";
/* clang-format on */

const struct sql_migration sql_migrations[] = {
    {step_1, NULL}, /* the journal */
    {step_2, NULL}, /* the ledger */
    {step_3, ledger_chain_up}, /* chained and sealed */
    {step_4, NULL}, /* what people texted */
};

const int sql_version = sizeof(sql_migrations) / sizeof(sql_migrations[0]);
