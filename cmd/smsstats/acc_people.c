/* SPDX-License-Identifier: ISC */
/*
 * acc_people: how many people, however many messages each of them got; and
 * acc_share: how many of these did what the row says.
 */
#include "acc.h"

#include "map.h"

struct people_state {
	struct map seen; /* a person's number -> enum seen */
};

enum seen { SEEN = 1, SEEN_OPTED_OUT = 2, SEEN_COMPLAINED = 4 };

/* Nobody chooses the numbers of the people texted to collide. */
static const struct hash_seed people_seed = {0, 0};

static void
people_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct people_state *people = state;
	uint32_t *seen;

	if ((outcome->is & acc->among) == 0 || outcome->person == 0)
		return;
	seen = map_put(
	    &people->seen, hash_number(&people_seed, outcome->person));
	*seen |= SEEN |
	    ((outcome->is & IS_OPTED_OUT) != 0 ? SEEN_OPTED_OUT : 0) |
	    ((outcome->is & IS_COMPLAINED) != 0 ? SEEN_COMPLAINED : 0);
}

static void
people_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	const struct map *seen = &((const struct people_state *)state)->seen;
	size_t i;

	(void)acc;
	(void)words;
	(void)figures;
	figure->hits = seen->count;
	for (i = 0; i < seen->room; i++) {
		uint32_t value = seen->places[i].value;

		figure->opted_out += (value & SEEN_OPTED_OUT) != 0;
		figure->complained += (value & SEEN_COMPLAINED) != 0;
	}
}

static void
people_merge(void *state, const void *other)
{
	const struct map *from = &((const struct people_state *)other)->seen;
	struct people_state *people = state;
	size_t i;

	for (i = 0; i < from->room; i++)
		if (from->places[i].value != 0)
			*map_put(&people->seen,
			    (struct hash_key){from->places[i].high,
				from->places[i].low}) |= from->places[i].value;
}

static void
people_release(void *state)
{
	struct people_state *people = state;

	map_release(&people->seen);
}

const struct acc_kind acc_people = {
    .form = FIGURE_COUNT,
    .size = sizeof(struct people_state),
    .add = people_add,
    .emit = people_emit,
    .merge = people_merge,
    .release = people_release,
};

static void
share_emit(void *state, const struct acc *acc, const struct words *words,
    const struct figure *figures, struct figure *figure)
{
	const struct figure *people = figures;

	(void)state;
	(void)words;
	while (people->acc->kind != &acc_people)
		people++;
	figure->tries = people->hits;
	figure->hits = acc->of == IS_OPTED_OUT ? people->opted_out
					       : people->complained;
}

const struct acc_kind acc_share = {
    .form = FIGURE_RATE,
    .emit = share_emit,
};
