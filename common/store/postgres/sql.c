/* SPDX-License-Identifier: ISC */
#include "store/postgres/sql.h"

/* clang-format off */
#define M "smspipe.message"
#define REPLY_COLUMNS \
	"reply_id, tenant, number, sender, received_ms, intent, action, " \
	"appointment_id, text_hash, answered, closed_ms, record, answer"
#define EVENT_COLUMNS \
	"provider, provider_id, state, error_code, reference, record, " \
	"received_ms"
#define EVENT_READ \
	"provider, provider_id, state, NULLIF(error_code, ''), reference, " \
	"record, received_ms"
#define LEDGER_COLUMNS \
	"l.seq, l.tenant, l.program, l.channel, l.category, l.action, " \
	"l.basis, l.kind, l.method, l.scope, l.sender, l.effective_ms, " \
	"l.recorded_ms, l.expires_ms, l.person, l.about, l.secret, l.hash"
#define PERSON_COLUMNS "p.consent_id, p.number, p.record, p.salt"

/* The recipient's last attempt is not on its way, nor ambiguous and later than
 * $2. */
#define ALL_RESOLVED \
	"NOT EXISTS (SELECT 1 FROM " M " AS o" \
	" WHERE o.recipient = m.recipient AND o." SQL_UNRESOLVED \
	" AND (o.state = 'sending' OR o.attempted_ms > $2))"

/* No other row of the recipient that may go at once comes first; those of the
 * lanes $3 may not. */
#define FIRST_OF_RECIPIENT \
	"NOT EXISTS (SELECT 1 FROM " M " AS e" \
	" WHERE e.recipient = m.recipient AND e." SQL_WAITING \
	" AND e.not_before_ms = 0" \
	" AND (e.priority > m.priority" \
	" OR (e.priority = m.priority AND e.seq < m.seq))" \
	" AND COALESCE(e.sender, '') NOT IN" \
	" (SELECT json_array_elements_text(COALESCE($3, '[]')::json)))"
#define MAY_GO \
	"(m.answer OR (" ALL_RESOLVED " AND ($4 OR " FIRST_OF_RECIPIENT ")))"

/*
 * J5 to J12 in one step: the row, unless its provider_id is another's, and the
 * attempt that is open.  With a reference it is about that attempt, which
 * another process may have taken for dead meanwhile.
 */
#define SETTLE(lock) \
	"WITH l AS (SELECT seq FROM " M " WHERE seq = $1 FOR UPDATE" lock ")," \
	" t AS (SELECT 1 FROM " M " AS m JOIN " M " AS o" \
	" ON o.provider = m.provider AND o.provider_id = $4 AND o.seq <> m.seq" \
	" WHERE m.seq = $1 AND ($7 IS NULL" \
	" OR (m." SQL_UNRESOLVED " AND m.reference = $7)))," \
	" s AS (UPDATE " M " AS m SET state = $2, reason = $3," \
	" provider_id = COALESCE($4, m.provider_id)," \
	" not_before_ms = COALESCE($5, m.not_before_ms), changed_ms = $6," \
	" owner = CASE $2 WHEN 'sending' THEN m.owner END," \
	" missed = m.missed + $9 FROM l" \
	" WHERE m.seq = l.seq AND NOT EXISTS (SELECT 1 FROM t)" \
	" AND ($7 IS NULL" \
	" OR (m." SQL_UNRESOLVED " AND m.reference = $7))" \
	" RETURNING m.seq, m.attempts)," \
	" a AS (UPDATE smspipe.attempt AS a SET ended_ms = $6, outcome = $8" \
	" FROM s WHERE a.message_seq = s.seq AND a.number = s.attempts" \
	" AND a.ended_ms IS NULL)" \
	" SELECT EXISTS (SELECT 1 FROM l), EXISTS (SELECT 1 FROM t)," \
	" EXISTS (SELECT 1 FROM s)"

