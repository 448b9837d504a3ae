/* SPDX-License-Identifier: ISC */
/*
 * The schema as numbered steps, all in the schema smspipe.  A step that was
 * released is never edited: a change is one more step.
 */
#include "store/postgres/sql.h"

#define REFUSE(table, name, when, what)                             \
	"CREATE TRIGGER " name " BEFORE " when " ON smspipe." table \
	" FOR EACH STATEMENT EXECUTE FUNCTION smspipe.refuse('" what "');"

/* Texts are compared by their bytes, as everywhere else. */
#define TEXT "text COLLATE \"C\""

/* clang-format off */
static const char step_1[] =
    "CREATE FUNCTION smspipe.refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]"
    " USING ERRCODE = 'integrity_constraint_violation'; END $$;"

    /* Each program that writes, and how many transactions it has committed:
     * what a lost connection leaves unknown is looked up here. */
    "CREATE TABLE smspipe.session ("
    " owner bigint PRIMARY KEY,"
    " tick bigint NOT NULL,"
    " seen timestamptz NOT NULL) WITH (fillfactor = 50);"

    /* The state of each message now. */
    "CREATE TABLE smspipe.message ("
    " seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " id " TEXT " NOT NULL UNIQUE,"
    " content_hash " TEXT " NOT NULL,"
    " key_given boolean NOT NULL,"
    " state " TEXT " NOT NULL,"
    " reason text,"
    " tenant " TEXT ","
    " recipient " TEXT " NOT NULL,"
    " sender " TEXT ","
    " appointment_id " TEXT ","
    " template_id " TEXT ","
    " appointment_version bigint NOT NULL,"
    " priority bigint NOT NULL,"
    " not_before_ms bigint NOT NULL,"
    " expires_ms bigint NOT NULL,"
    " attempts bigint NOT NULL,"
    " attempted_ms bigint NOT NULL,"
    " provider " TEXT ","
    " provider_id " TEXT ","
    " reference " TEXT ","
    " record text NOT NULL,"
    " changed_ms bigint NOT NULL,"
    " answer boolean NOT NULL,"
    " missed bigint NOT NULL,"
    " owner bigint) WITH (fillfactor = 70,"
    " autovacuum_vacuum_scale_factor = 0.02,"
    " autovacuum_analyze_scale_factor = 0.02);"
    /* Each sender has a lane of its own, so that one that may send no more
     * for a while hides no other; what waits for a time is outside of the
     * lanes until then. */
    "CREATE INDEX message_lane ON smspipe.message"
    " ((" SQL_LANE "), priority DESC, seq) WHERE " SQL_READY ";"
    "CREATE INDEX message_next ON smspipe.message (not_before_ms)"
    " WHERE " SQL_TIMED ";"
    "CREATE INDEX message_turn ON smspipe.message"
    " (recipient, priority DESC, seq) WHERE " SQL_READY ";"
    "CREATE INDEX message_open ON smspipe.message"
    " (recipient, state, attempted_ms) WHERE " SQL_UNRESOLVED ";"
    /* How often somebody is written to is asked at each claim. */
    "CREATE INDEX message_claimed ON smspipe.message"
    " (recipient, attempted_ms) WHERE attempted_ms > 0;"
    "CREATE UNIQUE INDEX message_provider ON smspipe.message"
    " (provider, provider_id) WHERE provider_id IS NOT NULL;"
    "CREATE INDEX message_recipient ON smspipe.message (recipient, seq);"
    "CREATE INDEX message_appointment ON smspipe.message"
    " (appointment_id, seq) WHERE appointment_id IS NOT NULL;"

    /* Each time a message went to the wire: begun, ended, never changed. */
    "CREATE TABLE smspipe.attempt ("
    " message_seq bigint NOT NULL REFERENCES smspipe.message (seq),"
    " number bigint NOT NULL,"
    " reference " TEXT " NOT NULL UNIQUE,"
    " provider " TEXT ","
    " owner bigint NOT NULL,"
    " started_ms bigint NOT NULL,"
    " ended_ms bigint,"
    " outcome text,"
    " PRIMARY KEY (message_seq, number));"
    REFUSE("attempt", "attempt_delete", "DELETE OR TRUNCATE",
	"attempts are kept")
    "CREATE TRIGGER attempt_update BEFORE UPDATE ON smspipe.attempt"
    " FOR EACH ROW WHEN (OLD.ended_ms IS NOT NULL) EXECUTE FUNCTION"
    " smspipe.refuse('an attempt that ended does not change');"

    /* Records that newer ones replaced before they were sent. */
    "CREATE TABLE smspipe.history ("
    " seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " message_seq bigint NOT NULL REFERENCES smspipe.message (seq),"
    " state " TEXT " NOT NULL,"
    " content_hash " TEXT " NOT NULL,"
    " record text NOT NULL,"
    " replaced_ms bigint NOT NULL);"
    "CREATE INDEX history_message ON smspipe.history (message_seq);"
    REFUSE("history", "history_change", "UPDATE OR DELETE OR TRUNCATE",
	"history does not change")

    ;

