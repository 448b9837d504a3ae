/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "tests/unit/test.h"
#include "time/tzif.h"
#include "time/zone.h"

#include <stdlib.h>
#include <time.h>

/* The text of an instant, of the arena. */
static const char *
shown(struct arena *arena, int64_t unix_ms)
{
	char *text = arena_alloc(arena, INSTANT_TEXT_MAX);

	instant_format(unix_ms, text);
	return text;
}

/* The instant at which a wall clock shows that text. */
static int64_t
wall(const struct zone *zone, const char *text)
{
	struct civil civil = {0};
	int64_t ignored;
	bool local;

	(void)test_check(instant_parse_civil(
			     slice_of(text), &ignored, &civil, &local) == 0 &&
		local,
	    __FILE__, __LINE__, text);
	return zone_instant(zone, &civil);
}

static const struct zone *
zone(struct zone_set *set, const char *name)
{
	struct error err;
	const struct zone *found = zone_find(set, slice_of(name), &err);

	(void)test_check(found != NULL, __FILE__, __LINE__, name);
	return found;
}

#define CHECK_WALL(zone, text, want) \
	CHECK_STR(shown(arena, wall((zone), (text))), want)

static void
test_changes(struct zone_set *set, struct arena *arena)
{
	const struct zone *york = zone(set, "America/New_York");
	const struct zone *berlin = zone(set, "Europe/Berlin");
	const struct zone *howe = zone(set, "Australia/Lord_Howe");
	const struct zone *apia = zone(set, "Pacific/Apia");

	TEST("a wall clock that is skipped is read with the offset before")
	{
		CHECK_WALL(
		    york, "2026-03-08T02:30", "2026-03-08T07:30:00.000Z");
		CHECK_WALL(
		    york, "2026-03-08T02:00", "2026-03-08T07:00:00.000Z");
		CHECK_WALL(
		    york, "2026-03-08T03:00", "2026-03-08T07:00:00.000Z");
		CHECK_WALL(
		    berlin, "2026-03-29T02:15", "2026-03-29T01:15:00.000Z");
		CHECK_WALL(
		    howe, "2026-10-04T02:10", "2026-10-03T15:40:00.000Z");
		CHECK_WALL(
		    apia, "2011-12-30T12:00", "2011-12-30T22:00:00.000Z");
	}
	TEST("a wall clock that occurs twice is the first")
	{
		CHECK_WALL(
		    york, "2026-11-01T01:30", "2026-11-01T05:30:00.000Z");
		CHECK_WALL(
		    york, "2026-11-01T02:00", "2026-11-01T07:00:00.000Z");
		CHECK_WALL(
		    berlin, "2026-10-25T02:59", "2026-10-25T00:59:00.000Z");
		CHECK_WALL(
		    howe, "2026-04-05T01:45", "2026-04-04T14:45:00.000Z");
	}
	TEST("years beyond the table follow the rule at its end")
	{
		CHECK_WALL(
		    york, "2060-03-14T02:30", "2060-03-14T07:30:00.000Z");
		CHECK_WALL(
		    york, "2060-07-01T12:00", "2060-07-01T16:00:00.000Z");
		CHECK_WALL(
		    york, "2060-12-01T12:00", "2060-12-01T17:00:00.000Z");
		CHECK_WALL(
		    howe, "2060-01-01T12:00", "2060-01-01T01:00:00.000Z");
	}
	TEST("years before the table follow its first offset")
	{
		CHECK_WALL(
		    york, "1850-01-01T12:00", "1850-01-01T16:56:02.000Z");
	}
}

static void
test_names(struct zone_set *set)
{
	static const char *const bad[] = {"", "../etc/passwd", "/etc/localtime",
	    "America/../Europe/Berlin", "America//New_York", "America/",
	    "America", "localtime", "right/UTC", "tzdata.zi", "Mars/Olympus",
	    "America/New_York ", "america/new_york", "Europe/Berlin\n"};
	struct zone_set nowhere = {.folder = "/nonexistent"};
	struct error err;
	const struct zone *york;
	size_t i;

	TEST("a zone is loaded once and knows its name")
	{
		york = zone(set, "America/New_York");
		CHECK(york == zone(set, "America/New_York"));
		CHECK_STR(zone_name(york), "America/New_York");
	}
	TEST("a name that is no zone is refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			(void)test_check(
			    zone_find(set, slice_of(bad[i]), &err) == NULL &&
				err.code == EX_DATAERR,
			    __FILE__, __LINE__, bad[i]);
		CHECK(zone_find(set, slice_of("Mars/Olympus"), &err) == NULL);
		CHECK_STR(err.text, "no time zone 'Mars/Olympus'");
	}
	TEST("a folder of the caller's takes the place of the usual ones")
	{
		CHECK(zone_find(&nowhere, slice_of("UTC"), &err) == NULL);
	}
}

