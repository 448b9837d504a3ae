/* SPDX-License-Identifier: ISC */
/*
 * scan_token: the words of JSON's grammar, for scan.c alone.  Each function
 * starts at p and leaves it behind what it read, or at the fault.
 */
#ifndef RECORD_SCAN_TOKEN_H
#define RECORD_SCAN_TOKEN_H

#include "record/scan.h"

#include <stdbool.h>

struct scan_cursor {
	const char *p, *end;
	const char *what; /* the fault; NULL while there is none */
};

/* Sets the fault; returns SCAN_BAD. */
enum scan_result scan_bad(struct scan_cursor *s, const char *what);
enum scan_result scan_truncated(struct scan_cursor *s);

void scan_blanks(struct scan_cursor *s);

/* From the opening quote on; *escaped: there is a backslash inside. */
enum scan_result scan_string(struct scan_cursor *s, bool *escaped);
enum scan_result scan_number(struct scan_cursor *s);

/* Exactly this word. */
enum scan_result scan_word(struct scan_cursor *s, const char *word);

#endif
