/* SPDX-License-Identifier: ISC */
/*
 * event: what one record says that the statistics need, and the vocabularies
 * it says it in.
 */
#ifndef SMSSTATS_EVENT_H
#define SMSSTATS_EVENT_H

#include "record/record.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Of two states at the same instant the one further down wins: a part that
 * failed over a part that arrived.
 */
enum state {
	STATE_NONE,
	STATE_RENDERED,
	STATE_QUEUED,
	STATE_SCHEDULED,
	STATE_HELD,
	STATE_SENDING,
	STATE_AMBIGUOUS,
	STATE_ACCEPTED,
	STATE_SENT,
	STATE_UNCONFIRMED,
	STATE_DELIVERED,
	STATE_READ,
	STATE_UNDELIVERED,
	STATE_FAILED,
	STATE_EXPIRED,
	STATE_REJECTED,
	STATE_CANCELLED,
	STATE_SUPPRESSED,
	STATE_COUNT,
};

/* Why a message failed.  The more that is known the further down. */
enum error_class {
	ERROR_NONE,
	ERROR_UNKNOWN,
	ERROR_AMBIGUOUS,
	ERROR_PROVIDER_FAULT,
	ERROR_UNREACHABLE,
	ERROR_QUEUE_EXPIRED,
	ERROR_RATE_LIMITED,
	ERROR_AUTH,
	ERROR_INSUFFICIENT_FUNDS,
	ERROR_CONTENT_REJECTED,
	ERROR_MEDIA,
	ERROR_UNREGISTERED,
	ERROR_CARRIER_FILTERED,
	ERROR_INVALID_NUMBER,
	ERROR_LANDLINE,
	ERROR_OPTED_OUT,
	ERROR_COUNT,
};

/* What a reply says to the question that it answers. */
enum answer {
	ANSWER_NONE,
	ANSWER_OTHER,
	ANSWER_CONFIRM,
	ANSWER_RESCHEDULE,
	ANSWER_CANCEL,
};

enum { STATE_RANK_TERMINAL = 9 };

struct state_row {
	const char *name;
	int rank; /* of the fold: never to a lower one; 9 is terminal */
	bool taken; /* only a message that a provider took gets there */
};
extern const struct state_row event_states[STATE_COUNT];

struct error_row {
	const char *name;
	const char *words;
};
extern const struct error_row event_errors[ERROR_COUNT];

/* Slices are borrowed from the record; not there, 0 and NONE: not known. */
struct event {
	enum record_kind kind;
	int64_t at; /* ms: received, created or recorded */
	enum state state; /* message, delivery */
	struct slice message_id;
	struct slice provider, provider_message_id; /* message, delivery */
	struct slice reason; /* of a suppressed message */
	struct slice error_code;
	enum error_class error_class;
	int64_t person; /* digits of the person's number */
	bool replies; /* a message that names answers */
	bool asking_purpose; /* a text that usually asks something */
	bool opt_out; /* reply, consent */
	enum answer answer; /* reply */
};

/* Is it a kind of record that counts here? */
bool event_wanted(enum record_kind kind);

/* EX_DATAERR for a record of such a kind that is not as sms-record.5 says. */
int event_read(struct record *record, struct event *event, struct error *err);

#endif
