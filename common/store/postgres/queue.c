/* SPDX-License-Identifier: ISC */
/* What waits, what is due, and what is asked for. */
#include "store/postgres/pg.h"

#include <inttypes.h>

int
pg_next_due(struct store *store, int64_t after_ms, int64_t *not_before_ms,
    struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_NEXT_DUE);
	pg_int(&call, after_ms);
	return pg_only_int(pg_of(store), &call, not_before_ms, err);
}

int
pg_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err)
{
	static const struct column column = {COLUMN_INT, 0};
	static const struct shape shape = {sizeof(int64_t), &column, 1};
	struct pg_call call;
	void *rows = NULL;
	int result;

	pg_start(&call, SQL_CLAIMS);
	pg_text(&call, row->to);
	pg_int(&call, wanted->after_ms);
	pg_text(&call, row->tenant);
	pg_text(&call, row->id);
	pg_int(&call, (int64_t)wanted->limit);
	pg_bool(&call, wanted->promotional);
	pg_text(&call, wanted->program);
	result = pg_all(pg_of(store), &call, &shape, arena, &rows, count, err);
	*claimed_ms = rows;
	return result;
}

/* Rows of messages, as pg_all has them. */
static int
queue_rows(struct pg *pg, const struct pg_call *call, struct arena *arena,
    struct journal_row **rows, size_t *count, struct error *err)
{
	void *all = NULL;
	int result = pg_all(pg, call, &shape_message, arena, &all, count, err);

	*rows = all;
	return result;
}

int
pg_promote(struct store *store, int64_t now_ms, size_t limit, size_t *count,
    struct error *err)
{
	struct pg_call call;
	int64_t changed;

	pg_start(&call, SQL_PROMOTE);
	pg_int(&call, now_ms);
	pg_int(&call, (int64_t)limit);
	changed = pg_run(pg_of(store), &call, err);
	*count = changed > 0 ? (size_t)changed : 0;
	return changed < 0 ? -1 : 0;
}

int
pg_left(struct store *store, int64_t until_ms, size_t limit, size_t *count,
    struct error *err)
{
	struct pg_call call;
	int64_t number = 0;

	pg_start(&call, SQL_LEFT);
	pg_int(&call, until_ms);
	pg_int(&call, (int64_t)limit);
	if (pg_only_int(pg_of(store), &call, &number, err) < 0)
		return -1;
	*count = (size_t)number;
	return 0;
}

int
pg_lanes(struct store *store, struct arena *arena, struct slice **senders,
    size_t *count, struct error *err)
{
	static const struct column column = {COLUMN_TEXT, 0};
	static const struct shape shape = {sizeof(struct slice), &column, 1};
	struct pg_call call;
	void *rows = NULL;
	int result;

	pg_start(&call, SQL_LANES);
	result = pg_all(pg_of(store), &call, &shape, arena, &rows, count, err);
	*senders = rows;
	return result;
}

int
pg_lane(struct store *store, struct slice sender, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	int64_t got = 0;

	pg_start(&call, SQL_LANE_TAKE);
	pg_text(&call, sender);
	if (pg_only_int(pg, &call, &got, err) < 0)
		return -1;
	pg->passed_over = pg->passed_over || got == 0;
	return got != 0;
}

/* Parameters 2 to 4 of both. */
static void
due_bind(struct pg_call *call, const struct journal_turn *turn)
{
	pg_int(call, turn->settled_ms);
	pg_text(call, turn->resting);
	pg_bool(call, turn->any_order);
}

/* The rows that are ours until the end of the transaction: "{1,2}". */
static int
due_lock(struct pg *pg, const struct journal_turn *turn, struct buf *seqs,
    struct error *err)
{
	struct pg_call call;
	PGresult *answer;
	int i;

	pg_start(&call, SQL_DUE_LOCK);
	pg_text(&call, turn->sender);
	due_bind(&call, turn);
	pg_int(&call, (int64_t)turn->limit);
	answer = pg_ask(pg, &call, err);
	if (answer == NULL)
		return -1;
	buf_addc(seqs, '{');
	for (i = 0; i < PQntuples(answer); i++)
		if (pg_get_bool(answer, i, 1))
			buf_addf(seqs, "%s%" PRId64, seqs->len > 1 ? "," : "",
			    pg_get_int(answer, i, 0));
		else
			pg->passed_over = true;
	buf_addc(seqs, '}');
	PQclear(answer);
	return 0;
}

int
pg_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	struct buf seqs;
	int result;

	buf_init(&seqs, BUF_NO_CAP);
	result = due_lock(pg, turn, &seqs, err);
	*count = 0;
	if (result == 0 && seqs.len > 2) {
		pg_start(&call, SQL_DUE);
		pg_ints(&call, buf_text(&seqs));
		due_bind(&call, turn);
		result = queue_rows(pg, &call, arena, rows, count, err);
	}
	buf_release(&seqs);
	return result;
}

static const struct {
	size_t where; /* a struct slice of the filter */
	const char *column;
} conditions[] = {
    {offsetof(struct journal_filter, id), "id"},
    {offsetof(struct journal_filter, to), "recipient"},
    {offsetof(struct journal_filter, from), "sender"},
    {offsetof(struct journal_filter, tenant), "tenant"},
    {offsetof(struct journal_filter, appointment_id), "appointment_id"},
    {offsetof(struct journal_filter, template_id), "template_id"},
};

enum { CONDITIONS = sizeof(conditions) / sizeof(conditions[0]) };

/* The statement's text beside its parameters. */
static void
list_make(
    const struct journal_filter *filter, struct pg_call *call, struct buf *text)
{
	int i;

	buf_adds(text,
	    "SELECT " SQL_MESSAGE_COLUMNS " FROM smspipe.message WHERE true");
	for (i = 0; i < CONDITIONS; i++) {
		const struct slice *value =
		    (const struct slice *)((const char *)filter +
			conditions[i].where);

		if (value->p == NULL)
			continue;
		pg_text(call, *value);
		buf_addf(
		    text, " AND %s = $%d", conditions[i].column, call->count);
	}
	if (filter->by_state) {
		pg_text(call, slice_of(journal_state_name(filter->state)));
		buf_addf(text, " AND state = $%d", call->count);
		/* The few of these have an index of their own. */
		if (filter->state == JOURNAL_AMBIGUOUS ||
		    filter->state == JOURNAL_SENDING)
			buf_adds(text, " AND " SQL_UNRESOLVED);
	}
	if (filter->due_ms != 0) {
		pg_int(call, filter->due_ms);
		buf_addf(text, " AND " SQL_WAITING " AND not_before_ms <= $%d",
		    call->count);
	}
	buf_addf(text, " ORDER BY seq%s", filter->newest_first ? " DESC" : "");
	if (filter->limit > 0)
		buf_addf(text, " LIMIT %zu", filter->limit);
}

int
pg_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	struct pg_call call;
	struct buf text;
	int result;

	buf_init(&text, BUF_NO_CAP);
	pg_start(&call, SQL_COUNT);
	list_make(filter, &call, &text);
	call.text = buf_text(&text);
	result = queue_rows(pg_of(store), &call, arena, rows, count, err);
	buf_release(&text);
	return result;
}
