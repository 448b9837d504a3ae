/* SPDX-License-Identifier: ISC */
/*
 * What was used of something that has a limit.  What is written is kept until
 * the commit, and then goes out by name, so that two transactions which write
 * the same meters never wait for one another in a circle.
 */
#include "store/postgres/pg.h"

#include <stdlib.h>
#include <string.h>

void
pg_meters_forget(struct pg *pg)
{
	pg->meter_count = 0;
}

static int
meter_compare(const void *left, const void *right)
{
	const struct pg_meter *a = left, *b = right;

	return strcmp(a->name, b->name);
}

int
pg_meters_flush(struct pg *pg, struct error *err)
{
	struct pg_call call;
	size_t i;

	if (pg->meter_count > 0)
		qsort(pg->meters, pg->meter_count, sizeof(*pg->meters),
		    meter_compare);
	for (i = 0; i < pg->meter_count; i++) {
		if (!pg->meters[i].changed)
			continue;
		pg_start(&call, SQL_METERS_WRITE);
		pg_text(&call, slice_of(pg->meters[i].name));
		pg_int(&call, pg->meters[i].period_ms);
		pg_int(&call, pg->meters[i].amount);
		if (pg_queue(pg, &call, err) != 0)
			return -1;
	}
	pg->meter_count = 0;
	return 0;
}

/* The meter as this transaction knows it; NULL: not at all yet. */
static struct pg_meter *
meter_known(struct pg *pg, struct slice name)
{
	size_t i;

	for (i = 0; i < pg->meter_count; i++)
		if (slice_is(name, pg->meters[i].name))
			return &pg->meters[i];
	return NULL;
}

static struct pg_meter *
meter_new(struct pg *pg, struct slice name, struct error *err)
{
	struct pg_meter *meter;

	if (name.n >= PG_METER_NAME) {
		(void)error_set(err, EX_SOFTWARE,
		    "%s: a meter's name is too long", pg->label);
		return NULL;
	}
	if (pg->meter_count == pg->meter_room) {
		pg->meter_room = pg->meter_room > 0 ? 2 * pg->meter_room : 8;
		pg->meters = mem_realloc(
		    pg->meters, pg->meter_room, sizeof(*pg->meters));
	}
	meter = &pg->meters[pg->meter_count++];
	*meter = (struct pg_meter){.there = false};
	memcpy(meter->name, name.p, name.n);
	return meter;
}

int
pg_meter_lock(struct store *store, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_call call;

	if (pg->locked_budgets)
		return 0;
	pg_start(&call, SQL_METER_LOCK);
	if (pg_run(pg, &call, err) < 0)
		return -1;
	pg->locked_budgets = true;
	return 0;
}

static int
meter_fetch(struct pg *pg, struct pg_meter *meter, struct error *err)
{
	struct pg_call call;
	PGresult *answer;

	pg_start(&call, SQL_METER_READ);
	pg_text(&call, slice_of(meter->name));
	answer = pg_ask(pg, &call, err);
	if (answer == NULL)
		return -1;
	meter->there = PQntuples(answer) > 0;
	if (meter->there) {
		meter->period_ms = pg_get_int(answer, 0, 0);
		meter->amount = pg_get_int(answer, 0, 1);
	}
	PQclear(answer);
	return 0;
}

int
pg_meter_read(struct store *store, struct slice name, int64_t *period_ms,
    int64_t *amount, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_meter *meter = pg->begun ? meter_known(pg, name) : NULL;

	if (meter == NULL) {
		meter = meter_new(pg, name, err);
		if (meter == NULL || meter_fetch(pg, meter, err) != 0)
			return -1;
	}
	if (!pg->begun)
		pg_meters_forget(pg);
	if (!meter->there)
		return 0;
	*period_ms = meter->period_ms;
	*amount = meter->amount;
	return 1;
}

int
pg_meter_write(struct store *store, struct slice name, int64_t period_ms,
    int64_t amount, struct error *err)
{
	struct pg *pg = pg_of(store);
	struct pg_meter *meter;

	if (pg_begun(pg, err) != 0)
		return -1;
	meter = meter_known(pg, name);
	if (meter == NULL)
		meter = meter_new(pg, name, err);
	if (meter == NULL)
		return -1;
	meter->there = meter->changed = true;
	meter->period_ms = period_ms;
	meter->amount = amount;
	return 0;
}
