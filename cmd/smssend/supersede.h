/* SPDX-License-Identifier: ISC */
/*
 * supersede: what waits is taken back when a newer message says otherwise.
 */
#ifndef SMSSEND_SUPERSEDE_H
#define SMSSEND_SUPERSEDE_H

#include "run.h"

/*
 * Cancels (reason superseded) what waits and what this message replaces: the
 * ids of its `supersedes`, and older texts about its appointment.  -1 when the
 * store fails.
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
