/* SPDX-License-Identifier: ISC */
/* What came from outside: delivery events, what we looked up, and inbound
 * texts. */
#include "store/postgres/pg.h"

int
pg_event_add(
    struct store *store, const struct journal_event *event, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_EVENT_ADD);
	pg_row(&call, &shape_event, event);
	return (int)pg_run(pg_of(store), &call, err);
}

static int
event_rows(struct store *store, const struct pg_call *call, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	void *all = NULL;
	int result = pg_all(
	    pg_of(store), call, &shape_event, arena, &all, count, err);

	*events = all;
	return result;
}

int
pg_events(struct store *store, struct slice provider, struct slice provider_id,
    struct arena *arena, struct journal_event **events, size_t *count,
    struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_EVENTS);
	pg_text(&call, provider);
	pg_text(&call, provider_id);
	return event_rows(store, &call, arena, events, count, err);
}

int
pg_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_EVENTS_OF);
	pg_text(&call, id);
	return event_rows(store, &call, arena, events, count, err);
}

int
pg_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err)
{
	struct pg_call call;
	void *all = NULL;
	int result;

	pg_start(&call, (enum sql)(SQL_TELL_ROWS + (int)tale));
	pg_int(&call, after);
	pg_int(&call, (int64_t)limit);
	result = pg_all(
	    pg_of(store), &call, &shape_told, arena, &all, count, err);
	*rows = all;
	return result;
}

int
pg_look_add(struct store *store, struct slice id, int64_t now_ms, bool found,
    struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;
	int64_t added;

	pg_start(&call, SQL_LOOK_ADD);
	pg_text(&call, id);
	pg_int(&call, now_ms);
	pg_bool(&call, found);
	added = pg_run(pg, &call, err);
	if (added == 0)
		return error_set(err, EX_SOFTWARE,
		    "%s: no such message: '%.*s'", pg->label, SLICE_ARG(id));
	return added > 0 ? 0 : -1;
}

int
pg_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err)
{
	struct pg_call call;
	void *all = NULL;
	int result;

	pg_start(&call, SQL_LOOKS);
	pg_text(&call, id);
	result = pg_all(
	    pg_of(store), &call, &shape_look, arena, &all, count, err);
	*looks = all;
	return result;
}

int
pg_inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_REPLY_ADD);
	pg_row(&call, &shape_inbound, text);
	return (int)pg_run(pg_of(store), &call, err);
}

int
pg_inbound_list(struct store *store, const struct inbound_filter *filter,
    struct arena *arena, struct inbound_text **texts, size_t *count,
    struct error *err)
{
	bool one = filter->number.p != NULL;
	struct pg_call call;
	void *all = NULL;
	int result;

	pg_start(&call, one ? SQL_REPLY_LIST : SQL_REPLY_WAITING);
	if (one) {
		pg_text(&call, filter->number);
		pg_text(&call, filter->sender);
		pg_text(&call, filter->reply_id);
	}
	pg_int(&call, (int64_t)filter->limit);
	result = pg_all(
	    pg_of(store), &call, &shape_inbound, arena, &all, count, err);
	*texts = all;
	return result;
}

int
pg_inbound_close(struct store *store, struct slice number, int64_t now_ms,
    size_t *count, struct error *err)
{
	struct pg_call call;
	int64_t closed;

	pg_start(&call, SQL_REPLY_CLOSE);
	pg_text(&call, number);
	pg_int(&call, now_ms);
	closed = pg_run(pg_of(store), &call, err);
	*count = closed > 0 ? (size_t)closed : 0;
	return closed < 0 ? -1 : 0;
}

int
pg_inbound_note(struct store *store, struct slice number, struct slice sender,
    int64_t received_ms, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_INBOUND_NOTE);
	pg_text(&call, number);
	pg_text(&call, sender);
	pg_int(&call, received_ms);
	return pg_run(pg_of(store), &call, err) < 0 ? -1 : 0;
}

int
pg_inbound_last(struct store *store, struct slice number, struct slice sender,
    int64_t until_ms, int64_t *received_ms, struct error *err)
{
	struct pg_call call;

	pg_start(&call, SQL_INBOUND_LAST);
	pg_text(&call, number);
	pg_text(&call, sender);
	pg_int(&call, until_ms);
	return pg_only_int(pg_of(store), &call, received_ms, err);
}
