/* SPDX-License-Identifier: ISC */
/* acc_count and acc_rate: messages, and messages of messages. */
#include "acc.h"

struct count_state {
	uint64_t hits, tries;
};

static void
count_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct count_state *count = state;

	count->hits += (outcome->is & acc->of) != 0;
}

static void
rate_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct count_state *count = state;

	if ((outcome->is & acc->among) == 0)
		return;
	count->tries++;
	count->hits += (outcome->is & acc->of) != 0;
}

static void
count_emit(void *state, const struct acc *acc, const struct words *words,
    struct figure *figure)
{
	const struct count_state *count = state;

	(void)acc;
	(void)words;
	figure->hits = count->hits;
	figure->tries = count->tries;
}

const struct acc_kind acc_count = {
    .form = FIGURE_COUNT,
    .size = sizeof(struct count_state),
    .add = count_add,
    .emit = count_emit,
};

const struct acc_kind acc_rate = {
    .form = FIGURE_RATE,
    .size = sizeof(struct count_state),
    .add = rate_add,
    .emit = count_emit,
};
