/* SPDX-License-Identifier: ISC */
/*
 * settle: what became of an attempt goes into the journal (J6 to J9).
 */
#ifndef SMSSEND_SETTLE_H
#define SMSSEND_SETTLE_H

#include "run.h"

/* Settles every attempt that has ended, inside the tick's transaction. */
int settle_ended(struct run *run, struct error *err);

#endif
