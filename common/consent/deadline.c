/* SPDX-License-Identifier: ISC */
#include "consent/deadline.h"

#include "policy/holiday.h"

/* Honolulu, where each day of the 50 states ends last: no place there has an
 * earlier date. */
#define DEADLINE_WEST_MS (INT64_C(10) * INSTANT_HOUR)

static bool
deadline_counts(const struct civil *date)
{
	int weekday = civil_weekday(date);

	return weekday != 0 && weekday != 6 &&
	    holiday_on("US", NULL, date) == NULL;
}

void
deadline_date(int64_t received_ms, struct civil *date)
{
	int left = DEADLINE_DAYS;

	civil_from_ms(received_ms - DEADLINE_WEST_MS, date);
	date->hour = date->minute = date->second = date->ms = 0;
	while (left > 0) {
		civil_add(date, 0, 1);
		left -= deadline_counts(date);
	}
}
