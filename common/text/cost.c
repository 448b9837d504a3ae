/* SPDX-License-Identifier: ISC */
#include "text/cost.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

/*
 * Surcharges for an outbound segment as of 2026-05-26.  Sources:
 * help.textvolt.com, carrier fee snapshot (10DLC, toll-free);
 * support.goconvey.com, short code surcharges.
 */
struct cost_fee {
	const char *kind, *carrier;
	bool large; /* one of the three that make the mean */
	int64_t fee; /* millionths of a US dollar */
};

static const struct cost_fee cost_fees[] = {
    {"10dlc", "AT&T", true, 3500},
    {"10dlc", "T-Mobile", true, 4500},
    {"10dlc", "Verizon", true, 4500},
    {"10dlc", "US Cellular", false, 4500},
    {"toll_free", "AT&T", true, 3500},
    {"toll_free", "T-Mobile", true, 4500},
    {"toll_free", "Verizon", true, 4500},
    {"toll_free", "US Cellular", false, 4500},
    {"short_code", "AT&T", true, 3500},
    {"short_code", "T-Mobile", true, 4500},
    {"short_code", "Verizon", true, 4500},
    {"short_code", "US Cellular", false, 4500},
};

enum { COST_LARGE = 3 }; /* large carriers of each kind */

/* COST_LARGE times the fee, so that the mean needs no rounding. */
static int64_t
cost_fee_multiple(struct slice kind, struct slice carrier)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < sizeof(cost_fees) / sizeof(cost_fees[0]); i++) {
		const struct cost_fee *row = &cost_fees[i];

		if (!slice_is(kind, row->kind))
			continue;
		if (carrier.n == strlen(row->carrier) &&
		    strncasecmp(carrier.p, row->carrier, carrier.n) == 0)
			return COST_LARGE * row->fee;
		if (row->large)
			sum += row->fee;
	}
	return sum;
}

int64_t
cost_of_message(
    size_t segments, int64_t price, struct slice kind, struct slice carrier)
{
	int64_t multiple = (int64_t)segments *
	    (COST_LARGE * price + cost_fee_multiple(kind, carrier));

	return (multiple + COST_LARGE / 2) / COST_LARGE;
}
