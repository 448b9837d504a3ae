/* SPDX-License-Identifier: ISC */
/*
 * instant: times, durations and zone names.  What is read is written and read
 * again as the same; the wall clock of a zone leads back to what it shows.
 */
#include "tests/fuzz/fuzz.h"
#include "time/zone.h"

#include <string.h>

enum { TEXT_MAX = 128 }; /* bytes of a text put together */

#define YEAR_0 INT64_C(-62167219200000) /* ms, 0000-01-01T00:00:00Z */
#define YEAR_10000 INT64_C(253402300800000)
#define FAR (INT64_MAX / 4)

static bool
same_civil(const struct civil *a, const struct civil *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day &&
	    a->hour == b->hour && a->minute == b->minute &&
	    a->second == b->second && a->ms == b->ms;
}

static void
check_civil(const struct civil *civil)
{
	HOLDS(civil->month >= 1 && civil->month <= 12);
	HOLDS(civil->day >= 1 &&
	    civil->day <= civil_month_days(civil->year, civil->month));
	HOLDS(civil->hour >= 0 && civil->hour <= 23);
	HOLDS(civil->minute >= 0 && civil->minute <= 59);
	HOLDS(civil->second >= 0 && civil->second <= 59);
	HOLDS(civil->ms >= 0 && civil->ms <= 999);
	HOLDS(civil_weekday(civil) >= 0 && civil_weekday(civil) <= 6);
	HOLDS(civil_year_day(civil) >= 1 && civil_year_day(civil) <= 366);
}

/* There and back; text within the years that RFC 3339 has. */
static void
check_ms(int64_t ms)
{
	char text[INSTANT_TEXT_MAX];
	struct civil civil;
	int64_t again;

	instant_format(ms, text);
	HOLDS(strlen(text) < sizeof(text));
	civil_from_ms(ms, &civil);
	check_civil(&civil);
	HOLDS(ms > FAR || ms < -FAR || civil_to_ms(&civil) == ms);
	if (ms >= YEAR_0 && ms < YEAR_10000)
		HOLDS(
		    instant_parse(slice_of(text), &again) == 0 && again == ms);
	else
		HOLDS(instant_parse(slice_of(text), &again) == -1);
}

static void
check_zone(const struct zone *zone, int64_t ms)
{
	const char *abbreviation;
	struct civil civil, again;
	int offset_s;
	int64_t back;

	if (ms < YEAR_0 || ms >= YEAR_10000)
		return;
	zone_civil(zone, ms, &civil, &offset_s, &abbreviation);
	check_civil(&civil);
	HOLDS(abbreviation != NULL && strlen(abbreviation) > 0);
	HOLDS(civil_to_ms(&civil) == ms + offset_s * (int64_t)INSTANT_SECOND);
	back = zone_instant(zone, &civil);
	HOLDS(back <= ms); /* of two the first */
	zone_civil(zone, back, &again, NULL, NULL);
	HOLDS(same_civil(&civil, &again));
}

static int64_t
check_time(struct slice text)
{
	int64_t ms = 0, same = 0;
	struct civil civil;
	bool local = false;
	int strict = instant_parse(text, &ms);
	int loose = instant_parse_civil(text, &same, &civil, &local);

	HOLDS(strict != 0 || (loose == 0 && !local && same == ms));
	if (loose != 0)
		return 0;
	check_ms(same);
	civil_add(&civil, 13, -400);
	civil.second = 0; /* it may have been a leap second */
	check_civil(&civil);
	return same;
}

/* A sign turns all parts round; two signs are none. */
static void
check_duration(struct slice text)
{
	struct duration duration, other;
	char with[TEXT_MAX];
	struct civil civil;
	bool bare = text.n > 0 && text.p[0] == 'P';
	int result = duration_parse(text, &duration);

	if (text.n + 1 < sizeof(with) && bare) {
		with[0] = '-';
		memcpy(with + 1, text.p, text.n);
		HOLDS(duration_parse(
			  (struct slice){with, text.n + 1}, &other) == result);
		HOLDS(result != 0 ||
		    (other.months == -duration.months &&
			other.days == -duration.days &&
			other.ms == -duration.ms));
	}
	if (result != 0)
		return;
	civil_from_ms(0, &civil);
	civil_add(&civil, duration.months, duration.days);
	check_civil(&civil);
}

/* A text is "TIME" or "ZONE TIME", or all of it a duration. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct zone_set zones;
	struct slice text = fuzz_slice(data, size), rest = text;
	const char *blank = memchr(text.p, ' ', text.n);
	const struct zone *zone;
	struct error err;
	int64_t ms;

	if (size >= sizeof(ms)) {
		memcpy(&ms, data, sizeof(ms));
		check_ms(ms);
	}
	check_duration(text);
	(void)check_time(text);
	if (blank == NULL)
		return 0;
	text.n = (size_t)(blank - text.p);
	zone = zone_find(&zones, text, &err);
	HOLDS(zone != NULL || err.code == EX_DATAERR);
	if (zone == NULL)
		return 0;
	HOLDS(slice_is(text, zone_name(zone)));
	rest.p += text.n + 1;
	rest.n -= text.n + 1;
	check_zone(zone, check_time(rest));
	if (rest.n >= sizeof(ms)) {
		memcpy(&ms, rest.p, sizeof(ms));
		check_zone(zone, ms % YEAR_10000);
	}
	return 0;
}
