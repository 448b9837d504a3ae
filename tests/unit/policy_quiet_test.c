/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "policy/place.h"
#include "policy/quiet.h"
#include "tests/unit/policy_lists.h"
#include "time/zone.h"

/* What the tests share. */
struct fixture {
	struct zone_set zones;
	struct arena arena;
	struct policy_finding finding;
	struct error err;
};

static int64_t
at(const char *text)
{
	int64_t unix_ms = 0;

	(void)test_check(instant_parse(slice_of(text), &unix_ms) == 0, __FILE__,
	    __LINE__, text);
	return unix_ms;
}

/*
 * "" when it passes, else the instant until which it is held, on the clock of
 * the offset that `now` has: "2026-03-17T09:00:00-04:00".
 */
static const char *
until(struct fixture *fix, struct quiet_question question, const char *now)
{
	char text[INSTANT_TEXT_MAX];
	const char *zone = now + strlen(now) - strlen("-04:00");
	int offset_s = 0;

	arena_reset(&fix->arena);
	question.now_ms = at(now);
	if (quiet_check(&question, &fix->zones, &fix->arena, &fix->finding,
		&fix->err) != 0)
		return fix->err.text;
	CHECK_STR(fix->finding.policy, "quiet_hours");
	CHECK(fix->finding.rule.n > 0);
	if (fix->finding.verdict == POLICY_PASSES) {
		CHECK(fix->finding.reason == NULL);
		return "";
	}
	CHECK_INT(fix->finding.verdict, POLICY_HOLDS);
	CHECK_STR(fix->finding.reason, "quiet_hours");
	CHECK(fix->finding.zone.n > 0 && fix->finding.clock.n > 0);
	if (zone[0] == '-' || zone[0] == '+')
		offset_s = (zone[0] == '-' ? -60 : 60) * list_minutes(zone + 1);
	instant_format_offset(fix->finding.until_ms, offset_s, text);
	return arena_string(&fix->arena, slice_of(text));
}

static struct quiet_question
promotion(const char *to)
{
	return (struct quiet_question){.to = slice_of(to)};
}

static struct quiet_question
transaction(const char *to)
{
	return (struct quiet_question){
	    .to = slice_of(to), .category = QUIET_TRANSACTIONAL};
}

static struct quiet_question
strict(const char *to)
{
	return (struct quiet_question){
	    .to = slice_of(to), .profile = QUIET_STRICT};
}

#define CHECK_PASSES(question, now) CHECK_STR(until(fix, (question), (now)), "")
#define CHECK_HOLDS(question, now, want) \
	CHECK_STR(until(fix, (question), (now)), (want))

static void
test_facts(struct fixture *fix)
{
	const struct quiet_question florida = promotion("+18505550147");
	const struct quiet_question free_call = promotion("+18005550147");
	const struct quiet_question busy = strict("+18005550147");

	TEST("850 is 09:00-20:00 Eastern: two zones, one state")
	{
		CHECK_HOLDS(florida, "2026-03-17T08:59:59-04:00",
		    "2026-03-17T09:00:00-04:00");
		CHECK_PASSES(florida, "2026-03-17T09:00:00-04:00");
		CHECK_PASSES(florida, "2026-03-17T19:59:59.999-04:00");
		CHECK_HOLDS(florida, "2026-03-17T20:00:00-04:00",
		    "2026-03-18T09:00:00-04:00");
	}
	TEST("a toll-free number may be from Puerto Rico to Honolulu")
	{
		CHECK_HOLDS(free_call, "2026-03-17T13:59:00-04:00",
		    "2026-03-17T14:00:00-04:00");
		CHECK_PASSES(free_call, "2026-03-17T20:59:00-04:00");
		CHECK_HOLDS(free_call, "2026-03-17T21:00:00-04:00",
		    "2026-03-18T14:00:00-04:00");
		CHECK_HOLDS(free_call, "2026-01-13T20:00:00-05:00",
		    "2026-01-14T13:00:00-05:00");
	}
	TEST("and under the strict profile 16:00-18:00 Eastern in summer")
	{
		CHECK_HOLDS(busy, "2026-03-17T15:59:00-04:00",
		    "2026-03-17T16:00:00-04:00");
		CHECK_PASSES(busy, "2026-03-17T17:59:00-04:00");
		CHECK_HOLDS(busy, "2026-03-20T18:00:00-04:00",
		    "2026-03-21T16:00:00-04:00");
		CHECK_HOLDS(busy, "2026-03-21T17:00:00-04:00",
		    "2026-03-23T16:00:00-04:00");
	}
	TEST("numbers without an area are the same as toll-free ones")
	{
		CHECK_HOLDS(promotion("+15005550147"),
		    "2026-03-17T13:59:00-04:00", "2026-03-17T14:00:00-04:00");
		CHECK_HOLDS(promotion("+19995550147"),
		    "2026-03-17T13:59:00-04:00", "2026-03-17T14:00:00-04:00");
	}
}

