/* SPDX-License-Identifier: ISC */
/*
 * fate: what becomes of a request to send.
 */
#ifndef SMSSIM_FATE_H
#define SMSSIM_FATE_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* An error in the provider's own form instead of the usual answer. */
enum fate_error {
	FATE_NO_ERROR,
	FATE_BUSY, /* too many requests */
	FATE_DOWN, /* service unavailable */
	FATE_INVALID, /* the recipient's number */
	FATE_DENIED, /* the credentials */
	FATE_BROKEN, /* internal server error */
};

/* What is odd about the answer. */
enum fate_twist {
	FATE_PLAIN,
	FATE_DROP, /* the connection closes, nothing is answered */
	FATE_LATE, /* the same, and the message shows late */
	FATE_SLOW, /* it comes late */
	FATE_CUT, /* half of it comes, then the connection closes */
	FATE_GARBAGE, /* it is no JSON */
	FATE_HUGE, /* it is larger than any client should read */
};

struct fate {
	const char *name, *summary;
	bool accepts; /* the message is taken and will arrive */
	enum fate_twist twist;
	enum fate_error error;
	const char *retry_after; /* seconds; NULL: the header is absent */
	const char *magic; /* digits behind FATE_MAGIC; NULL: no number */
};

/* Recipients that meet their fate by their number, as Twilio's test ones do. */
#define FATE_MAGIC "+1500555"

/* By index, the first (0) being the usual course; NULL behind the last. */
const struct fate *fate_at(size_t index);

/* The one of this recipient; NULL for an ordinary number. */
const struct fate *fate_of(struct slice to);

/* Is it the magic number with these digits (NULL: none)? */
bool fate_is_magic(struct slice to, const char *digits);

#endif
