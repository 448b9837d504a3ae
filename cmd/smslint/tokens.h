/* SPDX-License-Identifier: ISC */
/*
 * tokens: a text as the lexicon reads it: its words by their numbers, a link,
 * an amount or a number as one, and where sentences end.
 *
 * A disguise is read where nothing but a word of the lexicon's table of
 * disguises comes out, so that no name and no code is one: "fr33", "c@sh",
 * "f r e e  c a s h", a word of Latin letters with Cyrillic or Greek ones that
 * look alike among them.
 */
#ifndef SMSLINT_TOKENS_H
#define SMSLINT_TOKENS_H

#include "lexicon.h"
#include "links.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>

enum { TOKENS_DISGUISES_MAX = 16 }; /* noted of one text */

/* Zeroed it is empty and valid; the arrays are used again. */
struct tokens {
	struct token *list;
	size_t count, room;
	struct slice disguises[TOKENS_DISGUISES_MAX]; /* where they stand */
	size_t disguise_count;
};

/* words and links are those of the text. */
void tokens_read(struct tokens *tokens, struct slice text,
    const struct words *words, const struct links *links,
    const struct lexicon *lexicon);
void tokens_release(struct tokens *tokens);

/* The hash of a word as the lexicon folds it. */
uint64_t tokens_hash(struct slice word);

#endif
