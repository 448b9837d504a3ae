/* SPDX-License-Identifier: ISC */
/*
 * wrap: text in lines as wide as a phone's: at line feeds and blanks, beside
 * wide characters, and, where a word is longer than a line, between clusters.
 */
#ifndef SMSRENDER_WRAP_H
#define SMSRENDER_WRAP_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct wrap {
	struct slice text; /* valid UTF-8 */
	size_t columns; /* of a line */
	size_t at; /* where the next line starts; 0 at first */
};

/* Bytes of the text; the blanks that it was broken at lie behind `end`. */
struct wrap_line {
	size_t start, end;
	size_t next; /* where the next line starts */
};

/* False behind the last line; a text without a character has none. */
bool wrap_next(struct wrap *wrap, struct wrap_line *line);

#endif
