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
	BACKOFF_TOLD_MAX_MS = 3600 * 1000, /* a provider cannot ask for more */
};

/*
 * Milliseconds after the attempt of that number (from 1): doubled from attempt
 * to attempt, up to the maximum, and between half and all of it by `random`,
 * so that many senders do not come back at the same moment.
 */
int64_t backoff_ms(int64_t number, uint32_t random);

/*
 * The same where the provider said how long (told_ms, -1: it did not).  Less
 * than the first wait is no answer: it would be asked without a pause.
 */
int64_t backoff_told_ms(int64_t told_ms, int64_t number, uint32_t random);

#endif
