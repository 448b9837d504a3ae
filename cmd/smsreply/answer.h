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

#include <stdint.h>

/* When an opt-out, opt-in or help text gets an answer of ours. */
enum answer_acks {
	ANSWER_NEEDED, /* when the provider does not answer it itself */
	ANSWER_ALWAYS,
	ANSWER_NEVER,
};

/* What an answer is made from. */
struct answer_query {
	const struct config *config;
	const struct keyword_hit *hit;
	enum match match;
	struct slice language; /* not there: English */
	struct slice tenant, reply_id, provider, from, to; /* of the reply */
	int64_t now_ms, received_ms;
	enum answer_acks acks;
};

/*
 * Fills `message` with the answer: 1; 0 when none is due; -1 when its text
 * cannot be made.
 */
int answer_make(const struct answer_query *query, struct arena *arena,
    struct record *message, struct error *err);

#endif
