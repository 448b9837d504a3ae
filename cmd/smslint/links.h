/* SPDX-License-Identifier: ISC */
/*
 * links: where a text has links (text/link.h), punctuation behind them left
 * out.  A host of two names with nothing before or behind it is none when its
 * last name begins as a sentence does, or is a short word: a blank may be
 * missing there.
 */
#ifndef SMSLINT_LINKS_H
#define SMSLINT_LINKS_H

#include "base/slice.h"
#include "text/link.h"

#include <stdbool.h>
#include <stddef.h>

/* Zeroed it is empty and valid; the array is used again by each search. */
struct links {
	struct link *list; /* in the order of the text, apart */
	size_t count, room;
};

void links_find(struct links *links, struct slice text);
void links_release(struct links *links);

/* Does the byte at p lie in a link? */
bool links_cover(const struct links *links, const char *p);

#endif