static const char step_2[] =
    /* What providers reported, in order of arrival. */
    "CREATE TABLE smspipe.event ("
    " seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " provider " TEXT " NOT NULL,"
    " provider_id " TEXT " NOT NULL,"
    " state " TEXT " NOT NULL,"
    " error_code " TEXT " NOT NULL," /* '' when there is none */
    " reference " TEXT "," /* our mark, where it came back */
    " record text NOT NULL,"
    " received_ms bigint NOT NULL,"
    " UNIQUE (provider, provider_id, state, error_code));"
    "CREATE INDEX event_reference ON smspipe.event (reference)"
    " WHERE reference IS NOT NULL;"

    /* Each time a provider was asked what became of an attempt. */
    "CREATE TABLE smspipe.look ("
    " seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " message_seq bigint NOT NULL REFERENCES smspipe.message (seq),"
    " attempt bigint NOT NULL," /* its number */
    " looked_ms bigint NOT NULL,"
    " found boolean NOT NULL);"
    "CREATE INDEX look_message ON smspipe.look (message_seq, attempt);"
    REFUSE("look", "look_change", "UPDATE OR DELETE OR TRUNCATE",
	"a look does not change")

    /* What was used of something that has a limit, in its latest period. */
    "CREATE TABLE smspipe.meter ("
    " name " TEXT " PRIMARY KEY,"
    " period_ms bigint NOT NULL,"
    " amount bigint NOT NULL) WITH (fillfactor = 50);";

static const char step_3[] =
    /* What stays for all time, in order of LEDGER_COLUMNS. */
    "CREATE TABLE smspipe.ledger ("
    " seq bigint PRIMARY KEY,"
    " tenant " TEXT ","
    " program " TEXT ","
    " channel text,"
    " category text,"
    " action text NOT NULL,"
    " basis text,"
    " kind text,"
    " method text,"
    " scope text,"
    " sender " TEXT ","
    " effective_ms bigint NOT NULL,"
    " recorded_ms bigint NOT NULL,"
    " expires_ms bigint NOT NULL,"
    " person bytea,"
    " about text,"
    " secret bytea,"
    " hash bytea NOT NULL);"
    "CREATE INDEX ledger_person ON smspipe.ledger (person)"
    " WHERE person IS NOT NULL;"
    REFUSE("ledger", "ledger_delete", "DELETE OR TRUNCATE",
	"ledger entries are kept")
    REFUSE("ledger", "ledger_update", "UPDATE",
	"ledger entries do not change")
    /* The highest seq that there ever was. */
    "CREATE TABLE smspipe.ledger_last (last bigint NOT NULL);"
    "INSERT INTO smspipe.ledger_last VALUES (0);"

    /* What identifies people; it goes when they are erased. */
    "CREATE TABLE smspipe.person ("
    " seq bigint PRIMARY KEY,"
    " consent_id " TEXT " NOT NULL UNIQUE,"
    " number " TEXT " NOT NULL,"
    " record text NOT NULL,"
    " salt bytea NOT NULL);"
    "CREATE INDEX person_number ON smspipe.person (number, seq);"
    "CREATE FUNCTION smspipe.keep_person() RETURNS trigger"
    " LANGUAGE plpgsql AS $$ BEGIN IF (SELECT action FROM smspipe.ledger"
    " ORDER BY seq DESC LIMIT 1) IS DISTINCT FROM 'erased' THEN"
    " RAISE EXCEPTION 'people are forgotten by smsconsent erase alone'"
    " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
    " RETURN NULL; END $$;"
    "CREATE TRIGGER person_delete BEFORE DELETE ON smspipe.person"
    " FOR EACH STATEMENT EXECUTE FUNCTION smspipe.keep_person();"
    REFUSE("person", "person_change", "UPDATE OR TRUNCATE",
	"ledger entries do not change")

    /* When a person last texted one of our numbers. */
    "CREATE TABLE smspipe.inbound ("
    " number " TEXT " NOT NULL,"
    " sender " TEXT " NOT NULL,"
    " received_ms bigint NOT NULL,"
    " PRIMARY KEY (number, sender)) WITH (fillfactor = 70);";

static const char step_4[] =
    /* What people texted. */
    "CREATE TABLE smspipe.reply ("
    " seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
    " reply_id " TEXT " NOT NULL,"
    " tenant " TEXT ","
    " number " TEXT " NOT NULL,"
    " sender " TEXT " NOT NULL,"
    " received_ms bigint NOT NULL,"
    " intent " TEXT " NOT NULL,"
    " action " TEXT " NOT NULL,"
    " appointment_id " TEXT ","
    " text_hash " TEXT ","
    " answered " TEXT ","
    " closed_ms bigint NOT NULL," /* 0: it waits for a human */
    " record text NOT NULL,"
    " answer text,"
    " UNIQUE (number, reply_id));"
    "CREATE INDEX reply_number ON smspipe.reply (number, received_ms);"
    "CREATE INDEX reply_waiting ON smspipe.reply (number)"
    " WHERE closed_ms = 0;";
/* clang-format on */

const char *const sql_pg_migrations[] = {
    step_1, /* the journal: messages */
    step_2, /* and what came from outside */
    step_3, /* the ledger */
    step_4, /* what people texted */
};

const int sql_pg_version = sizeof(sql_pg_migrations) /
    sizeof(sql_pg_migrations[0]);
