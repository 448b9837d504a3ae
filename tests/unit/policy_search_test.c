/* SPDX-License-Identifier: ISC */
/*
 * The search for the next minute that is allowed, against walking there minute
 * by minute; and the answer against the lists, read in the plainest way.
 */
#include "base/mem.h"
#include "policy/place_table.h"
#include "policy/quiet.h"
#include "policy/quiet_table.h"
#include "tests/unit/policy_lists.h"
#include "time/zone.h"

enum {
	ROUNDS = 1500,
	WALK_MAX = QUIET_HORIZON_DAYS * 24 * 60,
};

struct fixture {
	struct lists lists;
	struct zone_set zones;
	struct arena arena;
	struct policy_finding finding;
	struct error err;
	uint64_t seed;
};

/* Numbers that are the same in each run (xorshift64). */
static uint64_t
draw(struct fixture *fix, uint64_t below)
{
	fix->seed ^= fix->seed << 13;
	fix->seed ^= fix->seed >> 7;
	fix->seed ^= fix->seed << 17;
	return fix->seed % below;
}

static const struct zone *
zone(struct fixture *fix, struct slice name)
{
	const struct zone *found = zone_find(&fix->zones, name, &fix->err);

	(void)test_check(found != NULL, __FILE__, __LINE__, fix->err.text);
	return found;
}

/* Mon-Fri 10:00-18:00, Sat 10:00-17:00. */
static bool
is_strict(const struct civil *clock)
{
	int weekday = civil_weekday(clock);

	return weekday != 0 && clock->hour >= 10 &&
	    clock->hour < (weekday == 6 ? 17 : 18);
}

static bool
is_day(const struct civil *clock)
{
	return clock->hour >= 8 && clock->hour < 21;
}

/* May the text arrive while a clock shows this? */
static bool
allows(struct fixture *fix, const struct quiet_question *question,
    const struct place *place, const struct civil *clock)
{
	const struct lists *lists = &fix->lists;
	bool strict = question->profile == QUIET_STRICT, any, good = true;

	if (!strict && question->category == QUIET_TRANSACTIONAL)
		return is_day(clock);
	if (strict && !is_strict(clock))
		return false;
	if (place->country == NULL)
		return is_day(clock);
	if (strcmp(place->country, "US") != 0) {
		good = list_opens(lists, place->country, false, clock, &any);
		return any ? good : is_day(clock);
	}
	if (place->region != NULL) {
		good = list_opens(lists, place->region, true, clock, &any);
		good = good || !any;
	}
	return good && list_opens(lists, "US", true, clock, &any);
}

static bool
allows_everywhere(struct fixture *fix, const struct quiet_question *question,
    const struct place *place, int64_t unix_ms)
{
	const char *rest = place->zones;
	struct slice name = question->zone;
	struct civil clock;

	if (name.p != NULL) {
		zone_civil(zone(fix, name), unix_ms, &clock, NULL, NULL);
		return allows(fix, question, place, &clock);
	}
	while (place_next_zone(&rest, &name)) {
		zone_civil(zone(fix, name), unix_ms, &clock, NULL, NULL);
		if (!allows(fix, question, place, &clock))
			return false;
	}
	return true;
}

/* Asks, walks, and compares; false: they differ. */
static bool
compare(struct fixture *fix, const struct quiet_question *question)
{
	int64_t at = question->now_ms;
	struct place place;
	int step;

	arena_reset(&fix->arena);
	if (quiet_check(question, &fix->zones, &fix->arena, &fix->finding,
		&fix->err) != 0 ||
	    !place_find(question->to, &place))
		return false;
	if (allows_everywhere(fix, question, &place, at))
		return fix->finding.verdict == POLICY_PASSES;
	if (fix->finding.verdict != POLICY_HOLDS)
		return false;
	at += INSTANT_MINUTE - at % INSTANT_MINUTE;
	if (question->now_ms % INSTANT_MINUTE == 0)
		at = question->now_ms;
	for (step = 0; step < WALK_MAX; step++, at += INSTANT_MINUTE)
		if (allows_everywhere(fix, question, &place, at))
			break;
	return fix->finding.until_ms == at;
}

static void
draw_number(struct fixture *fix, char number[24])
{
	const struct place_calling *callings;
	const struct place_area *areas;
	size_t count;

	if (draw(fix, 4) > 0) {
		areas = place_areas(&count);
		(void)snprintf(
		    number, 24, "+1%d5550147", areas[draw(fix, count)].code);
		return;
	}
	callings = place_callings(&count);
	(void)snprintf(number, 24, "+%s", callings[draw(fix, count)].prefix);
	while (strlen(number) < 12)
		(void)strcat(number, "5");
}

