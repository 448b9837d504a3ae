/* SPDX-License-Identifier: ISC */
/*
 * oneoff: a text that an operator sends by hand, to one person or a few.
 */
#ifndef SMSSEND_ONEOFF_H
#define SMSSEND_ONEOFF_H

#include "run.h"

enum { ONEOFF_RECIPIENTS = 10 }; /* unless --max-recipients says more */

/*
 * Reads the text from stdin or the file, makes a message for each --to, shows
 * them and asks on the terminal.  0: those that may go are the run's input;
 * -1 with EX_NO when it was refused or not confirmed, else another code.
 */
int oneoff_prepare(struct run *run, struct error *err);

/* May this run claim the message?  In a one-off only its own. */
bool oneoff_allows(const struct run *run, struct slice id);

void oneoff_release(struct run *run);

#endif
