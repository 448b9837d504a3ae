/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "tests/unit/test.h"
#include "time/clock.h"
#include "time/instant.h"

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

/* The same on the clock of an offset. */
static const char *
shown_at(struct arena *arena, int64_t unix_ms, int offset_s)
{
	char *text = arena_alloc(arena, INSTANT_TEXT_MAX);

	instant_format_offset(unix_ms, offset_s, text);
	return text;
}

static void
test_offsets(void)
{
	static const int64_t then = 1796758200000; /* 2026-12-08T19:30:00Z */
	struct arena arena = {0};

	TEST("an instant is written on the clock of an offset")
	{
		CHECK_STR(
		    shown_at(&arena, then, 0), "2026-12-08T19:30:00+00:00");
		CHECK_STR(shown_at(&arena, then, -6 * 3600),
		    "2026-12-08T13:30:00-06:00");
		CHECK_STR(shown_at(&arena, then + 7, 20700),
		    "2026-12-09T01:15:00.007+05:45");
		CHECK_STR(
		    shown_at(&arena, then, -1800), "2026-12-08T19:00:00-00:30");
	}
	TEST("seconds of an offset are left out, the instant stays")
	{
		CHECK_STR(shown_at(&arena, then, -17762),
		    "2026-12-08T14:34:00-04:56");
		CHECK_INT(ms(shown_at(&arena, then, -17762)), then);
		CHECK_INT(ms(shown_at(&arena, then, 59)), then);
	}
	TEST("years beyond four digits have room")
	{
		CHECK_STR(shown_at(&arena, -62167219200000, -60),
		    "-000000001-12-31T23:59:00-00:01");
	}
	arena_release(&arena);
}

static void
test_parse(void)
{
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
}

static void
test_refuse(void)
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
	size_t i;

	TEST("what is no instant is refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			if (!refused(bad[i]))
				(void)test_check(
				    false, __FILE__, __LINE__, bad[i]);
		CHECK(refused(NULL));
	}
}

static void
test_wall_clock(void)
{
	struct civil civil;
	int64_t at;
	bool local;

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
		CHECK_INT(duration_parse(slice_of(NULL), &out), -1);
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
	struct arena arena = {0};

	test_parse();
	test_offsets();
	test_refuse();
	test_wall_clock();
	test_civil(&arena);
	test_durations();
	test_clock();
	arena_release(&arena);
	return test_done();
}
