/* SPDX-License-Identifier: ISC */
/* acc_series: messages by the hour in which they were sent. */
#include "acc.h"

#include "base/mem.h"
#include "time/instant.h"

#include <stdlib.h>

/* The hours that are next to one another, from the first to the last. */
struct series_state {
	int64_t first; /* hour since 1970 */
	struct series_hour {
		uint32_t sent, delivered, failed;
	} * hours;
	size_t count;
};

enum { SERIES_MAX = 24 * 366 * 20 }; /* hours; what is beyond is not drawn */

static int64_t
hour_of(int64_t ms)
{
	return ms >= 0 ? ms / INSTANT_HOUR : -1;
}

/* NULL when that would be too many hours. */
static struct series_hour *
series_hour(struct series_state *series, int64_t hour)
{
	int64_t first = series->count > 0 && series->first < hour
	    ? series->first
	    : hour;
	int64_t last = series->first + (int64_t)series->count - 1;
	struct series_hour *hours;
	size_t room, shift, i;

	if (series->count == 0 || last < hour)
		last = hour;
	if (last - first >= SERIES_MAX)
		return NULL;
	room = (size_t)(last - first) + 1;
	if (room > series->count) {
		hours = mem_zalloc(room, sizeof(*hours));
		shift = series->count > 0 ? (size_t)(series->first - first) : 0;
		for (i = 0; i < series->count; i++)
			hours[shift + i] = series->hours[i];
		free(series->hours);
		series->hours = hours;
		series->count = room;
		series->first = first;
	}
	return &series->hours[hour - series->first];
}

static void
series_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct series_hour *hour;

	if ((outcome->is & acc->of) == 0 || hour_of(outcome->at) < 0)
		return;
	hour = series_hour(state, hour_of(outcome->at));
	if (hour == NULL)
		return;
	hour->sent++;
	hour->delivered += (outcome->is & IS_DELIVERED) != 0;
	hour->failed += (outcome->is & IS_ERROR) != 0;
}

static void
series_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	const struct series_state *series = state;
	size_t i;

	(void)figures;
	(void)acc;
	(void)words;
	figure->rows = mem_zalloc(series->count + 1, sizeof(*figure->rows));
	figure->row_count = series->count;
	for (i = 0; i < series->count; i++)
		figure->rows[i] = (struct figure_row){
		    .at = (series->first + (int64_t)i) * INSTANT_HOUR,
		    .count = series->hours[i].sent,
		    .delivered = series->hours[i].delivered,
		    .failed = series->hours[i].failed};
}

static void
series_merge(void *state, const void *other)
{
	const struct series_state *from = other;
	struct series_hour *hour;
	size_t i;

	for (i = 0; i < from->count; i++) {
		hour = from->hours[i].sent > 0
		    ? series_hour(state, from->first + (int64_t)i)
		    : NULL;
		if (hour == NULL)
			continue;
		hour->sent += from->hours[i].sent;
		hour->delivered += from->hours[i].delivered;
		hour->failed += from->hours[i].failed;
	}
}

static void
series_release(void *state)
{
	free(((struct series_state *)state)->hours);
}

const struct acc_kind acc_series = {
    .form = FIGURE_SERIES,
    .size = sizeof(struct series_state),
    .add = series_add,
    .emit = series_emit,
    .merge = series_merge,
    .release = series_release,
};
