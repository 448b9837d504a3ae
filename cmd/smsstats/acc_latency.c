/* SPDX-License-Identifier: ISC */
/*
 * acc_latency: how long it took.  To the millisecond up to four seconds, beyond
 * that to one part in 2048: then a percentile needs little memory, and adds up
 * exactly over parts.
 */
#include "acc.h"

#include "base/mem.h"
#include "map.h"

#include <stdlib.h>

enum { EXACT_BITS = 12 };

struct latency_state {
	struct map counts; /* bucket -> how many */
	uint64_t count, in_time;
};

static int
excess_bits(uint64_t ms)
{
	int bits = ms == 0 ? 0 : 64 - __builtin_clzll(ms);

	return bits > EXACT_BITS ? bits - EXACT_BITS : 0;
}

/* The shortest latency that is not told apart from this one. */
static int64_t
latency_round(int64_t ms)
{
	int bits = excess_bits((uint64_t)ms);

	return ms >> bits << bits;
}

/* A bucket's key is its latency times an odd number, which spreads the keys. */
static void
latency_count(struct latency_state *latency, int64_t ms, uint32_t count)
{
	struct hash_key key = {(uint64_t)ms * UINT64_C(0x9e3779b97f4a7c15), 0};

	*map_put(&latency->counts, key) += count;
}

/* Back: the factor's inverse modulo 2^64. */
static int64_t
latency_of(const struct map_place *place)
{
	return (int64_t)(place->high * UINT64_C(0xf1de83e19937733d));
}

/* Those that are negative are in the footer. */
static void
latency_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	int64_t ms = outcome->latencies[acc->latency];
	struct latency_state *latency = state;

	if (ms < 0)
		return;
	latency->count++;
	latency->in_time += ms <= acc->in_time;
	latency_count(latency, latency_round(ms), 1);
}

static int
compare_rows(const void *left, const void *right)
{
	const struct figure_row *a = left, *b = right;

	return (a->at > b->at) - (a->at < b->at);
}

/* The smallest that so many parts of a hundred do not exceed. */
static int64_t
percentile(const struct figure_row *rows, size_t count, uint64_t total,
    unsigned percent)
{
	uint64_t rank = (total * percent + 99) / 100, sum = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		sum += rows[i].count;
		if (sum >= rank)
			return rows[i].at;
	}
	return 0;
}

static void
latency_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	static const unsigned percents[FIGURE_PERCENTILES] = {50, 95, 99};
	const struct latency_state *latency = state;
	const struct map *counts = &latency->counts;
	size_t i;

	(void)figures;
	(void)acc;
	(void)words;
	figure->tries = latency->count;
	figure->hits = latency->in_time;
	figure->steps = mem_zalloc(counts->count + 1, sizeof(*figure->steps));
	for (i = 0; i < counts->room; i++)
		if (counts->places[i].value != 0)
			figure->steps[figure->step_count++] =
			    (struct figure_row){
				.at = latency_of(&counts->places[i]),
				.count = counts->places[i].value};
	qsort(figure->steps, figure->step_count, sizeof(*figure->steps),
	    compare_rows);
	for (i = 0; i < FIGURE_PERCENTILES; i++)
		figure->percentiles[i] = percentile(figure->steps,
		    figure->step_count, latency->count, percents[i]);
}

static void
latency_merge(void *state, const void *other)
{
	const struct latency_state *from = other;
	struct latency_state *latency = state;
	size_t i;

	latency->count += from->count;
	latency->in_time += from->in_time;
	for (i = 0; i < from->counts.room; i++)
		if (from->counts.places[i].value != 0)
			latency_count(latency,
			    latency_of(&from->counts.places[i]),
			    from->counts.places[i].value);
}

static void
latency_release(void *state)
{
	struct latency_state *latency = state;

	map_release(&latency->counts);
}

const struct acc_kind acc_latency = {
    .form = FIGURE_LATENCY,
    .size = sizeof(struct latency_state),
    .add = latency_add,
    .emit = latency_emit,
    .merge = latency_merge,
    .release = latency_release,
};
