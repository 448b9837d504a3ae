/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "tests/unit/test.h"
#include "time/clock.h"
#include "time/instant.h"
#include "time/tzif.h"
#include "time/zone.h"

#include <limits.h>
#include <stdlib.h>
#include <time.h>

static int64_t
ms(const char *text)
{
	int64_t out = INT64_MIN;

	(void)test_check(
	    instant_parse(slice_of(text), &out) == 0, __FILE__, __LINE__, text);
	return out;
}

static bool
refused(const char *text)
{
	int64_t out;

	return instant_parse(slice_of(text), &out) == -1;
}

/* The text of an instant, of the arena. */
static const char *
shown(struct arena *arena, int64_t unix_ms)
{
	char *text = arena_alloc(arena, INSTANT_TEXT_MAX);

	instant_format(unix_ms, text);
	return text;
}

static void
test_parse(void)
{
	static const char *const bad[] = {"", "2026-12-08", "2026-12-08T14:30",
	    "2026-12-08T14:30:00", "2026-12-08T14:30:00+0500",
	    "2026-12-08T14:30:00+05", "2026-12-08T14:30:00.Z",
	    "2026-13-08T14:30:00Z", "2026-00-08T14:30:00Z",
	    "2026-12-32T14:30:00Z", "2026-12-00T14:30:00Z",
	    "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
	    "2026-12-08T24:00:00Z", "2026-12-08T23:60:00Z",
	    "2026-12-08T23:59:61Z", "2026-12-08T12:59:60Z",
	    "2026-12-08T14:30:00Z ", " 2026-12-08T14:30:00Z",
	    "2026-12-08T14:30:00+24:00", "2026-12-08T14:30:00+05:60",
	    "+2026-12-08T14:30:00Z", "26-12-08T14:30:00Z",
	    "2026-12-08T14:30:00ZZ", "2026/12/08T14:30:00Z"};
	struct civil civil;
	int64_t at;
	bool local;
	size_t i;

	TEST("an instant of RFC 3339 is read with its offset")
	{
		CHECK_INT(ms("1970-01-01T00:00:00Z"), 0);
		CHECK_INT(ms("2026-12-08T14:30:00-05:00"), 1796758200000);
		CHECK_INT(ms("2026-12-08t19:30:00z"), 1796758200000);
		CHECK_INT(ms("2026-12-08 19:30:00Z"), 1796758200000);
		CHECK_INT(ms("1996-12-19T16:39:57-08:00"), 851042397000);
		CHECK_INT(ms("1937-01-01T12:00:27.87+00:20"), -1041337172130);
		CHECK_INT(ms("0000-02-29T00:00:00Z"), -62162121600000);
		CHECK_INT(ms("9999-12-31T23:59:59.999Z"), 253402300799999);
	}
	TEST("a fraction is kept to the millisecond")
	{
		CHECK_INT(ms("1970-01-01T00:00:00.5Z"), 500);
		CHECK_INT(ms("1970-01-01T00:00:00.0456789Z"), 45);
		CHECK_INT(ms("1969-12-31T23:59:59.999Z"), -1);
	}
	TEST("a leap second counts as the next second")
	{
		CHECK_INT(
		    ms("2016-12-31T23:59:60Z"), ms("2017-01-01T00:00:00Z"));
		CHECK_INT(ms("2017-01-01T05:29:60.250+05:30"),
		    ms("2017-01-01T00:00:00.250Z"));
	}
	TEST("what is no instant is refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			if (!refused(bad[i]))
				(void)test_check(
				    false, __FILE__, __LINE__, bad[i]);
		CHECK(refused("2026-12-08T14:30:00"));
	}
	TEST("a time without an offset is read as a wall clock's")
	{
		CHECK_INT(instant_parse_civil(slice_of("2026-12-08T14:30"), &at,
			      &civil, &local),
		    0);
		CHECK(local);
		CHECK_INT(civil.year, 2026);
		CHECK_INT(civil.month, 12);
		CHECK_INT(civil.day, 8);
		CHECK_INT(civil.hour, 14);
		CHECK_INT(civil.minute, 30);
		CHECK_INT(civil.second, 0);
		CHECK_INT(
		    instant_parse_civil(slice_of("2026-12-08 14:30:05.250"),
			&at, &civil, &local),
		    0);
		CHECK_INT(civil.ms, 250);
		CHECK_INT(instant_parse_civil(slice_of("2026-12-08T14:30Z"),
			      &at, &civil, &local),
		    0);
		CHECK(!local);
		CHECK_INT(at, ms("2026-12-08T14:30:00Z"));
		CHECK_INT(instant_parse_civil(
			      slice_of("2026-12-08"), &at, &civil, &local),
		    -1);
	}
}

