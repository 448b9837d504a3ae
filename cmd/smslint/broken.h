/* SPDX-License-Identifier: ISC */
/*
 * broken: a file that cannot be read as what it should be, as a finding.
 */
#ifndef SMSLINT_BROKEN_H
#define SMSLINT_BROKEN_H

#include "linter.h"
#include "sheet.h"

/* text: "PATH:LINE: " or "PATH:LINE:COLUMN: ", and what is wrong. */
void broken_add(const struct linter *linter, struct sheet *sheet,
    const struct sheet_file *file, const char *text);

#endif
