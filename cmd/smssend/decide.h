/* SPDX-License-Identifier: ISC */
/*
 * decide: what one look at a provider's list means for the journal.
 */
#ifndef SMSSEND_DECIDE_H
#define SMSSEND_DECIDE_H

#include "found.h"
#include "run.h"

/* Is it open what became of the row: ambiguous, or held since it was not
 * found? */
bool decide_is_open(const struct journal_row *row);

/*
 * J10 when the message is among those found, else one more look that did not
 * see it, and J11 if it was not the first.  Inside a transaction.  Nothing
 * happens when the row has moved on since it was read.
 */
int decide_row(struct run *run, const struct journal_row *row,
    struct found *found, struct error *err);

#endif
