/* SPDX-License-Identifier: ISC */
/*
 * claim: which messages may go now (J4), and which never may (J5).
 */
#ifndef SMSSEND_CLAIM_H
#define SMSSEND_CLAIM_H

#include "run.h"

/*
 * J4 for one row, by that carrier.  Every check that a claim depends on is made
 * here, inside the tick's transaction: what changes afterwards is too late,
 * what changed before is seen.  1 claimed; 0 it may not go, and was told of; -1
 * the store fails.
 */
int claim_row(struct run *run, const struct journal_row *row,
    const struct carrier *carrier, struct attempt *attempt, struct error *err);

/*
 * J9: rows whose owner is dead become ambiguous, and are told of.
 */
int claim_rescue(struct run *run, struct error *err);

#endif
