/* SPDX-License-Identifier: ISC */
/*
 * clock: the wall clock, or the instant that --now put in its place.
 */
#ifndef TIME_CLOCK_H
#define TIME_CLOCK_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct clock {
	bool fixed;
	int64_t unix_ms;
};

/* now: the argument of --now, NULL for the real clock; EX_USAGE if no time. */
int clock_init(struct clock *clock, const char *now, struct error *err);

int64_t clock_now(const struct clock *clock); /* ms since 1970 */

/* Milliseconds that only go forward, for timeouts and rates. */
int64_t clock_monotonic(void);

/* The same, and time that the machine spent asleep counts too. */
int64_t clock_awake(void);

#endif
