/* SPDX-License-Identifier: ISC */
/*
 * Consent: rows are added, never changed; triggers of the schema see to it.
 * Entries come here sealed (store/ledger.c).
 *
 * A new entry takes the lock on its person first.  A claim holds that lock from
 * before it reads the person's entries until its commit: after a STOP was
 * committed no claim that had not seen it can be.
 */
#include "store/postgres/pg.h"

#include "base/fault.h"

#include <string.h>

enum { WALK_ROWS = 1000 };

int
pg_ledger_head(struct store *store, struct ledger_head *head, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call lock, ask;
	struct slice hash, name;
	PGresult *answer;

	pg_start(&lock, SQL_LOCK);
	if (pg->begun && pg->kind == PG_TURN && pg_queue(pg, &lock, err) != 0)
		return -1;
	pg_start(&ask, SQL_LEDGER_HEAD);
	answer = pg_ask(pg, &ask, err);
	if (answer == NULL)
		return -1;
	head->seq = pg_get_int(answer, 0, 0);
	head->last = pg_get_int(answer, 0, 2);
	hash = pg_get_text(answer, 0, 1, NULL);
	if (hash.n == sizeof(head->hash))
		memcpy(head->hash, hash.p, sizeof(head->hash));
	name = pg_get_text(answer, 0, 3, NULL);
	if (name.n > 0 && name.n < sizeof(head->name))
		memcpy(head->name, name.p, name.n);
	PQclear(answer);
	return 0;
}

/* Its personal half: 1, or 0 when its consent_id is taken. */
static int
ledger_put_person(
    struct pg *pg, const struct ledger_entry *entry, struct error *err)
{
	struct pg_call lock, put;

	pg_start(&lock, SQL_LEDGER_LOCK);
	pg_text(&lock, entry->number);
	/* What must never be: a claim does not notice who writes here. */
	if (!fault_broken("stop-unlocked") && pg_queue(pg, &lock, err) != 0)
		return -1;
	pg_start(&put, SQL_LEDGER_PUT_PERSON);
	pg_row(&put, &shape_person, entry);
	pg_int(&put, entry->seq);
	return (int)pg_run(pg, &put, err);
}

int
pg_ledger_put(
    struct store *store, const struct ledger_entry *entry, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call put, last;
	int added = 1;

	if (entry->consent_id.p != NULL)
		added = ledger_put_person(pg, entry, err);
	if (added <= 0)
		return added;
	pg_start(&put, SQL_LEDGER_PUT);
	pg_row(&put, &shape_ledger, entry);
	pg_start(&last, SQL_LEDGER_LAST);
	pg_int(&last, entry->seq);
	return pg_queue(pg, &put, err) != 0 || pg_run(pg, &last, err) < 0 ? -1
									  : 1;
}

/* The entries that a statement with one parameter finds. */
static int
ledger_list(struct store *store, const struct pg_call *call,
    struct arena *arena, struct ledger_entry **entries, size_t *count,
    struct error *err)
{
	void *all = NULL;
	int result = pg_all(
	    pg_of(store), call, &shape_entry, arena, &all, count, err);

	*entries = all;
	return result;
}

int
pg_ledger_entries(struct store *store, struct slice number, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_LEDGER_ENTRIES);
	pg_text(&call, number);
	return ledger_list(store, &call, arena, entries, count, err);
}

int
pg_ledger_kept(struct store *store, struct slice person, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_LEDGER_KEPT);
	pg_bytes(&call, person);
	return ledger_list(store, &call, arena, entries, count, err);
}

int
pg_ledger_has_kept(struct store *store, bool *kept, struct error *err)
{
	struct pg_call call;
	int64_t answer = 0;

	pg_start(&call, SQL_LEDGER_HAS_KEPT);
	if (pg_only_int(pg_of(store), &call, &answer, err) < 0)
		return -1;
	*kept = answer != 0;
	return 0;
}

/* ---- all of it ----------------------------------------------------------- */

/* One of two lists, each in order of seq, that are walked side by side. */
struct side {
	enum sql which;
	const struct shape *shape;
	PGresult *rows;
	int at; /* the next of them */
	int64_t seq; /* of the last one read */
	struct ledger_entry entry; /* seq INT64_MAX: the end */
};

