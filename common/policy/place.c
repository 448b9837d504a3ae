/* SPDX-License-Identifier: ISC */
#include "policy/place.h"

#include "policy/place_table.h"
#include "text/phone.h"

#include <stdlib.h>
#include <string.h>

enum {
	AREA_DIGITS = 3, /* behind the 1 */
	PLAN_DIGITS = 11, /* of a number of +1, its 1 included */
};

static const char place_anywhere[] =
    "America/Puerto_Rico|America/New_York|America/Chicago|America/Denver|"
    "America/Los_Angeles|America/Anchorage|Pacific/Honolulu";

static int
compare_area(const void *key, const void *row)
{
	return *(const int *)key - ((const struct place_area *)row)->code;
}

/* A row of a sorted table begins with its digits. */
static struct slice
place_start(const void *table, size_t size, size_t at)
{
	const char *row = (const char *)table + at * size;

	return slice_of(*(const char *const *)(const void *)row);
}

/* How many rows are not behind the digits. */
static size_t
place_before(const void *table, size_t count, size_t size, struct slice digits)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (slice_compare(place_start(table, size, middle), digits) <=
		    0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const void *
place_longest(const void *table, size_t count, size_t size, struct slice digits)
{
	struct slice start;
	size_t same;

	/* The row before the digits is the longest start of them, or the
	 * longest is a start of what both begin with. */
	while (digits.n > 0) {
		count = place_before(table, count, size, digits);
		if (count == 0)
			return NULL;
		start = place_start(table, size, count - 1);
		for (same = 0; same < start.n && same < digits.n &&
		     start.p[same] == digits.p[same];)
			same++;
		if (same == start.n)
			return (const char *)table + (count - 1) * size;
		digits.n = same;
	}
	return NULL;
}

/* +1 NXX 976 XXXX. */
static bool
is_976(struct slice digits)
{
	static const char exchange[] = "976";

	return memcmp(digits.p + 1 + AREA_DIGITS, exchange,
		   sizeof(exchange) - 1) == 0;
}

/* A number of +1: its area code says nearly all. */
static void
place_plan(struct slice digits, struct place *out)
{
	const struct place_area *areas, *area = NULL;
	size_t count, i;
	int code = 0;

	areas = place_areas(&count);
	for (i = 1; i <= AREA_DIGITS; i++)
		code = code * 10 + (digits.p[i] - '0');
	if (digits.n == PLAN_DIGITS)
		area = bsearch(
		    &code, areas, count, sizeof(*areas), compare_area);
	*out = (struct place){PLACE_UNKNOWN, "US", NULL, place_anywhere};
	if (area == NULL)
		return;
	out->kind = area->kind;
	if (area->kind == PLACE_GEOGRAPHIC && is_976(digits))
		out->kind = PLACE_PREMIUM;
	out->region = area->region;
	if (area->country != NULL)
		out->country = area->country;
	if (area->zones != NULL)
		out->zones = area->zones;
}

static void
place_abroad(struct slice digits, struct place *out)
{
	const struct place_calling *table, *row;
	size_t count;

	table = place_callings(&count);
	row = place_longest(table, count, sizeof(*table), digits);
	*out = (struct place){PLACE_UNKNOWN, NULL, NULL, place_anywhere};
	if (row == NULL)
		return;
	out->kind = row->country != NULL ? PLACE_GEOGRAPHIC
					 : PLACE_NON_GEOGRAPHIC;
	out->country = row->country;
	if (row->zones != NULL)
		out->zones = row->zones;
}

bool
place_find(struct slice number, struct place *out)
{
	struct slice digits;

	if (!phone_is_e164(number))
		return false;
	digits = (struct slice){number.p + 1, number.n - 1};
	if (digits.p[0] == '1')
		place_plan(digits, out);
	else
		place_abroad(digits, out);
	if (place_is_premium(digits))
		out->kind = PLACE_PREMIUM;
	return true;
}

bool
place_next_zone(const char **rest, struct slice *zone)
{
	size_t n = strcspn(*rest, "|");

	*zone = (struct slice){*rest, n};
	*rest += n + ((*rest)[n] == '|');
	return n > 0;
}
