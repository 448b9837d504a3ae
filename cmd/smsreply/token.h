/* SPDX-License-Identifier: ISC */
/*
 * token: a text cut into words and the marks between them, in one pass.
 *
 * Words are folded: small letters, no accents, no apostrophes ("don't" is
 * dont).  A text may be anything: what is not UTF-8 is a blank.
 */
#ifndef SMSREPLY_TOKEN_H
#define SMSREPLY_TOKEN_H

#include "lexicon.h"

#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TOKEN_TEXT_MAX = 16384, /* bytes of a text that are looked at */
	TOKEN_WORD_MAX = 32, /* bytes of a word; the rest is dropped */
};

struct token {
	uint16_t entry; /* of the lexicon */
	uint16_t at; /* where it begins in the text */
	uint16_t end;
	bool plain; /* a guard took its kinds: it is only itself */
	bool guessed; /* it was misspelt */
};

/* The first token is <begin>, the last <end>. */
struct tokens {
	struct token *list; /* in the arena */
	size_t count;
};

/* What tokens are that no list has; looked up once. */
struct token_marks {
	uint16_t begin, end, stop, comma, question; /* <break> is `stop` */
	uint16_t number, clock, name, unknown, sign, thumb, down;
};

void token_marks_init(struct token_marks *marks, struct lexicon *lexicon);

void token_split(struct slice text, const struct lexicon *lexicon,
    const struct token_marks *marks, struct arena *arena, struct tokens *out);

#endif
