/* SPDX-License-Identifier: ISC */
/* acc_tally: messages counted by a key: a reason, a class, a code. */
#include "acc.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct tally_state {
	uint64_t *counts; /* by key: keys are small, they number words */
	size_t room;
};

static void
tally_grow(struct tally_state *tally, size_t key)
{
	size_t room = tally->room > 0 ? tally->room : 32;

	while (room <= key)
		room *= 2;
	tally->counts = mem_realloc(
	    tally->counts, room, sizeof(*tally->counts));
	memset(tally->counts + tally->room, 0,
	    (room - tally->room) * sizeof(*tally->counts));
	tally->room = room;
}

static void
tally_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct tally_state *tally = state;
	uint32_t key;

	if ((outcome->is & acc->of) == 0)
		return;
	key = acc->key(outcome);
	if (key >= tally->room)
		tally_grow(tally, key);
	tally->counts[key]++;
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
    struct figure *figure)
{
	const struct tally_state *tally = state;
	struct figure_row *row;
	size_t key;

	figure->rows = mem_zalloc(tally->room + 1, sizeof(*figure->rows));
	for (key = 0; key < tally->room; key++) {
		if (tally->counts[key] == 0)
			continue;
		row = &figure->rows[figure->row_count++];
		row->count = tally->counts[key];
		acc->label(words, (uint32_t)key, row->labels);
		figure->hits += row->count;
	}
	qsort(figure->rows, figure->row_count, sizeof(*figure->rows),
	    tally_compare);
}

static void
tally_release(void *state)
{
	struct tally_state *tally = state;

	free(tally->counts);
}

const struct acc_kind acc_tally = {
    .form = FIGURE_TALLY,
    .size = sizeof(struct tally_state),
    .add = tally_add,
    .emit = tally_emit,
    .release = tally_release,
};
