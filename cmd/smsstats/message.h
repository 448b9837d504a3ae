/* SPDX-License-Identifier: ISC */
/*
 * message: all that is remembered of one message.
 *
 * Each member is the greatest of what the events offered, under an order of
 * its own.  So events may come in any order, twice, or as two halves that turn
 * out to be one message: the result is the same.
 */
#ifndef SMSSTATS_MESSAGE_H
#define SMSSTATS_MESSAGE_H

#include "event.h"
#include "words.h"

#include <stdint.h>

/* What an event may decide. */
enum mark_kind { MARK_STATE, MARK_REASON, MARK_ERROR, MARK_COUNT };

/*
 * The event that decides: of the highest rank; of terminal ones the first, of
 * others the last; at the same instant the state further down in enum
 * journal_state, a part that failed over a part that arrived; then the greater
 * class, then text.
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
};

struct message {
	struct mark marks[MARK_COUNT];
	int64_t person; /* 0: not known; the greatest */
	int64_t taken_at; /* ms: a provider had it; the first; or NEVER */
	int64_t answered_at; /* ms */
	uint32_t forward; /* the message that it turned out to be; 0: itself */
	uint8_t answer;
	uint8_t bits;
};

#define MESSAGE_NEVER INT64_MAX

/* No event has been seen. */
void message_init(struct message *message);

/* A message or delivery event; text numbers of words. */
void message_add(struct message *message, const struct event *event,
    uint32_t reason, uint32_t error, const struct words *words);

/* A reply that answers it. */
void message_answer(struct message *message, enum answer answer, int64_t at);

/* All that `other` knows. */
void message_merge(struct message *message, const struct message *other,
    const struct words *words);

#endif
