/* SPDX-License-Identifier: ISC */
/*
 * policy_lists: the lists of quiet hours and holidays in tests/fixtures, read
 * and applied in the plainest way, for the policy's tables and search to be
 * held against.
 */
#ifndef TESTS_UNIT_POLICY_LISTS_H
#define TESTS_UNIT_POLICY_LISTS_H

#include "policy/holiday.h"
#include "tests/unit/csv.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#include <stdlib.h>

enum {
	LIST_FIRST_YEAR = 2019,
	LIST_LAST_YEAR = 2041,
	LIST_DAYS_MAX = 2048,
	LIST_HOURS_MAX = 96,
};

static const char *const list_weekdays[] = {"Sunday", "Monday", "Tuesday",
    "Wednesday", "Thursday", "Friday", "Saturday"};
static const char *const list_months[] = {"January", "February", "March",
    "April", "May", "June", "July", "August", "September", "October",
    "November", "December"};

/* A row of either list of hours. */
struct list_hours {
	char scope[4]; /* "FL", "US", or a country */
	bool state; /* of the list of states */
	bool enforce, holidays;
	unsigned days; /* bit 0 is Sunday */
	int start, end;
};

struct list_day {
	char scope[4];
	int year, month, day;
};

struct lists {
	struct list_hours hours[LIST_HOURS_MAX];
	size_t hour_count;
	struct list_day days[LIST_DAYS_MAX];
	size_t day_count;
};

/* ---- holidays ------------------------------------------------------------ */

static inline void
list_add_day(struct lists *lists, const char *scope, struct civil date)
{
	struct list_day *day = &lists->days[lists->day_count];

	if (lists->day_count == LIST_DAYS_MAX)
		abort();
	lists->day_count++;
	(void)snprintf(day->scope, sizeof(day->scope), "%s", scope);
	day->year = date.year;
	day->month = date.month;
	day->day = date.day;
}

/* Easter Sunday by Gauss's rule, which holds from 1900 to 2099. */
static inline struct civil
list_easter(int year)
{
	int d = (19 * (year % 19) + 24) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
	struct civil date = {.year = year, .month = 3, .day = 22};

	if ((d == 29 && e == 6) || (d == 28 && e == 6 && year % 19 > 10))
		e -= 7;
	civil_add(&date, 0, d + e);
	return date;
}

static inline int
list_index(const char *word, const char *const *words, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (strcmp(words[i], word) == 0)
			return i;
	return -1;
}

/* "third Monday of January", found by walking the month. */
static inline bool
list_weekday_rule(const char *rule, int year, struct civil *date)
{
	static const char *const ordinals[] = {
	    "first", "second", "third", "fourth", "last"};
	char ordinal[16], weekday[16], month[16];
	int nth, day, seen = 0;

	if (sscanf(rule, "%15s %15s of %15s", ordinal, weekday, month) != 3 ||
	    (nth = list_index(ordinal, ordinals, 5)) < 0)
		return false;
	for (day = 1; day <= 31; day++) {
		struct civil at = {.year = year,
		    .month = list_index(month, list_months, 12) + 1,
		    .day = day};

		if (day > civil_month_days(year, at.month))
			break;
		if (civil_weekday(&at) != list_index(weekday, list_weekdays, 7))
			continue;
		if (nth == 4 || seen == nth)
			*date = at;
		seen++;
	}
	return true;
}

static inline void
list_add_holiday(struct lists *lists, const char *scope, const char *rule,
    bool observed, int year)
{
	struct civil date = {.year = year}, other;
	int before;

	if (list_weekday_rule(rule, year, &date)) {
		list_add_day(lists, scope, date);
	} else if (strstr(rule, " days before Easter Sunday") != NULL &&
	    sscanf(rule, "%d", &before) == 1) {
		date = list_easter(year);
		civil_add(&date, 0, -before);
		list_add_day(lists, scope, date);
	} else if (sscanf(rule, "%d-%d", &date.month, &date.day) == 2) {
		list_add_day(lists, scope, date);
		other = date;
		if (observed && civil_weekday(&date) == 0)
			civil_add(&other, 0, 1);
		if (observed && civil_weekday(&date) == 6)
			civil_add(&other, 0, -1);
		if (other.day != date.day)
			list_add_day(lists, scope, other);
	} else {
		(void)test_check(false, __FILE__, __LINE__, rule);
	}
}

/* How many rows the list has. */
static inline size_t
list_read_holidays(struct lists *lists)
{
	struct csv csv;
	size_t rows = 0;
	int year;

	csv_open(&csv, "tests/fixtures/holidays.csv");
	for (; csv_next(&csv); rows++) {
		const char *scope = arena_string(
		    &csv.memory, csv_get(&csv, "scope"));
		const char *rule = arena_string(
		    &csv.memory, csv_get(&csv, "rule"));
		bool observed = slice_find(csv_get(&csv, "note"),
				    slice_of("observed")) != SIZE_MAX;

		for (year = LIST_FIRST_YEAR; year <= LIST_LAST_YEAR; year++)
			list_add_holiday(lists, scope, rule, observed, year);
	}
	csv_close(&csv);
	return rows;
}

