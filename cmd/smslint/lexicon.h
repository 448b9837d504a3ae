/* SPDX-License-Identifier: ISC */
/*
 * lexicon: the phrases of all word rules as one automaton (Aho and Corasick,
 * 1975) over words, so that one pass over a text finds them all, however many
 * there are.  Built once; phrases.h says how a phrase is written.
 */
#ifndef SMSLINT_LEXICON_H
#define SMSLINT_LEXICON_H

#include "base/slice.h"
#include "phrases.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	LEXICON_PIECES_MAX = 4, /* of one phrase */
	LEXICON_HITS_MAX = 128, /* of one text: more than anyone reads */
};

/* Words that stand for many; others are numbered from LEXICON_WORDS on. */
enum lexicon_word {
	LEXICON_UNKNOWN, /* of no phrase */
	LEXICON_NUMBER,
	LEXICON_MONEY,
	LEXICON_PERCENT,
	LEXICON_LINK,
	LEXICON_WORDS,
};

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

/*
 * A word's hash is made letter by letter, folded: small, without accents and
 * apostrophes.
 */
static inline uint64_t
lexicon_hash_start(void)
{
	return UINT64_C(0xcbf29ce484222325);
}

static inline uint64_t
lexicon_hash_add(uint64_t hash, char c)
{
	return (hash ^ (unsigned char)c) * UINT64_C(0x100000001b3);
}

/* The number of the word with that hash, or LEXICON_UNKNOWN. */
unsigned lexicon_word(const struct lexicon *lexicon, uint64_t hash);

/* The same, but only for words that are signs of a disguise (SIGN_DISGUISE). */
unsigned lexicon_disguised(const struct lexicon *lexicon, uint64_t hash);

/* A word of a text. */
struct token {
	struct slice text; /* in the body */
	uint64_t hash; /* of a word; 0 of a number or a link */
	uint16_t word; /* its number */
	bool hyphen; /* joined to the word before by a hyphen */
	bool disguised; /* written with digits, marks or foreign letters */
	uint32_t sentence; /* counted from 0 */
};

/* A phrase that was found. */
struct lexicon_hit {
	enum sign sign;
	size_t first, last; /* tokens */
};

/* Zeroed it is valid; each walk starts anew.  Keeps the room of the walk. */
struct lexicon_hits {
	struct lexicon_hit list[LEXICON_HITS_MAX];
	size_t count;
	uint64_t seen; /* a bit a sign */
	struct lexicon_piece *pieces; /* private */
	uint32_t walks;
};

void lexicon_hits_release(struct lexicon_hits *hits);

/*
 * Finds the phrases, those between other words' guards left out, in the order
 * in which they end.
 */
void lexicon_walk(const struct lexicon *lexicon, const struct token *tokens,
    size_t count, struct lexicon_hits *hits);

static inline bool
lexicon_has(const struct lexicon_hits *hits, enum sign sign)
{
	return (hits->seen >> sign & 1) != 0;
}

/* For tests: states of the automaton, and the longest of its chains. */
size_t lexicon_states(const struct lexicon *lexicon);

#endif
