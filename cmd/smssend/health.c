/* SPDX-License-Identifier: ISC */
#include "health.h"

#include <stdio.h>

enum { HEALTH_NAME_MAX = 64 };

/* Processes and machines share the wall clock; never --now. */
static int64_t
health_clock(void)
{
	const struct clock real = {.fixed = false};

	return clock_now(&real);
}

static struct carrier_state *
health_of(struct run *run, const struct carrier *carrier)
{
	return &run->carrier_states[carrier - run->carriers.list];
}

static void
health_name(const char *provider, char name[HEALTH_NAME_MAX])
{
	(void)snprintf(name, HEALTH_NAME_MAX, "health/%s", provider);
}

int
health_read(struct store *store, const char *provider, struct health *health,
    struct error *err)
{
	char name[HEALTH_NAME_MAX];

	*health = (struct health){.misses = 0};
	health_name(provider, name);
	return meter_read(store, slice_of(name), &health->until_ms,
		   &health->misses, err) < 0
	    ? -1
	    : 0;
}

const char *
health_word(const struct health *health)
{
	if (health->misses < HEALTH_DOWN)
		return "up";
	return health->until_ms > health_clock() ? "down" : "trying";
}

static int
health_write(struct run *run, const struct carrier *carrier, int64_t wait_ms,
    struct error *err)
{
	char name[HEALTH_NAME_MAX];

	if (wait_ms > HEALTH_WAIT_MS)
		wait_ms = HEALTH_WAIT_MS;
	health_name(carrier->provider->name, name);
	return meter_write(run->store, slice_of(name), health_clock() + wait_ms,
	    health_of(run, carrier)->misses, err);
}

/* What another process wrote; a time that is too far off is of a clock that
 * was wrong. */
static void
health_take(struct carrier_state *state, const struct health *health)
{
	int64_t wait_ms = health->until_ms - health_clock();
	int64_t until = clock_monotonic() + wait_ms;

	state->misses = (int)health->misses;
	if (wait_ms > 0 && wait_ms <= HEALTH_WAIT_MS &&
	    until > state->pause_until)
		state->pause_until = until;
}

int
health_load(struct run *run, struct error *err)
{
	struct health health;
	size_t i;

	for (i = 0; i < run->carriers.count; i++) {
		if (health_read(run->store,
			run->carriers.list[i].provider->name, &health,
			err) != 0)
			return -1;
		health_take(&run->carrier_states[i], &health);
	}
	return 0;
}

int
health_miss(struct run *run, const struct carrier *carrier, int64_t wait_ms,
    struct error *err)
{
	struct carrier_state *state = health_of(run, carrier);
	int64_t mono = clock_monotonic();

	if (mono >= state->pause_until)
		state->misses++;
	state->pause_until = mono + wait_ms;
	return health_write(run, carrier, wait_ms, err);
}

int
health_answer(struct run *run, const struct carrier *carrier, struct error *err)
{
	struct carrier_state *state = health_of(run, carrier);

	if (state->misses == 0)
		return 0;
	state->misses = 0;
	return health_write(run, carrier, 0, err);
}

void
health_close(struct run *run, const struct carrier *carrier)
{
	size_t i;

	health_of(run, carrier)->closed = true;
	run_look(run, 0); /* what waits for it may go by another one */
	for (i = 0; i < run->carriers.count; i++)
		if (!run->carrier_states[i].closed)
			return;
	run_stop_claims(run);
}

int
health_refuse(struct run *run, const struct carrier *carrier, struct error *err)
{
	struct carrier_state *state = health_of(run, carrier);

	health_close(run, carrier);
	if (state->misses < HEALTH_DOWN)
		state->misses = HEALTH_DOWN;
	return health_write(run, carrier, 0, err);
}

bool
health_is_down(const struct run *run, const struct carrier *carrier)
{
	const struct carrier_state *state =
	    &run->carrier_states[carrier - run->carriers.list];

	return state->closed ||
	    (state->misses >= HEALTH_DOWN &&
		clock_monotonic() < state->pause_until);
}

unsigned
health_ill(const struct run *run)
{
	unsigned ill = 0;
	size_t i;

	for (i = 0; i < run->carriers.count; i++)
		if (run->carrier_states[i].closed ||
		    run->carrier_states[i].misses >= HEALTH_DOWN)
			ill |= 1u << i;
	return ill;
}

unsigned
health_down(const struct run *run)
{
	unsigned down = 0;
	size_t i;

	for (i = 0; i < run->carriers.count; i++)
		if (health_is_down(run, &run->carriers.list[i]))
			down |= 1u << i;
	return down;
}
