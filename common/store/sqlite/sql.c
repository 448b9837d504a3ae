/* SPDX-License-Identifier: ISC */
#include "store/sqlite/sql.h"

/*
 * What changes one row names it by its whole key: of any other UPDATE SQLite
 * gathers the rows in a temporary table first.
 */

/* clang-format off */
#define EVENT_COLUMNS \
	"provider, provider_id, state, error_code, reference, record, " \
	"received_ms"
#define EVENT_READ \
	"provider, provider_id, state, NULLIF(error_code, ''), reference, " \
	"record, received_ms"
/* The two halves of an entry. */
#define LEDGER_COLUMNS \
	"l.seq, l.tenant, l.program, l.channel, l.category, l.action, " \
	"l.basis, l.kind, l.method, l.scope, l.sender, l.effective_ms, " \
	"l.recorded_ms, l.expires_ms, l.person, l.about, l.secret, l.hash"
#define PERSON_COLUMNS "p.consent_id, p.number, p.record, p.salt"

#define REPLY_COLUMNS \
	"seq, reply_id, tenant, number, sender, received_ms, intent, action, " \
	"appointment_id, text_hash, answered, closed_ms, record, answer"

/* The recipient's last attempt is not on its way, nor ambiguous and later than
 * ?2.  In a subquery `state` is that of its own table. */
#define ALL_RESOLVED \
	"NOT EXISTS (SELECT 1 FROM message AS o" \
	" WHERE o.recipient = m.recipient AND " SQL_UNRESOLVED \
	" AND (o.state = 'sending' OR o.attempted_ms > ?2))"

/* No other row of the recipient that may go at once comes first; those of the
 * lanes ?3 may not. */
#define FIRST_OF_RECIPIENT \
	"NOT EXISTS (SELECT 1 FROM message AS e INDEXED BY message_turn" \
	" WHERE e.recipient = m.recipient AND " SQL_READY \
	" AND (e.priority > m.priority" \
	" OR (e.priority = m.priority AND e.seq < m.seq))" \
	" AND COALESCE(e.sender, '') NOT IN (SELECT value FROM json_each(?3)))"

