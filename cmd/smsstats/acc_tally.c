/* SPDX-License-Identifier: ISC */
/* acc_tally: messages counted by a key: a reason, a class, a code. */
#include "acc.h"

#include "base/mem.h"
#include "map.h"

#include <stdlib.h>

struct tally_state {
	struct map counts; /* key -> how many */
};

static uint32_t *
tally_count(struct tally_state *tally, uint64_t key)
{
	return map_put(&tally->counts, (struct hash_key){key, 0});
}

static void
tally_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	if ((outcome->is & acc->of) != 0)
		++*tally_count(state, acc->key(outcome));
}

static int
tally_compare(const void *left, const void *right)
{
	const struct figure_row *a = left, *b = right;
	int order, i;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	for (i = 0; i < ACC_LABELS; i++) {
		order = slice_compare(a->labels[i], b->labels[i]);
		if (order != 0)
			return order;
	}
	return 0;
}

static void
tally_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	const struct tally_state *tally = state;
	struct figure_row *row;
	const struct map_place *place = tally->counts.places;
	size_t i;

	(void)figures;
	figure->rows = mem_zalloc(
	    tally->counts.count + 1, sizeof(*figure->rows));
	for (i = 0; i < tally->counts.room; i++, place++) {
		if (place->value == 0)
			continue;
		row = &figure->rows[figure->row_count++];
		row->count = place->value;
		acc->label(words, (uint32_t)place->high, row->labels);
		figure->hits += row->count;
	}
	qsort(figure->rows, figure->row_count, sizeof(*figure->rows),
	    tally_compare);
}

static void
tally_merge(void *state, const void *other)
{
	const struct map *from = &((const struct tally_state *)other)->counts;
	size_t i;

	for (i = 0; i < from->room; i++)
		if (from->places[i].value != 0)
			*tally_count(state,
			    from->places[i].high) += from->places[i].value;
}

static void
tally_release(void *state)
{
	struct tally_state *tally = state;

	map_release(&tally->counts);
}

const struct acc_kind acc_tally = {
    .form = FIGURE_TALLY,
    .size = sizeof(struct tally_state),
    .add = tally_add,
    .emit = tally_emit,
    .merge = tally_merge,
    .release = tally_release,
};
