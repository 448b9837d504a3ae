/* SPDX-License-Identifier: ISC */
/*
 * wilson: how far a rate seen in few cases may be off: the score interval
 * (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927), 95 %, no correction.
 */
#ifndef SMSSTATS_WILSON_H
#define SMSSTATS_WILSON_H

#include <stdint.h>

struct wilson {
	double low, high; /* 0 to 1 */
};

/* hits of tries; tries is not 0 and not less than hits. */
struct wilson wilson_interval(uint64_t hits, uint64_t tries);

#endif
