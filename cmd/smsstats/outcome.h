/* SPDX-License-Identifier: ISC */
/*
 * outcome: what became of a message, as the figures see it.  smsstats.1 has
 * the definitions.
 */
#ifndef SMSSTATS_OUTCOME_H
#define SMSSTATS_OUTCOME_H

#include "base/slice.h"
#include "event.h"
#include "message.h"

#include <stdbool.h>
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
	IS_COMPLAINED = 1 << 20, /* the person has, to the carrier */
	IS_LINT = 1 << 21, /* not sent, and the linter found errors */
	IS_CALL = 1 << 22, /* no message: a call */

	/* sums */
	IS_ERROR = IS_UNDELIVERED | IS_FAILED,
	IS_SENT = IS_DELIVERED | IS_ERROR | IS_UNKNOWN | IS_PENDING,
	IS_MESSAGE = IS_SENT | IS_AMBIGUOUS | IS_QUEUED | IS_SCHEDULED |
	    IS_HELD | IS_SUPPRESSED | IS_CANCELLED | IS_EXPIRED,
};

/* From where to where the time of a message is taken. */
enum outcome_latency { LATENCY_HANGUP, LATENCY_DELIVERY, LATENCY_COUNT };

#define OUTCOME_NO_LATENCY INT64_MIN

struct outcome {
	uint32_t is; /* outcome_bit */
	int64_t at; /* ms: a provider had it, or else the first event */
	int64_t person; /* 0: not known */
	uint32_t reason; /* number in the words: suppressed, held */
	enum error_class error; /* not NONE where IS_ERROR */
	uint32_t code; /* number in the words, where IS_CODED */
	int64_t latencies[LATENCY_COUNT]; /* ms; OUTCOME_NO_LATENCY */
	int64_t cost; /* millionths, where costed */
	uint32_t currency; /* number in the words */
	bool costed;
	uint32_t segments; /* 0: not known */
};

/*
 * as_of, ms: the instant at which the wait for receipts is judged.  person:
 * what fold_person knows of the recipient.
 */
void outcome_read(const struct message *message, unsigned person, int64_t as_of,
    struct outcome *outcome);

/* "delivered", "unknown", …; not there for what is no message. */
struct slice outcome_fate_name(const struct outcome *outcome);

#endif
