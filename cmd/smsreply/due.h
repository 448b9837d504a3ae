/* SPDX-License-Identifier: ISC */
/*
 * due: whether a reply is answered, with what, and if not why not.  Pure.
 */
#ifndef SMSREPLY_DUE_H
#define SMSREPLY_DUE_H

#include "answer.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	/* 47 CFR 64.1200(a)(12): a confirmation within five minutes of the
	 * opt-out is presumed to be covered by the consent before it. */
	DUE_ACK_MS = 5 * 60 * 1000,
	/* Two robots that answer each other have to come to an end. */
	DUE_SAME_MS = 60 * 60 * 1000, /* a text is the same again within */
	DUE_SAME = 3, /* the third such text gets no answer */
	DUE_RATE_MS = 60 * 1000,
	DUE_RATE = 5, /* more texts than that in DUE_RATE_MS get none */
};

struct due_query {
	const struct config *config;
	enum answer_acks acks;
	const struct keyword_hit *hit;
	const struct match_result *match;
	const struct conversation *conversation;
	struct slice provider, from, to, text_hash;
	int64_t now_ms, received_ms;
	bool ask; /* a stop that is not certain is to be asked about */
	bool stopped; /* the person had opted out before */
};

/* *why: a word of the field `unanswered`; NULL where nothing was due. */
enum answer due_answer(const struct due_query *query, const char **why);

/* Was it asked which appointment is meant, and nothing settled since? */
bool due_was_clarified(const struct conversation *conversation);

/* Was it asked whether the person wants no more texts? */
bool due_was_unsure(const struct conversation *conversation);

#endif
