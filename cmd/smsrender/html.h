/* SPDX-License-Identifier: ISC */
/*
 * html: text of others inside a page: it stays text.
 */
#ifndef SMSRENDER_HTML_H
#define SMSRENDER_HTML_H

#include "base/buf.h"
#include "base/slice.h"

/*
 * Adds valid UTF-8 as character data, fit for a quoted attribute too; control
 * characters that a page may not hold, and those that turn its order, are
 * written out (text/visible.h).
 */
void html_add(struct buf *out, struct slice text);

#endif
