/* SPDX-License-Identifier: ISC */
/*
 * instant: points in time as milliseconds since 1970-01-01T00:00:00Z, civil
 * dates (proleptic Gregorian), and durations of ISO 8601.
 */
#ifndef TIME_INSTANT_H
#define TIME_INSTANT_H

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	INSTANT_TEXT_MAX = 40, /* bytes of a formatted instant with its NUL */
	INSTANT_SECOND = 1000,
	INSTANT_MINUTE = 60 * INSTANT_SECOND,
	INSTANT_HOUR = 60 * INSTANT_MINUTE,
	INSTANT_DAY = 24 * INSTANT_HOUR, /* ms; of UTC, not of a wall clock */
};

/* A date and time of day without a zone. */
struct civil {
	int year, month, day; /* month 1-12, day 1-31 */
	int hour, minute, second, ms;
};

/*
 * RFC 3339 with an offset or Z.  A leap second counts as the next second.
 * -1 for anything else, a date that does not exist included.
 */
int instant_parse(struct slice text, int64_t *unix_ms);

/*
 * The same where the offset may be missing ("2026-12-08T14:30[:00[.000]]", a
 * blank for the T): *local is then set, and *civil is what stood there.
 */
int instant_parse_civil(
    struct slice text, int64_t *unix_ms, struct civil *civil, bool *local);

/* "2026-12-08T19:30:00.000Z" */
void instant_format(int64_t unix_ms, char text[INSTANT_TEXT_MAX]);

/*
 * "2026-12-08T14:30:00-05:00": on the clock of that offset, in whole minutes
 * since RFC 3339 has no more; milliseconds only where there are any.
 */
void instant_format_offset(
    int64_t unix_ms, int offset_s, char text[INSTANT_TEXT_MAX]);

/* As if the civil time were UTC, and back. */
int64_t civil_to_ms(const struct civil *civil);
void civil_from_ms(int64_t ms, struct civil *civil);

int civil_weekday(const struct civil *civil); /* 0 is Sunday */
int civil_year_day(const struct civil *civil); /* 1 is 1 January */
int civil_month_days(int year, int month);

/*
 * A duration: the calendar part counts on the wall clock, the exact part in
 * elapsed time.  "-P1D", "PT2H30M", "P1M", "P2W"; one sign for all.
 */
struct duration {
	int64_t months, days; /* signed */
	int64_t ms;
};
int duration_parse(struct slice text, struct duration *out);

/* Months first (the day kept, or the month's last), then days. */
void civil_add(struct civil *civil, int64_t months, int64_t days);

#endif
