/* SPDX-License-Identifier: ISC */
/*
 * backoff: how long to wait before the next attempt.
 */
#ifndef SMSSEND_BACKOFF_H
#define SMSSEND_BACKOFF_H

#include <stdint.h>

enum {
	BACKOFF_FIRST_MS = 500,
	BACKOFF_MAX_MS = 600 * 1000,
};

/*
 * Milliseconds after the attempt of that number (from 1): doubled from attempt
 * to attempt, up to the maximum, and between half and all of it by `random`,
 * so that many senders do not come back at the same moment.
 */
int64_t backoff_ms(int64_t number, uint32_t random);

#endif