const char *const sql_pg[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    [SQL_BEGIN_READING] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    [SQL_LOCK] = "SELECT pg_advisory_xact_lock(" SQL_LOCK_WRITER ")",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_TICK] =
	"INSERT INTO smspipe.session AS s (owner, tick, seen)"
	" VALUES ($1, $2, now()) ON CONFLICT (owner)"
	" DO UPDATE SET tick = excluded.tick, seen = excluded.seen",
    [SQL_VERSION] = "SELECT version FROM smspipe.version",

    [SQL_FIND] = "SELECT " SQL_MESSAGE_COLUMNS " FROM " M " WHERE id = $1",
    [SQL_FIND_PROVIDER] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM " M
	" WHERE provider = $1 AND provider_id = $2",
    [SQL_FIND_REFERENCE] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM " M " WHERE seq ="
	" (SELECT message_seq FROM smspipe.attempt WHERE reference = $1)",

    /* Parameters as in shape_message; the store counts seq itself. */
    [SQL_ADD] =
	"INSERT INTO " M " (id, content_hash, key_given, state, reason,"
	" tenant, recipient, sender, appointment_id, template_id,"
	" appointment_version, priority, not_before_ms, expires_ms, attempts,"
	" attempted_ms, provider, provider_id, reference, record, changed_ms,"
	" answer, missed) VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11,"
	" $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)"
	" ON CONFLICT (id) DO NOTHING",
    [SQL_HISTORY_ADD] =
	"INSERT INTO smspipe.history"
	" (message_seq, state, content_hash, record, replaced_ms)"
	" SELECT seq, state, content_hash, record, $2 FROM " M
	" WHERE id = $1 AND (" SQL_WAITING
	" OR (attempts = 0 AND state IN ('cancelled', 'suppressed')))"
	" FOR UPDATE",
    [SQL_REPLACE] =
	"UPDATE " M " SET content_hash = $3, key_given = $4, state = $5,"
	" reason = $6, tenant = $7, recipient = $8, sender = $9,"
	" appointment_id = $10, template_id = $11,"
	" appointment_version = $12, priority = $13, not_before_ms = $14,"
	" expires_ms = $15, record = $21, changed_ms = $22, answer = $23"
	" WHERE id = $2",

    [SQL_REROUTE] =
	"UPDATE " M " SET sender = $2, record = $3, changed_ms = $4"
	" WHERE seq = $1 AND " SQL_WAITING,

    [SQL_CLAIM] =
	"WITH c AS (UPDATE " M " SET state = 'sending', reason = NULL,"
	" owner = $5, attempts = attempts + 1, attempted_ms = $4,"
	" provider = $2, provider_id = NULL, reference = $3, changed_ms = $4"
	" WHERE seq = $1 AND " SQL_WAITING " RETURNING seq, attempts)"
	" INSERT INTO smspipe.attempt"
	" (message_seq, number, reference, provider, owner, started_ms)"
	" SELECT seq, attempts, $3, $2, $5, $4 FROM c",
    [SQL_SETTLE] = SETTLE(""),
    [SQL_SETTLE_TURN] = SETTLE(" SKIP LOCKED"),

    [SQL_CLAIMS] =
	"SELECT attempted_ms FROM " M
	" WHERE recipient = $1 AND attempted_ms > $2 AND attempted_ms > 0"
	" AND tenant IS NOT DISTINCT FROM $3 AND id <> $4 AND NOT answer"
	" AND (NOT $6 OR (record::json ->> 'category' = 'promotional'"
	" AND ($7 IS NULL OR record::json ->> 'program' = $7)))"
	" ORDER BY attempted_ms DESC LIMIT $5",

    /* An owner lives as long as its session holds the lock on its id. */
    [SQL_RESCUE] =
	"WITH o AS (SELECT DISTINCT owner FROM " M
	" WHERE " SQL_UNRESOLVED " AND state = 'sending'"
	" AND owner IS DISTINCT FROM $1),"
	" d AS (SELECT owner FROM o WHERE NOT EXISTS"
	" (SELECT 1 FROM pg_locks AS k WHERE k.locktype = 'advisory'"
	" AND k.objsubid = 1 AND k.granted AND k.database ="
	" (SELECT oid FROM pg_database WHERE datname = current_database())"
	" AND (k.classid::bigint << 32 | k.objid::bigint) = o.owner)),"
	" r AS (SELECT seq, attempts FROM " M
	" WHERE " SQL_UNRESOLVED " AND state = 'sending'"
	" AND owner IN (SELECT owner FROM d) AND attempted_ms <= $3"
	" FOR UPDATE SKIP LOCKED),"
	" a AS (UPDATE smspipe.attempt AS a SET ended_ms = $2,"
	" outcome = 'owner died' FROM r WHERE a.message_seq = r.seq"
	" AND a.number = r.attempts AND a.ended_ms IS NULL)"
	" UPDATE " M " AS m SET state = 'ambiguous', reason = 'owner_died',"
	" owner = NULL, changed_ms = $2 FROM r WHERE m.seq = r.seq",
    /* What sessions of days ago left behind. */
    [SQL_SWEEP] =
	"DELETE FROM smspipe.session WHERE owner IN"
	" (SELECT owner FROM smspipe.session"
	" WHERE seen < now() - interval '2 days' AND owner <> $1"
	" FOR UPDATE SKIP LOCKED)",

    [SQL_PROMOTE] =
	"UPDATE " M " SET state = 'queued', not_before_ms = 0 WHERE seq IN"
	" (SELECT seq FROM " M " WHERE " SQL_TIMED
	" AND not_before_ms <= $1 ORDER BY not_before_ms LIMIT $2"
	" FOR UPDATE SKIP LOCKED)",
    [SQL_LEFT] =
	"SELECT count(*) FROM (SELECT 1 FROM " M " WHERE " SQL_READY
	" UNION ALL SELECT 1 FROM " M " WHERE " SQL_TIMED
	" AND state = 'queued' AND not_before_ms <= $1 LIMIT $2) AS x",
    [SQL_LANE_TAKE] =
	"SELECT pg_try_advisory_xact_lock(" SQL_LOCK_LANE("$1") ")",
    /* From sender to sender by the index, however many rows each has. */
    [SQL_LANES] =
	"WITH RECURSIVE lane (sender) AS ((SELECT " SQL_LANE " FROM " M
	" WHERE " SQL_READY " ORDER BY " SQL_LANE " LIMIT 1) UNION ALL"
	" SELECT (SELECT " SQL_LANE " FROM " M " AS m"
	" WHERE " SQL_READY " AND COALESCE(m.sender, '') > lane.sender"
	" ORDER BY COALESCE(m.sender, '') LIMIT 1)"
	" FROM lane WHERE lane.sender IS NOT NULL)"
	" SELECT NULLIF(sender, '') FROM lane WHERE sender IS NOT NULL"
	" ORDER BY sender = '', sender",
    /*
     * First the rows, without those that somebody else has in hand, and the
     * people: one whose lock cannot be had is being texted, or has just said
     * something about it.
     */
    [SQL_DUE_LOCK] =
	"WITH c AS MATERIALIZED (SELECT m.seq, m.recipient FROM " M " AS m"
	" WHERE " SQL_READY " AND COALESCE(m.sender, '') = COALESCE($1, '')"
	" AND " MAY_GO " ORDER BY m.priority DESC, m.seq LIMIT $5"
	" FOR UPDATE OF m SKIP LOCKED)"
	" SELECT seq, pg_try_advisory_xact_lock("
	SQL_LOCK_PERSON("recipient") ") FROM c",
    /* Then again, with all that was committed until we had the locks. */
    [SQL_DUE] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM " M " AS m"
	" WHERE m.seq = ANY ($1) AND " SQL_READY " AND " MAY_GO
	" ORDER BY m.priority DESC, m.seq",
    [SQL_NEXT_DUE] =
	"SELECT not_before_ms FROM " M " WHERE " SQL_TIMED
	" AND not_before_ms > $1 ORDER BY not_before_ms LIMIT 1",

    [SQL_EVENT_ADD] =
	"INSERT INTO smspipe.event (" EVENT_COLUMNS ")"
	" VALUES ($1, $2, $3, COALESCE($4, ''), $5, $6, $7)"
	" ON CONFLICT DO NOTHING",
    [SQL_EVENTS] =
	"SELECT " EVENT_READ " FROM smspipe.event"
	" WHERE provider = $1 AND provider_id = $2 ORDER BY seq",
    [SQL_EVENTS_OF] =
	"SELECT " EVENT_READ " FROM smspipe.event WHERE reference IN"
	" (SELECT reference FROM smspipe.attempt WHERE message_seq ="
	" (SELECT seq FROM " M " WHERE id = $1)) ORDER BY seq",

    [SQL_TELL_ROWS] = "SELECT seq, state, reason, provider, provider_id,"
	" changed_ms, record FROM smspipe.message"
	" WHERE seq > $1 ORDER BY seq LIMIT $2",
    [SQL_TELL_TAKEN] =
	"SELECT m.seq, 'accepted'::text, NULL::text, m.provider, m.provider_id,"
	" (SELECT min(ended_ms) FROM smspipe.attempt"
	"  WHERE message_seq = m.seq AND outcome = 'accepted'),"
	" m.record FROM smspipe.message AS m WHERE m.seq > $1 AND EXISTS"
	" (SELECT 1 FROM smspipe.attempt"
	"  WHERE message_seq = m.seq AND outcome = 'accepted')"
	" ORDER BY m.seq LIMIT $2",
    [SQL_TELL_EVENTS] = "SELECT seq, state, NULL::text, provider, provider_id,"
	" received_ms, record FROM smspipe.event"
	" WHERE seq > $1 ORDER BY seq LIMIT $2",
    [SQL_TELL_REPLIES] = "SELECT seq, 'queued'::text, NULL::text, NULL::text,"
	" NULL::text, received_ms, record FROM smspipe.reply"
	" WHERE seq > $1 ORDER BY seq LIMIT $2",
    [SQL_LOOK_ADD] =
	"INSERT INTO smspipe.look (message_seq, attempt, looked_ms, found)"
	" SELECT seq, attempts, $2, $3 FROM " M " WHERE id = $1",
    [SQL_LOOKS] =
	"SELECT l.looked_ms, l.found FROM smspipe.look AS l"
	" JOIN " M " AS m ON m.seq = l.message_seq"
	" AND m.attempts = l.attempt WHERE m.id = $1 ORDER BY l.seq",

    [SQL_METER_LOCK] = "SELECT pg_advisory_xact_lock(" SQL_LOCK_BUDGETS ")",
    [SQL_METER_READ] =
	"SELECT period_ms, amount FROM smspipe.meter WHERE name = $1",
    [SQL_METERS_WRITE] =
	"INSERT INTO smspipe.meter (name, period_ms, amount)"
	" VALUES ($1, $2, $3)"
	" ON CONFLICT (name) DO UPDATE SET period_ms = excluded.period_ms,"
	" amount = excluded.amount",

    [SQL_LEDGER_HEAD] =
	"SELECT COALESCE(l.seq, 0), l.hash, h.last,"
	" (SELECT about FROM smspipe.ledger WHERE seq = 1)"
	" FROM smspipe.ledger_last AS h LEFT JOIN (SELECT seq, hash"
	" FROM smspipe.ledger ORDER BY seq DESC LIMIT 1) AS l ON true",
    [SQL_LEDGER_LOCK] =
	"SELECT pg_advisory_xact_lock(" SQL_LOCK_PERSON("$1") ")",
    [SQL_LEDGER_PUT] =
	"INSERT INTO smspipe.ledger VALUES ($1, $2, $3, $4, $5, $6, $7, $8,"
	" $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    [SQL_LEDGER_PUT_PERSON] =
	"INSERT INTO smspipe.person (consent_id, number, record, salt, seq)"
	" VALUES ($1, $2, $3, $4, $5) ON CONFLICT (consent_id) DO NOTHING",
    [SQL_LEDGER_LAST] = "UPDATE smspipe.ledger_last SET last = $1",
    [SQL_LEDGER_ENTRIES] =
	"SELECT " LEDGER_COLUMNS ", " PERSON_COLUMNS
	" FROM smspipe.person AS p JOIN smspipe.ledger AS l ON l.seq = p.seq"
	" WHERE p.number = $1 ORDER BY p.seq",
    [SQL_LEDGER_KEPT] =
	"SELECT " LEDGER_COLUMNS ", NULL, NULL, NULL, NULL"
	" FROM smspipe.ledger AS l"
	" WHERE l.person = $1 AND l.person IS NOT NULL ORDER BY l.seq",
    [SQL_LEDGER_HAS_KEPT] =
	"SELECT EXISTS (SELECT 1 FROM smspipe.ledger"
	" WHERE person IS NOT NULL)",
    [SQL_LEDGER_WALK] =
	"SELECT " LEDGER_COLUMNS " FROM smspipe.ledger AS l"
	" WHERE l.seq > $1 ORDER BY l.seq LIMIT $2",
    [SQL_LEDGER_WALK_PEOPLE] =
	"SELECT " PERSON_COLUMNS ", p.seq FROM smspipe.person AS p"
	" WHERE p.seq > $1 ORDER BY p.seq LIMIT $2",
    [SQL_LEDGER_FORGET] = "DELETE FROM smspipe.person WHERE number = $1",
    [SQL_INBOUND_FORGET] = "DELETE FROM smspipe.inbound WHERE number = $1",
    [SQL_REPLY_FORGET] = "DELETE FROM smspipe.reply WHERE number = $1",

    [SQL_REPLY_ADD] =
	"INSERT INTO smspipe.reply (" REPLY_COLUMNS ")"
	" VALUES ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
	" ON CONFLICT DO NOTHING",
    [SQL_REPLY_LIST] =
	"SELECT seq, " REPLY_COLUMNS " FROM smspipe.reply"
	" WHERE number = $1 AND ($2 IS NULL OR sender = $2)"
	" AND ($3 IS NULL OR reply_id = $3)"
	" ORDER BY received_ms DESC, seq DESC LIMIT NULLIF($4, 0)",
    [SQL_REPLY_WAITING] =
	"SELECT seq, " REPLY_COLUMNS " FROM smspipe.reply"
	" WHERE closed_ms = 0"
	" ORDER BY received_ms DESC, seq DESC LIMIT NULLIF($1, 0)",
    [SQL_REPLY_CLOSE] =
	"UPDATE smspipe.reply SET closed_ms = $2"
	" WHERE number = $1 AND closed_ms = 0",

    [SQL_INBOUND_NOTE] =
	"INSERT INTO smspipe.inbound AS i (number, sender, received_ms)"
	" VALUES ($1, $2, $3) ON CONFLICT (number, sender) DO UPDATE"
	" SET received_ms = greatest(i.received_ms, excluded.received_ms)",
    [SQL_INBOUND_LAST] =
	"SELECT max(received_ms) FROM (SELECT sender, received_ms"
	" FROM smspipe.inbound WHERE number = $1 UNION ALL"
	" SELECT sender, received_ms FROM smspipe.reply WHERE number = $1)"
	" AS heard WHERE received_ms <= $3"
	" AND ($2 IS NULL OR sender = $2)",
};
/* clang-format on */