static void
test_end(struct fixture *fix)
{
	const struct quiet_question seattle = promotion("+12065550147");

	TEST("the start is in, the end is out, to the second")
	{
		CHECK_HOLDS(seattle, "2026-03-17T07:59:59.999-07:00",
		    "2026-03-17T08:00:00-07:00");
		CHECK_PASSES(seattle, "2026-03-17T08:00:00-07:00");
		CHECK_PASSES(seattle, "2026-03-17T19:59:59.999-07:00");
		CHECK_HOLDS(seattle, "2026-03-17T20:00:00-07:00",
		    "2026-03-18T08:00:00-07:00");
		CHECK_HOLDS(seattle, "2026-03-17T20:00:30.5-07:00",
		    "2026-03-18T08:00:00-07:00");
	}
	TEST("the same instant on any clock")
	{
		CHECK_HOLDS(seattle, "2026-03-18T03:00:00Z",
		    "2026-03-18T15:00:00+00:00");
	}
}

static void
test_sundays(struct fixture *fix)
{
	TEST("no Sundays in Louisiana, Alabama, Mississippi, Utah")
	{
		CHECK_HOLDS(promotion("+12255550147"),
		    "2026-03-21T20:00:00-05:00", "2026-03-23T08:00:00-05:00");
		CHECK_HOLDS(promotion("+12055550147"),
		    "2026-03-22T12:00:00-05:00", "2026-03-23T08:00:00-05:00");
		CHECK_HOLDS(promotion("+16015550147"),
		    "2026-03-22T12:00:00-05:00", "2026-03-23T08:00:00-05:00");
		CHECK_HOLDS(promotion("+18015550147"),
		    "2026-03-22T12:00:00-06:00", "2026-03-23T08:00:00-06:00");
	}
	TEST("Rhode Island: working days, short Saturdays, no Sundays")
	{
		CHECK_HOLDS(promotion("+14015550147"),
		    "2026-03-20T18:00:00-04:00", "2026-03-21T10:00:00-04:00");
		CHECK_HOLDS(promotion("+14015550147"),
		    "2026-03-21T17:00:00-04:00", "2026-03-23T09:00:00-04:00");
	}
	TEST("Texas begins at noon on Sundays")
	{
		CHECK_HOLDS(promotion("+12145550147"),
		    "2026-03-22T09:30:00-05:00", "2026-03-22T12:00:00-05:00");
		CHECK_PASSES(
		    promotion("+12145550147"), "2026-03-21T09:30:00-05:00");
	}
	TEST("advisory rows hold nothing")
	{
		CHECK_PASSES(
		    promotion("+13125550147"), "2026-03-17T08:00:00-05:00");
		CHECK_PASSES(
		    promotion("+12075550147"), "2026-03-21T20:59:00-04:00");
	}
}

