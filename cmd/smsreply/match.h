/* SPDX-License-Identifier: ISC */
/*
 * match: which of our messages a reply answers.
 */
#ifndef SMSREPLY_MATCH_H
#define SMSREPLY_MATCH_H

#include "intent.h"
#include "keywords.h"

#include "base/error.h"
#include "base/mem.h"
#include "store/store.h"

#include <stddef.h>
#include <stdint.h>

enum {
	MATCH_LOOK_BACK = 50, /* messages to a person that are looked at */
	MATCH_CANDIDATES = 8, /* appointments named in `candidates` */
};

/* A message of ours that reached the person, or may have. */
struct question {
	struct slice message_id, appointment_id, language;
	struct view replies; /* not there: it asked nothing */
	int64_t expires_ms; /* 0: never */
};

/* What was sent between the two numbers, newest first. */
struct conversation {
	struct question questions[MATCH_LOOK_BACK];
	size_t count;
};

/* Inside the caller's transaction; all in the arena. */
int match_conversation(struct store *store, struct slice person,
    struct slice ours, struct arena *arena, struct conversation *out,
    struct error *err);

struct match_result {
	enum match match;
	const struct question *question; /* NULL unless single or stale */
	struct slice candidates[MATCH_CANDIDATES]; /* appointment ids */
	size_t candidate_count;
};

/*
 * Reads the text as an answer to the newest question that offers its word and
 * is still open at received_ms.  False when none offers it.
 */
bool match_keyword(const struct conversation *conversation,
    const struct keyword_text *text, struct arena *arena,
    struct keyword_hit *hit);

/* The question a keyword of this meaning answers. */
void match_question(const struct conversation *conversation,
    const struct keyword_hit *hit, int64_t received_ms, struct arena *arena,
    struct match_result *out);

#endif
