/* SPDX-License-Identifier: ISC */
#include "when.h"

#include "base/ascii.h"
#include "base/num.h"
#include "time/instant.h"

#include <stdio.h>
#include <string.h>

enum {
	WHEN_MAX = 64, /* bytes */
	WHEN_ZONE = 16,
	WHEN_DAY = 10, /* "2026-11-01" */
	WHEN_POWER_MAX = 20, /* of an exponent */
	WHEN_WHOLE = 18, /* digits in front of the point */
	WHEN_MS = 3, /* digits behind it */
};

#define WHEN_FIRST_MS INT64_C(694224000000) /* 1992 */
/* Seconds reach it in the year 5138, milliseconds have been there in 1973. */
#define WHEN_SECONDS_MAX INT64_C(100000000000)

static int
when_refuse(struct slice text, struct error *err)
{
	return error_set(err, EX_DATAERR, "'%.*s' is no time",
	    (int)(text.n < 40 ? text.n : 40), text.p);
}

/* ---- numbers ------------------------------------------------------------- */

/* "E9", "e+09", or nothing. */
static bool
when_power(struct slice text, int64_t *power)
{
	*power = 0;
	if (text.n == 0)
		return true;
	if (text.p[0] != 'e' && text.p[0] != 'E')
		return false;
	text = (struct slice){text.p + 1, text.n - 1};
	if (text.n > 1 && text.p[0] == '+')
		text = (struct slice){text.p + 1, text.n - 1};
	return num_parse(text, -WHEN_POWER_MAX, WHEN_POWER_MAX, power) == 0;
}

/* Digits with the point behind the first `point` of them; false: it is none. */
static bool
when_digits(
    struct slice text, char digits[WHEN_MAX], size_t *count, int64_t *point)
{
	int64_t power;
	size_t i, n = 0;
	bool behind = false;

	*point = 0;
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '.' && !behind)
			behind = true;
		else if (ascii_is_digit(text.p[i]))
			digits[n++] = text.p[i];
		else
			break;
		*point += !behind;
	}
	*count = n;
	if (n == 0 ||
	    !when_power((struct slice){text.p + i, text.n - i}, &power))
		return false;
	*point += power;
	return true;
}

/* 0, or -1: it is no number, or one that no time has. */
static int
when_epoch(struct slice text, int64_t *ms)
{
	char digits[WHEN_MAX];
	size_t count;
	int64_t whole = 0, part = 0, point, i;

	if (!when_digits(text, digits, &count, &point) || point > WHEN_WHOLE)
		return -1;
	for (i = 0; i < point; i++)
		whole = whole * 10 + (i < (int64_t)count ? digits[i] - '0' : 0);
	for (i = point; i < point + WHEN_MS; i++)
		part = part * 10 +
		    (i >= 0 && i < (int64_t)count ? digits[i] - '0' : 0);
	*ms = whole >= WHEN_SECONDS_MAX ? whole : whole * INSTANT_SECOND + part;
	return 0;
}

/* ---- dates --------------------------------------------------------------- */

/* The zone behind a date and time, as RFC 3339 has it. */
static void
when_zone(struct slice zone, char out[WHEN_ZONE])
{
	bool offset = zone.n > 0 && strchr("+-", zone.p[0]) != NULL;

	if (slice_among(zone, "UTC|GMT|Z"))
		(void)snprintf(out, WHEN_ZONE, "Z");
	else if (offset && zone.n == sizeof("+00") - 1)
		(void)snprintf(out, WHEN_ZONE, "%.*s:00", SLICE_ARG(zone));
	else if (offset && zone.n == sizeof("+0000") - 1)
		(void)snprintf(out, WHEN_ZONE, "%.3s:%.2s", zone.p, zone.p + 3);
	else
		(void)snprintf(out, WHEN_ZONE, "%.*s", SLICE_ARG(zone));
}

/* A date, a time unless it is missing, a zone unless it is. */
static void
when_plain(struct slice text, char out[WHEN_MAX + WHEN_ZONE])
{
	char zone[WHEN_ZONE];
	size_t n = WHEN_DAY + 1;

	if (text.n == WHEN_DAY) {
		(void)snprintf(out, WHEN_MAX + WHEN_ZONE, "%.*sT00:00:00",
		    WHEN_DAY, text.p);
		return;
	}
	while (n < text.n &&
	    (ascii_is_digit(text.p[n]) || strchr(":.", text.p[n]) != NULL))
		n++;
	when_zone(
	    slice_trim((struct slice){text.p + n, text.n - n}, " "), zone);
	(void)snprintf(
	    out, WHEN_MAX + WHEN_ZONE, "%.*s%s", (int)n, text.p, zone);
}

static int
when_date(
    struct slice text, const struct zone *zone, int64_t *ms, struct error *err)
{
	char plain[WHEN_MAX + WHEN_ZONE];
	struct civil civil = {0};
	bool local = false;

	when_plain(text, plain);
	if (instant_parse_civil(slice_of(plain), ms, &civil, &local) != 0)
		return when_refuse(text, err);
	if (!local)
		return 0;
	if (zone == NULL)
		return error_set(err, EX_DATAERR,
		    "the time has no offset, and the configuration no "
		    "timezone");
	*ms = zone_instant(zone, &civil);
	return 0;
}

int
when_read(struct slice text, const struct zone *zone, int64_t latest_ms,
    int64_t *ms, struct error *err)
{
	struct slice plain = slice_trim(text, " \t");

	if (plain.n == 0 || plain.n >= WHEN_MAX)
		return when_refuse(text, err);
	if (when_epoch(plain, ms) != 0 &&
	    (plain.n < WHEN_DAY ? when_refuse(text, err)
				: when_date(plain, zone, ms, err)) != 0)
		return -1;
	if (*ms < WHEN_FIRST_MS)
		return error_set(err, EX_DATAERR,
		    "'%.*s' is no time: there were no texts then",
		    SLICE_ARG(text));
	if (*ms > latest_ms)
		return error_set(err, EX_DATAERR,
		    "'%.*s' is no time: it lies in the future",
		    SLICE_ARG(text));
	return 0;
}
