/* SPDX-License-Identifier: ISC */
/*
 * Civil dates.  The conversions are Howard Hinnant's ("chrono-Compatible
 * Low-Level Date Algorithms"): years begin in March, so that the leap day is
 * the last of its year, and 400 years are one era of 146097 days.
 */
#include "time/instant.h"

enum {
	ERA_YEARS = 400,
	ERA_DAYS = 146097,
	EPOCH_SHIFT = 719468, /* days from 0000-03-01 to 1970-01-01 */
	YEAR_MONTHS = 12,
	WEEK_DAYS = 7,
	EPOCH_WEEKDAY = 4, /* 1970-01-01 was a Thursday */
};

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool
is_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int
civil_month_days(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01. */
static int64_t
days_from_civil(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = floor_div(y, ERA_YEARS), year_of_era, day_of_year;

	year_of_era = y - era * ERA_YEARS;
	day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 +
	    day - 1;
	return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 -
	    year_of_era / 100 + day_of_year - EPOCH_SHIFT;
}

static void
civil_from_days(int64_t days, struct civil *civil)
{
	int64_t era = floor_div(days + EPOCH_SHIFT, ERA_DAYS);
	int day_of_era = (int)(days + EPOCH_SHIFT - era * ERA_DAYS);
	int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
			      day_of_era / 146096) /
	    365;
	int day_of_year = day_of_era -
	    (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month = (5 * day_of_year + 2) / 153; /* 0 is March */

	civil->day = day_of_year - (153 * month + 2) / 5 + 1;
	civil->month = month < 10 ? month + 3 : month - 9;
	civil->year = (int)(era * ERA_YEARS) + year_of_era +
	    (civil->month <= 2);
}

int64_t
civil_to_ms(const struct civil *civil)
{
	return days_from_civil(civil->year, civil->month, civil->day) *
	    INSTANT_DAY +
	    civil->hour * (int64_t)INSTANT_HOUR +
	    civil->minute * (int64_t)INSTANT_MINUTE +
	    civil->second * (int64_t)INSTANT_SECOND + civil->ms;
}

void
civil_from_ms(int64_t ms, struct civil *civil)
{
	int64_t days = floor_div(ms, INSTANT_DAY);
	int rest = (int)(ms % INSTANT_DAY);

	if (rest < 0)
		rest += INSTANT_DAY;
	civil_from_days(days, civil);
	civil->hour = rest / INSTANT_HOUR;
	civil->minute = rest / INSTANT_MINUTE % 60;
	civil->second = rest / INSTANT_SECOND % 60;
	civil->ms = rest % INSTANT_SECOND;
}

int
civil_weekday(const struct civil *civil)
{
	int64_t days = days_from_civil(civil->year, civil->month, civil->day) +
	    EPOCH_WEEKDAY;

	return (int)(days - floor_div(days, WEEK_DAYS) * WEEK_DAYS);
}

int
civil_year_day(const struct civil *civil)
{
	return (int)(days_from_civil(civil->year, civil->month, civil->day) -
		   days_from_civil(civil->year, 1, 1)) +
	    1;
}

void
civil_add(struct civil *civil, int64_t months, int64_t days)
{
	int64_t month = (int64_t)civil->year * YEAR_MONTHS + civil->month - 1;
	int last;

	month += months;
	civil->year = (int)floor_div(month, YEAR_MONTHS);
	civil->month = (int)(month - (int64_t)civil->year * YEAR_MONTHS) + 1;
	last = civil_month_days(civil->year, civil->month);
	if (civil->day > last)
		civil->day = last;
	if (days != 0)
		civil_from_days(
		    days_from_civil(civil->year, civil->month, civil->day) +
			days,
		    civil);
}
