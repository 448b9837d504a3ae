/* SPDX-License-Identifier: ISC */
/*
 * take: reading a short text from the left.  Each function takes what it is
 * named after and tells whether it was there; what it refuses may be half
 * taken.
 */
#ifndef TIME_TAKE_H
#define TIME_TAKE_H

#include "base/ascii.h"

#include <stdbool.h>

/* What is left of the text. */
struct text {
	const char *p, *end;
};

static inline bool
take_char(struct text *text, char c)
{
	if (text->p == text->end || *text->p != c)
		return false;
	text->p++;
	return true;
}

/* Exactly `count` digits, nine at most. */
static inline bool
take_digits(struct text *text, int count, int *out)
{
	int value = 0, i;

	if (text->end - text->p < count)
		return false;
	for (i = 0; i < count; i++) {
		if (!ascii_is_digit(text->p[i]))
			return false;
		value = value * 10 + (text->p[i] - '0');
	}
	text->p += count;
	*out = value;
	return true;
}

/* As many digits as there are, one at least; max is under 200 million. */
static inline bool
take_number(struct text *text, int min, int max, int *out)
{
	const char *first = text->p;
	int value = 0;

	for (; text->p < text->end && ascii_is_digit(*text->p); text->p++) {
		value = value * 10 + (*text->p - '0');
		if (value > max)
			return false;
	}
	*out = value;
	return text->p > first && value >= min;
}

#endif
