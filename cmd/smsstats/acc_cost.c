/* SPDX-License-Identifier: ISC */
/* acc_cost: what messages cost, each currency by itself. */
#include "acc.h"

#include "base/mem.h"

#include <stdlib.h>

struct cost_row {
	uint32_t currency; /* number in the words */
	uint64_t count, delivered, confirmed;
	int64_t amount;
};

struct cost_state {
	struct cost_row *rows;
	size_t count;
};

static struct cost_row *
cost_find(struct cost_state *cost, uint32_t currency)
{
	size_t i;

	for (i = 0; i < cost->count; i++)
		if (cost->rows[i].currency == currency)
			return &cost->rows[i];
	cost->rows = mem_realloc(
	    cost->rows, cost->count + 1, sizeof(*cost->rows));
	cost->rows[cost->count] = (struct cost_row){.currency = currency};
	return &cost->rows[cost->count++];
}

static void
cost_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct cost_row *row;

	(void)acc;
	if (!outcome->costed)
		return;
	row = cost_find(state, outcome->currency);
	row->count++;
	row->amount += outcome->cost;
	row->delivered += (outcome->is & IS_DELIVERED) != 0;
	row->confirmed += (outcome->is & IS_CONFIRMED) != 0;
}

static int
compare_rows(const void *left, const void *right)
{
	const struct figure_row *a = left, *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return slice_compare(a->labels[0], b->labels[0]);
}

static void
cost_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	const struct cost_state *cost = state;
	size_t i;

	(void)figures;
	(void)acc;
	figure->rows = mem_zalloc(cost->count + 1, sizeof(*figure->rows));
	figure->row_count = cost->count;
	for (i = 0; i < cost->count; i++) {
		const struct cost_row *from = &cost->rows[i];

		figure->rows[i] = (struct figure_row){.count = from->count,
		    .delivered = from->delivered,
		    .confirmed = from->confirmed,
		    .amount = from->amount};
		figure->rows[i].labels[0] = from->currency != 0
		    ? words_text(words, from->currency)
		    : slice_of("not stated");
		figure->hits += from->count;
	}
	qsort(figure->rows, figure->row_count, sizeof(*figure->rows),
	    compare_rows);
}

static void
cost_merge(void *state, const void *other)
{
	const struct cost_state *from = other;
	struct cost_row *row;
	size_t i;

	for (i = 0; i < from->count; i++) {
		row = cost_find(state, from->rows[i].currency);
		row->count += from->rows[i].count;
		row->amount += from->rows[i].amount;
		row->delivered += from->rows[i].delivered;
		row->confirmed += from->rows[i].confirmed;
	}
}

static void
cost_release(void *state)
{
	free(((struct cost_state *)state)->rows);
}

const struct acc_kind acc_cost = {
    .form = FIGURE_COST,
    .size = sizeof(struct cost_state),
    .add = cost_add,
    .emit = cost_emit,
    .merge = cost_merge,
    .release = cost_release,
};
