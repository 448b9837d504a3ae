/* SPDX-License-Identifier: ISC */
#include "time/instant.h"

#include "time/take.h"

enum {
	FRACTION_DIGITS = 3, /* kept; more are read and dropped */
	YEAR_LAST = 9999, /* of four digits */
	LONG_YEAR_DIGITS = 9, /* enough for any int64_t of milliseconds */
};

/* ---- reading --------------------------------------------------------- */

/* ".123456" in milliseconds, or nothing at all. */
static bool
take_fraction(struct text *text, int *ms)
{
	int digits = 0, value = 0;

	*ms = 0;
	if (!take_char(text, '.'))
		return true;
	for (; text->p < text->end && *text->p >= '0' && *text->p <= '9';
	     text->p++)
		if (digits++ < FRACTION_DIGITS)
			value = value * 10 + (*text->p - '0');
	for (*ms = value; *ms != 0 && digits < FRACTION_DIGITS; digits++)
		*ms *= 10;
	return digits > 0;
}

/* "Z" or "+05:30" in seconds; *there tells whether one stood there. */
static bool
take_offset(struct text *text, int *seconds, bool *there)
{
	int hour, minute;
	bool west;

	*seconds = 0;
	*there = true;
	if (take_char(text, 'Z') || take_char(text, 'z'))
		return true;
	west = take_char(text, '-');
	if (!west && !take_char(text, '+')) {
		*there = false;
		return true;
	}
	if (!take_digits(text, 2, &hour) || !take_char(text, ':') ||
	    !take_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*seconds = (hour * 60 + minute) * 60 * (west ? -1 : 1);
	return true;
}

static bool
take_date(struct text *text, struct civil *civil)
{
	return take_digits(text, 4, &civil->year) && take_char(text, '-') &&
	    take_digits(text, 2, &civil->month) && take_char(text, '-') &&
	    take_digits(text, 2, &civil->day) && civil->month >= 1 &&
	    civil->month <= 12 && civil->day >= 1 &&
	    civil->day <= civil_month_days(civil->year, civil->month);
}

/* "14:30:00.000", seconds optional when `brief`. */
static bool
take_time(struct text *text, struct civil *civil, bool brief)
{
	if (!take_digits(text, 2, &civil->hour) || !take_char(text, ':') ||
	    !take_digits(text, 2, &civil->minute) || civil->hour > 23 ||
	    civil->minute > 59)
		return false;
	civil->second = civil->ms = 0;
	if (!take_char(text, ':'))
		return brief;
	return take_digits(text, 2, &civil->second) && civil->second <= 60 &&
	    take_fraction(text, &civil->ms);
}

static bool
take_date_time(struct text *text, struct civil *civil, bool brief)
{
	return take_date(text, civil) &&
	    (take_char(text, 'T') || take_char(text, 't') ||
		take_char(text, ' ')) &&
	    take_time(text, civil, brief);
}

/* A leap second ends a day of UTC (RFC 3339, 5.7). */
static bool
leap_is_possible(const struct civil *civil, int64_t unix_ms)
{
	struct civil utc;

	if (civil->second < 60)
		return true;
	civil_from_ms(unix_ms, &utc); /* of the second behind it */
	return utc.hour == 0 && utc.minute == 0 && utc.second == 0;
}

static int
read_instant(struct slice text, bool brief, int64_t *unix_ms,
    struct civil *civil, bool *local)
{
	struct text rest;
	bool zoned;
	int offset;

	if (text.p == NULL)
		return -1;
	rest = (struct text){text.p, text.p + text.n};
	if (!take_date_time(&rest, civil, brief) ||
	    !take_offset(&rest, &offset, &zoned) || rest.p != rest.end)
		return -1;
	*unix_ms = civil_to_ms(civil) - offset * (int64_t)INSTANT_SECOND;
	*local = !zoned;
	return zoned && !leap_is_possible(civil, *unix_ms) ? -1 : 0;
}

int
instant_parse(struct slice text, int64_t *unix_ms)
{
	struct civil civil;
	int64_t ms;
	bool local;

	if (read_instant(text, false, &ms, &civil, &local) != 0 || local)
		return -1;
	*unix_ms = ms;
	return 0;
}

int
instant_parse_civil(
    struct slice text, int64_t *unix_ms, struct civil *civil, bool *local)
{
	return read_instant(text, true, unix_ms, civil, local);
}

/* ---- writing --------------------------------------------------------- */

static char *
put_digits(char *at, int value, int count)
{
	int i;

	for (i = count - 1; i >= 0; i--, value /= 10)
		at[i] = (char)('0' + value % 10);
	return at + count;
}

/* Beyond four digits the sign is part of the year (ISO 8601, expanded). */
static char *
put_year(char *at, int year)
{
	if (year >= 0 && year <= YEAR_LAST)
		return put_digits(at, year, 4);
	*at++ = year < 0 ? '-' : '+';
	return put_digits(at, year < 0 ? -year : year, LONG_YEAR_DIGITS);
}

/* "2026-12-08T14:30:00" */
static char *
put_civil(char *at, const struct civil *civil)
{
	at = put_year(at, civil->year);
	*at++ = '-';
	at = put_digits(at, civil->month, 2);
	*at++ = '-';
	at = put_digits(at, civil->day, 2);
	*at++ = 'T';
	at = put_digits(at, civil->hour, 2);
	*at++ = ':';
	at = put_digits(at, civil->minute, 2);
	*at++ = ':';
	return put_digits(at, civil->second, 2);
}

static char *
put_ms(char *at, int ms)
{
	*at++ = '.';
	return put_digits(at, ms, FRACTION_DIGITS);
}

void
instant_format(int64_t unix_ms, char text[INSTANT_TEXT_MAX])
{
	struct civil civil;
	char *at;

	civil_from_ms(unix_ms, &civil);
	at = put_civil(text, &civil);
	at = put_ms(at, civil.ms);
	*at++ = 'Z';
	*at = '\0';
}

void
instant_format_offset(
    int64_t unix_ms, int offset_s, char text[INSTANT_TEXT_MAX])
{
	int minutes = offset_s / 60, size = minutes < 0 ? -minutes : minutes;
	struct civil civil;
	char *at;

	civil_from_ms(unix_ms + minutes * (int64_t)INSTANT_MINUTE, &civil);
	at = put_civil(text, &civil);
	if (civil.ms != 0)
		at = put_ms(at, civil.ms);
	*at++ = minutes < 0 ? '-' : '+';
	at = put_digits(at, size / 60, 2);
	*at++ = ':';
	at = put_digits(at, size % 60, 2);
	*at = '\0';
}
