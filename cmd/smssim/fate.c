/* SPDX-License-Identifier: ISC */
#include "fate.h"

static const struct fate fates[] = {
    {.name = "accept",
	.summary = "accepted, answered, delivered",
	.accepts = true},
    {.name = "429",
	.summary = "not accepted: too many requests, Retry-After 1",
	.error = FATE_BUSY,
	.retry_after = "1"},
    {.name = "503",
	.summary = "not accepted: service unavailable",
	.error = FATE_DOWN},
    {.name = "400-invalid",
	.summary = "refused: the number is invalid",
	.error = FATE_INVALID},
    {.name = "401",
	.summary = "refused: credentials are wrong",
	.error = FATE_DENIED},
    {.name = "close-before",
	.summary = "not accepted: the connection closes without an answer",
	.twist = FATE_DROP},
    {.name = "accept-then-close",
	.summary = "accepted, but the connection closes without an answer",
	.accepts = true,
	.twist = FATE_DROP},
    {.name = "accept-then-500",
	.summary = "accepted, but the answer is a server error",
	.accepts = true,
	.error = FATE_BROKEN},
    {.name = "late",
	.summary = "the connection closes, accepted after --slow milliseconds",
	.accepts = true,
	.twist = FATE_LATE},
    {.name = "slow",
	.summary = "accepted at once, answered after --slow milliseconds",
	.accepts = true,
	.twist = FATE_SLOW},
    {.name = "truncated",
	.summary = "accepted, but the connection closes within the answer",
	.accepts = true,
	.twist = FATE_CUT},
    {.name = "garbage",
	.summary = "accepted, but the answer is no JSON",
	.accepts = true,
	.twist = FATE_GARBAGE},
    {.name = "huge",
	.summary = "accepted, but the answer is a megabyte long",
	.accepts = true,
	.twist = FATE_HUGE},
};

const struct fate *
fate_at(size_t index)
{
	return index < sizeof(fates) / sizeof(fates[0]) ? &fates[index] : NULL;
}
