/* SPDX-License-Identifier: ISC */
#include "time/loose.h"

#include "base/ascii.h"
#include "time/take.h"

#include <string.h>
#include <strings.h>

enum {
	NAME_LETTERS = 3, /* that tell months and days apart */
	YEAR_DIGITS = 4,
	NUMBER_DIGITS = 9, /* of the longest number that is read */
	CENTURY_SPLIT = 69, /* 69 is 1969, 68 is 2068 (POSIX) */
};

struct reader {
	struct text left;
	struct loose *loose;
	bool half_said, afternoon;
};

/* ---- words -------------------------------------------------------------- */

static const char *const months[] = {"january", "february", "march", "april",
    "may", "june", "july", "august", "september", "october", "november",
    "december"};
static const char *const days[] = {"sunday", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday"};

/* Words between the parts that say nothing. */
static const char fillers[] = "at|on|of|the|st|nd|rd|th|t";

static const struct {
	const char *name;
	int hours;
} zones[] = {
    {"utc", 0},
    {"ut", 0},
    {"gmt", 0},
    {"z", 0},
    {"est", -5},
    {"edt", -4},
    {"cst", -6},
    {"cdt", -5},
    {"mst", -7},
    {"mdt", -6},
    {"pst", -8},
    {"pdt", -7},
};

/* Is it that name, or the beginning of it, with a point maybe behind? */
static bool
is_name(struct slice word, const char *name)
{
	return word.n >= NAME_LETTERS && word.n <= strlen(name) &&
	    strncasecmp(word.p, name, word.n) == 0;
}

static int
find_name(struct slice word, const char *const *names, int count)
{
	int i;

	for (i = 0; i < count; i++)
		if (is_name(word, names[i]))
			return i;
	return -1;
}

static bool
read_zone_name(struct loose *loose, struct slice word)
{
	size_t i;

	for (i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (strlen(zones[i].name) == word.n &&
		    strncasecmp(word.p, zones[i].name, word.n) == 0) {
			loose->zoned = true;
			loose->offset_s = zones[i].hours * 3600;
			return true;
		}
	return false;
}

static bool
is_among(struct slice word, const char *words)
{
	char small[NAME_LETTERS + 1];
	size_t i;

	if (word.n >= sizeof(small))
		return false;
	for (i = 0; i < word.n; i++)
		small[i] = (char)(word.p[i] | 0x20);
	return slice_among((struct slice){small, word.n}, words);
}

static int
read_word(struct reader *r, struct slice word)
{
	struct loose *loose = r->loose;
	int month = find_name(word, months, 12);

	if (month >= 0 && !loose->month) {
		loose->month = true;
		loose->civil.month = month + 1;
		return 0;
	}
	if (is_among(word, "am|pm") && !r->half_said) {
		r->half_said = true;
		r->afternoon = (word.p[0] | 0x20) == 'p';
		return 0;
	}
	if (find_name(word, days, 7) >= 0 || is_among(word, fillers) ||
	    (loose->time && !loose->zoned && read_zone_name(loose, word)))
		return 0;
	return -1;
}

/* ---- numbers ------------------------------------------------------------ */

static bool
at_digit(const struct reader *r)
{
	return r->left.p < r->left.end && ascii_is_digit(*r->left.p);
}

/* Reads digits; returns how many, 0 for none or too many. */
static size_t
read_digits(struct reader *r, int *number)
{
	const char *first = r->left.p;

	for (*number = 0; at_digit(r); r->left.p++) {
		if (r->left.p - first == NUMBER_DIGITS)
			return 0;
		*number = *number * 10 + (*r->left.p - '0');
	}
	return (size_t)(r->left.p - first);
}

/* Behind the hour and its colon: "20", "20:30", "20:30.5" */
static int
read_time(struct reader *r, int hour)
{
	struct civil *civil = &r->loose->civil;
	int digit, scale = 100;

	if (r->loose->time || read_digits(r, &civil->minute) != 2)
		return -1;
	r->loose->time = true;
	civil->hour = hour;
	if (!take_char(&r->left, ':'))
		return 0;
	if (read_digits(r, &civil->second) != 2)
		return -1;
	if (!take_char(&r->left, '.') && !take_char(&r->left, ','))
		return 0;
	if (!at_digit(r))
		return -1;
	for (; at_digit(r); r->left.p++) {
		digit = *r->left.p - '0';
		civil->ms += digit * scale;
		scale /= 10;
	}
	return 0;
}

/* Behind the year and its separator: "03-14" or "3/14" */
static int
read_date(struct reader *r, int year, char separator)
{
	struct loose *loose = r->loose;

	if (loose->year || loose->month || loose->day ||
	    read_digits(r, &loose->civil.month) == 0)
		return -1;
	loose->civil.year = year;
	if (!take_char(&r->left, separator) ||
	    read_digits(r, &loose->civil.day) == 0)
		return -1;
	loose->year = loose->month = loose->day = true;
	return 0;
}

/* Behind a sign that follows a time: "0500" or "05:00" */
static int
read_offset(struct reader *r, int sign)
{
	int number, minutes = 0;
	size_t digits = read_digits(r, &number);

	if (digits == YEAR_DIGITS) {
		minutes = number % 100;
		number /= 100;
	} else if (digits == 0 || digits > 2) {
		return -1;
	} else if (take_char(&r->left, ':') && read_digits(r, &minutes) != 2) {
		return -1;
	}
	if (number > 23 || minutes > 59)
		return -1;
	r->loose->zoned = true;
	r->loose->offset_s = sign * (number * 3600 + minutes * 60);
	return 0;
}

static bool
half_follows(const struct reader *r)
{
	const char *p = r->left.p;

	while (p < r->left.end && *p == ' ')
		p++;
	return r->left.end - p >= 2 &&
	    ((*p | 0x20) == 'a' || (*p | 0x20) == 'p') && (p[1] | 0x20) == 'm';
}

/* The day of a month, or the year behind both. */
static int
read_day_or_year(struct reader *r, int number, size_t digits)
{
	struct loose *loose = r->loose;

	if (!loose->day && digits <= 2) {
		loose->day = true;
		loose->civil.day = number;
		return 0;
	}
	if (loose->year || (digits != YEAR_DIGITS && digits != 2))
		return -1;
	loose->year = true;
	loose->civil.year = number;
	if (digits == 2)
		loose->civil.year += number < CENTURY_SPLIT ? 2000 : 1900;
	return 0;
}

static int
read_number(struct reader *r)
{
	int number;
	size_t digits = read_digits(r, &number);

	if (digits == 0)
		return -1;
	if (digits <= 2 && take_char(&r->left, ':'))
		return read_time(r, number);
	if (digits == YEAR_DIGITS && take_char(&r->left, '-'))
		return read_date(r, number, '-');
	if (digits == YEAR_DIGITS && take_char(&r->left, '/'))
		return read_date(r, number, '/');
	if (digits <= 2 && !r->loose->time && half_follows(r)) {
		r->loose->time = true;
		r->loose->civil.hour = number;
		return 0;
	}
	return read_day_or_year(r, number, digits);
}

/* ---- all of it ---------------------------------------------------------- */

static int
read_part(struct reader *r)
{
	struct slice word = {r->left.p, 0};

	if (at_digit(r))
		return read_number(r);
	while (r->left.p < r->left.end && ascii_is_letter(*r->left.p))
		r->left.p++;
	word.n = (size_t)(r->left.p - word.p);
	if (word.n > 0)
		return read_word(r, word);
	if (r->loose->time && !r->loose->zoned && take_char(&r->left, '+'))
		return read_offset(r, 1);
	if (r->loose->time && !r->loose->zoned && take_char(&r->left, '-'))
		return read_offset(r, -1);
	if (strchr(" \t,.-/", *r->left.p) == NULL || *r->left.p == '\0')
		return -1;
	r->left.p++;
	return 0;
}

/* Twelve hours become twenty-four; does everything exist? */
static int
check(struct reader *r)
{
	struct civil *c = &r->loose->civil;
	const struct loose *l = r->loose;

	if (r->half_said) {
		if (!l->time || c->hour < 1 || c->hour > 12)
			return -1;
		c->hour = c->hour % 12 + (r->afternoon ? 12 : 0);
	}
	if (!l->month && !l->time)
		return -1;
	if ((l->day && !l->month) || (l->year && !l->month) || c->hour > 23 ||
	    c->minute > 59 || c->second > 60)
		return -1;
	if (l->month && (c->month < 1 || c->month > 12))
		return -1;
	if (l->day &&
	    (c->day < 1 ||
		c->day > civil_month_days(l->year ? c->year : 2000, c->month)))
		return -1;
	return 0;
}

int
loose_parse(struct slice text, struct loose *loose)
{
	struct reader reader = {
	    .left = {text.p, text.p + text.n}, .loose = loose};

	*loose = (struct loose){0};
	while (reader.left.p < reader.left.end)
		if (read_part(&reader) != 0)
			return -1;
	return check(&reader);
}

int
loose_instant(struct slice text, int64_t *unix_ms)
{
	struct loose l;

	if (loose_parse(text, &l) != 0 ||
	    !(l.year && l.month && l.day && l.time && l.zoned))
		return -1;
	*unix_ms = civil_to_ms(&l.civil) - (int64_t)l.offset_s * INSTANT_SECOND;
	return 0;
}
