/* SPDX-License-Identifier: ISC */
#include "policy/place_table.h"
#include "tests/unit/csv.h"
#include "tests/unit/test.h"
#include "time/zone.h"

static const char anywhere[] =
    "America/Puerto_Rico|America/New_York|America/Chicago|America/Denver|"
    "America/Los_Angeles|America/Anchorage|Pacific/Honolulu";

static const struct {
	enum place_kind kind;
	const char *name;
} kinds[] = {
    {PLACE_GEOGRAPHIC, "geographic"},
    {PLACE_TOLL_FREE, "toll-free"},
    {PLACE_NON_GEOGRAPHIC, "non-geographic"},
    {PLACE_PREMIUM, "premium"},
    {PLACE_UNKNOWN, "unknown"},
};

/* "FL US geographic America/Chicago|America/New_York"; "-" for NULL. */
static const char *
shown(const char *number, struct buf *out)
{
	struct place place;

	buf_reset(out);
	if (!place_find(slice_of(number), &place))
		return "no number";
	buf_addf(out, "%s %s %s %s", place.region != NULL ? place.region : "-",
	    place.country != NULL ? place.country : "-", kinds[place.kind].name,
	    strcmp(place.zones, anywhere) == 0 ? "anywhere" : place.zones);
	return buf_text(out);
}

#define CHECK_PLACE(number, want) CHECK_STR(shown((number), &out), (want))

static void
test_numbers(void)
{
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	TEST("an area code tells state and zones")
	{
		CHECK_PLACE(
		    "+12125550147", "NY US geographic America/New_York");
		CHECK_PLACE("+18505550147",
		    "FL US geographic America/Chicago|America/New_York");
		CHECK_PLACE("+14165550147", "ON CA geographic America/Toronto");
		CHECK_PLACE(
		    "+17875550147", "PR US geographic America/Puerto_Rico");
	}
	TEST("a country that shares +1 is a country")
	{
		CHECK_PLACE("+18765550147", "- JM geographic America/Jamaica");
		CHECK_PLACE("+12425550147", "- BS geographic America/Nassau");
	}
	TEST("overlays have the zones of the code they lie over")
	{
		CHECK_PLACE("+14485550147",
		    "FL US geographic America/Chicago|America/New_York");
		CHECK_PLACE(
		    "+16895550147", "FL US geographic America/New_York");
	}
	TEST("a number of +1 without a place can be anywhere")
	{
		CHECK_PLACE("+18005550147", "- US toll-free anywhere");
		CHECK_PLACE("+15005550147", "- US non-geographic anywhere");
		CHECK_PLACE("+19995550147", "- US unknown anywhere");
		CHECK_PLACE("+12125550", "- US unknown anywhere");
		CHECK_PLACE("+121255501470", "- US unknown anywhere");
	}
	TEST("ranges that cost more are premium, whatever their place")
	{
		CHECK_PLACE("+19005550147", "- US premium anywhere");
		CHECK_PLACE("+12129760147", "NY US premium America/New_York");
		CHECK_PLACE("+18019760147", "UT US premium America/Denver");
		CHECK_PLACE("+18009760147", "- US toll-free anywhere");
		CHECK_PLACE(
		    "+12125559760", "NY US geographic America/New_York");
		CHECK_PLACE("+449012345678", "- GB premium Europe/London");
		CHECK_PLACE("+979123456789", "- - premium anywhere");
	}
	buf_release(&out);
}

static void
test_abroad(void)
{
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	TEST("abroad the longest start counts")
	{
		CHECK_PLACE("+442071838750", "- GB geographic Europe/London");
		CHECK_PLACE("+447700900123", "- GB geographic Europe/London");
		CHECK_PLACE("+447797123456", "- JE geographic Europe/Jersey");
		CHECK_PLACE("+441481960194", "- GG geographic Europe/Guernsey");
		CHECK_PLACE(
		    "+441624756789", "- IM geographic Europe/Isle_of_Man");
		CHECK_PLACE("+77710009998", "- KZ geographic Asia/Almaty");
		CHECK_PLACE("+79123456789",
		    "- RU geographic Europe/Moscow|Asia/Yekaterinburg|"
		    "Asia/Novosibirsk|Asia/Vladivostok");
		CHECK_PLACE("+353850123456", "- IE geographic Europe/Dublin");
		CHECK_PLACE("+4915123456789", "- DE geographic Europe/Berlin");
	}
	TEST("what is of no country has none")
	{
		CHECK_PLACE("+8835100012345", "- - non-geographic anywhere");
		CHECK_PLACE("+9991234567", "- - unknown anywhere");
	}
	TEST("what is no E.164 number has no place")
	{
		CHECK_PLACE("12345", "no number");
		CHECK_PLACE("2125550147", "no number");
		CHECK_PLACE("+0125550147", "no number");
		CHECK_PLACE("", "no number");
		CHECK(!place_find((struct slice){NULL, 0}, &(struct place){0}));
	}
	buf_release(&out);
}

