/* SPDX-License-Identifier: ISC */
#include "schedule.h"

int
schedule_read(struct view view, const struct zone *zone, struct arena *arena,
    int64_t *unix_ms)
{
	struct slice text = view_string(view, arena);
	struct civil civil;
	bool local;

	if (text.p == NULL ||
	    instant_parse_civil(text, unix_ms, &civil, &local) != 0)
		return -1;
	if (local)
		*unix_ms = zone_instant(zone, &civil);
	return 0;
}

int64_t
schedule_apply(
    const struct schedule *schedule, int64_t anchor_ms, const struct zone *zone)
{
	const struct duration *offset = &schedule->offset;
	int64_t at = anchor_ms;
	struct civil civil;

	if (offset->months != 0 || offset->days != 0 || schedule->has_time) {
		zone_civil(zone, at, &civil, NULL, NULL);
		civil_add(&civil, offset->months, offset->days);
		if (schedule->has_time) {
			civil.hour = schedule->hour;
			civil.minute = schedule->minute;
			civil.second = civil.ms = 0;
		}
		at = zone_instant(zone, &civil);
	}
	return at + offset->ms;
}
