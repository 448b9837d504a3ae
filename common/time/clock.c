/* SPDX-License-Identifier: ISC */
#include "time/clock.h"

#include "base/fault.h"
#include "time/instant.h"

#include <stddef.h>
#include <time.h>

enum { CLOCK_NS_PER_MS = 1000000 };

int
clock_init(struct clock *clock, const char *now, struct error *err)
{
	*clock = (struct clock){.fixed = now != NULL};
	if (now != NULL && instant_parse(slice_of(now), &clock->unix_ms) != 0)
		return error_set(err, EX_USAGE,
		    "no RFC 3339 time with an offset: '%s'", now);
	return 0;
}

static int64_t
clock_read(clockid_t id)
{
	struct timespec now;

	(void)clock_gettime(id, &now); /* these two ids cannot fail */
	return (int64_t)now.tv_sec * INSTANT_SECOND +
	    now.tv_nsec / CLOCK_NS_PER_MS;
}

int64_t
clock_now(const struct clock *clock)
{
	return clock->fixed ? clock->unix_ms : clock_read(CLOCK_REALTIME);
}

int64_t
clock_monotonic(void)
{
	/* What must never be; for the proof that notices it. */
	if (fault_broken("wall-clock"))
		return clock_read(CLOCK_REALTIME);
	return clock_read(CLOCK_MONOTONIC);
}

int64_t
clock_awake(void)
{
#ifdef CLOCK_BOOTTIME
	return clock_read(CLOCK_BOOTTIME);
#else
	return clock_read(CLOCK_MONOTONIC);
#endif
}
