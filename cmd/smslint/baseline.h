/* SPDX-License-Identifier: ISC */
/*
 * baseline: what was found before and is left for later, as --format jsonl
 * wrote it.  A finding is known by its print, which does not change when lines
 * move: file, rule, message and the text of the spot.
 */
#ifndef SMSLINT_BASELINE_H
#define SMSLINT_BASELINE_H

#include "base/buf.h"
#include "base/diag.h"
#include "sheet.h"

/* Adds it, 16 hex digits. */
void baseline_print(const struct sheet_finding *finding, struct buf *out);

/*
 * Marks the findings that the file has as known, each line one of them.  What
 * is no finding, and what is not found any more, is told with its line, the
 * others count.  0, EX_DATAERR for such a line, or EX_NOINPUT.
 */
int baseline_apply(
    struct sheet *sheet, const char *path, const struct diag *diag);

#endif
