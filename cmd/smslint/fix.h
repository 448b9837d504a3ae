/* SPDX-License-Identifier: ISC */
/*
 * fix: --fix.  Where a rule allows it and the words to blame stand in the file
 * as they do in the text, its suggestion takes their place; a change after
 * which the file would not be read, or not be a template, is not made.
 */
#ifndef SMSLINT_FIX_H
#define SMSLINT_FIX_H

#include "base/buf.h"
#include "template.h"

/*
 * Mends the text of a template, and the file at `path` with it.  dry_run: a
 * diff on stdout instead.  -1 with EX_CANTCREAT or EX_IOERR.
 */
int fix_template(struct templates *templates, const char *path,
    struct buf *text, bool dry_run, struct error *err);

/* Adds the difference as `diff -u` writes it; nothing when there is none. */
void fix_diff(
    const char *path, struct slice old, struct slice new, struct buf *out);

#endif