/* Does our clock show what the C library's shows? */
static bool
agrees(const struct zone *zone, int64_t second)
{
	time_t t = (time_t)second;
	const char *abbreviation;
	struct civil civil;
	struct tm tm;
	int offset;

	zone_civil(
	    zone, second * INSTANT_SECOND, &civil, &offset, &abbreviation);
	return localtime_r(&t, &tm) != NULL &&
	    civil.year == tm.tm_year + 1900 && civil.month == tm.tm_mon + 1 &&
	    civil.day == tm.tm_mday && civil.hour == tm.tm_hour &&
	    civil.minute == tm.tm_min && civil.second == tm.tm_sec &&
	    civil_weekday(&civil) == tm.tm_wday &&
	    civil_year_day(&civil) == tm.tm_yday + 1 &&
	    strcmp(abbreviation, tzname[tm.tm_isdst > 0]) == 0;
}

/* Does the time that is shown lead back, to the first if there are two? */
static bool
returns(const struct zone *zone, int64_t second)
{
	int64_t at = second * INSTANT_SECOND, back;
	struct civil civil, again;

	zone_civil(zone, at, &civil, NULL, NULL);
	back = zone_instant(zone, &civil);
	zone_civil(zone, back, &again, NULL, NULL);
	return back <= at && civil_to_ms(&again) == civil_to_ms(&civil);
}

static void
test_sweep(struct zone_set *set)
{
	static const char *const names[] = {"America/New_York", "Europe/Berlin",
	    "Europe/Dublin", "Australia/Lord_Howe", "Africa/Casablanca",
	    "America/Nuuk", "Pacific/Apia", "Pacific/Chatham", "Asia/Kolkata",
	    "Asia/Gaza", "America/Sao_Paulo", "America/Phoenix",
	    "Antarctica/Troll", "America/St_Johns", "UTC", "Asia/Kathmandu",
	    "EST5EDT"};
	const int64_t from = -2700000000, until = 4200000000; /* 1884-2103 */
	const struct zone *z;
	int64_t at;
	size_t i;
	int wrong;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		TEST("the C library and we read the same clock")
		{
			(void)setenv("TZ", names[i], 1);
			tzset();
			z = zone(set, names[i]);
			wrong = 0;
			/* a prime near two days, so that hours vary too */
			for (at = from; at < until; at += 170197)
				wrong += !agrees(z, at) || !returns(z, at);
			(void)test_check(
			    wrong == 0, __FILE__, __LINE__, names[i]);
			CHECK_INT(wrong, 0);
		}
	}
}

/* Every change of every year, to the second. */
static void
test_edges(struct zone_set *set)
{
	const struct zone *z = zone(set, "America/New_York");
	int offset, before = 0, changes = 0, wrong = 0;
	struct civil civil;
	int64_t at;

	(void)setenv("TZ", "America/New_York", 1);
	tzset();
	TEST("two changes a year, each at the same second as the C library's")
	{
		for (at = 1767225600; at < 3976214400; at += 1800) {
			zone_civil(
			    z, at * INSTANT_SECOND, &civil, &offset, NULL);
			if (offset != before)
				wrong += !agrees(z, at) || !agrees(z, at - 1);
			changes += offset != before;
			before = offset;
		}
		CHECK_INT(wrong, 0);
		CHECK_INT(changes, 1 + 2 * 70);
	}
}

static void
test_damage(void)
{
	static const char tiny[] =
	    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
	    "\0\0\0\0\0\0UTC\0"
	    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4"
	    "\0\0\0\0\0\0UTC\0\nUTC0\n";
	const size_t size = sizeof(tiny) - 1;
	struct tzif tzif;
	struct error err;
	char copy[sizeof(tiny)];
	size_t i;

	TEST("a file cut anywhere is refused")
	{
		CHECK_INT(
		    tzif_parse((struct slice){tiny, size}, &tzif, &err), 0);
		tzif_release(&tzif);
		for (i = 0; i < size; i++) {
			char *cut = mem_alloc(i);

			memcpy(cut, tiny, i);
			CHECK_INT(
			    tzif_parse((struct slice){cut, i}, &tzif, &err),
			    -1);
			free(cut);
		}
	}
	TEST("a file with a byte changed is read or refused, no more")
	{
		for (i = 0; i < size * 4; i++) {
			memcpy(copy, tiny, size);
			copy[i / 4] = (char)(copy[i / 4] ^ (1 << (i % 4 * 2)));
			if (tzif_parse(
				(struct slice){copy, size}, &tzif, &err) == 0)
				tzif_release(&tzif);
			else
				CHECK_INT(err.code, EX_DATAERR);
		}
	}
}

int
main(void)
{
	struct zone_set set = {0};
	struct arena arena = {0};

	test_changes(&set, &arena);
	test_names(&set);
	test_sweep(&set);
	test_edges(&set);
	test_damage();
	zone_set_release(&set);
	arena_release(&arena);
	return test_done();
}
