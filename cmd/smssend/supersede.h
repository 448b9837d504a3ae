/* SPDX-License-Identifier: ISC */
/*
 * supersede: what waits is taken back when a newer message says otherwise.
 */
#ifndef SMSSEND_SUPERSEDE_H
#define SMSSEND_SUPERSEDE_H

#include "run.h"

/* Is it about another call than that one, and a later one? */
bool supersede_is_of_later_call(struct record *message, struct record *than);

/*
 * Cancels (reason superseded) what waits and what this message replaces: the
 * ids of its `supersedes` that are of the same tenant, for the same person or
 * about the same appointment, and of no later call; and older texts about its
 * appointment.  For a message that is new, once.  -1 when the store fails.
 */
int supersede_older(struct run *run, struct record *message, struct error *err);

/*
 * Does the journal have a message that makes this one wrong (policy/
 * appointment.h)?  1, 0, or -1 when the store fails.
 */
int supersede_is_stale(struct run *run, const struct journal_row *row,
    struct record *message, struct error *err);

/* One message that waits: cancelled, for this reason, and told of. */
int supersede_cancel(struct run *run, const struct journal_row *row,
    const char *reason, struct error *err);

#endif
