/* SPDX-License-Identifier: ISC */
/*
 * answer: the text that a reply gets back, as an ordinary message record.
 */
#ifndef SMSREPLY_ANSWER_H
#define SMSREPLY_ANSWER_H

#include "keywords.h"
#include "match.h"

#include "base/error.h"
#include "base/mem.h"
#include "config/config.h"
#include "record/record.h"
#include "time/zone.h"

#include <stdint.h>

/* When an opt-out, opt-in or help text gets an answer of ours. */
enum answer_acks {
	ANSWER_NEEDED, /* when the provider does not answer it itself */
	ANSWER_ALWAYS,
	ANSWER_NEVER,
};

/* What is said; the names in the configuration's inbound.answers. */
enum answer {
	ANSWER_STOP,
	ANSWER_START,
	ANSWER_OPT_IN,
	ANSWER_HELP,
	ANSWER_CONFIRM,
	ANSWER_RESCHEDULE, /* we call back */
	ANSWER_LINK, /* reschedule by yourself */
	ANSWER_CANCEL,
	ANSWER_STALE,
	ANSWER_CLARIFY, /* which of these appointments? */
	ANSWER_SEVERAL, /* the same where nothing tells them apart */
	ANSWER_UNSURE, /* do you want no more texts? */
	ANSWERS, /* how many there are */
	ANSWER_NONE = ANSWERS,
};

struct answers; /* their texts, parsed */

/* EX_CONFIG: a name or text of inbound.answers is no good. */
struct answers *answers_new(const struct config *config, struct error *err);
void answers_free(struct answers *answers);

/* What an answer is made from. */
struct answer_query {
	const struct config *config;
	struct answers *answers;
	enum answer answer;
	const struct match_result *match;
	enum intent intent;
	struct slice language; /* not there: English */
	struct slice tenant, reply_id, from, to; /* of the reply */
	int64_t now_ms, received_ms;
};

/* Fills `message` with the answer; -1 when its text cannot be made. */
int answer_make(const struct answer_query *query, struct arena *arena,
    struct record *message, struct error *err);

/* Its template_id, "answer-confirm". */
struct slice answer_template(enum answer answer, struct arena *arena);

/* Can the appointments that are open be told apart by their times? */
bool answer_can_list(const struct match_result *match);

#endif