const char *const sql_texts[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_BEGIN_READING] = "BEGIN",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",

    [SQL_FIND] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM message WHERE id = ?1",
    [SQL_FIND_PROVIDER] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM message"
	" WHERE provider = ?1 AND provider_id = ?2",
    [SQL_FIND_REFERENCE] =
	"SELECT " SQL_MESSAGE_COLUMNS " FROM message WHERE seq ="
	" (SELECT message_seq FROM attempt WHERE reference = ?1)",

    /* Parameters as in shape_message; the store counts seq itself. */
    [SQL_ADD] =
	"INSERT INTO message (" SQL_MESSAGE_COLUMNS ") VALUES"
	" (NULL, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
	" ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
    [SQL_HISTORY_ADD] =
	"INSERT INTO history"
	" (message_seq, state, content_hash, record, replaced_ms)"
	" SELECT seq, state, content_hash, record, ?2 FROM message"
	" WHERE id = ?1 AND (" SQL_WAITING
	" OR (attempts = 0 AND state IN ('cancelled', 'suppressed')))",
    [SQL_REPLACE] =
	"UPDATE message SET content_hash = ?3, key_given = ?4, state = ?5,"
	" reason = ?6, tenant = ?7, recipient = ?8, sender = ?9,"
	" appointment_id = ?10, template_id = ?11,"
	" appointment_version = ?12, priority = ?13, not_before_ms = ?14,"
	" expires_ms = ?15, record = ?21, changed_ms = ?22, answer = ?23"
	" WHERE id = ?2",

    [SQL_REROUTE] =
	"UPDATE message SET sender = ?2, record = ?3, changed_ms = ?4"
	" WHERE seq = ?1 AND " SQL_WAITING,

    [SQL_CLAIM] =
	"UPDATE message SET state = 'sending', reason = NULL, owner = ?5,"
	" attempts = attempts + 1, attempted_ms = ?4, provider = ?2,"
	" provider_id = NULL, reference = ?3, changed_ms = ?4"
	" WHERE seq = ?1 AND " SQL_WAITING,
    [SQL_ATTEMPT_ADD] =
	"INSERT INTO attempt"
	" (message_seq, number, reference, provider, owner, started_ms)"
	" VALUES (?1, (SELECT attempts FROM message WHERE seq = ?1),"
	" ?3, ?2, ?5, ?4)",
    [SQL_SETTLE] =
	"UPDATE message SET state = ?2, reason = ?3,"
	" provider_id = COALESCE(?4, provider_id),"
	" not_before_ms = COALESCE(?5, not_before_ms), changed_ms = ?6,"
	" owner = CASE ?2 WHEN 'sending' THEN owner END,"
	" missed = missed + ?8 WHERE seq = ?1"
	" AND (?7 IS NULL OR (state = 'sending' AND reference = ?7))",
    [SQL_ATTEMPT_END] =
	"UPDATE attempt SET ended_ms = ?2, outcome = ?3"
	" WHERE message_seq = ?1 AND number ="
	" (SELECT attempts FROM message WHERE seq = ?1)"
	" AND ended_ms IS NULL",

    [SQL_CLAIMS] =
	"SELECT attempted_ms FROM message INDEXED BY message_claimed"
	" WHERE recipient = ?1 AND attempted_ms > ?2 AND attempted_ms > 0"
	" AND tenant IS ?3 AND id <> ?4"
	" AND answer = 0"
	" AND (?6 = 0 OR (json_extract(record, '$.category') = 'promotional'"
	" AND (?7 IS NULL OR json_extract(record, '$.program') = ?7)))"
	" ORDER BY attempted_ms DESC LIMIT ?5",

    [SQL_OWNERS] =
	"SELECT DISTINCT owner FROM message INDEXED BY message_open"
	" WHERE " SQL_UNRESOLVED " AND state = 'sending' AND owner IS NOT ?1",
    [SQL_RESCUE_ATTEMPTS] =
	"UPDATE attempt SET ended_ms = ?2, outcome = 'owner died'"
	" WHERE owner = ?1 AND ended_ms IS NULL AND message_seq IN"
	" (SELECT seq FROM message INDEXED BY message_open"
	" WHERE " SQL_UNRESOLVED " AND state = 'sending' AND owner = ?1)",
    [SQL_RESCUE] =
	"UPDATE message INDEXED BY message_open SET state = 'ambiguous',"
	" reason = 'owner_died', owner = NULL, changed_ms = ?2"
	" WHERE " SQL_UNRESOLVED " AND state = 'sending' AND owner = ?1",

    [SQL_PROMOTE] =
	"UPDATE message SET state = 'queued', not_before_ms = 0 WHERE seq IN"
	" (SELECT seq FROM message INDEXED BY message_next WHERE " SQL_TIMED
	" AND not_before_ms <= ?1 ORDER BY not_before_ms LIMIT ?2)",
    [SQL_LEFT] =
	"SELECT COUNT(*) FROM (SELECT 1 FROM message INDEXED BY message_lane"
	" WHERE " SQL_READY " UNION ALL"
	" SELECT 1 FROM message INDEXED BY message_next WHERE " SQL_TIMED
	" AND state = 'queued' AND not_before_ms <= ?1 LIMIT ?2)",
    /* From sender to sender by the index, however many rows each has. */
    [SQL_LANES] =
	"WITH RECURSIVE lane (sender) AS (SELECT '' UNION ALL"
	" SELECT (SELECT sender FROM message INDEXED BY message_lane"
	" WHERE " SQL_READY " AND sender > lane.sender"
	" ORDER BY sender LIMIT 1)"
	" FROM lane WHERE lane.sender IS NOT NULL)"
	" SELECT sender FROM lane WHERE sender > ''"
	" UNION ALL SELECT NULL WHERE EXISTS"
	" (SELECT 1 FROM message INDEXED BY message_lane"
	" WHERE " SQL_READY " AND sender IS NULL)",
    [SQL_DUE] =
	"SELECT " SQL_MESSAGE_COLUMNS
	" FROM message AS m INDEXED BY message_lane WHERE " SQL_READY
	" AND m.sender IS ?1 AND (m.answer OR (" ALL_RESOLVED
	" AND (?4 OR " FIRST_OF_RECIPIENT ")))"
	" ORDER BY m.priority DESC, m.seq LIMIT ?5",
    [SQL_NEXT_DUE] =
	"SELECT MIN(not_before_ms) FROM message INDEXED BY message_next"
	" WHERE " SQL_TIMED " AND not_before_ms > ?1",

    [SQL_EVENT_ADD] =
	"INSERT INTO event (" EVENT_COLUMNS ")"
	" VALUES (?1, ?2, ?3, COALESCE(?4, ''), ?5, ?6, ?7)",
    [SQL_EVENTS] =
	"SELECT " EVENT_READ " FROM event"
	" WHERE provider = ?1 AND provider_id = ?2 ORDER BY seq",
    [SQL_EVENTS_OF] =
	"SELECT " EVENT_READ " FROM event WHERE reference IN"
	" (SELECT reference FROM attempt WHERE message_seq ="
	" (SELECT seq FROM message WHERE id = ?1)) ORDER BY seq",

    [SQL_TELL_ROWS] = "SELECT seq, state, reason, provider, provider_id,"
	" changed_ms, record FROM message"
	" WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    [SQL_TELL_TAKEN] =
	"SELECT m.seq, 'accepted', NULL, m.provider, m.provider_id,"
	" (SELECT min(ended_ms) FROM attempt"
	"  WHERE message_seq = m.seq AND outcome = 'accepted'),"
	" m.record FROM message AS m WHERE m.seq > ?1 AND EXISTS"
	" (SELECT 1 FROM attempt"
	"  WHERE message_seq = m.seq AND outcome = 'accepted')"
	" ORDER BY m.seq LIMIT ?2",
    [SQL_TELL_EVENTS] = "SELECT seq, state, NULL, provider, provider_id,"
	" received_ms, record FROM event"
	" WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    [SQL_TELL_REPLIES] = "SELECT seq, 'queued', NULL, NULL,"
	" NULL, received_ms, record FROM reply"
	" WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    [SQL_LOOK_ADD] =
	"INSERT INTO look (message_seq, attempt, looked_ms, found)"
	" SELECT seq, attempts, ?2, ?3 FROM message WHERE id = ?1",
    [SQL_LOOKS] =
	"SELECT l.looked_ms, l.found FROM look AS l"
	" JOIN message AS m ON m.seq = l.message_seq"
	" AND m.attempts = l.attempt WHERE m.id = ?1 ORDER BY l.seq",

    [SQL_METER_READ] =
	"SELECT period_ms, amount FROM meter WHERE name = ?1",
    [SQL_METER_WRITE] =
	"INSERT INTO meter (name, period_ms, amount) VALUES (?1, ?2, ?3)"
	" ON CONFLICT DO UPDATE SET period_ms = excluded.period_ms,"
	" amount = excluded.amount",

    [SQL_LEDGER_HEAD] =
	"SELECT COALESCE(l.seq, 0), l.hash, s.seq,"
	" (SELECT about FROM ledger WHERE seq = 1) FROM"
	" (SELECT MAX(seq) AS seq FROM sqlite_sequence"
	" WHERE name = 'ledger') AS s LEFT JOIN"
	" (SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1) AS l",
    [SQL_LEDGER_PUT] =
	"INSERT INTO ledger VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
	" ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    [SQL_LEDGER_PUT_PERSON] =
	"INSERT INTO person (consent_id, number, record, salt, seq)"
	" VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_LEDGER_ENTRIES] =
	"SELECT " LEDGER_COLUMNS ", " PERSON_COLUMNS
	" FROM person AS p CROSS JOIN ledger AS l ON l.seq = p.seq"
	" WHERE p.number = ?1 ORDER BY p.seq",
    [SQL_LEDGER_KEPT] =
	"SELECT " LEDGER_COLUMNS ", NULL, NULL, NULL, NULL"
	" FROM ledger AS l INDEXED BY ledger_person"
	" WHERE l.person = ?1 AND l.person IS NOT NULL ORDER BY l.seq",
    [SQL_LEDGER_HAS_KEPT] =
	"SELECT EXISTS (SELECT 1 FROM ledger INDEXED BY ledger_person"
	" WHERE person IS NOT NULL)",
    [SQL_LEDGER_WALK] =
	"SELECT " LEDGER_COLUMNS " FROM ledger AS l ORDER BY l.seq",
    [SQL_LEDGER_WALK_PEOPLE] =
	"SELECT " PERSON_COLUMNS ", p.seq FROM person AS p ORDER BY p.seq",
    [SQL_LEDGER_FORGET] = "DELETE FROM person WHERE number = ?1",
    [SQL_INBOUND_FORGET] = "DELETE FROM inbound WHERE number = ?1",
    [SQL_REPLY_FORGET] = "DELETE FROM reply WHERE number = ?1",

    [SQL_REPLY_ADD] =
	"INSERT INTO reply (" REPLY_COLUMNS ") VALUES"
	" (NULL, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [SQL_REPLY_LIST] =
	"SELECT " REPLY_COLUMNS " FROM reply"
	" WHERE number = ?1 AND (?2 IS NULL OR sender = ?2)"
	" AND (?3 IS NULL OR reply_id = ?3)"
	" ORDER BY received_ms DESC, seq DESC LIMIT ?4",
    [SQL_REPLY_WAITING] =
	"SELECT " REPLY_COLUMNS " FROM reply INDEXED BY reply_waiting"
	" WHERE closed_ms = 0 ORDER BY received_ms DESC, seq DESC LIMIT ?1",
    [SQL_REPLY_CLOSE] =
	"UPDATE reply SET closed_ms = ?2 WHERE number = ?1 AND closed_ms = 0",

    [SQL_INBOUND_NOTE] =
	"INSERT INTO inbound (number, sender, received_ms)"
	" VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE"
	" SET received_ms = max(received_ms, excluded.received_ms)",
    [SQL_INBOUND_LAST] =
	"SELECT MAX(received_ms) FROM (SELECT sender, received_ms FROM inbound"
	" WHERE number = ?1 UNION ALL SELECT sender, received_ms FROM reply"
	" WHERE number = ?1) WHERE received_ms <= ?3"
	" AND (?2 IS NULL OR sender = ?2)",
};
/* clang-format on */
