/* SPDX-License-Identifier: ISC */
/*
 * date_directive: what each letter behind a % shows, as a table.
 */
#ifndef TEMPLATE_DATE_DIRECTIVE_H
#define TEMPLATE_DATE_DIRECTIVE_H

#include "template/date.h"

enum letters { AS_IT_IS, CAPITALS, SMALL };

/* One of number, text and format is set; %L, %N and %z are not here: they have
 * functions of their own (date.c).
 */
struct directive {
	int64_t (*number)(const struct moment *moment);
	char pad; /* of a number */
	int width;
	const char *(*text)(const struct moment *moment);
	enum letters letters; /* of a text, by itself */
	enum letters changed; /* and with the flag # */
	const char *format; /* what it is short for */
};

/* NULL when that letter shows nothing. */
const struct directive *date_directive(char letter);

#endif
