/* SPDX-License-Identifier: ISC */
/*
 * outcome: what became of a message, as the figures see it.  smsstats.1 has
 * the definitions.
 */
#ifndef SMSSTATS_OUTCOME_H
#define SMSSTATS_OUTCOME_H

#include "event.h"
#include "fold.h"

#include <stdint.h>

enum {
	OUTCOME_RECEIPT_HOURS = 24, /* a receipt that late will not come */
};

/* Each message is exactly one of the fates, and any of what follows. */
enum outcome_bit {
	IS_DELIVERED = 1 << 0,
	IS_UNDELIVERED = 1 << 1,
	IS_FAILED = 1 << 2,
	IS_UNKNOWN = 1 << 3,
	IS_PENDING = 1 << 4,
	IS_AMBIGUOUS = 1 << 5,
	IS_QUEUED = 1 << 6,
	IS_SCHEDULED = 1 << 7,
	IS_HELD = 1 << 8,
	IS_SUPPRESSED = 1 << 9,
	IS_CANCELLED = 1 << 10,
	IS_EXPIRED = 1 << 11,

	/* it asked something, and nothing says that it did not arrive */
	IS_ASKED = 1 << 12,
	/* and of those */
	IS_ANSWERED = 1 << 13,
	IS_CONFIRMED = 1 << 14,
	IS_RESCHEDULE = 1 << 15,
	IS_CANCEL = 1 << 16,

	IS_FILTERED = 1 << 17, /* failed or undelivered: taken for spam */
	IS_CODED = 1 << 18, /* failed or undelivered: with a code */
	IS_OPTED_OUT = 1 << 19, /* the person has, at any time */

	/* sums */
	IS_ERROR = IS_UNDELIVERED | IS_FAILED,
	IS_SENT = IS_DELIVERED | IS_ERROR | IS_UNKNOWN | IS_PENDING,
	IS_MESSAGE = IS_SENT | IS_AMBIGUOUS | IS_QUEUED | IS_SCHEDULED |
	    IS_HELD | IS_SUPPRESSED | IS_CANCELLED | IS_EXPIRED,
};

struct outcome {
	uint32_t is; /* outcome_bit */
	int64_t person; /* 0: not known */
	uint32_t reason; /* number in the words, of a suppressed message */
	enum error_class error; /* not NONE where IS_ERROR */
	uint32_t code; /* number in the words, where IS_CODED */
};

/* as_of, ms: the instant at which the wait for receipts is judged. */
void outcome_read(const struct fold *fold, const struct message *message,
    int64_t as_of, struct outcome *outcome);

#endif
