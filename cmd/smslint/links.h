/* SPDX-License-Identifier: ISC */
/*
 * links: where a text has links.  With a scheme ("https://…") always; without
 * one ("maple.example/x") when a host with two labels has a path behind it, or
 * has three labels, so that a missing blank after a full stop makes no link.
 * An address of e-mail is none.
 */
#ifndef SMSLINT_LINKS_H
#define SMSLINT_LINKS_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct link {
	struct slice text; /* borrowed; without punctuation at its end */
	struct slice scheme; /* not there in a bare link */
	struct slice host; /* without user and port */
};

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
