/* SPDX-License-Identifier: ISC */
/*
 * link: what a telephone, or a program on the way to it, would make a link of:
 *
 *	scheme://host/path	whatever the scheme
 *	scheme:rest		for the schemes of a telephone (mailto, tel, …)
 *	host.ending		where the ending is known (link_ending.h)
 *	www.host, 1.2.3.4
 *
 * Full stops and letters of full width count as what they look like.  An
 * address of e-mail is none.
 */
#ifndef TEXT_LINK_H
#define TEXT_LINK_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

struct link {
	struct slice text; /* all of it */
	struct slice scheme; /* not there in a bare one */
	struct slice host; /* without user and port; may be empty */
	bool user; /* somebody stands in front of the host: "a@host" */
};

/*
 * The first link that starts at *at or later; *at ends behind it.  text is
 * valid UTF-8, and the slices point into it.
 */
bool link_next(struct slice text, size_t *at, struct link *link);

/* Is the host one of the domains, or below one? */
bool link_is_below(
    const struct link *link, const char *const *domains, size_t count);

#endif
