/* SPDX-License-Identifier: ISC */
/*
 * oneoff: an operator's own message, its text on stdin (--to).
 */
#ifndef SMSSEND_ONEOFF_H
#define SMSSEND_ONEOFF_H

#include "run.h"

/*
 * Makes the message from the options and the text on stdin, shows it with its
 * cost and what the ledger says, and asks.  0 it may go: it is the input.  -1
 * with EX_NO when the ledger or the operator says no.
 */
int oneoff_prepare(struct run *run, struct error *err);

#endif
