/* SPDX-License-Identifier: ISC */
/* acc_people: a rate of people, however many messages each of them got. */
#include "acc.h"

#include "map.h"

struct people_state {
	struct map seen; /* a person's number -> 1 */
	uint64_t hits;
};

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
	if (*seen == 0 && (outcome->is & acc->of) != 0)
		people->hits++;
	*seen = 1;
}

static void
people_emit(void *state, const struct acc *acc, const struct words *words,
    struct figure *figure)
{
	const struct people_state *people = state;

	(void)acc;
	(void)words;
	figure->hits = people->hits;
	figure->tries = people->seen.count;
}

static void
people_release(void *state)
{
	struct people_state *people = state;

	map_release(&people->seen);
}

const struct acc_kind acc_people = {
    .form = FIGURE_RATE,
    .size = sizeof(struct people_state),
    .add = people_add,
    .emit = people_emit,
    .release = people_release,
};