static void
check_text(const char *got, struct slice want)
{
	if (want.n == 0)
		CHECK(got == NULL);
	else
		CHECK(got != NULL && slice_equal(slice_of(got), want));
}

static void
test_list(void)
{
	const struct place_area *areas;
	struct csv csv;
	size_t count, i = 0;

	areas = place_areas(&count);
	TEST("each area code is as the list has it")
	{
		csv_open(&csv, "tests/fixtures/nanp-area-codes.csv");
		for (; csv_next(&csv) && i < count; i++) {
			struct slice code = csv_get(&csv, "area_code");
			char text[8];

			(void)snprintf(text, sizeof(text), "%d", areas[i].code);
			CHECK_STR(text, arena_string(&csv.memory, code));
			check_text(areas[i].country, csv_get(&csv, "country"));
			check_text(areas[i].region, csv_get(&csv, "region"));
			check_text(areas[i].zones, csv_get(&csv, "zones"));
			CHECK(slice_is(
			    csv_get(&csv, "kind"), kinds[areas[i].kind].name));
		}
		CHECK_INT(i, count);
		CHECK(*csv.at == '\0');
		csv_close(&csv);
	}
}

/* Every zone is one of the system's, and not too many. */
static void
check_zones(struct zone_set *set, const char *zones)
{
	struct error err = {0};
	struct slice zone;
	size_t count = 0;

	while (place_next_zone(&zones, &zone)) {
		(void)zone_find(set, zone, &err);
		count++;
	}
	CHECK_STR(err.text, "");
	CHECK(count >= 1 && count <= PLACE_ZONES_MAX);
}

static void
test_tables(struct zone_set *set)
{
	const struct place_area *areas;
	const struct place_calling *callings;
	size_t count, i;

	TEST("area codes are sorted, their zones exist")
	{
		areas = place_areas(&count);
		for (i = 0; i < count; i++) {
			CHECK(i == 0 || areas[i - 1].code < areas[i].code);
			if (areas[i].zones != NULL)
				check_zones(set, areas[i].zones);
		}
	}
	TEST("calling codes are sorted, their zones exist, their countries too")
	{
		callings = place_callings(&count);
		for (i = 0; i < count; i++) {
			CHECK(i == 0 ||
			    strcmp(callings[i - 1].prefix, callings[i].prefix) <
				0);
			CHECK((callings[i].country == NULL) ==
			    (callings[i].zones == NULL));
			if (callings[i].zones == NULL)
				continue;
			CHECK_INT(strlen(callings[i].country), 2);
			check_zones(set, callings[i].zones);
		}
	}
	TEST("the zones of numbers without a place exist")
	{
		check_zones(set, anywhere);
	}
}

/* Each row is found by its own start: the table is sorted as it is searched. */
static void
test_found(void)
{
	const struct place_calling *callings;
	struct place place;
	char number[24];
	size_t count, i;

	callings = place_callings(&count);
	TEST("each calling code is found")
	{
		for (i = 0; i < count; i++) {
			(void)snprintf(
			    number, sizeof(number), "+%s", callings[i].prefix);
			while (strlen(number) < 13)
				(void)strcat(number, "0");
			CHECK(place_find(slice_of(number), &place));
			if (callings[i].country != NULL)
				CHECK_STR(place.country, callings[i].country);
			else
				CHECK(place.country == NULL);
		}
	}
}

int
main(void)
{
	struct zone_set set = {0};

	test_numbers();
	test_abroad();
	test_list();
	test_tables(&set);
	test_found();
	zone_set_release(&set);
	return test_done();
}