static int
side_step(struct pg *pg, struct side *side, struct error *err)
{
	struct pg_call call;
	int seq_column = side->which == SQL_LEDGER_WALK ? 0
							: side->shape->count;

	if (side->rows == NULL || side->at == PQntuples(side->rows)) {
		pg_start(&call, side->which);
		pg_int(&call, side->seq);
		pg_int(&call, WALK_ROWS);
		PQclear(side->rows);
		side->at = 0;
		side->rows = pg_ask(pg, &call, err);
		if (side->rows == NULL)
			return -1;
	}
	side->entry = (struct ledger_entry){.seq = INT64_MAX};
	if (side->at == PQntuples(side->rows))
		return 0;
	if (pg_read(side->rows, side->at, side->shape, NULL, &side->entry,
		err) != 0)
		return -1;
	side->seq = pg_get_int(side->rows, side->at, seq_column);
	side->entry.seq = side->seq;
	side->at++;
	return 0;
}

/* The two halves together, as far as they belong together. */
static int
walk_visit(struct pg *pg, struct side *ledger, struct side *people,
    ledger_visit *each, void *context, struct error *err)
{
	bool orphan = people->entry.seq < ledger->entry.seq;
	bool both = people->entry.seq == ledger->entry.seq;
	struct ledger_entry whole = orphan ? people->entry : ledger->entry;

	if (both) {
		whole.consent_id = people->entry.consent_id;
		whole.number = people->entry.number;
		whole.record = people->entry.record;
		whole.salt = people->entry.salt;
	}
	if (each(context, &whole, err) != 0)
		return -1;
	if (!orphan && side_step(pg, ledger, err) != 0)
		return -1;
	return orphan || both ? side_step(pg, people, err) : 0;
}

int
pg_ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err)
{
	struct pg *pg = pg_of(store);
	/* From before the first that there should be. */
	struct side ledger = {
	    .which = SQL_LEDGER_WALK, .shape = &shape_ledger, .seq = INT64_MIN};
	struct side people = {.which = SQL_LEDGER_WALK_PEOPLE,
	    .shape = &shape_person,
	    .seq = INT64_MIN};
	bool own = !pg->begun;
	int result = 0;

	/* All statements have to see the same rows. */
	if (own && pg_begin_any(pg, PG_READS, err) != 0)
		result = -1;
	if (result == 0 &&
	    (side_step(pg, &ledger, err) != 0 ||
		side_step(pg, &people, err) != 0))
		result = -1;
	while (result == 0 &&
	    (ledger.entry.seq < INT64_MAX || people.entry.seq < INT64_MAX))
		result = walk_visit(pg, &ledger, &people, each, context, err);
	PQclear(ledger.rows);
	PQclear(people.rows);
	if (own)
		pg_rollback(store);
	return result;
}

/* ---- forgetting ---------------------------------------------------------- */

int
pg_ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err)
{
	static const enum sql steps[] = {SQL_LEDGER_LOCK, SQL_LEDGER_FORGET,
	    SQL_INBOUND_FORGET, SQL_REPLY_FORGET};
	struct pg_call call;
	size_t i;

	/* The table of people asks why, also where it has no such row. */
	for (i = entries ? 0 : 2; i < sizeof(steps) / sizeof(steps[0]); i++) {
		pg_start(&call, steps[i]);
		pg_text(&call, number);
		if (pg_run(pg_of(store), &call, err) < 0)
			return -1;
	}
	return 0;
}

/* Deleted rows go when the table is vacuumed; older write-ahead log and backups
 * are the server's. */
int
pg_ledger_scrub(struct store *store, struct error *err)
{
	static const char *const texts[] = {"VACUUM smspipe.person",
	    "VACUUM smspipe.inbound", "VACUUM smspipe.reply"};
	struct pg_call call;
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		pg_start(&call, SQL_COUNT);
		call.text = texts[i];
		if (pg_run(pg_of(store), &call, err) < 0)
			return -1;
	}
	return 0;
}
