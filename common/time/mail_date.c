/* SPDX-License-Identifier: ISC */
#include "time/instant.h"
#include "time/take.h"

#include <string.h>
#include <strings.h>

static const char mail_days[] = "SunMonTueWedThuFriSat";
static const char mail_months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

enum { MAIL_NAME = 3 }; /* letters of a name */

/* One of the names, whatever its case: which, from 0. */
static bool
take_name(struct text *text, const char *names, int *index)
{
	int i;

	if (text->end - text->p < MAIL_NAME)
		return false;
	for (i = 0; names[i * MAIL_NAME] != '\0'; i++)
		if (strncasecmp(text->p, names + i * MAIL_NAME, MAIL_NAME) ==
		    0) {
			text->p += MAIL_NAME;
			*index = i;
			return true;
		}
	return false;
}

/* "30 Nov 2026", the day of the week in front of it or not. */
static bool
take_mail_date(struct text *text, struct civil *civil)
{
	int day;

	if (take_name(text, mail_days, &day) &&
	    !(take_char(text, ',') && take_char(text, ' ')))
		return false;
	if (!take_number(text, 1, 31, &civil->day) || !take_char(text, ' ') ||
	    !take_name(text, mail_months, &civil->month) ||
	    !take_char(text, ' ') || !take_digits(text, 4, &civil->year))
		return false;
	civil->month++;
	return civil->day <= civil_month_days(civil->year, civil->month);
}

static bool
take_mail_time(struct text *text, struct civil *civil)
{
	if (!take_digits(text, 2, &civil->hour) || !take_char(text, ':') ||
	    !take_digits(text, 2, &civil->minute))
		return false;
	if (take_char(text, ':') && !take_digits(text, 2, &civil->second))
		return false;
	return civil->hour <= 23 && civil->minute <= 59 && civil->second <= 60;
}

/* "+0000", or a name for that, in seconds. */
static bool
take_mail_offset(struct text *text, int *seconds)
{
	static const char *const utc[] = {"GMT", "UTC", "UT"};
	int hour, minute;
	size_t i, n;
	bool west;

	*seconds = 0;
	for (i = 0; i < sizeof(utc) / sizeof(utc[0]); i++) {
		n = strlen(utc[i]);
		if ((size_t)(text->end - text->p) == n &&
		    memcmp(text->p, utc[i], n) == 0) {
			text->p += n;
			return true;
		}
	}
	west = take_char(text, '-');
	if ((!west && !take_char(text, '+')) || !take_digits(text, 2, &hour) ||
	    !take_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*seconds = (hour * 60 + minute) * 60 * (west ? -1 : 1);
	return true;
}

int
instant_parse_mail(struct slice text, int64_t *unix_ms)
{
	struct civil civil = {0};
	struct text rest;
	int offset;

	if (text.p == NULL)
		return -1;
	rest = (struct text){text.p, text.p + text.n};
	if (!take_mail_date(&rest, &civil) || !take_char(&rest, ' ') ||
	    !take_mail_time(&rest, &civil) || !take_char(&rest, ' ') ||
	    !take_mail_offset(&rest, &offset) || rest.p != rest.end)
		return -1;
	*unix_ms = civil_to_ms(&civil) - offset * (int64_t)INSTANT_SECOND;
	return 0;
}
