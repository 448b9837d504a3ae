/* SPDX-License-Identifier: ISC */
/*
 * tzif: any bytes as a time zone file and as the rule at its end.  The periods
 * of what is read follow each other without a gap.
 */
#include "tests/fuzz/fuzz.h"
#include "time/instant.h"
#include "time/tzif.h"

#include <string.h>

enum { PERIODS_MAX = 40 }; /* walked in either direction */

#define YEAR_0 INT64_C(-62167219200000) /* ms, 0000-01-01T00:00:00Z */
#define YEAR_10000 INT64_C(253402300800000)

static void
check_period(const struct period *period, int64_t at)
{
	HOLDS(period->start <= at && at < period->end);
	HOLDS(period->abbreviation != NULL);
	HOLDS(period->offset_s > -100000 && period->offset_s < 100000);
}

/* From a year before 0 on, period by period. */
static void
check_periods(const struct tzif *tzif)
{
	int64_t at = YEAR_0 - 400 * (int64_t)INSTANT_DAY;
	struct period period;
	int i;

	for (i = 0; i < PERIODS_MAX && at < YEAR_10000; i++) {
		tzif_period(tzif, at, &period);
		check_period(&period, at);
		at = period.end;
	}
	for (at = YEAR_0; at < YEAR_10000; at += YEAR_10000 / 20) {
		tzif_period(tzif, at, &period);
		check_period(&period, at);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	struct tzif tzif = {0};
	struct error err;

	if (tzif_parse(text, &tzif, &err) == 0)
		check_periods(&tzif);
	else
		HOLDS(err.code == EX_DATAERR);
	tzif_release(&tzif);
	if (rule_parse(text, &tzif.rule) == 0) {
		HOLDS(strlen(tzif.rule.name) >= 3);
		HOLDS(!tzif.rule.has_summer ||
		    strlen(tzif.rule.summer_name) >= 3);
	}
	return 0;
}
