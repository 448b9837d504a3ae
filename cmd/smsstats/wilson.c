/* SPDX-License-Identifier: ISC */
#include "wilson.h"

#include <math.h>

/* The normal deviate that 2.5 % lie beyond. */
#define WILSON_Z 1.959963984540054

struct wilson
wilson_interval(uint64_t hits, uint64_t tries)
{
	double n = (double)tries, p = (double)hits / n;
	double z2 = WILSON_Z * WILSON_Z;
	double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	double half = WILSON_Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) /
	    (1 + z2 / n);

	/* At the ends rounding must not leave the range. */
	return (struct wilson){
	    .low = hits == 0 ? 0 : middle - half,
	    .high = hits == tries ? 1 : middle + half,
	};
}