static void
test_civil(struct arena *arena)
{
	struct civil civil, back;
	int64_t at;
	int wrong = 0, weekday = 4;

	TEST("instants are written as UTC to the millisecond")
	{
		CHECK_STR(shown(arena, 0), "1970-01-01T00:00:00.000Z");
		CHECK_STR(shown(arena, -1), "1969-12-31T23:59:59.999Z");
		CHECK_STR(
		    shown(arena, 1796758200007), "2026-12-08T19:30:00.007Z");
		CHECK_STR(
		    shown(arena, -62162121600000), "0000-02-29T00:00:00.000Z");
		CHECK_STR(
		    shown(arena, INT64_MAX), "+292278994-08-17T07:12:55.807Z");
		CHECK_STR(
		    shown(arena, INT64_MIN), "-292275055-05-16T16:47:04.192Z");
	}
	TEST("every day of four centuries goes there and back")
	{
		for (at = 0; at < 146097LL * INSTANT_DAY; at += INSTANT_DAY) {
			civil_from_ms(at, &civil);
			civil_from_ms(at + INSTANT_DAY - 1, &back);
			wrong += civil_to_ms(&civil) != at ||
			    civil.day != back.day ||
			    civil_weekday(&civil) != weekday ||
			    civil.day >
				civil_month_days(civil.year, civil.month);
			weekday = (weekday + 1) % 7;
		}
		CHECK_INT(wrong, 0);
	}
	TEST("the day of the year counts leap days")
	{
		CHECK_INT(civil_year_day(&(struct civil){
			      .year = 2026, .month = 1, .day = 1}),
		    1);
		CHECK_INT(civil_year_day(&(struct civil){
			      .year = 2026, .month = 12, .day = 31}),
		    365);
		CHECK_INT(civil_year_day(&(struct civil){
			      .year = 2024, .month = 12, .day = 31}),
		    366);
	}
}

static bool
duration_is(const char *text, int64_t months, int64_t days, int64_t exact)
{
	struct duration got;

	return duration_parse(slice_of(text), &got) == 0 &&
	    got.months == months && got.days == days && got.ms == exact;
}

static bool
adds_to(struct civil civil, int64_t months, int64_t days, int year, int month,
    int day)
{
	civil_add(&civil, months, days);
	return civil.year == year && civil.month == month && civil.day == day &&
	    civil.hour == 9;
}

static void
test_durations(void)
{
	static const char *const bad[] = {"", "P", "PT", "P1", "1D", "P1DT",
	    "PT1D", "P1H", "P1D1Y", "P1D1D", "--P1D", "P-1D", "P1.5D", "P 1D",
	    "P1Dx", "P99999999D", "p1d"};
	const struct civil january = {2026, 1, 31, 9, 0, 0, 0};
	struct duration out;
	size_t i;

	TEST("a duration keeps its calendar and exact parts apart")
	{
		CHECK(duration_is("-P1D", 0, -1, 0));
		CHECK(duration_is("PT2H30M", 0, 0, 9000000));
		CHECK(duration_is("P1M", 1, 0, 0));
		CHECK(duration_is("P2W", 0, 14, 0));
		CHECK(duration_is("-P1Y2M3DT4H5M6S", -14, -3, -14706000));
		CHECK(duration_is("+PT0S", 0, 0, 0));
		CHECK(duration_is("-PT24H", 0, 0, -86400000));
	}
	TEST("what is no duration is refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			(void)test_check(
			    duration_parse(slice_of(bad[i]), &out) == -1,
			    __FILE__, __LINE__, bad[i]);
	}
	TEST("months keep the day or take the month's last")
	{
		CHECK(adds_to(january, 1, 0, 2026, 2, 28));
		CHECK(adds_to(january, 25, 0, 2028, 2, 29));
		CHECK(adds_to(january, -1, 0, 2025, 12, 31));
		CHECK(adds_to(january, -2, 0, 2025, 11, 30));
		CHECK(adds_to(january, -13, 0, 2024, 12, 31));
	}
	TEST("days are added after months")
	{
		CHECK(adds_to(january, 1, 1, 2026, 3, 1));
		CHECK(adds_to(january, 0, -31, 2025, 12, 31));
	}
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

static void
test_clock(void)
{
	struct clock clock;
	struct error err;
	int64_t before;

	TEST("a clock that is set stands still")
	{
		CHECK_INT(clock_init(&clock, "2026-12-08T19:30:00Z", &err), 0);
		CHECK_INT(clock_now(&clock), 1796758200000);
	}
	TEST("a clock cannot be set to what is no time")
	{
		CHECK_INT(clock_init(&clock, "tomorrow", &err), -1);
		CHECK_INT(err.code, EX_USAGE);
		CHECK_STR(
		    err.text, "no RFC 3339 time with an offset: 'tomorrow'");
	}
	TEST("the real clock agrees with the system's")
	{
		CHECK_INT(clock_init(&clock, NULL, &err), 0);
		CHECK(
		    llabs(clock_now(&clock) / 1000 - (int64_t)time(NULL)) <= 1);
		before = clock_monotonic();
		CHECK(clock_monotonic() >= before);
	}
}

int
main(void)
{
	struct zone_set set = {0};
	struct arena arena = {0};

	test_parse();
	test_civil(&arena);
	test_durations();
	test_changes(&set, &arena);
	test_names(&set);
	test_sweep(&set);
	test_edges(&set);
	test_damage();
	test_clock();
	zone_set_release(&set);
	arena_release(&arena);
	return test_done();
}
