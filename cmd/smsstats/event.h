/* SPDX-License-Identifier: ISC */
/*
 * event: what one record says that the statistics need, and the vocabularies
 * it says it in.
 */
#ifndef SMSSTATS_EVENT_H
#define SMSSTATS_EVENT_H

#include "draft.h"
#include "record/record.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * A state is one of enum journal_state, or of these: no event yet, and a
 * message that smssend has not taken up.
 */
enum { STATE_NONE = -2, STATE_RENDERED = -1, STATE_RANK_TERMINAL = 9 };

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

/* Where a cost is from; a price over an estimate. */
enum event_cost { COST_NONE, COST_ESTIMATE, COST_PRICE };

#define EVENT_NEVER INT64_MAX

/* What a reply says to the question that it answers. */
enum answer {
	ANSWER_NONE,
	ANSWER_OTHER,
	ANSWER_CONFIRM,
	ANSWER_RESCHEDULE,
	ANSWER_CANCEL,
};

/* A message never goes to a lower rank, and 9 is terminal. */
int event_state_rank(int state);

/* Does a message get there only when a provider took it? */
bool event_state_taken(int state);

struct error_row {
	struct slice name;
	const char *words;
	const char *advice; /* what to do; "" where nothing is known */
};
extern const struct error_row event_errors[ERROR_COUNT];

/* ERROR_NONE for a word that is none. */
enum error_class event_error_find(struct slice name);

/* Slices are borrowed from the record; not there, 0 and NONE: not known. */
struct event {
	enum record_kind kind;
	int64_t at; /* ms: received, created or recorded */
	int state; /* message, delivery; else STATE_NONE */
	struct slice message_id;
	struct slice provider, provider_message_id; /* message, delivery */
	struct slice reason; /* of a suppressed message */
	struct slice error_code;
	enum error_class error_class;
	int64_t person; /* digits of the person's number */
	bool replies; /* a message that names answers */
	bool asking_purpose; /* a text that usually asks something */
	bool opt_out; /* reply, consent */
	bool complaint; /* consent: a carrier passed one on */
	bool lint_errors; /* message: the linter found errors */
	bool later; /* due later than its call's end */
	int64_t hangup_at; /* ms: the end of its call; EVENT_NEVER */
	enum event_cost cost_rank;
	int64_t cost; /* millionths */
	struct slice currency;
	uint32_t segments; /* 0: not known */
	struct slice source, call_id; /* of a call */
	const struct view *traits; /* message, delivery: by struct dim.trait */
	enum answer answer; /* reply */
	const char *wrong; /* of a value that a record may have, but not here */
};

/*
 * 1: the event of a record; 0: of no kind that counts here, which *kind says;
 * -1 with EX_DATAERR: the record lacks what counts here, or has it in a form
 * that sms-record.5 does not allow.  alike: its keys are those of the record
 * before.
 */
int event_read(struct draft_reader *reader, struct record *record, bool alike,
    struct event *event, enum record_kind *kind, struct error *err);

#endif
