/* SPDX-License-Identifier: ISC */
/*
 * holiday: the days on which some states and countries do not let themselves be
 * texted about sales.
 */
#ifndef POLICY_HOLIDAY_H
#define POLICY_HOLIDAY_H

#include "time/instant.h"

#include <stddef.h>

enum holiday_kind {
	HOLIDAY_FIXED, /* month, day */
	/* The same; of a Sunday Monday too, of a Saturday Friday too. */
	HOLIDAY_OBSERVED,
	HOLIDAY_WEEKDAY, /* month, weekday (0 is Sunday), nth; -1: the last */
	HOLIDAY_EASTER, /* days after Easter Sunday */
};

struct holiday {
	const char *country, *state; /* state NULL: all of the country */
	const char *name;
	enum holiday_kind kind;
	int month, day, weekday, nth;
};

const struct holiday *holiday_table(size_t *count);

/*
 * The name, static, of the holiday that this date is in the state, or in the
 * country as a whole (state NULL); NULL: it is none.
 */
const char *holiday_on(
    const char *country, const char *state, const struct civil *date);

#endif
