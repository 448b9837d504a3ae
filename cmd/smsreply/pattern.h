/* SPDX-License-Identifier: ISC */
/*
 * pattern: what a person may say, as short patterns over words and kinds of
 * words, all of which are looked for at once, in one pass.
 *
 *	EDGE FILLER* STOP FILLER|all* EDGE
 *
 * An element is one token: symbols of the lexicon, | between alternatives;
 * behind it ? (may be missing), * (any number) or + (one or more).  A quote
 * before an element marks it (only without * and +): the token that a guard
 * takes the meaning from.
 *
 * The machine is Navarro and Raffinot's Shift-And with optional and repeated
 * characters ("Flexible Pattern Matching in Strings", 2002, 4.2), whose
 * characters are words: one bit an element, one step a token, whatever the
 * text.
 */
#ifndef SMSREPLY_PATTERN_H
#define SMSREPLY_PATTERN_H

#include "lexicon.h"
#include "token.h"

#include <stddef.h>
#include <stdint.h>

enum { PATTERN_LANES = 64 }; /* words of 64 elements */

struct pattern_lane {
	uint64_t start; /* always on: the bit before each pattern's first */
	uint64_t optional, block_start, block_end; /* runs of optional ones */
	uint64_t repeat, last;
	unsigned used;
	uint16_t pattern[64]; /* whose last element a bit is */
	uint8_t mark[64]; /* how many tokens before the end it is; 255: none */
};

struct pattern_set {
	struct pattern_lane lanes[PATTERN_LANES];
	size_t lane_count;
	uint64_t (*wants)[PATTERN_LANES]; /* by symbol: elements that take it */
};

/* Adds a pattern under a number of the caller's, to a zeroed set. */
void pattern_add(struct pattern_set *set, struct lexicon *lexicon,
    struct slice text, uint16_t number);

void pattern_release(struct pattern_set *set);

/* Where a pattern ends; `mark` is the marked token's index, or SIZE_MAX. */
typedef void pattern_hit(
    void *context, uint16_t number, size_t token, size_t mark);

void pattern_run(const struct pattern_set *set, const struct lexicon *lexicon,
    const struct tokens *tokens, pattern_hit *hit, void *context);

#endif
