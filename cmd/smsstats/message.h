/* SPDX-License-Identifier: ISC */
/*
 * message: all that is remembered of one message.
 *
 * Each member is the greatest, or the earliest, of what the events offered,
 * under an order of its own.  So events may come in any order, twice, or in
 * parts that are brought together later: the result is the same.
 */
#ifndef SMSSTATS_MESSAGE_H
#define SMSSTATS_MESSAGE_H

#include "event.h"
#include "hash.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What an event may decide. */
enum mark_kind { MARK_STATE, MARK_REASON, MARK_ERROR, MARK_COUNT };

/*
 * The event that decides: of the highest rank; one that says a reason or code
 * over one that does not; of terminal ones the first, of others the last; at
 * the same instant the state further down in enum journal_state, a part that
 * failed over a part that arrived; then the greater class, then text.
 */
struct mark {
	int64_t at; /* ms */
	uint32_t text; /* number in the words: reason, or error code */
	int16_t state; /* as in event.h */
	uint8_t class;
};

enum message_bit {
	MESSAGE_RECORD = 1 << 0, /* its message record was seen */
	MESSAGE_REPLIES = 1 << 1, /* which names answers */
	MESSAGE_PURPOSE = 1 << 2, /* of a kind that usually asks */
	MESSAGE_LINT = 1 << 3, /* the linter found errors */
	MESSAGE_LATER = 1 << 4, /* due later than its call's end */
	MESSAGE_CALL = 1 << 5, /* it is none, but a call */
	MESSAGE_ORPHAN = 1 << 6, /* known by a provider's id alone */
	MESSAGE_RECEIPT = 1 << 7, /* an event beyond the acceptance was seen */
};

/* Instants in ms, the earliest of each; MESSAGE_NEVER. */
enum message_time {
	TIME_FIRST, /* of any event */
	TIME_TAKEN, /* a provider had it */
	TIME_ACCEPTED, /* a provider said that it took it */
	TIME_DELIVERED,
	TIME_HANGUP, /* the end of its call */
	TIME_COUNT
};

#define MESSAGE_NEVER INT64_MAX

/* The latest value of a field; at the same instant the greater text. */
struct trait {
	int64_t at;
	uint32_t text; /* number in the words; 0: not known */
};

/* The greatest amount of the highest rank.  Currencies cannot be compared: of
 * several the first by name, or one rather than none. */
struct cost {
	int64_t amount; /* millionths */
	uint32_t currency; /* number in the words; 0: not stated */
	uint8_t rank; /* enum event_cost */
	bool mixed; /* it was stated in several currencies */
};

struct message {
	struct hash_key key;
	struct hash_key alias; /* a provider's id, or none */
	struct mark marks[MARK_COUNT];
	int64_t times[TIME_COUNT];
	int64_t person; /* 0: not known; the greatest */
	int64_t answered_at; /* ms */
	struct cost cost;
	uint32_t segments; /* the greatest; 0: not known */
	uint8_t answer;
	uint8_t bits;
	struct trait traits[]; /* as many as struct dims says */
};

/* Bytes of one with so many traits. */
size_t message_size(size_t traits);

/* No event has been seen. */
void message_init(struct message *message, size_t traits);

/* What an event's texts are in the words. */
struct event_words {
	uint32_t reason, error, currency;
	const uint32_t *traits;
};

/* An event about it, a reply that answers it, or the call's record. */
void message_add(struct message *message, const struct event *event,
    const struct event_words *texts, size_t traits, const struct words *words);

/* All that `other` knows. */
void message_merge(struct message *message, const struct message *other,
    size_t traits, const struct words *words);

#endif