static void
test_holidays(struct fixture *fix)
{
	TEST("a holiday joins the Sunday behind it")
	{
		CHECK_HOLDS(promotion("+12255550147"),
		    "2026-12-24T20:00:00-06:00", "2026-12-26T08:00:00-06:00");
		CHECK_HOLDS(promotion("+12055550147"),
		    "2026-07-02T20:00:00-05:00", "2026-07-06T08:00:00-05:00");
		CHECK_HOLDS(promotion("+18015550147"),
		    "2027-07-22T21:00:00-06:00", "2027-07-26T08:00:00-06:00");
	}
	TEST("a state's own holiday holds in that state alone")
	{
		CHECK_HOLDS(promotion("+12255550147"),
		    "2026-02-17T12:00:00-06:00", "2026-02-18T08:00:00-06:00");
		CHECK_PASSES(
		    promotion("+12055550147"), "2026-02-17T12:00:00-06:00");
		CHECK_HOLDS(promotion("+14015550147"),
		    "2026-08-10T12:00:00-04:00", "2026-08-11T09:00:00-04:00");
		CHECK_HOLDS(promotion("+18015550147"),
		    "2026-07-24T12:00:00-06:00", "2026-07-25T08:00:00-06:00");
	}
	TEST("where holidays are days like others nothing is held")
	{
		CHECK_PASSES(
		    promotion("+12125550147"), "2026-12-25T12:00:00-05:00");
		CHECK_HOLDS(promotion("+12155550147"),
		    "2026-12-25T12:00:00-05:00", "2026-12-26T08:00:00-05:00");
	}
}

static void
test_daylight(struct fixture *fix)
{
	const struct quiet_question york = promotion("+12125550147");

	TEST("over the change to daylight saving, 8 o'clock is an hour sooner")
	{
		CHECK_HOLDS(york, "2026-03-07T21:00:00-05:00",
		    "2026-03-08T07:00:00-05:00");
		CHECK_HOLDS(york, "2026-03-08T01:59:59-05:00",
		    "2026-03-08T07:00:00-05:00");
		CHECK_PASSES(york, "2026-03-08T08:00:00-04:00");
	}
	TEST("and back, an hour later")
	{
		CHECK_HOLDS(york, "2026-10-31T21:00:00-04:00",
		    "2026-11-01T09:00:00-04:00");
		CHECK_HOLDS(york, "2026-11-01T01:30:00-04:00",
		    "2026-11-01T09:00:00-04:00");
		CHECK_HOLDS(york, "2026-11-01T01:30:00-05:00",
		    "2026-11-01T08:00:00-05:00");
	}
	TEST("half of Arizona changes its clocks")
	{
		CHECK_HOLDS(promotion("+19285550147"),
		    "2026-07-14T07:30:00-07:00", "2026-07-14T08:00:00-07:00");
		CHECK_HOLDS(promotion("+19285550147"),
		    "2026-07-14T20:00:00-07:00", "2026-07-15T08:00:00-07:00");
		CHECK_PASSES(
		    promotion("+19285550147"), "2026-01-14T20:00:00-07:00");
	}
}

static void
test_stated(struct fixture *fix)
{
	struct quiet_question florida = promotion("+18505550147");

	TEST("a stated zone replaces those of the number, not its state")
	{
		florida.zone = slice_of("America/Los_Angeles");
		CHECK_HOLDS(florida, "2026-03-17T10:59:00-04:00",
		    "2026-03-17T11:00:00-04:00");
		CHECK_PASSES(florida, "2026-03-17T22:59:00-04:00");
		CHECK_HOLDS(florida, "2026-03-17T23:00:00-04:00",
		    "2026-03-18T11:00:00-04:00");
		CHECK_SLICE(fix->finding.zone, "America/Los_Angeles");
		CHECK_SLICE(fix->finding.clock, "2026-03-17T20:00:00-07:00");
		CHECK(slice_find(fix->finding.rule, slice_of("inferred")) ==
		    SIZE_MAX);
	}
	TEST("the holiday is that of the stated zone's date")
	{
		struct quiet_question utah = promotion("+18015550147");

		utah.zone = slice_of("Pacific/Auckland");
		CHECK_HOLDS(utah, "2026-07-24T10:00:00+12:00",
		    "2026-07-25T08:00:00+12:00");
	}
	TEST("a zone that is none is an error, and so is a number")
	{
		florida.zone = slice_of("America/Nowhere");
		CHECK_STR(until(fix, florida, "2026-03-17T10:59:00-04:00"),
		    "no time zone 'America/Nowhere'");
		CHECK_INT(fix->err.code, EX_DATAERR);
		CHECK_STR(
		    until(fix, promotion("12345"), "2026-03-17T10:59:00-04:00"),
		    "not an E.164 number '12345'");
	}
}

