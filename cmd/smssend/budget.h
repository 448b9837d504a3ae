/* SPDX-License-Identifier: ISC */
/*
 * budget: what the tenant's limits leave of money and of segments to a carrier.
 * Kept in the store's meters, so that all processes share them.
 */
#ifndef SMSSEND_BUDGET_H
#define SMSSEND_BUDGET_H

#include "policy/policy.h"
#include "run.h"

/* Does every limit leave room for this message?  -1 when the store fails. */
int budget_check(struct run *run, const struct journal_row *row,
    struct record *message, int64_t now_ms, struct policy_finding *finding,
    struct error *err);

/*
 * Books a message that was claimed at at_ms (times 1), or takes that back
 * (times -1) when it provably was not received.
 */
int budget_book(struct run *run, struct slice to, struct record *message,
    int64_t at_ms, int times, struct error *err);

/* Is there any limit on what may be used? */
bool budget_is_set(const struct run *run);

#endif
