/* SPDX-License-Identifier: ISC */
#include "fate.h"

#include <string.h>

static const struct fate fates[] = {
    {.name = "accept",
	.magic = "0006",
	.summary = "accepted, answered, delivered",
	.accepts = true},
    {.name = "429",
	.magic = "0429",
	.summary = "not accepted: too many requests, Retry-After 1",
	.error = FATE_BUSY,
	.retry_after = "1"},
    {.name = "503",
	.magic = "0503",
	.summary = "not accepted: service unavailable",
	.error = FATE_DOWN},
    {.name = "400-invalid",
	.magic = "0001",
	.summary = "refused: the number is invalid",
	.error = FATE_INVALID},
    {.name = "401",
	.magic = "0401",
	.summary = "refused: credentials are wrong",
	.error = FATE_DENIED},
    {.name = "close-before",
	.magic = "0100",
	.summary = "not accepted: the connection closes without an answer",
	.twist = FATE_DROP},
    {.name = "accept-then-close",
	.magic = "0101",
	.summary = "accepted, but the connection closes without an answer",
	.accepts = true,
	.twist = FATE_DROP},
    {.name = "accept-then-500",
	.magic = "0500",
	.summary = "accepted, but the answer is a server error",
	.accepts = true,
	.error = FATE_BROKEN},
    {.name = "late",
	.magic = "0102",
	.summary = "the connection closes, accepted after --slow milliseconds",
	.accepts = true,
	.twist = FATE_LATE},
    {.name = "slow",
	.magic = "0103",
	.summary = "accepted at once, answered after --slow milliseconds",
	.accepts = true,
	.twist = FATE_SLOW},
    {.name = "truncated",
	.magic = "0104",
	.summary = "accepted, but the connection closes within the answer",
	.accepts = true,
	.twist = FATE_CUT},
    {.name = "garbage",
	.magic = "0105",
	.summary = "accepted, but the answer is no JSON",
	.accepts = true,
	.twist = FATE_GARBAGE},
    {.name = "huge",
	.magic = "0106",
	.summary = "accepted, but the answer is a megabyte long",
	.accepts = true,
	.twist = FATE_HUGE},
};

const struct fate *
fate_at(size_t index)
{
	return index < sizeof(fates) / sizeof(fates[0]) ? &fates[index] : NULL;
}

bool
fate_is_magic(struct slice to, const char *digits)
{
	static const char head[] = FATE_MAGIC;
	size_t n = sizeof(head) - 1;

	return digits != NULL && to.n > n && memcmp(to.p, head, n) == 0 &&
	    slice_is((struct slice){to.p + n, to.n - n}, digits);
}

const struct fate *
fate_of(struct slice to)
{
	size_t i;

	for (i = 0; i < sizeof(fates) / sizeof(fates[0]); i++)
		if (fate_is_magic(to, fates[i].magic))
			return &fates[i];
	return NULL;
}
