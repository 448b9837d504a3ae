/* SPDX-License-Identifier: ISC */
/*
 * store: the send journal and the consent ledger, behind one interface.
 *
 * An engine (store/sqlite/, store/postgres/) fills a struct store_engine; the
 * functions here look it up by the URL and call it.  SQL stays inside engines.
 *
 * Every verb below runs inside a transaction that the caller opened, unless it
 * says otherwise.  Transactions are writers from their first moment, one at a
 * time: a check and the claim that depends on it cannot be separated.
 * Results are placed in the caller's arena.
 *
 * Errors: EX_CONFIG no such kind of store, EX_UNAVAILABLE store cannot be
 * reached or is locked too long, EX_NOPERM no right to it, EX_IOERR disk full,
 * failing or damaged, EX_SOFTWARE misuse.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/*
 * "sqlite:PATH".  Creates what is missing, mode 0600; `read_only` never
 * creates or changes a row (a store that is not there is then
 * EX_UNAVAILABLE), and its transactions only read.
 *
 * "postgresql://…", as libpq has it, and one parameter more, smspipe_key: the
 * path of the ledger's key file.  EX_UNAVAILABLE when store_migrate has not
 * been there; EX_CONFIG when the server may forget what it committed.
 */
struct store *store_open(const char *url, bool read_only, struct error *err);

/* Brings the store's schema from version *from (0: none) to *to, and creates it
 * where there is none; harmless when others do so too. */
int store_migrate(
    const char *url, int64_t *from, int64_t *to, struct error *err);

/* False only where it is certain that nothing was ever written down. */
bool store_is_there(const char *url);
void store_close(struct store *store);

int store_begin(struct store *store, struct error *err);

/* A transaction that only reads, all as it was at one moment, and that keeps
 * nobody from writing; store_rollback ends it. */
int store_begin_reading(struct store *store, struct error *err);

/*
 * A transaction that takes nothing in: it settles, promotes, claims.  Where the
 * engine can, several processes have theirs at the same time, and none waits
 * for another: journal_lane, journal_due and journal_settle pass over what
 * somebody else has in hand.  Then store_passed_over() is true, and it is worth
 * looking again soon.
 */
int store_begin_turn(struct store *store, struct error *err);
bool store_passed_over(struct store *store);

/*
 * -1: nothing was written, for certain, but with EX_TEMPFAIL: then the
 * connection broke and how it ended could not be asked yet; call it again, or
 * give up by store_rollback.
 */
int store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store); /* harmless when none is open */

/* ---- journal: one row a message, its current state ----------------------- */

enum journal_state {
	JOURNAL_QUEUED, /* may go as soon as a slot is free (J1) */
	JOURNAL_SCHEDULED, /* not before its time */
	JOURNAL_HELD, /* waits for a rule */
	JOURNAL_SENDING, /* claimed, and not settled (J4) */
	JOURNAL_AMBIGUOUS, /* may or may not have been received (J9) */
	JOURNAL_ACCEPTED, /* the provider gave an id (J6, J10) */
	JOURNAL_SENT, /* the carrier took it */
	JOURNAL_UNCONFIRMED,
	JOURNAL_DELIVERED, /* this one and all below are terminal (J12) */
	JOURNAL_READ,
	JOURNAL_UNDELIVERED,
	JOURNAL_FAILED, /* the provider said no (J7) */
	JOURNAL_EXPIRED,
	JOURNAL_REJECTED,
	JOURNAL_CANCELLED,
	JOURNAL_SUPPRESSED, /* a rule says never (J5) */
	JOURNAL_STATES /* how many there are */
};

/* The word of sms-record.5, and back (-1 when it is none). */
const char *journal_state_name(enum journal_state state);
int journal_state_find(struct slice name, enum journal_state *state);

/* The rank by which events are folded in any order; 9 is terminal. */
int journal_state_rank(enum journal_state state);

/*
 * May an event that says `to` change a row that is at `from`?  Never to a
 * lower rank, and what is terminal stays.
 */
bool journal_state_follows(enum journal_state from, enum journal_state to);

/* A row that waits until this instant (the last of the year 9999) is never due:
 * a person decides. */
#define JOURNAL_NEVER INT64_C(253402300799999)

