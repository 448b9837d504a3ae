/* SPDX-License-Identifier: ISC */
/*
 * cost: what a message costs: segments x (the provider's price + the carrier's
 * surcharge).  Amounts are millionths of a US dollar.
 */
#ifndef TEXT_COST_H
#define TEXT_COST_H

#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

/*
 * price, not negative, is the provider's for one segment of that sender kind
 * (10dlc, toll_free, short_code, …; kinds that US carriers do not surcharge
 * cost the price alone).  carrier is "AT&T", "T-Mobile", "Verizon" or "US
 * Cellular" in any case; one that is not there or not known counts with the
 * mean of the first three.
 */
int64_t cost_of_message(
    size_t segments, int64_t price, struct slice kind, struct slice carrier);

#endif