/* Is it one of the US, or of that state? */
static inline bool
list_is_holiday(
    const struct lists *lists, const char *state, const struct civil *date)
{
	size_t i;

	for (i = 0; i < lists->day_count; i++) {
		const struct list_day *day = &lists->days[i];

		if (day->year == date->year && day->month == date->month &&
		    day->day == date->day &&
		    (strcmp(day->scope, "US") == 0 ||
			strcmp(day->scope, state) == 0))
			return true;
	}
	return false;
}

/* ---- hours --------------------------------------------------------------- */

static inline unsigned
list_days(struct slice days)
{
	if (slice_is(days, "Mon-Sun"))
		return 0x7f;
	if (slice_is(days, "Mon-Sat"))
		return 0x7e;
	if (slice_is(days, "Mon-Fri"))
		return 0x3e;
	if (slice_is(days, "Sat"))
		return 0x40;
	return slice_is(days, "Sun") ? 0x01 : 0;
}

/* "08:00" */
static inline int
list_minutes(const char *text)
{
	return (text[0] - '0') * 600 + (text[1] - '0') * 60 +
	    (text[3] - '0') * 10 + (text[4] - '0');
}

static inline struct list_hours *
list_new_hours(struct lists *lists, struct slice scope, bool state)
{
	struct list_hours *hours = &lists->hours[lists->hour_count];

	if (lists->hour_count == LIST_HOURS_MAX)
		abort();
	lists->hour_count++;
	*hours = (struct list_hours){.state = state};
	(void)snprintf(
	    hours->scope, sizeof(hours->scope), "%.*s", SLICE_ARG(scope));
	return hours;
}

static inline void
list_read_states(struct lists *lists)
{
	struct list_hours *hours;
	struct csv csv;

	csv_open(&csv, "tests/fixtures/state-quiet-hours.csv");
	while (csv_next(&csv)) {
		hours = list_new_hours(lists, csv_get(&csv, "state"), true);
		hours->enforce = slice_is(csv_get(&csv, "enforce"), "yes");
		hours->holidays = slice_is(csv_get(&csv, "holidays"), "ok");
		hours->days = list_days(csv_get(&csv, "days"));
		hours->start = list_minutes(csv_get(&csv, "start").p);
		hours->end = list_minutes(csv_get(&csv, "end").p);
	}
	csv_close(&csv);
}

/* "08:00-22:00, not Sunday, not public holidays"; the first of several. */
static inline void
list_read_countries(struct lists *lists)
{
	struct list_hours *hours;
	struct csv csv;

	csv_open(&csv, "tests/fixtures/sender-id-by-country.csv");
	while (csv_next(&csv)) {
		const char *text = arena_string(
		    &csv.memory, csv_get(&csv, "marketing_hours"));
		const char *from = strpbrk(text, "0123456789");

		if (from == NULL || slice_is(csv_get(&csv, "iso"), "US"))
			continue;
		hours = list_new_hours(lists, csv_get(&csv, "iso"), false);
		hours->enforce = true;
		hours->holidays = strstr(text, "not public holidays") == NULL;
		hours->days = 0x7f;
		if (strstr(text, "not Sunday") != NULL)
			hours->days = 0x7e;
		if (strstr(text, "Mon-Fri") != NULL)
			hours->days = 0x3e;
		hours->start = list_minutes(from);
		hours->end = list_minutes(from + 6);
	}
	csv_close(&csv);
}

static inline void
lists_read(struct lists *lists)
{
	*lists = (struct lists){0};
	list_read_states(lists);
	list_read_countries(lists);
	(void)list_read_holidays(lists);
}

static inline bool
list_row_opens(const struct lists *lists, const struct list_hours *row,
    const struct civil *clock)
{
	int minute = clock->hour * 60 + clock->minute;

	if ((row->days >> civil_weekday(clock) & 1) == 0 ||
	    minute < row->start || minute >= row->end)
		return false;
	if (row->holidays)
		return true;
	return row->state ? !list_is_holiday(lists, row->scope, clock)
			  : holiday_on(row->scope, NULL, clock) == NULL;
}

/*
 * May a promotional text arrive while a clock shows this, by the rows of that
 * state or country alone?  *any: are there rows?
 */
static inline bool
list_opens(const struct lists *lists, const char *scope, bool state,
    const struct civil *clock, bool *any)
{
	size_t i;

	*any = false;
	for (i = 0; i < lists->hour_count; i++) {
		const struct list_hours *row = &lists->hours[i];

		if (row->state != state || !row->enforce ||
		    strcmp(row->scope, scope) != 0)
			continue;
		*any = true;
		if (list_row_opens(lists, row, clock))
			return true;
	}
	return false;
}

#endif