static void
test_lower_48(struct fixture *fix)
{
	static const char *const zones[] = {"America/New_York",
	    "America/Chicago", "America/Denver", "America/Los_Angeles"};
	int minute, federal = 0, narrow = 0;
	int64_t day = at("2026-03-17T00:00:00-04:00");

	TEST(
	    "anywhere in the lower 48: 11:00-21:00 Eastern, strict 13:00-18:00")
	{
		for (minute = 0; minute < 24 * 60; minute++) {
			bool all[2] = {true, true};
			size_t i;

			for (i = 0; i < 8; i++) {
				struct quiet_question question = {
				    .to = slice_of("+18005550147"),
				    .zone = slice_of(zones[i % 4]),
				    .profile = i < 4 ? QUIET_DEFAULT
						     : QUIET_STRICT,
				    .now_ms = day +
					minute * (int64_t)INSTANT_MINUTE};

				CHECK_INT(
				    quiet_check(&question, &fix->zones,
					&fix->arena, &fix->finding, &fix->err),
				    0);
				if (fix->finding.verdict != POLICY_PASSES)
					all[i / 4] = false;
			}
			CHECK(all[0] == (minute >= 660 && minute < 1260));
			CHECK(all[1] == (minute >= 780 && minute < 1080));
			federal += all[0];
			narrow += all[1];
		}
		CHECK_INT(federal, 600);
		CHECK_INT(narrow, 300);
	}
}

static void
test_transactional(struct fixture *fix)
{
	struct quiet_question question = transaction("+14015550147");

	TEST("transactional texts keep 08:00-21:00, whatever the state says")
	{
		CHECK_PASSES(question, "2026-03-22T08:00:00-04:00");
		CHECK_PASSES(question, "2026-12-25T20:59:00-05:00");
		CHECK_HOLDS(question, "2026-03-22T21:00:00-04:00",
		    "2026-03-23T08:00:00-04:00");
		CHECK_PASSES(
		    transaction("+33612345678"), "2026-03-22T20:59:00+01:00");
	}
	TEST("in every zone of the number")
	{
		CHECK_HOLDS(transaction("+18505550147"),
		    "2026-03-17T08:30:00-04:00", "2026-03-17T09:00:00-04:00");
	}
	TEST("a template lifts them; not those of a promotion")
	{
		question.lifted = true;
		CHECK_PASSES(question, "2026-03-22T02:00:00-04:00");
		CHECK_SLICE(
		    fix->finding.rule, "the template lifts the courtesy hours");
		question.category = QUIET_PROMOTIONAL;
		CHECK_HOLDS(question, "2026-03-22T12:00:00-04:00",
		    "2026-03-23T09:00:00-04:00");
	}
	TEST("an answer in a conversation goes at any hour")
	{
		question.category = QUIET_CONVERSATIONAL;
		CHECK_PASSES(question, "2026-03-22T02:00:00-04:00");
	}
}

static void
test_call(struct fixture *fix)
{
	struct quiet_question question = transaction("+12125550147");
	const char *night = "2026-03-17T02:20:00-04:00";

	question.about_call = true;
	question.call_ended_ms = at("2026-03-17T02:05:00-04:00");
	question.due_ms = question.call_ended_ms;
	TEST("a text due at the hang-up goes, also at 2 in the morning")
	{
		CHECK_PASSES(question, night);
		CHECK(slice_find(fix->finding.rule,
			  slice_of("was on the phone")) != SIZE_MAX);
	}
	TEST("so does one due a quarter of an hour later, and no later")
	{
		question.due_ms = at("2026-03-17T02:20:00-04:00");
		CHECK_PASSES(question, night);
		question.due_ms++;
		CHECK_HOLDS(question, night, "2026-03-17T08:00:00-04:00");
	}
	TEST("a hang-up long after the text was due excuses nothing")
	{
		question.due_ms = at("2026-03-17T01:00:00-04:00");
		CHECK_HOLDS(question, night, "2026-03-17T08:00:00-04:00");
	}
	TEST("promotional texts have no such excuse, nor those about no call")
	{
		question.due_ms = question.call_ended_ms;
		question.category = QUIET_PROMOTIONAL;
		CHECK_HOLDS(question, night, "2026-03-17T08:00:00-04:00");
		question.category = QUIET_TRANSACTIONAL;
		question.about_call = false;
		CHECK_HOLDS(question, night, "2026-03-17T08:00:00-04:00");
	}
}

