/* SPDX-License-Identifier: ISC */
/*
 * words: a text cut into words once, for every rule that looks at words and
 * not at substrings.  A word is letters, digits and marks of any script; an
 * apostrophe between letters belongs to it ("we're"), nothing else does.
 */
#ifndef SMSLINT_WORDS_H
#define SMSLINT_WORDS_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

/* What is in a word. */
enum {
	WORD_UPPER = 1 << 0, /* a capital */
	WORD_LOWER = 1 << 1, /* a small letter, or a letter without case */
	WORD_DIGIT = 1 << 2,
};

struct word {
	struct slice text; /* borrowed from the text */
	unsigned has;
};

/* Zeroed it is empty and valid; the array is used again by each split. */
struct words {
	struct word *list;
	size_t count, room;
};

void words_split(struct words *words, struct slice text);
void words_release(struct words *words);

/* Equal whatever the case. */
bool word_is(const struct word *word, const char *text);

/* Is it one of these?  The list ends with NULL. */
bool word_among(const struct word *word, const char *const *list);

/*
 * The first place at which the words of `phrase` stand in a row, any case and
 * any punctuation between them; the last may carry a possessive 's.  Returns
 * the index of its first word, or words->count.
 */
size_t words_find(
    const struct words *words, const struct word *phrase, size_t phrase_count);

/* The same from a word on. */
size_t words_find_from(const struct words *words, size_t from,
    const struct word *phrase, size_t phrase_count);

#endif