struct journal_row {
	int64_t seq; /* order of arrival, from 1; set by the store */
	struct slice id;
	struct slice content_hash; /* hex SHA-256 of what the person sees */
	bool key_given; /* the id came from outside, it is not derived (J3) */
	enum journal_state state;
	struct slice reason;
	struct slice tenant, to, from;
	struct slice appointment_id, template_id;
	int64_t appointment_version; /* -1: none */
	int64_t priority;
	int64_t not_before_ms; /* 0: at once; JOURNAL_NEVER */
	int64_t expires_ms; /* 0: never */
	int64_t attempts; /* made so far */
	int64_t attempted_ms; /* the last one; 0: none */
	struct slice provider, provider_id;
	struct slice reference; /* ours, of the last attempt */
	struct slice record; /* the message record, one line of JSON */
	int64_t changed_ms;
	bool answer; /* to the recipient's own text: no rule about how many
			texts one person gets applies */
	int64_t missed; /* attempts provably not received, or told to wait */
};

/* 1 found, 0 not, -1 error. */
int journal_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err);
int journal_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err);
int journal_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err);

/* J1: a new row, in the state that row says (queued, scheduled, suppressed,
 * …).  The id must be new. */
int journal_add(
    struct store *store, const struct journal_row *row, struct error *err);

/* Exchanges content, times and state of a row that still waits (queued,
 * scheduled, held), or that was cancelled or suppressed without an attempt; the
 * old record is kept in the history. */
int journal_replace(
    struct store *store, const struct journal_row *row, struct error *err);

/* Another sender, and the record that names it, for a row that waits: it goes
 * into that sender's lane. */
int journal_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err);

/*
 * Rows that waited for a time that has come (not_before_ms from 1 to now_ms)
 * become queued, at once (not_before_ms 0), the earliest first, `limit` at
 * most.  *count says how many.
 */
int journal_promote(struct store *store, int64_t now_ms, size_t limit,
    size_t *count, struct error *err);

/*
 * How many rows could go now or, after an attempt that failed, by until_ms;
 * counted up to `limit`.
 */
int journal_left(struct store *store, int64_t until_ms, size_t limit,
    size_t *count, struct error *err);

/* 1: until the end of the transaction nobody else claims from the sender's
 * lane, nor uses its meter; 0: another process does so now. */
int journal_lane(struct store *store, struct slice sender, struct error *err);

/* The senders that have rows which may go at once, each a lane of its own; the
 * rows without a sender are one more, which is not there. */
int journal_lanes(struct store *store, struct arena *arena,
    struct slice **senders, size_t *count, struct error *err);

/* What of a lane is asked for. */
struct journal_turn {
	struct slice sender; /* the lane's; not there: rows without one */
	int64_t settled_ms;
	size_t limit;
	struct slice resting; /* lanes that send nothing now, as JSON: ["",…] */
	bool any_order;
};

/*
 * The rows of a lane that wait and may go at once (not_before_ms 0), highest
 * priority first, then by seq, at most `limit`.  Left out are recipients with
 * an attempt on its way, or an ambiguous one whose last attempt is later than
 * settled_ms (J4).  Of several rows for one recipient, in whatever lane but the
 * resting ones, only the first is given, so that all may be claimed; with
 * any_order another may come first.  Answers are always given.
 */
int journal_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);

/*
 * The earliest not_before_ms later than after_ms of the rows that wait for a
 * time: 1; 0 when there is none.
 */
int journal_next_due(struct store *store, int64_t after_ms,
    int64_t *not_before_ms, struct error *err);

/*
 * J4: the row becomes `sending`, owned by this store handle, with one more
 * attempt under `reference` (unique).  A row that does not wait is EX_SOFTWARE:
 * look at its state inside the same transaction.
 */
int journal_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err);

/* What an attempt or an event did to a row. */
struct journal_change {
	enum journal_state state;
	struct slice reason;
	struct slice provider_id; /* not there: kept */
	int64_t not_before_ms; /* for queued, scheduled, held */
	struct slice outcome; /* for the attempt's row: words; not there: the
				 name of the state */
	struct slice reference; /* of the attempt that it is about; not there:
				   it is about the row */
	bool missed; /* the attempt counts as that, see journal_row */
};

enum journal_settled {
	JOURNAL_ID_TAKEN, /* nothing changed: provider_id is another row's */
	JOURNAL_SETTLED,
	JOURNAL_BUSY, /* nothing changed: in a turn, and another process has the
			 row in hand */
	JOURNAL_MOVED_ON, /* nothing changed: the row is not `sending` under
			     the reference any more */
};

