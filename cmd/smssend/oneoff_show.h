/* SPDX-License-Identifier: ISC */
/*
 * oneoff_show: what an operator is shown before the question.
 */
#ifndef SMSSEND_ONEOFF_SHOW_H
#define SMSSEND_ONEOFF_SHOW_H

#include "policy/policy.h"
#include "run.h"

/* The text and its media, its length, its cost for so many people, and its
 * sender. */
void oneoff_show_text(
    struct record *message, size_t recipients, struct buf *out);

/*
 * One recipient's line: number, what time it is there, the ledger entry that
 * allows it, and what a rule says against it.  -1 when the store fails.
 */
int oneoff_show_recipient(struct run *run, struct record *message,
    const struct policy_finding *finding, struct buf *out, struct error *err);

#endif
