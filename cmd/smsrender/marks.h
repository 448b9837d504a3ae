/* SPDX-License-Identifier: ISC */
/*
 * marks: which words of a text are values, and which are the template's own.
 */
#ifndef SMSRENDER_MARKS_H
#define SMSRENDER_MARKS_H

#include "base/slice.h"

#include <stddef.h>

/* Bytes of the text that an output of the template printed. */
struct mark {
	size_t start, end;
	struct slice name; /* of the value; not there for a literal */
};

/* In order and apart; zeroed it is empty and valid. */
struct marks {
	struct mark *items;
	size_t count, room;
};

void marks_reset(struct marks *marks);
void marks_add(
    struct marks *marks, size_t start, size_t length, struct slice name);
void marks_release(struct marks *marks);

#endif
