/* SPDX-License-Identifier: ISC */
#include "policy/rate.h"
#include "policy/spend.h"
#include "tests/unit/test.h"

#define SECOND INT64_C(1000000)
#define NOW (1000 * SECOND)

/* How many messages of so many segments go within `us`, tried each ms. */
static int
sent(int64_t rate, int64_t segments, int64_t us)
{
	int64_t full_us = 0, at;
	int count = 0;

	for (at = NOW; at < NOW + us; at += 1000)
		while (count < 10000 && rate_free_us(rate, full_us, at) <= at) {
			full_us = rate_take(rate, full_us, at, segments);
			count++;
		}
	return count;
}

static void
test_rate(void)
{
	TEST("one a second is one a second, from the first on")
	{
		CHECK_INT(sent(SECOND, 1, 1), 1);
		CHECK_INT(sent(SECOND, 1, SECOND), 1);
		CHECK_INT(sent(SECOND, 1, 10 * SECOND), 10);
	}
	TEST("a bucket holds what goes in a second, and no more")
	{
		CHECK_INT(sent(100 * SECOND, 1, 1), 100);
		CHECK_INT(sent(100 * SECOND, 1, 10 * SECOND), 1099);
	}
	TEST("segments count, not messages")
	{
		CHECK_INT(sent(SECOND, 3, 9 * SECOND), 3);
		CHECK_INT(sent(10 * SECOND, 5, 10 * SECOND), 22);
	}
	TEST("a slow sender may send once, then waits")
	{
		CHECK_INT(sent(SECOND / 10, 1, 10 * SECOND), 1);
		CHECK_INT(sent(SECOND / 10, 1, 11 * SECOND), 2);
	}
	TEST("however slow, and however long its texts")
	{
		CHECK_INT(sent(SECOND / 1000, 1, 1000 * SECOND), 1);
		CHECK_INT(sent(SECOND / 1000, 1, 1001 * SECOND), 2);
		CHECK_INT(sent(SECOND / 100, 255, 1000 * SECOND), 1);
	}
	TEST("a clock that was set back holds nobody for long")
	{
		int64_t far = NOW + 3600 * SECOND;

		CHECK_INT(rate_free_us(SECOND, far, NOW), NOW);
		CHECK_INT(rate_take(SECOND, far, NOW, 1), NOW + SECOND);
	}
	TEST("kinds have the rate that providers allow by default")
	{
		CHECK_INT(rate_of_kind(slice_of("10dlc")), SECOND);
		CHECK_INT(rate_of_kind(slice_of("toll_free")), 3 * SECOND);
		CHECK_INT(rate_of_kind(slice_of("short_code")), 100 * SECOND);
		CHECK_INT(rate_of_kind(slice_of(NULL)), SECOND);
	}
}

static int64_t
at(const char *text)
{
	int64_t ms = 0;

	CHECK_INT(instant_parse(slice_of(text), &ms), 0);
	return ms;
}

static void
test_period(struct zone_set *zones)
{
	struct error err;
	const struct zone *zone = zone_find(
	    zones, slice_of("America/New_York"), &err);
	struct spend_period day;

	TEST("a day is one of the zone's clock, a short and a long one too")
	{
		day = spend_day(zone, at("2026-12-01T04:59:59Z"));
		CHECK_INT(day.start_ms, at("2026-11-30T05:00:00Z"));
		CHECK_INT(day.end_ms, at("2026-12-01T05:00:00Z"));
		day = spend_day(zone, at("2026-03-08T12:00:00Z"));
		CHECK_INT(day.end_ms - day.start_ms, 23 * INSTANT_HOUR);
		day = spend_day(zone, at("2026-11-01T12:00:00Z"));
		CHECK_INT(day.end_ms - day.start_ms, 25 * INSTANT_HOUR);
		day = spend_day(NULL, at("2026-12-01T04:59:59Z"));
		CHECK_INT(day.start_ms, at("2026-12-01T00:00:00Z"));
	}
	TEST("an hour is a full one")
	{
		day = spend_hour(at("2026-12-01T04:59:59Z"));
		CHECK_INT(day.start_ms, at("2026-12-01T04:00:00Z"));
		CHECK_INT(day.end_ms, at("2026-12-01T05:00:00Z"));
	}
}

static void
test_spend(void)
{
	const struct spend_period period = {0, 5000};
	struct policy_finding finding;

	TEST("up to the limit passes, beyond it waits for the period's end")
	{
		spend_check(100, 90, 10, &period, &finding);
		CHECK_INT(finding.verdict, POLICY_PASSES);
		spend_check(100, 90, 11, &period, &finding);
		CHECK_INT(finding.verdict, POLICY_HOLDS);
		CHECK_INT(finding.until_ms, 5000);
		CHECK_STR(finding.reason, "spend_limit");
	}
	TEST("what is above the limit by itself goes alone")
	{
		spend_check(100, 0, 101, &period, &finding);
		CHECK_INT(finding.verdict, POLICY_PASSES);
	}
	TEST("a range of numbers is a number without its last four digits")
	{
		CHECK(slice_is(
		    spend_prefix(slice_of("+12125550147")), "+1212555"));
		CHECK(slice_is(spend_prefix(slice_of("+1")), "+1"));
	}
}

int
main(void)
{
	struct zone_set zones = {0};

	test_rate();
	test_period(&zones);
	test_spend();
	zone_set_release(&zones);
	return test_done();
}
