/* SPDX-License-Identifier: ISC */
/*
 * lexicon: the words that rules know, and what kinds of words they are.
 *
 * A symbol is what a pattern can ask for: a kind (CONTACT, in capitals) or one
 * word (stop, as it is folded).  A word has its kinds and, where a pattern
 * names it, itself.  Marks between words and words that are in no list have
 * entries too, with names that no text can hold: <edge>, <name>.
 *
 * Built once, read by all.
 */
#ifndef SMSREPLY_LEXICON_H
#define SMSREPLY_LEXICON_H

#include "base/mem.h"
#include "base/slice.h"

#include <stddef.h>
#include <stdint.h>

enum {
	LEXICON_ENTRIES = 4096,
	LEXICON_SLOTS = 8192,
	LEXICON_SYMBOLS = 2048,
	LEXICON_KINDS = 10, /* of one word */
};

struct lexicon_entry {
	struct slice word;
	uint16_t kinds[LEXICON_KINDS];
	uint16_t kind_count;
	uint16_t literal; /* its own symbol; 0: no pattern names it */
};

struct lexicon {
	struct lexicon_entry entries[LEXICON_ENTRIES];
	size_t entry_count;
	struct slice symbols[LEXICON_SYMBOLS]; /* names; 0 is none */
	size_t symbol_count;
	uint16_t slots[LEXICON_SLOTS]; /* entry + 1 by hash; 0: free */
	uint16_t misspelt[LEXICON_ENTRIES]; /* entries looked for by typo */
	size_t misspelt_count;
};

/* Words of one kind, blanks between them. */
struct word_list {
	const char *kind;
	const char *words;
};

extern const struct word_list words_english[], words_other[];

/* Into a zeroed lexicon, from the lists. */
void lexicon_init(struct lexicon *lexicon);

/* The symbol of a kind, or of a word, which is added when it is new. */
uint16_t lexicon_symbol(struct lexicon *lexicon, struct slice name);

/* The entry of a folded word; -1: it is in no list. */
int lexicon_find(const struct lexicon *lexicon, struct slice word);

/* The entry that a word was meant to be, one slip of the finger away; -1. */
int lexicon_guess(const struct lexicon *lexicon, struct slice word);

#endif
