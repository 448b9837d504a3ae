/* SPDX-License-Identifier: ISC */
/*
 * intent: what a person means by a text, and what is to be done about it.
 */
#ifndef SMSREPLY_INTENT_H
#define SMSREPLY_INTENT_H

#include "base/slice.h"

#include <stdbool.h>

/* The words of sms-record.5, field `intent`. */
enum intent {
	INTENT_STOP,
	INTENT_START,
	INTENT_OPT_IN, /* yes to a double opt-in */
	INTENT_HELP,
	INTENT_CONFIRM,
	INTENT_RESCHEDULE,
	INTENT_CANCEL,
	INTENT_YES,
	INTENT_NO,
	INTENT_LATE,
	INTENT_OTHER,
};

/* Whether the question that a reply answers was found. */
enum match {
	MATCH_NONE,
	MATCH_SINGLE,
	MATCH_AMBIGUOUS, /* more than one appointment is open */
	MATCH_STALE, /* the one it was about is over */
};

const char *intent_name(enum intent intent);

/* False when the word is none of the names. */
bool intent_find(struct slice name, enum intent *intent);

/* Does it only make sense as the answer to a question? */
bool intent_needs_question(enum intent intent);

/* The field `action`: what has to happen now. */
const char *intent_action(enum intent intent, enum match match);

/* The field `match`. */
const char *match_name(enum match match);

#endif
