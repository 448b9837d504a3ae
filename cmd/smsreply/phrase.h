/* SPDX-License-Identifier: ISC */
/*
 * phrase: what a text in ordinary words means.
 *
 * The text becomes tokens (token.h).  Guards first take the meaning from words
 * that mean something else where they stand ("stop by", "can't stop").  Then
 * all rules are looked for at once (pattern.h), and of those that hold the
 * first in the tables says what the text means.
 */
#ifndef SMSREPLY_PHRASE_H
#define SMSREPLY_PHRASE_H

#include "intent.h"
#include "pattern.h"
#include "token.h"

#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>

enum phrase_care {
	PHRASE_SURE,
	PHRASE_UNSURE, /* a stop that may be meant otherwise */
	PHRASE_IDLE, /* nobody has to do anything about it */
};

struct phrase_rule {
	const char *name; /* for people: stop.contact */
	const char *language; /* NULL: any */
	const char *patterns; /* " ; " between them */
	enum intent intent;
	enum phrase_care care;
};

/* Ends with a row without a name; the first that holds wins. */
extern const struct phrase_rule rules_over[], rules_stop[], rules_spanish[],
    rules_robot[], rules_ask[], rules_visit[], rules_spanish_late[],
    rules_last[];

/* For what stands before a quotation. */
extern const struct phrase_rule rules_reaction[];

/* Patterns that take the meaning from the token they mark, NULL at the end. */
extern const char *const phrase_guards[];

struct phrases; /* the compiled tables; read only */

struct phrases *phrases_new(void);
void phrases_free(struct phrases *phrases);

struct phrase_hit {
	const struct phrase_rule *rule;
	bool sure; /* a stop is one beyond doubt */
	struct slice words; /* that decided, of the text */
};

/* False when no rule knows it. */
bool phrase_read(const struct phrases *phrases, struct slice text,
    struct arena *arena, struct phrase_hit *out);

#endif
