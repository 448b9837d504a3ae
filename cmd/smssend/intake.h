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

/* A message that goes no further: said, and not put into the journal. */
void intake_refuse(struct run *run, struct record *message,
    enum journal_state state, struct slice reason);

#endif