/* Two of three near a change of clocks or a run of holidays. */
static int64_t
draw_instant(struct fixture *fix)
{
	static const char *const near[] = {"2026-03-08T00:00:00Z",
	    "2026-03-29T00:00:00Z", "2026-10-25T00:00:00Z",
	    "2026-11-01T00:00:00Z", "2026-04-05T00:00:00Z",
	    "2026-12-24T00:00:00Z", "2021-12-31T00:00:00Z",
	    "2027-07-04T00:00:00Z", "2033-03-13T00:00:00Z",
	    "2028-02-28T00:00:00Z"};
	const int64_t day = INSTANT_DAY;
	int64_t base = 0;

	if (draw(fix, 3) == 0)
		return 18262 * day + (int64_t)draw(fix, 7300 * (uint64_t)day);
	(void)instant_parse(slice_of(near[draw(fix, 10)]), &base);
	base += (int64_t)draw(fix, 4 * (uint64_t)day) - 2 * day;
	return draw(fix, 2) == 0 ? base : base - base % INSTANT_MINUTE;
}

static void
test_answers(struct fixture *fix)
{
	static const char *const stated[] = {"America/Los_Angeles",
	    "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati",
	    "America/Havana", "Asia/Kathmandu"};
	static const enum quiet_category categories[] = {
	    QUIET_PROMOTIONAL, QUIET_PROMOTIONAL, QUIET_TRANSACTIONAL};
	char number[24], text[INSTANT_TEXT_MAX];
	int round, bad = 0, held = 0;

	TEST("the answer is what the lists say, the next minute included")
	{
		for (round = 0; round < ROUNDS && bad < 5; round++) {
			struct quiet_question question = {
			    .category = categories[draw(fix, 3)],
			    .profile = draw(fix, 4) == 0 ? QUIET_STRICT
							 : QUIET_DEFAULT,
			    .now_ms = draw_instant(fix)};

			draw_number(fix, number);
			question.to = slice_of(number);
			if (draw(fix, 4) == 0)
				question.zone = slice_of(stated[draw(fix, 6)]);
			if (!compare(fix, &question)) {
				instant_format(question.now_ms, text);
				(void)printf("# %s at %s in '%.*s' profile %d "
					     "category %d\n",
				    number, text, SLICE_ARG(question.zone),
				    question.profile, question.category);
				bad++;
			}
			held += fix->finding.verdict == POLICY_HOLDS;
		}
		CHECK_INT(bad, 0);
		CHECK(held > ROUNDS / 4 && held < ROUNDS);
	}
}

/* An area code that is of the state alone and in one zone, or 0. */
static int
area_of(const char *state)
{
	const struct place_area *areas;
	size_t count, i;

	areas = place_areas(&count);
	for (i = 0; i < count; i++)
		if (areas[i].region != NULL &&
		    strcmp(areas[i].region, state) == 0 &&
		    strchr(areas[i].zones, '|') == NULL)
			return areas[i].code;
	return 0;
}

/* A week with a holiday, each hour and the minute before it. */
static int
walk_state(struct fixture *fix, const char *state, int area)
{
	char number[24];
	int64_t at = 0, end;
	int bad = 0;

	(void)snprintf(number, sizeof(number), "+1%d5550147", area);
	(void)test_check(
	    instant_parse(slice_of("2027-07-01T00:00:00Z"), &at) == 0, __FILE__,
	    __LINE__, state);
	end = at + 7 * (int64_t)INSTANT_DAY;
	for (; at < end; at += INSTANT_HOUR) {
		struct quiet_question question = {
		    .to = slice_of(number), .now_ms = at};

		bad += !compare(fix, &question);
		question.now_ms -= INSTANT_MINUTE;
		bad += !compare(fix, &question);
	}
	return bad;
}

static void
test_states(struct fixture *fix)
{
	const struct quiet_row *rows;
	size_t count, i;
	int area;

	rows = quiet_states(&count);
	TEST("each state of the table, over a week with a holiday")
	{
		for (i = 0; i < count; i++) {
			if (rows[i].state == NULL)
				continue;
			area = area_of(rows[i].state);
			if (area == 0)
				area = 605; /* all of South Dakota */
			CHECK_INT(walk_state(fix, rows[i].state, area), 0);
		}
	}
}

