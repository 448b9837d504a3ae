/* SPDX-License-Identifier: ISC */
/*
 * reply: one inbound text, from the record to its annotation, its entry in the
 * ledger and its answer.
 */
#ifndef SMSREPLY_REPLY_H
#define SMSREPLY_REPLY_H

#include "answer.h"
#include "due.h"
#include "phrase.h"

#include "base/error.h"
#include "config/config.h"
#include "record/record.h"
#include "store/store.h"
#include "time/clock.h"

#include <stdbool.h>

/* What was found out about the reply that was read last. */
struct finding {
	struct keyword_hit hit;
	struct match_offer offer;
	struct match_result match;
	struct slice language, text_hash;
	int64_t received_ms;
	bool ask; /* a stop that is not certain, to be asked about */
	bool stopped; /* the person had opted out before */
	bool says_yes; /* in so many words */
	struct ledger_entry *entries; /* what the ledger said before */
	size_t entry_count;
	enum answer answer;
	const char *unanswered; /* why there is none; NULL: nothing was due */
};

struct reply_desk {
	const struct config *config;
	const struct phrases *phrases;
	struct answers *answers;
	struct store *store; /* NULL: texts are read alone, without what went
				before, and nothing is written */
	struct clock clock;
	enum answer_acks acks;
	bool dry_run; /* the store is left alone */
	struct arena arena;
	struct conversation conversation;
	struct finding finding;
	struct slice answer; /* one line of JSON; not there: none */
	struct error failure; /* of the answer; code 0: none */
};

/*
 * Annotates the reply and writes consent, committed before it returns.  One
 * that was read before becomes what it became then, answer included.  -1:
 * nothing was written down; EX_DATAERR says that the reply itself is no good.
 */
int reply_read(
    struct reply_desk *desk, struct record *reply, struct error *err);

/*
 * The answer to the reply that was read last.  1: `answer` is a message that is
 * due; 0: none is; -1: it cannot be made (EX_CONFIG).
 */
int reply_answer(
    struct reply_desk *desk, struct record *answer, struct error *err);

#endif
