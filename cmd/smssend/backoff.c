/* SPDX-License-Identifier: ISC */
#include "backoff.h"

int64_t
backoff_ms(int64_t number, uint32_t random)
{
	int64_t wait = BACKOFF_FIRST_MS;

	for (; number > 1 && wait < BACKOFF_MAX_MS; number--)
		wait *= 2;
	if (wait > BACKOFF_MAX_MS)
		wait = BACKOFF_MAX_MS;
	return wait - (wait / 2) * (int64_t)(random % 1024) / 1024;
}

int64_t
backoff_told_ms(int64_t told_ms, int64_t number, uint32_t random)
{
	if (told_ms < BACKOFF_FIRST_MS)
		return backoff_ms(number, random);
	return told_ms < BACKOFF_TOLD_MAX_MS ? told_ms : BACKOFF_TOLD_MAX_MS;
}
