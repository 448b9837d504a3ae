/* SPDX-License-Identifier: ISC */
/*
 * policies: what a message is asked before it is claimed, as a table.  Each
 * gathers the history that its rule (policy/) needs, inside the transaction.
 */
#ifndef SMSSEND_POLICIES_H
#define SMSSEND_POLICIES_H

#include "policy/policy.h"
#include "run.h"

/*
 * The first rule that does not let the message pass, in the order of the table;
 * none: decided->verdict is POLICY_PASSES.  -1 when the store fails.  A row
 * that waits for a time is judged by that.
 *
 * With --explain all rules are asked, and `explained` (from `arena`) is what
 * they said, a JSON array; else it is not there.
 */
int policies_judge(struct run *run, const struct journal_row *row,
    struct record *message, struct arena *arena, struct policy_finding *decided,
    struct slice *explained, struct error *err);

/* The state of a message that is refused or held so. */
enum journal_state policies_state(const struct policy_finding *finding);

#endif