/*
 * J5 to J12: the row changes, and the attempt that is open (if any) ends with
 * `outcome`.  An enum journal_settled, or -1.
 */
int journal_settle(struct store *store, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err);

/*
 * When this tenant's texts to a recipient were last claimed, each text once,
 * the newest first.  Left out are the row itself and answers.
 */
struct journal_claims {
	int64_t after_ms; /* later than that */
	size_t limit;
	bool promotional; /* texts of that category alone, … */
	struct slice program; /* … and of that program; not there: of any */
};
int journal_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err);

/*
 * J9: rows in `sending` whose owner is dead become ambiguous.  *count says how
 * many.
 */
int journal_rescue(
    struct store *store, int64_t now_ms, size_t *count, struct error *err);

/* What journal_list asks for; members that are not there do not restrict. */
struct journal_filter {
	bool by_state;
	enum journal_state state;
	struct slice id, to, from, tenant, appointment_id, template_id;
	int64_t due_ms; /* not 0: rows that wait, and may go at that instant */
	bool newest_first;
	size_t limit; /* 0: all */
};
int journal_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err);

/*
 * A delivery event that arrived, whether or not its message is known yet.
 * Kept for ever, once per (provider, provider_id, state, error_code).  1 new,
 * 0 a repetition.
 */
struct journal_event {
	struct slice provider, provider_id;
	enum journal_state state;
	struct slice error_code;
	struct slice reference; /* ours, if it came back; else not there */
	struct slice record; /* the delivery record */
	int64_t received_ms;
};
int journal_event_add(
    struct store *store, const struct journal_event *event, struct error *err);

/* The events of a provider id in order of arrival. */
int journal_events(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);

/*
 * All that the journal knows, for reports: its rows as they stand, when a
 * provider took them, what providers told of them, what people texted.  By seq,
 * later than `after`, `limit` at most.
 */
enum journal_tale {
	JOURNAL_ROWS, /* record: the message's */
	JOURNAL_TAKEN, /* the same, state accepted, at_ms the first time */
	JOURNAL_EVENTS, /* record: the delivery's */
	JOURNAL_REPLIES, /* record: the annotated reply's; no state */
	JOURNAL_TALES
};
struct journal_told {
	int64_t seq;
	enum journal_state state;
	struct slice reason, provider, provider_id;
	int64_t at_ms; /* when it came to that */
	struct slice record;
};
int journal_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err);

/* The events that bear the reference of one of the message's attempts. */
int journal_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err);

/* The provider was asked what became of the message's last attempt. */
struct journal_look {
	int64_t looked_ms;
	bool found;
};
int journal_look_add(struct store *store, struct slice id, int64_t now_ms,
    bool found, struct error *err);

/* All looks for the message's last attempt, the first one first. */
int journal_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err);

/* ---- meters: how much was used of what has a limit ---------------------- */

/* Until the end of the transaction nobody else is past this: what is read and
 * then written is exact.  In a turn it comes first. */
int meter_lock(struct store *store, struct error *err);

/* One amount under a name, counted since period_ms.  1 found, 0 none. */
int meter_read(struct store *store, struct slice name, int64_t *period_ms,
    int64_t *amount, struct error *err);
int meter_write(struct store *store, struct slice name, int64_t period_ms,
    int64_t amount, struct error *err);

/* ---- ledger: entries are added, never changed ---------------------------- */

/*
 * An entry has two halves.  The first stays for all time, and each entry's hash
 * covers it together with the hash of the entry before (store/chain.h).  The
 * second identifies a person; it lies apart, the first half holds no more of it
 * than a salted hash, and ledger_forget takes it away.
 */
struct ledger_entry {
	int64_t seq; /* from 1, without a gap; set by the store */
	struct slice tenant, program;
	struct slice channel, category, action, basis, kind, method, scope;
	struct slice sender; /* our number that the person texted */
	int64_t effective_ms, recorded_ms;
	int64_t expires_ms; /* 0: never */
	struct slice person; /* 32 bytes: HMAC(the store's key, number), for
				what is kept of somebody erased */
	struct slice about; /* action ledger: its name; erased: the seqs whose
			       personal half went, with blanks between */

	struct slice consent_id; /* unique; not there: erased, or nobody's */
	struct slice number;
	struct slice record; /* the consent record, one line of JSON */

