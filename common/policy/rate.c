/* SPDX-License-Identifier: ISC */
#include "policy/rate.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	RATE_UNIT = 1000000, /* millionths of a segment */
	/* Beyond what one text takes the bucket is never empty for longer than
	 * that: a clock was set back, and holds nobody. */
	RATE_DEBT_US = 900 * RATE_SECOND_US,
	RATE_SEGMENTS_MAX = 255, /* of one text; 3GPP TS 23.040, 9.2.3.24.1 */
};

static const struct {
	const char *kind;
	int64_t rate;
} rates[] = {
    {"toll_free", 3 * RATE_UNIT},
    {"short_code", 100 * (int64_t)RATE_UNIT},
    {"alphanumeric", 10 * RATE_UNIT},
};

int64_t
rate_of_kind(struct slice kind)
{
	size_t i;

	for (i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
		if (slice_is(kind, rates[i].kind))
			return rates[i].rate;
	return RATE_UNIT; /* a long code, registered or not */
}

/* What one segment takes. */
static int64_t
rate_interval_us(int64_t rate)
{
	return (int64_t)RATE_SECOND_US * RATE_UNIT / rate;
}

static bool
rate_is_set_back(int64_t rate, int64_t full_us, int64_t now_us)
{
	return full_us - now_us >
	    RATE_DEBT_US + RATE_SEGMENTS_MAX * rate_interval_us(rate);
}

int64_t
rate_free_us(int64_t rate, int64_t full_us, int64_t now_us)
{
	int64_t slack = RATE_SECOND_US - rate_interval_us(rate);
	int64_t free_us = full_us - (slack > 0 ? slack : 0);

	if (free_us <= now_us || rate_is_set_back(rate, full_us, now_us))
		return now_us;
	return free_us;
}

int64_t
rate_take(int64_t rate, int64_t full_us, int64_t now_us, int64_t segments)
{
	if (full_us < now_us || rate_is_set_back(rate, full_us, now_us))
		full_us = now_us;
	return full_us + segments * rate_interval_us(rate);
}
