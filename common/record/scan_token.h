/* SPDX-License-Identifier: ISC */
/*
 * scan_token: the words of JSON's grammar, for scan.c and scan_alike.c alone.
 * Each function starts at p and leaves it behind what it read, or at the fault.
 */
#ifndef RECORD_SCAN_TOKEN_H
#define RECORD_SCAN_TOKEN_H

#include "record/scan.h"

#include <stdbool.h>

enum { SCAN_BLOCK = 64 }; /* bytes looked at in one step */

struct scan_cursor {
	const char *p, *end;
	const char *what; /* the fault; NULL while there is none */
	const char *block; /* 64 bytes that were looked at; NULL: none yet */
	uint64_t stops; /* a bit each: it needs a look of its own in a string */
};

/* Sets the fault; returns SCAN_BAD. */
enum scan_result scan_bad(struct scan_cursor *s, const char *what);
enum scan_result scan_truncated(struct scan_cursor *s);

/* From the opening quote on; *escaped: there is a backslash inside. */
enum scan_result scan_string(struct scan_cursor *s, bool *escaped);
enum scan_result scan_number(struct scan_cursor *s);

/* Exactly this word. */
enum scan_result scan_word(struct scan_cursor *s, const char *word);

/* Behind the value at p, which is before end and no string; NULL when it is
 * none. */
const char *scan_other(const char *p, const char *end);

static inline bool
scan_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline const char *
scan_skip_blanks(const char *p, const char *end)
{
	while (p < end && (unsigned char)*p <= ' ' && scan_is_blank(*p))
		p++;
	return p;
}

/*
 * Behind the string whose opening quote is at p, as long as it is plain and in
 * the block at hand, as most are; else NULL: scan_string has to look.
 */
static inline const char *
scan_short_string(const struct scan_cursor *s, const char *p)
{
	uint64_t stops;

	if (++p - s->block >= SCAN_BLOCK)
		return NULL;
	stops = s->stops >> (p - s->block);
	if (stops == 0)
		return NULL;
	p += __builtin_ctzll(stops);
	return p < s->end && *p == '"' ? p + 1 : NULL;
}

#endif