static void
test_profiles(struct fixture *fix)
{
	struct quiet_question question = strict("+12125550147");

	TEST("strict: 10:00-18:00, Saturdays until 17:00, no Sundays")
	{
		CHECK_HOLDS(question, "2026-03-16T09:59:00-04:00",
		    "2026-03-16T10:00:00-04:00");
		CHECK_HOLDS(question, "2026-03-20T18:00:00-04:00",
		    "2026-03-21T10:00:00-04:00");
		CHECK_PASSES(question, "2026-03-21T16:59:00-04:00");
		CHECK_HOLDS(question, "2026-03-21T17:00:00-04:00",
		    "2026-03-23T10:00:00-04:00");
	}
	TEST("strict takes every text for a promotional one")
	{
		question.category = QUIET_TRANSACTIONAL;
		question.lifted = true;
		question.about_call = true;
		CHECK_HOLDS(question, "2026-03-22T12:00:00-04:00",
		    "2026-03-23T10:00:00-04:00");
		question.category = QUIET_CONVERSATIONAL;
		CHECK_HOLDS(question, "2026-03-22T12:00:00-04:00",
		    "2026-03-23T10:00:00-04:00");
		question.to = slice_of("+12255550147");
		CHECK_HOLDS(question, "2026-02-17T12:00:00-06:00",
		    "2026-02-18T10:00:00-06:00");
	}
	TEST("but an opt-out is confirmed in any profile")
	{
		question.confirms_stop = true;
		CHECK_PASSES(question, "2026-02-17T12:00:00-06:00");
		CHECK_SLICE(
		    fix->finding.rule, "an opt-out is confirmed at once");
	}
	TEST("off keeps no hours at all")
	{
		question = promotion("+14015550147");
		question.profile = QUIET_OFF;
		CHECK_PASSES(question, "2026-03-22T03:00:00-04:00");
		CHECK_SLICE(fix->finding.rule, "policy.quiet_hours: off");
	}
	TEST("the words of configuration and records")
	{
		CHECK_INT(quiet_profile_of("default"), QUIET_DEFAULT);
		CHECK_INT(quiet_profile_of("strict"), QUIET_STRICT);
		CHECK_INT(quiet_profile_of("off"), QUIET_OFF);
		CHECK_INT(quiet_profile_of(NULL), QUIET_DEFAULT);
		CHECK_INT(quiet_category_of(slice_of("transactional")),
		    QUIET_TRANSACTIONAL);
		CHECK_INT(quiet_category_of(slice_of("conversational")),
		    QUIET_CONVERSATIONAL);
		CHECK_INT(quiet_category_of((struct slice){NULL, 0}),
		    QUIET_PROMOTIONAL);
	}
}

