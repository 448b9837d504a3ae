/* SPDX-License-Identifier: ISC */
/* The tables of quiet hours and holidays against the lists. */
#include "policy/quiet_table.h"
#include "tests/unit/policy_lists.h"

static struct lists lists;

static void
check_row(const struct quiet_row *row, const struct list_hours *want)
{
	CHECK_INT(row->days, want->days);
	CHECK_INT(row->start, want->start);
	CHECK_INT(row->end, want->end);
	CHECK_INT(row->enforce, want->enforce);
	CHECK_INT(row->holidays, want->holidays);
	CHECK(want->days != 0 && want->start < want->end);
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
test_states(void)
{
	const struct quiet_row *rows;
	struct csv csv;
	size_t count, i = 0;

	rows = quiet_states(&count);
	TEST("each row of the states is as the list has it")
	{
		csv_open(&csv, "tests/fixtures/state-quiet-hours.csv");
		for (; csv_next(&csv) && i < count; i++) {
			struct slice state = csv_get(&csv, "state");

			CHECK_STR(rows[i].country, "US");
			check_text(rows[i].state,
			    slice_is(state, "US") ? slice_of("") : state);
			check_row(&rows[i], &lists.hours[i]);
			check_text(
			    rows[i].exempt_if, csv_get(&csv, "exempt_if"));
			check_text(rows[i].source, csv_get(&csv, "citation"));
		}
		CHECK_INT(i, count);
		CHECK(*csv.at == '\0');
		csv_close(&csv);
	}
	TEST("the rows of a state stand side by side, kept or not")
	{
		for (i = 1; i < count; i++)
			if (rows[i].state != NULL &&
			    rows[i - 1].state != NULL &&
			    strcmp(rows[i].state, rows[i - 1].state) == 0)
				CHECK_INT(rows[i].enforce, rows[i - 1].enforce);
			else
				CHECK(i == 1 ||
				    strcmp(rows[i - 1].state, rows[i].state) !=
					0);
		CHECK_INT(quiet_rule_state("TX").count, 2);
		CHECK_INT(quiet_rule_state("RI").count, 2);
		CHECK_INT(quiet_rule_state("FL").count, 1);
		CHECK_INT(quiet_rule_state(NULL).count, 1);
		CHECK_INT(quiet_rule_state("CA").count, 0);
	}
	TEST("advisory rows are no rule")
	{
		CHECK_INT(quiet_rule_state("IL").count, 0);
		CHECK_INT(quiet_rule_state("ME").count, 0);
		CHECK_INT(quiet_rule_state("MN").count, 0);
		CHECK_INT(quiet_rule_state("NE").count, 0);
		CHECK_INT(quiet_rule_state("SD").count, 0);
	}
}

static void
test_countries(void)
{
	const struct quiet_row *rows;
	size_t count, i, listed = 0;

	rows = quiet_countries(&count);
	TEST("each country that has hours is as the list has it")
	{
		for (i = 0; i < lists.hour_count; i++) {
			const struct list_hours *want = &lists.hours[i];
			struct quiet_rule rule;

			if (want->state)
				continue;
			listed++;
			rule = quiet_rule_country(want->scope);
			CHECK_INT(rule.count, 1);
			if (rule.count == 1)
				check_row(rule.rows, want);
		}
		CHECK_INT(count, listed);
		CHECK(count > 10);
	}
	TEST("the countries are sorted")
	{
		for (i = 1; i < count; i++)
			CHECK(strcmp(rows[i - 1].country, rows[i].country) < 0);
	}
	TEST("a country that has none is not there")
	{
		CHECK_INT(quiet_rule_country("MX").count, 0);
		CHECK_INT(quiet_rule_country("US").count, 0);
		CHECK_INT(quiet_rule_country("ZZ").count, 0);
	}
}

static void
test_holidays(void)
{
	static const char *const states[] = {
	    "AL", "LA", "MS", "PA", "RI", "UT", "NY"};
	const struct civil end = {.year = LIST_LAST_YEAR, .month = 1, .day = 1};
	struct civil day = {.year = LIST_FIRST_YEAR + 1, .month = 1, .day = 1};
	size_t i, count, ours = 0, checked = 0;
	const struct holiday *table = holiday_table(&count);

	TEST("holidays are the list's, on each day of two decades")
	{
		for (; civil_to_ms(&day) < civil_to_ms(&end);
		     civil_add(&day, 0, 1)) {
			for (i = 0; i < sizeof(states) / sizeof(*states); i++)
				CHECK((holiday_on("US", states[i], &day) !=
					  NULL) ==
				    list_is_holiday(&lists, states[i], &day));
			checked++;
		}
		CHECK_INT(checked, 7671);
	}
	TEST("there are no more of them, but those of France")
	{
		struct lists again = {0};

		for (i = 0; i < count; i++)
			ours += strcmp(table[i].country, "US") == 0;
		CHECK_INT(ours, list_read_holidays(&again));
		CHECK_INT(count - ours, 11);
	}
}

static const char *
on(const char *country, const char *state, int year, int month, int day)
{
	const struct civil date = {.year = year, .month = month, .day = day};
	const char *name = holiday_on(country, state, &date);

	return name != NULL ? name : "";
}

static void
test_dates(void)
{
	TEST("holidays that everybody knows")
	{
		CHECK_STR(on("US", NULL, 2026, 11, 26), "Thanksgiving Day");
		CHECK_STR(on("US", NULL, 2026, 5, 25), "Memorial Day");
		CHECK_STR(on("US", NULL, 2027, 5, 31), "Memorial Day");
		CHECK_STR(on("US", NULL, 2026, 11, 25), "");
		CHECK_STR(on("US", "LA", 2026, 2, 17), "Mardi Gras");
		CHECK_STR(on("US", "LA", 2026, 4, 3), "Good Friday");
		CHECK_STR(on("US", "AL", 2026, 2, 17), "");
		CHECK_STR(on("US", NULL, 2026, 2, 17), "");
		CHECK_STR(on("US", "RI", 2026, 8, 10), "Victory Day");
		CHECK_STR(on("US", "UT", 2026, 7, 24), "Pioneer Day");
	}
	TEST("both the date and the day it is observed on")
	{
		CHECK_STR(on("US", NULL, 2026, 7, 3), "Independence Day");
		CHECK_STR(on("US", NULL, 2026, 7, 4), "Independence Day");
		CHECK_STR(on("US", NULL, 2027, 7, 4), "Independence Day");
		CHECK_STR(on("US", NULL, 2027, 7, 5), "Independence Day");
		CHECK_STR(on("US", NULL, 2027, 7, 2), "");
		CHECK_STR(on("US", NULL, 2021, 12, 31), "New Year's Day");
		CHECK_STR(on("US", NULL, 2023, 1, 2), "New Year's Day");
		CHECK_STR(on("US", "UT", 2027, 7, 23), "Pioneer Day");
	}
	TEST("the holidays of France")
	{
		CHECK_STR(on("FR", NULL, 2026, 4, 6), "Easter Monday");
		CHECK_STR(on("FR", NULL, 2026, 5, 14), "Ascension Day");
		CHECK_STR(on("FR", NULL, 2026, 5, 25), "Whit Monday");
		CHECK_STR(on("FR", NULL, 2026, 7, 14), "Bastille Day");
		CHECK_STR(on("FR", NULL, 2026, 5, 8), "Victory Day");
		CHECK_STR(on("FR", NULL, 2026, 7, 4), "");
		CHECK_STR(on("GB", NULL, 2026, 12, 25), "");
	}
}

int
main(void)
{
	TEST("the lists are read")
	{
		lists_read(&lists);
		CHECK_INT(lists.hours[0].start, 8 * 60);
	}
	test_states();
	test_countries();
	test_holidays();
	test_dates();
	return test_done();
}
