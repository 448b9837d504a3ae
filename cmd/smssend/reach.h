/* SPDX-License-Identifier: ISC */
/*
 * reach: recipients that no message reaches: landlines, numbers out of service,
 * mailboxes that are not there.  What a provider reported is remembered, so
 * that the next message is not tried.
 */
#ifndef SMSSEND_REACH_H
#define SMSSEND_REACH_H

#include "policy/policy.h"
#include "run.h"

enum { REACH_DAYS = 90 }; /* numbers change hands, and are ported */

/* Remembers it, if the class of the error says so of the recipient for good. */
int reach_note(struct run *run, struct record *message, struct slice class,
    struct error *err);

/* A message arrived: nothing is remembered any more. */
int reach_clear(struct run *run, struct record *message, struct error *err);

/*
 * The rule: refuses with the class as its reason.  Whoever wrote to us since
 * then is reached.
 */
int reach_check(struct run *run, struct record *message, int64_t now_ms,
    struct policy_finding *finding, struct error *err);

#endif
