/* SPDX-License-Identifier: ISC */
/*
 * utf8: code points of text that is known to be valid UTF-8 (the record
 * scanner has seen to that), the letters among them, and tables of them.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_MAX = 4 }; /* bytes of one code point */

/* Is it a byte inside of a code point?  Of any bytes. */
static inline bool
utf8_continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* The code point that starts at p; *len is its length in bytes. */
static inline uint32_t
utf8_decode(const char *p, size_t *len)
{
	const unsigned char *b = (const unsigned char *)p;

	if (b[0] < 0x80) {
		*len = 1;
		return b[0];
	}
	if (b[0] < 0xe0) {
		*len = 2;
		return (b[0] & 0x1fU) << 6 | (b[1] & 0x3fU);
	}
	if (b[0] < 0xf0) {
		*len = 3;
		return (b[0] & 0x0fU) << 12 | (b[1] & 0x3fU) << 6 |
		    (b[2] & 0x3fU);
	}
	*len = 4;
	return (b[0] & 0x07U) << 18 | (b[1] & 0x3fU) << 12 |
	    (b[2] & 0x3fU) << 6 | (b[3] & 0x3fU);
}

/* Writes the code point, no NUL behind it; returns its bytes. */
size_t utf8_encode(uint32_t point, char out[UTF8_MAX]);

/*
 * The small letter of a capital of the Latin, Greek and Cyrillic alphabets as
 * living languages use them (Unicode's simple case mapping); others stay as
 * they are.  A typographic apostrophe becomes the plain one: for comparing
 * words.
 */
uint32_t utf8_fold(uint32_t point);

/*
 * Is it part of a word?  Letters, digits and marks of any script: above ASCII,
 * all but the blocks of punctuation, symbols and pictures.
 */
bool utf8_is_word(uint32_t point);

/* Code points from the first to the last. */
struct utf8_range {
	uint32_t first, last;
};

/* Is it in one of the ranges, which are in ascending order? */
bool utf8_in(const struct utf8_range *ranges, size_t count, uint32_t point);

/* Equal once both are folded. */
bool utf8_equal_fold(struct slice a, struct slice b);

#endif