static void
test_abroad(struct fixture *fix)
{
	TEST("other countries have hours of their own, or 08:00-21:00")
	{
		CHECK_HOLDS(promotion("+447700900123"),
		    "2026-03-17T20:00:00+00:00", "2026-03-18T09:00:00+00:00");
		CHECK_HOLDS(promotion("+5511987654321"),
		    "2026-03-17T17:00:00-03:00", "2026-03-18T12:00:00-03:00");
		CHECK_HOLDS(promotion("+14165550147"),
		    "2026-03-17T21:00:00-04:00", "2026-03-18T08:00:00-04:00");
		CHECK_HOLDS(promotion("+4915123456789"),
		    "2026-03-17T21:00:00+01:00", "2026-03-18T08:00:00+01:00");
		CHECK_HOLDS(promotion("+18765550147"),
		    "2026-03-17T21:00:00-05:00", "2026-03-18T08:00:00-05:00");
	}
	TEST("France: no Sundays, no holidays")
	{
		CHECK_PASSES(
		    promotion("+33612345678"), "2026-05-07T21:59:00+02:00");
		CHECK_HOLDS(promotion("+33612345678"),
		    "2026-05-07T22:00:00+02:00", "2026-05-09T08:00:00+02:00");
		CHECK_HOLDS(promotion("+33612345678"),
		    "2026-04-04T22:00:00+02:00", "2026-04-07T08:00:00+02:00");
	}
	TEST("a country's several zones all count")
	{
		CHECK_HOLDS(promotion("+79123456789"),
		    "2026-03-17T07:59:00+03:00", "2026-03-17T08:00:00+03:00");
		CHECK_HOLDS(promotion("+79123456789"),
		    "2026-03-17T14:00:00+03:00", "2026-03-18T08:00:00+03:00");
	}
	TEST("Puerto Rico is of the US")
	{
		CHECK_HOLDS(promotion("+17875550147"),
		    "2026-03-17T21:00:00-04:00", "2026-03-18T08:00:00-04:00");
		CHECK(slice_find(fix->finding.rule, slice_of("47 CFR")) !=
		    SIZE_MAX);
	}
}

static void
test_explain(struct fixture *fix)
{
	const struct quiet_question florida = promotion("+18505550147");

	TEST("the answer names the rule and the zone that hold longest")
	{
		(void)until(fix, florida, "2026-03-17T08:30:00-04:00");
		CHECK_SLICE(fix->finding.rule,
		    "FL Mon-Sun 08:00-20:00 (Fla. Stat. 501.616(6)(a),(b); "
		    "501.059); would exempt, not assumed: prior or existing "
		    "business relationship (501.059); the zone is inferred "
		    "from the number");
		CHECK_SLICE(fix->finding.zone, "America/Chicago");
		CHECK_SLICE(fix->finding.clock, "2026-03-17T07:30:00-05:00");
		(void)until(fix, florida, "2026-03-17T20:30:00-04:00");
		CHECK_SLICE(fix->finding.zone, "America/New_York");
		CHECK_SLICE(fix->finding.clock, "2026-03-17T20:30:00-04:00");
	}
	TEST("the holiday is named")
	{
		(void)until(fix, promotion("+14015550147"),
		    "2026-08-10T12:00:00-04:00");
		CHECK_SLICE(fix->finding.rule,
		    "RI Mon-Fri 09:00-18:00, Sat 10:00-17:00, no holidays "
		    "(R.I. Gen. Laws 5-61-2(9), 5-61-3.6); it is Victory Day; "
		    "would exempt, not assumed: solicited calls; the zone is "
		    "inferred from the number");
	}
	TEST("hours that are no country's say whose they are")
	{
		(void)until(fix, transaction("+12125550147"),
		    "2026-03-17T22:00:00-04:00");
		CHECK_SLICE(fix->finding.rule,
		    "courtesy hours Mon-Sun 08:00-21:00; the zone is inferred "
		    "from the number");
		(void)until(
		    fix, strict("+12125550147"), "2026-03-21T18:00:00-04:00");
		CHECK_SLICE(fix->finding.rule,
		    "strict hours Mon-Fri 10:00-18:00, Sat 10:00-17:00; the "
		    "zone is inferred from the number");
	}
	TEST("advisory rows are shown, of a text that passes too")
	{
		CHECK_PASSES(
		    promotion("+16055550147"), "2026-03-17T12:00:00-05:00");
		CHECK(slice_find(fix->finding.rule,
			  slice_of("; not kept, for recorded voices: SD "
				   "Mon-Fri 09:00-21:00")) != SIZE_MAX);
		CHECK_SLICE(fix->finding.zone, "America/Chicago");
	}
}

int
main(void)
{
	struct fixture fix = {0};

	test_facts(&fix);
	test_end(&fix);
	test_sundays(&fix);
	test_holidays(&fix);
	test_daylight(&fix);
	test_stated(&fix);
	test_lower_48(&fix);
	test_transactional(&fix);
	test_call(&fix);
	test_profiles(&fix);
	test_abroad(&fix);
	test_explain(&fix);
	zone_set_release(&fix.zones);
	arena_release(&fix.arena);
	return test_done();
}
