/* SPDX-License-Identifier: ISC */
#include "policy/spend.h"

struct spend_period
spend_day(const struct zone *zone, int64_t now_ms)
{
	struct spend_period day;
	struct civil civil;

	if (zone != NULL)
		zone_civil(zone, now_ms, &civil, NULL, NULL);
	else
		civil_from_ms(now_ms, &civil);
	civil.hour = civil.minute = civil.second = civil.ms = 0;
	day.start_ms = zone != NULL ? zone_instant(zone, &civil)
				    : civil_to_ms(&civil);
	civil_add(&civil, 0, 1);
	day.end_ms = zone != NULL ? zone_instant(zone, &civil)
				  : civil_to_ms(&civil);
	return day;
}

struct spend_period
spend_hour(int64_t now_ms)
{
	int64_t start = now_ms - now_ms % INSTANT_HOUR;

	return (struct spend_period){start, start + INSTANT_HOUR};
}

struct slice
spend_prefix(struct slice number)
{
	if (number.n > SPEND_PREFIX_CUT)
		number.n -= SPEND_PREFIX_CUT;
	return number;
}

void
spend_check(int64_t limit, int64_t used, int64_t more,
    const struct spend_period *period, struct policy_finding *finding)
{
	*finding = (struct policy_finding){.policy = "spend"};
	if (used <= 0 || more <= 0 || used + more <= limit)
		return;
	finding->verdict = POLICY_HOLDS;
	finding->reason = "spend_limit";
	finding->until_ms = period->end_ms;
}
