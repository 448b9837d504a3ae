/* SPDX-License-Identifier: ISC */
/*
 * match: which of our messages a reply answers, and which appointment it is
 * about: by the pair of numbers, by what was asked, by time.
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
	MATCH_LOOK_BACK = 50, /* messages, and texts, that are looked at */
	MATCH_CANDIDATES = 8, /* appointments named in `candidates` */
};

/* A message of ours to the person. */
struct question {
	struct slice message_id, appointment_id, language, purpose;
	struct slice template_id, zone;
	struct slice program, body; /* of a question about an opt-in */
	bool opt_in; /* does the person want the texts of this program? */
	struct view replies; /* not there: it asked nothing */
	struct view candidates; /* of a question which appointment is meant */
	int64_t version; /* of the appointment; -1: not counted */
	int64_t starts_ms; /* the appointment; 0: unknown */
	int64_t expires_ms; /* 0: never */
	int64_t asked_ms; /* 0: it has not gone out */
};

/* What went to and fro between the two numbers, each newest first. */
struct conversation {
	struct question questions[MATCH_LOOK_BACK];
	size_t count;
	struct inbound_text *texts;
	size_t text_count;
};

/* Inside the caller's transaction; all in the arena. */
int match_conversation(struct store *store, struct slice person,
    struct slice ours, struct arena *arena, struct conversation *out,
    struct error *err);

struct match_result {
	enum match match;
	const struct question *question; /* NULL unless single or stale */
	const struct question *candidates[MATCH_CANDIDATES];
	size_t candidate_count;
	bool repeated; /* the person has said so before */
};

/* What a keyword was taken for. */
struct match_offer {
	const struct question *question; /* that offers it; NULL: none does */
	struct slice appointment_id; /* that it names by a number, or the
					question's */
};

/*
 * Reads the text as an answer to the newest question that offers its word and
 * went out before received_ms.  False when none offers it.
 */
bool match_keyword(const struct conversation *conversation,
    const struct keyword_text *text, int64_t received_ms, struct arena *arena,
    struct keyword_hit *hit, struct match_offer *offer);

/*
 * What YES means: INTENT_CONFIRM or INTENT_OPT_IN, as the newest message that
 * wants either asked, if that is still open, else INTENT_YES.
 */
enum intent match_yes(const struct conversation *conversation,
    int64_t received_ms, struct arena *arena);

/*
 * The appointment that an answer of this meaning is about.  One that is past,
 * cancelled or moved since is stale.  Of several, those are out that the
 * person has answered so already.
 */
void match_question(const struct conversation *conversation, enum intent intent,
    const struct match_offer *offer, int64_t received_ms, struct arena *arena,
    struct match_result *out);

#endif
