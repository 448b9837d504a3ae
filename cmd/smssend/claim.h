/* SPDX-License-Identifier: ISC */
/*
 * claim: which messages may go now (J4), and which never may (J5).
 */
#ifndef SMSSEND_CLAIM_H
#define SMSSEND_CLAIM_H

#include "run.h"

/*
 * Claims for the free slots.  Every check that a claim depends on is made
 * here, inside the tick's transaction: what changes afterwards is too late,
 * what changed before is seen.
 */
int claim_due(struct run *run, struct error *err);

/*
 * J9: rows whose owner is dead become ambiguous, and are told of.
 */
int claim_rescue(struct run *run, struct error *err);

#endif
