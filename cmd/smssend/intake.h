/* SPDX-License-Identifier: ISC */
/*
 * intake: new records into the journal (J1 to J3), the others passed on.
 */
#ifndef SMSSEND_INTAKE_H
#define SMSSEND_INTAKE_H

#include "run.h"

/*
 * Takes in what the input holds, RUN_INTAKE records at most, without waiting.
 * Inside the tick's transaction; -1 when the store fails.
 */
int intake_records(struct run *run, struct error *err);

/*
 * Does the message itself say that it may not go: by what a program before us
 * found, or by where it would go?  A status that we set ourselves is such a
 * word too: what was sent comes not again.
 */
bool intake_is_refused(const struct run *run, struct record *message,
    enum journal_state *state, struct slice *reason);

/* A message that goes no further: said, and not put into the journal. */
void intake_refuse(struct run *run, struct record *message,
    enum journal_state state, struct slice reason);

#endif
