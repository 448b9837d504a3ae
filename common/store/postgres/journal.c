/* SPDX-License-Identifier: ISC */
/* The life of one message. */
#include "store/postgres/pg.h"

#include "base/fault.h"

#include <inttypes.h>

static int
find_by(struct store *store, enum sql which, struct slice a,
    const struct slice *b, struct arena *arena, struct journal_row *row,
    struct error *err)
{
	struct pg_call call;

	pg_start(&call, which);
	pg_text(&call, a);
	if (b != NULL)
		pg_text(&call, *b);
	return pg_only(pg_of(store), &call, &shape_message, arena, row, err);
}

int
pg_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err)
{
	return find_by(store, SQL_FIND, id, NULL, arena, row, err);
}

int
pg_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err)
{
	return find_by(
	    store, SQL_FIND_PROVIDER, provider, &provider_id, arena, row, err);
}

int
pg_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err)
{
	return find_by(
	    store, SQL_FIND_REFERENCE, reference, NULL, arena, row, err);
}

int
pg_add(struct store *store, const struct journal_row *row, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	int64_t added;

	pg_start(&call, SQL_ADD);
	pg_row(&call, &shape_message, row);
	added = pg_run(pg, &call, err);
	if (added == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: the journal has this message already: '%.*s'",
		    pg->label, SLICE_ARG(row->id));
	return added > 0 ? 0 : -1;
}

static int
journal_not_waiting(struct pg *pg, int64_t seq, struct error *err)
{
	return error_set(err, EX_SOFTWARE,
	    "%s: message %" PRId64 " does not wait", pg->label, seq);
}

int
pg_replace(
    struct store *store, const struct journal_row *row, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call keep, replace;
	int64_t kept;

	if (pg_begun(pg, err) != 0)
		return -1;
	pg_start(&keep, SQL_HISTORY_ADD);
	pg_text(&keep, row->id);
	pg_int(&keep, row->changed_ms);
	kept = pg_run(pg, &keep, err);
	if (kept == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: no message that waits: '%.*s'", pg->label,
		    SLICE_ARG(row->id));
	if (kept < 0)
		return -1;
	pg_start(&replace, SQL_REPLACE);
	pg_row(&replace, &shape_message, row);
	return pg_queue(pg, &replace, err);
}

int
pg_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	int64_t changed;

	pg_start(&call, SQL_REROUTE);
	pg_int(&call, seq);
	pg_text(&call, sender);
	pg_text(&call, record);
	pg_int(&call, now_ms);
	changed = pg_run(pg, &call, err);
	if (changed == 0)
		return journal_not_waiting(pg, seq, err);
	return changed > 0 ? 0 : -1;
}

int
pg_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	int64_t claimed;

	if (pg_begun(pg, err) != 0)
		return -1;
	pg_start(&call, SQL_CLAIM);
	pg_int(&call, seq);
	pg_text(&call, provider);
	pg_text(&call, reference);
	pg_int(&call, now_ms);
	pg_int(&call, pg->owner);
	claimed = pg_run(pg, &call, err);
	if (claimed == 0 && !fault_broken("select-then-mark"))
		return journal_not_waiting(pg, seq, err);
	return claimed >= 0 ? 0 : -1;
}

/* What the statement says: was the row locked, its provider_id taken, the row
 * changed? */
static int
settle_result(struct pg *pg, const PGresult *answer, int64_t seq,
    const struct journal_change *change, struct error *err)
{
	if (pg_get_bool(answer, 0, 1))
		return JOURNAL_ID_TAKEN;
	if (pg_get_bool(answer, 0, 2))
		return JOURNAL_SETTLED;
	if (!pg_get_bool(answer, 0, 0) && pg->kind == PG_TURN) {
		pg->passed_over = true;
		return JOURNAL_BUSY;
	}
	if (change->reference.p != NULL)
		return JOURNAL_MOVED_ON;
	return error_set(
	    err, EX_SOFTWARE, "%s: no such message: %" PRId64, pg->label, seq);
}

int
pg_settle(struct store *store, int64_t seq, const struct journal_change *change,
    int64_t now_ms, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct slice name = slice_of(journal_state_name(change->state));
	struct pg_call call;
	PGresult *answer;
	int result;

	if (pg_begun(pg, err) != 0)
		return -1;
	pg_start(&call, pg->kind == PG_TURN ? SQL_SETTLE_TURN : SQL_SETTLE);
	pg_int(&call, seq);
	pg_text(&call, name);
	pg_text(&call, change->reason);
	pg_text(&call, change->provider_id);
	if (journal_state_rank(change->state) == 0)
		pg_int(&call, change->not_before_ms);
	else
		pg_null_int(&call);
	pg_int(&call, now_ms);
	pg_text(&call, change->reference);
	pg_text(&call, change->outcome.p != NULL ? change->outcome : name);
	pg_int(&call, change->missed);
	answer = pg_ask(pg, &call, err);
	if (answer == NULL)
		return -1;
	result = settle_result(pg, answer, seq, change, err);
	PQclear(answer);
	return result;
}

int
pg_rescue(struct store *store, int64_t now_ms, size_t *count, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call rescue, sweep;
	int64_t rescued;

	*count = 0;
	if (pg_begun(pg, err) != 0)
		return -1;
	pg_start(&sweep, SQL_SWEEP);
	pg_int(&sweep, pg->owner);
	pg_start(&rescue, SQL_RESCUE);
	pg_int(&rescue, pg->owner);
	pg_int(&rescue, now_ms);
	pg_int(&rescue, now_ms - PG_RESCUE_MS);
	if (pg_queue(pg, &sweep, err) != 0)
		return -1;
	rescued = pg_run(pg, &rescue, err);
	if (rescued < 0)
		return -1;
	*count = (size_t)rescued;
	return 0;
}
