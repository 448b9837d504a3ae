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
    const struct figure *figures, struct figure *figure)
{
	const struct count_state *count = state;

	(void)figures;
	(void)acc;
	(void)words;
	figure->hits = count->hits;
	figure->tries = count->tries;
}

static void
count_merge(void *state, const void *other)
{
	struct count_state *count = state;
	const struct count_state *more = other;

	count->hits += more->hits;
	count->tries += more->tries;
}

/* Of messages whose segments are known. */
static void
segments_add(void *state, const struct acc *acc, const struct outcome *outcome)
{
	struct count_state *count = state;

	if ((outcome->is & acc->of) == 0 || outcome->segments == 0)
		return;
	count->tries++;
	count->hits += outcome->segments;
}

const struct acc_kind acc_count = {
    .form = FIGURE_COUNT,
    .size = sizeof(struct count_state),
    .add = count_add,
    .emit = count_emit,
    .merge = count_merge,
};

const struct acc_kind acc_rate = {
    .form = FIGURE_RATE,
    .size = sizeof(struct count_state),
    .add = rate_add,
    .emit = count_emit,
    .merge = count_merge,
};

const struct acc_kind acc_segments = {
    .form = FIGURE_MEAN,
    .size = sizeof(struct count_state),
    .add = segments_add,
    .emit = count_emit,
    .merge = count_merge,
};
