/* SPDX-License-Identifier: ISC */
/*
 * spend: how much of something a tenant may use in a period: money in a day or
 * on one range of numbers, segments to a carrier.
 */
#ifndef POLICY_SPEND_H
#define POLICY_SPEND_H

#include "base/slice.h"
#include "policy/policy.h"
#include "time/zone.h"

#include <stdint.h>

enum {
	SPEND_PREFIX_CUT = 4, /* digits of a number that its range leaves out:
				 a pumped range is ten thousand numbers */
};

struct spend_period {
	int64_t start_ms, end_ms;
};

/* The day of now_ms on that zone's clock; NULL: UTC. */
struct spend_period spend_day(const struct zone *zone, int64_t now_ms);

/* The full hour of UTC. */
struct spend_period spend_hour(int64_t now_ms);

/* The number without its last digits. */
struct slice spend_prefix(struct slice number);

/*
 * Holds until the period's end when `used` (so far in it) and `more` are above
 * the limit.  What is more than a whole limit by itself goes when nothing was
 * used: it would never go otherwise.  What uses nothing (more: 0) passes.
 */
void spend_check(int64_t limit, int64_t used, int64_t more,
    const struct spend_period *period, struct policy_finding *finding);

#endif