/* Can a text of any kind ever reach the place? */
static void
check_reachable(struct fixture *fix, const char *number)
{
	int kind;

	for (kind = 0; kind < 4; kind++) {
		struct quiet_question question = {.to = slice_of(number),
		    .profile = kind % 2 == 0 ? QUIET_DEFAULT : QUIET_STRICT,
		    .category = kind < 2 ? QUIET_PROMOTIONAL
					 : QUIET_TRANSACTIONAL};

		(void)instant_parse(
		    slice_of("2026-12-24T00:00:00Z"), &question.now_ms);
		arena_reset(&fix->arena);
		CHECK_INT(quiet_check(&question, &fix->zones, &fix->arena,
			      &fix->finding, &fix->err),
		    0);
		if (fix->finding.verdict == POLICY_HOLDS &&
		    fix->finding.until_ms >
			question.now_ms + 7 * (int64_t)INSTANT_DAY)
			(void)test_check(false, __FILE__, __LINE__, number);
	}
}

static void
test_reachable(struct fixture *fix)
{
	const struct place_calling *callings;
	const struct place_area *areas;
	char number[24];
	size_t count, i;

	TEST("there is an hour for every place, under every profile")
	{
		areas = place_areas(&count);
		for (i = 0; i < count; i++) {
			(void)snprintf(number, sizeof(number), "+1%d5550147",
			    areas[i].code);
			check_reachable(fix, number);
		}
		callings = place_callings(&count);
		for (i = 0; i < count; i++) {
			(void)snprintf(number, sizeof(number), "+%s555555",
			    callings[i].prefix);
			check_reachable(fix, number);
		}
	}
}

/* Hours that changes of the clock fall into, or that they begin. */
static void
test_odd_hours(struct fixture *fix)
{
	static const struct {
		const char *zone, *from;
	} places[] = {{"America/New_York", "2026-03-07T00:00:00Z"},
	    {"America/New_York", "2026-10-31T00:00:00Z"},
	    {"Australia/Lord_Howe", "2026-10-03T00:00:00Z"},
	    {"Australia/Lord_Howe", "2026-04-04T00:00:00Z"},
	    {"Pacific/Apia", "2011-12-29T00:00:00Z"},
	    {"America/Havana", "2026-03-07T00:00:00Z"},
	    {"America/Havana", "2026-10-31T00:00:00Z"},
	    {"Africa/Casablanca", "2026-02-14T00:00:00Z"}};
	static const struct quiet_row rows[] = {
	    {NULL, NULL, 0x7f, 135, 140, true, true, NULL, "odd"},
	    {NULL, NULL, 0x7f, 30, 31, true, true, NULL, "odd"},
	    {NULL, NULL, 0x7f, 0, 10, true, true, NULL, "odd"},
	    {NULL, NULL, 0x01, 60, 150, true, true, NULL, "odd"}};
	size_t place, row;
	int step;

	TEST("hours that a clock skips or shows twice")
	{
		for (place = 0; place < 8; place++) {
			for (row = 0; row < 4; row++) {
				const struct quiet_plan plan = {
				    {{&rows[row], 1}}, 1,
				    {zone(fix, slice_of(places[place].zone))},
				    1};
				int64_t at = 0, next = 0;
				int bad = 0;

				(void)instant_parse(
				    slice_of(places[place].from), &at);
				at += 9 * (int64_t)INSTANT_DAY;
				next = quiet_plan_next(&plan, at);
				for (step = 0; step < 9 * 24 * 60; step++) {
					at -= INSTANT_MINUTE;
					if (quiet_plan_opens(&plan, at))
						next = at;
					bad += quiet_plan_next(&plan, at) !=
					    next;
				}
				CHECK_INT(bad, 0);
			}
		}
	}
}

static void
test_never(struct fixture *fix)
{
	const struct quiet_row row = {
	    NULL, NULL, 0, 0, 1, true, true, NULL, "never"};
	const struct quiet_plan plan = {
	    {{&row, 1}}, 1, {zone(fix, slice_of("America/New_York"))}, 1};

	TEST("where nothing ever opens the search ends at the horizon")
	{
		CHECK_INT(quiet_plan_next(&plan, 1),
		    INSTANT_MINUTE + QUIET_HORIZON_DAYS * (int64_t)INSTANT_DAY);
	}
}

int
main(void)
{
	struct fixture fix = {.seed = 20260317};

	TEST("the lists are read")
	{
		lists_read(&fix.lists);
		CHECK(fix.lists.hour_count > 40);
	}
	test_answers(&fix);
	test_states(&fix);
	test_reachable(&fix);
	test_odd_hours(&fix);
	test_never(&fix);
	zone_set_release(&fix.zones);
	arena_release(&fix.arena);
	return test_done();
}
