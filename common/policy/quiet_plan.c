/* SPDX-License-Identifier: ISC */
/*
 * From a closed minute a rule can open only where a row starts, where a day
 * begins, or where the clock is changed.  The search goes from one such place
 * to the next, for whichever pair of rule and zone is closed, until none is.
 */
#include "policy/quiet_table.h"

enum { DAY_MINUTES = 24 * 60 };

static int
zone_offset(const struct zone *zone, int64_t unix_ms)
{
	struct civil ignored;
	int offset_s;

	zone_civil(zone, unix_ms, &ignored, &offset_s, NULL);
	return offset_s;
}

static bool
opens(const struct quiet_rule *rule, const struct zone *zone, int64_t unix_ms)
{
	struct civil clock;

	zone_civil(zone, unix_ms, &clock, NULL, NULL);
	return quiet_rule_opens(rule, &clock);
}

/* Minutes until a row of the rule starts that day, or the day ends. */
static int
minutes_to_edge(const struct quiet_rule *rule, const struct civil *clock)
{
	int minute = clock->hour * 60 + clock->minute, edge = DAY_MINUTES;
	size_t i;

	for (i = 0; i < rule->count; i++)
		if (rule->rows[i].start > minute && rule->rows[i].start < edge)
			edge = rule->rows[i].start;
	return edge - minute;
}

/*
 * The first minute after `from` where the clock has another offset, which it
 * has at `to`: no zone changes twice in a day.
 */
static int64_t
find_change(const struct zone *zone, int64_t from, int64_t to)
{
	int offset_s = zone_offset(zone, from);

	while (to - from > INSTANT_MINUTE) {
		int64_t minutes = (to - from) / INSTANT_MINUTE;
		int64_t middle = from + minutes / 2 * INSTANT_MINUTE;

		if (zone_offset(zone, middle) == offset_s)
			from = middle;
		else
			to = middle;
	}
	return to;
}

/* The next place at which the closed rule can open. */
static int64_t
next_edge(const struct quiet_rule *rule, const struct zone *zone, int64_t at)
{
	struct civil clock;
	int64_t edge;
	int offset_s;

	zone_civil(zone, at, &clock, &offset_s, NULL);
	edge = at + minutes_to_edge(rule, &clock) * (int64_t)INSTANT_MINUTE;
	if (zone_offset(zone, edge) != offset_s)
		edge = find_change(zone, at, edge);
	return edge;
}

/* The first pair that is closed moves *at on; false: none is. */
static bool
move_on(const struct quiet_plan *plan, int64_t *at)
{
	size_t rule, zone;

	for (rule = 0; rule < plan->rule_count; rule++) {
		for (zone = 0; zone < plan->zone_count; zone++) {
			if (opens(&plan->rules[rule], plan->zones[zone], *at))
				continue;
			*at = next_edge(
			    &plan->rules[rule], plan->zones[zone], *at);
			return true;
		}
	}
	return false;
}

bool
quiet_plan_opens(const struct quiet_plan *plan, int64_t unix_ms)
{
	int64_t at = unix_ms;

	return !move_on(plan, &at);
}

int64_t
quiet_plan_next(const struct quiet_plan *plan, int64_t unix_ms)
{
	int64_t over = unix_ms % INSTANT_MINUTE, at = unix_ms - over, end;

	if (over > 0)
		at += INSTANT_MINUTE;
	end = at + QUIET_HORIZON_DAYS * (int64_t)INSTANT_DAY;
	while (at < end)
		if (!move_on(plan, &at))
			return at;
	return end;
}