	/* Set by the store: 16, 32 and 32 bytes (store/chain.h). */
	struct slice salt, secret, hash;
};

/* The actions of entries that are about the ledger, not about consent. */
#define LEDGER_NAMED "ledger" /* the first entry; `about` is a random name */
#define LEDGER_KEYED "key" /* `person` says which key file is the store's */
#define LEDGER_ERASED "erased"

/* Seals and writes: 1 added; 0 when consent_id is in the ledger already. */
int ledger_add(
    struct store *store, const struct ledger_entry *entry, struct error *err);

/*
 * All entries of a number, every tenant's, by seq; with what was kept of it if
 * it was erased, for which the key file is needed: EX_CONFIG when it is gone or
 * another's.  Needs no transaction.
 */
int ledger_entries(struct store *store, struct slice number,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err);

/* What was kept of it alone; usually nothing. */
int ledger_kept(struct store *store, struct slice number, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err);

/*
 * All entries by seq, one call each, borrowed during it; -1 from `each` stops.
 * A personal half that belongs to no entry comes as an entry without action.
 * One view of the store, even while others write.  Needs no transaction.
 */
typedef int ledger_visit(
    void *context, const struct ledger_entry *entry, struct error *err);
int ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err);

/*
 * The keyed hash of a number, the `person` of what is kept of it.  The key is
 * in a file of its own beside the store (mode 0600), made when it is first
 * needed: inside a transaction.  EX_CONFIG when it is gone or another's.
 */
int ledger_person(struct store *store, struct slice number, int64_t now_ms,
    uint8_t out[32], struct error *err);

/*
 * Deletes what a number texted, and with `entries` the personal halves of its
 * entries: right after an entry LEDGER_ERASED that names them
 * (consent/erase.h). After the commit, ledger_scrub leaves no trace of them in
 * the store's files.
 */
int ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err);
int ledger_scrub(struct store *store, struct error *err);

/* The last entry; seq 0: none yet.  `last` is the highest seq that there ever
 * was, where the engine knows it. */
enum { LEDGER_NAME = 64 }; /* bytes of the ledger's name with its NUL */
struct ledger_head {
	int64_t seq, last;
	uint8_t hash[32];
	char name[LEDGER_NAME]; /* "" while there is no entry */
};
int ledger_head(
    struct store *store, struct ledger_head *head, struct error *err);

/* The same; EX_IOERR where entries were there behind it: a withdrawal may be
 * among them, so nothing is written behind the gap, and nothing sent. */
int ledger_end(
    struct store *store, struct ledger_head *head, struct error *err);

/* ---- inbound: what people texted to our numbers -------------------------- */

/* When a person last texted one of our numbers. */

/* Keeps the latest: conversational answers may go for a day after it
 * (consent/verdict.h). */
int inbound_note(struct store *store, struct slice number, struct slice sender,
    int64_t received_ms, struct error *err);

/* An inbound text as it was understood. */
struct inbound_text {
	int64_t seq; /* set by the store */
	struct slice reply_id, tenant;
	struct slice number, sender; /* the person's, ours */
	int64_t received_ms;
	struct slice intent, action; /* words of sms-record.5 */
	struct slice appointment_id;
	struct slice text_hash; /* equal for equal texts */
	struct slice answered; /* template_id of our answer; not there: none */
	int64_t closed_ms; /* 0: it waits for a human */
	struct slice record; /* the annotated reply, one line of JSON */
	struct slice answer; /* the answer, the same; not there: none */
};

/* 1 added; 0 when this person's reply_id is there already. */
int inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err);

/* The texts of one person; members that are not there do not restrict. */
struct inbound_filter {
	struct slice number; /* not there: all that wait for a human */
	struct slice sender, reply_id;
	size_t limit; /* 0: all */
};

/* The newest first.  Needs no transaction. */
int inbound_list(struct store *store, const struct inbound_filter *filter,
    struct arena *arena, struct inbound_text **texts, size_t *count,
    struct error *err);

/* Nothing of this number waits any more; *count says how many texts did. */
int inbound_close(struct store *store, struct slice number, int64_t now_ms,
    size_t *count, struct error *err);

/* Their last text until that instant: 1 found, 0 none.  A sender that is not
 * there means any of ours.  Needs no transaction. */
int inbound_last(struct store *store, struct slice number, struct slice sender,
    int64_t until_ms, int64_t *received_ms, struct error *err);

#endif
