/* SPDX-License-Identifier: ISC */
#include "policy/holiday.h"

#include <stdbool.h>
#include <string.h>

enum { MONDAY = 1, THURSDAY = 4, FRIDAY };
enum { LAST = -1 };

#define FIXED(month, day) HOLIDAY_FIXED, month, day, 0, 0
#define OBSERVED(month, day) HOLIDAY_OBSERVED, month, day, 0, 0
#define NTH(nth, weekday, month) HOLIDAY_WEEKDAY, month, 0, weekday, nth
#define EASTER(days) HOLIDAY_EASTER, 0, days, 0, 0

/* 5 U.S.C. 6103; the states' own, from their lists; France: L3133-1. */
/* clang-format off */
static const struct holiday holidays[] = {
    {"US", NULL, "New Year's Day", OBSERVED(1, 1)},
    {"US", NULL, "Martin Luther King Jr. Day", NTH(3, MONDAY, 1)},
    {"US", NULL, "Washington's Birthday", NTH(3, MONDAY, 2)},
    {"US", NULL, "Memorial Day", NTH(LAST, MONDAY, 5)},
    {"US", NULL, "Juneteenth", OBSERVED(6, 19)},
    {"US", NULL, "Independence Day", OBSERVED(7, 4)},
    {"US", NULL, "Labor Day", NTH(1, MONDAY, 9)},
    {"US", NULL, "Columbus Day", NTH(2, MONDAY, 10)},
    {"US", NULL, "Veterans Day", OBSERVED(11, 11)},
    {"US", NULL, "Thanksgiving Day", NTH(4, THURSDAY, 11)},
    {"US", NULL, "Christmas Day", OBSERVED(12, 25)},
    {"US", "LA", "Mardi Gras", EASTER(-47)},
    {"US", "LA", "Good Friday", EASTER(-2)},
    {"US", "RI", "Victory Day", NTH(2, MONDAY, 8)},
    {"US", "UT", "Pioneer Day", OBSERVED(7, 24)},
    {"FR", NULL, "New Year's Day", FIXED(1, 1)},
    {"FR", NULL, "Easter Monday", EASTER(1)},
    {"FR", NULL, "Labour Day", FIXED(5, 1)},
    {"FR", NULL, "Victory Day", FIXED(5, 8)},
    {"FR", NULL, "Ascension Day", EASTER(39)},
    {"FR", NULL, "Whit Monday", EASTER(50)},
    {"FR", NULL, "Bastille Day", FIXED(7, 14)},
    {"FR", NULL, "Assumption Day", FIXED(8, 15)},
    {"FR", NULL, "All Saints' Day", FIXED(11, 1)},
    {"FR", NULL, "Armistice Day", FIXED(11, 11)},
    {"FR", NULL, "Christmas Day", FIXED(12, 25)},
};
/* clang-format on */

const struct holiday *
holiday_table(size_t *count)
{
	*count = sizeof(holidays) / sizeof(holidays[0]);
	return holidays;
}

static bool
is_fixed(const struct holiday *holiday, const struct civil *date)
{
	return date->month == holiday->month && date->day == holiday->day;
}

static bool
is_observed(const struct holiday *holiday, const struct civil *date)
{
	struct civil other = *date;
	int weekday = civil_weekday(date);

	if (weekday == MONDAY)
		civil_add(&other, 0, -1);
	else if (weekday == FRIDAY)
		civil_add(&other, 0, 1);
	return is_fixed(holiday, &other);
}

static bool
is_weekday(const struct holiday *holiday, const struct civil *date)
{
	if (date->month != holiday->month ||
	    civil_weekday(date) != holiday->weekday)
		return false;
	if (holiday->nth == LAST)
		return date->day + 7 >
		    civil_month_days(date->year, date->month);
	return (date->day - 1) / 7 + 1 == holiday->nth;
}

/* Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
static struct civil
easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
	int m = (a + 11 * d + 22 * e) / 451;
	int days = d + e - 7 * m + 114;

	return (struct civil){
	    .year = year, .month = days / 31, .day = days % 31 + 1};
}

static bool
is_easter(const struct holiday *holiday, const struct civil *date)
{
	struct civil day = easter(date->year);

	civil_add(&day, 0, holiday->day);
	return day.month == date->month && day.day == date->day;
}

static bool
is_holiday(const struct holiday *holiday, const struct civil *date)
{
	switch (holiday->kind) {
	case HOLIDAY_FIXED:
		return is_fixed(holiday, date);
	case HOLIDAY_OBSERVED:
		return is_fixed(holiday, date) || is_observed(holiday, date);
	case HOLIDAY_WEEKDAY:
		return is_weekday(holiday, date);
	case HOLIDAY_EASTER:
		return is_easter(holiday, date);
	}
	return false;
}

const char *
holiday_on(const char *country, const char *state, const struct civil *date)
{
	const struct holiday *holiday = holidays;
	const struct holiday *end = holidays +
	    sizeof(holidays) / sizeof(holidays[0]);

	for (; holiday < end; holiday++)
		if (strcmp(holiday->country, country) == 0 &&
		    (holiday->state == NULL ||
			(state != NULL &&
			    strcmp(holiday->state, state) == 0)) &&
		    is_holiday(holiday, date))
			return holiday->name;
	return NULL;
}
