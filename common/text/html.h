/* SPDX-License-Identifier: ISC */
/*
 * html: pages that need nothing from elsewhere and run nothing.  Text of others
 * inside of them stays text.
 */
#ifndef TEXT_HTML_H
#define TEXT_HTML_H

#include "base/buf.h"
#include "base/slice.h"

/*
 * Adds valid UTF-8 as character data, fit for a quoted attribute too; control
 * characters that a page may not hold, and those that turn its order, are
 * written out (text/visible.h).
 */
void html_add(struct buf *out, struct slice text);

/*
 * The start of a page up to its title, which the caller adds: a style of its
 * own, lines that end with NULL, and a policy that allows this style and
 * nothing else, by its hash.
 */
void html_add_head(struct buf *out, const char *const *style);

#endif
