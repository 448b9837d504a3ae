/* SPDX-License-Identifier: ISC */
/*
 * dryrun: what would be sent, without sending it or touching anything.
 */
#ifndef SMSSEND_DRYRUN_H
#define SMSSEND_DRYRUN_H

#include "run.h"

/* Prints the requests of the input, of what is due (--due) or of the one-off,
 * and what would be refused. */
void dryrun_work(struct run *run);

/* Prints the request that would send this message, as one line of JSON, its
 * secrets masked; or the delivery record that says why not. */
int dryrun_message(struct run *run, struct record *message,
    const struct journal_row *row, struct error *err);

#endif
