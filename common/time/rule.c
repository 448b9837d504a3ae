/* SPDX-License-Identifier: ISC */
#include "time/rule.h"

#include "base/ascii.h"
#include "time/instant.h"
#include "time/take.h"

#include <string.h>

enum {
	ABBREVIATION_MIN = 3,
	OFFSET_HOURS_MAX = 24,
	CHANGE_HOURS_MAX = 167,
	CHANGE_HOUR = 2, /* when nothing else is said */
	WEEK_LAST = 5, /* the last of its month */
};

/* ---- reading --------------------------------------------------------- */

/* "EST" or "<-03>" */
static bool
take_name(struct text *text, char name[RULE_NAME_MAX])
{
	bool quoted = take_char(text, '<');
	size_t n = 0;

	for (; text->p < text->end; text->p++) {
		if (!ascii_is_letter(*text->p) &&
		    (!quoted || memchr("+-0123456789", *text->p, 12) == NULL))
			break;
		if (n == RULE_NAME_MAX - 1)
			return false;
		name[n++] = *text->p;
	}
	name[n] = '\0';
	return n >= ABBREVIATION_MIN && (!quoted || take_char(text, '>'));
}

/* "[+-]hh[:mm[:ss]]" in seconds */
static bool
take_seconds(struct text *text, int hours_max, int *out)
{
	bool negative = take_char(text, '-');
	int hour, minute = 0, second = 0;

	if (!negative)
		(void)take_char(text, '+');
	if (!take_number(text, 0, hours_max, &hour))
		return false;
	if (take_char(text, ':') && !take_number(text, 0, 59, &minute))
		return false;
	if (take_char(text, ':') && !take_number(text, 0, 59, &second))
		return false;
	*out = (hour * 60 + minute) * 60 + second;
	if (negative)
		*out = -*out;
	return true;
}

/* POSIX counts offsets westwards, we and everybody else eastwards. */
static bool
take_offset(struct text *text, int *offset_s)
{
	if (!take_seconds(text, OFFSET_HOURS_MAX, offset_s))
		return false;
	*offset_s = -*offset_s;
	return true;
}

static bool
take_day(struct text *text, struct rule_date *date)
{
	if (take_char(text, 'J')) {
		date->form = RULE_JULIAN;
		return take_number(text, 1, 365, &date->day);
	}
	if (!take_char(text, 'M')) {
		date->form = RULE_DAY;
		return take_number(text, 0, 365, &date->day);
	}
	date->form = RULE_MONTH;
	return take_number(text, 1, 12, &date->month) && take_char(text, '.') &&
	    take_number(text, 1, WEEK_LAST, &date->week) &&
	    take_char(text, '.') && take_number(text, 0, 6, &date->day);
}

/* ",M3.2.0/2" */
static bool
take_date(struct text *text, struct rule_date *date)
{
	if (!take_char(text, ',') || !take_day(text, date))
		return false;
	date->seconds = CHANGE_HOUR * 3600;
	return !take_char(text, '/') ||
	    take_seconds(text, CHANGE_HOURS_MAX, &date->seconds);
}

int
rule_parse(struct slice text, struct rule *rule)
{
	struct text rest = {text.p, text.p + text.n};

	*rule = (struct rule){0};
	if (!take_name(&rest, rule->name) ||
	    !take_offset(&rest, &rule->offset_s))
		return -1;
	if (rest.p == rest.end)
		return 0;
	rule->has_summer = true;
	if (!take_name(&rest, rule->summer_name))
		return -1;
	rule->summer_offset_s = rule->offset_s + 3600;
	if (rest.p < rest.end && *rest.p != ',' &&
	    !take_offset(&rest, &rule->summer_offset_s))
		return -1;
	if (!take_date(&rest, &rule->summer_start) ||
	    !take_date(&rest, &rule->summer_end) || rest.p != rest.end)
		return -1;
	return 0;
}

/* ---- asking ---------------------------------------------------------- */

/* The day of the month on which the nth such weekday falls. */
static int
nth_weekday(int year, const struct rule_date *date)
{
	struct civil first = {.year = year, .month = date->month, .day = 1};
	int day = 1 + (date->day - civil_weekday(&first) + 7) % 7;
	int last = civil_month_days(year, date->month);

	day += (date->week - 1) * 7;
	return day > last ? day - 7 : day;
}

/* The instant of a change in that year, given the offset that it ends. */
static int64_t
change_ms(const struct rule_date *date, int year, int offset_s)
{
	struct civil civil = {.year = year, .month = 1, .day = 1};
	int64_t ms;

	if (date->form == RULE_MONTH) {
		civil.month = date->month;
		civil.day = nth_weekday(year, date);
		ms = civil_to_ms(&civil);
	} else {
		int days = date->day;

		if (date->form == RULE_JULIAN) {
			days--;
			if (civil_month_days(year, 2) == 29 && date->day > 59)
				days++;
		}
		ms = civil_to_ms(&civil) + days * (int64_t)INSTANT_DAY;
	}
	return ms + (date->seconds - offset_s) * (int64_t)INSTANT_SECOND;
}

/* A change that may bound the period around an instant, or does not. */
static void
consider(struct period *period, int64_t unix_ms, int64_t change, bool *summer,
    bool to_summer)
{
	if (change > unix_ms && change < period->end) {
		period->end = change;
	} else if (change <= unix_ms && change >= period->start) {
		period->start = change;
		*summer = to_summer;
	}
}

void
rule_period(const struct rule *rule, int64_t unix_ms, struct period *period)
{
	struct civil civil;
	bool summer = false;
	int year;

	*period = (struct period){
	    INT64_MIN, INT64_MAX, rule->offset_s, rule->name};
	if (!rule->has_summer)
		return;
	civil_from_ms(
	    unix_ms + rule->offset_s * (int64_t)INSTANT_SECOND, &civil);
	/* A change of a year may lie some days outside of it. */
	for (year = civil.year - 1; year <= civil.year + 1; year++) {
		consider(period, unix_ms,
		    change_ms(&rule->summer_start, year, rule->offset_s),
		    &summer, true);
		consider(period, unix_ms,
		    change_ms(&rule->summer_end, year, rule->summer_offset_s),
		    &summer, false);
	}
	if (summer) {
		period->offset_s = rule->summer_offset_s;
		period->abbreviation = rule->summer_name;
	}
}
