/* SPDX-License-Identifier: ISC */
#include "template/value.h"

#include "time/zone.h"

/* The instant of a time, or of a text that is compared with one. */
static bool
instant_of(const struct value *value, const struct zone *zone, int64_t *unix_ms)
{
	struct civil civil;
	bool local;

	if (value->type == VALUE_TIME) {
		*unix_ms = value->unix_ms;
		return true;
	}
	if (value->type != VALUE_TEXT ||
	    instant_parse_civil(value->text, unix_ms, &civil, &local) != 0)
		return false;
	if (local)
		*unix_ms = zone_instant(zone, &civil);
	return true;
}

int
value_order_times(const struct value *a, const struct value *b, int *order)
{
	const struct zone *zone = a->type == VALUE_TIME ? a->zone : b->zone;
	int64_t x, y;

	if (!instant_of(a, zone, &x) || !instant_of(b, zone, &y))
		return value_is_nothing(a) || value_is_nothing(b) ? 0 : -1;
	*order = (x > y) - (x < y);
	return 1;
}
