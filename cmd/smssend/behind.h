/* SPDX-License-Identifier: ISC */
/*
 * behind: is the wall clock behind what the journal has seen?  Hours, the age
 * of consent and what is due all rest on it: with a clock that was set back
 * nothing may go.  --now is the operator's word and is not judged.
 */
#ifndef SMSSEND_BEHIND_H
#define SMSSEND_BEHIND_H

#include "run.h"

/*
 * 1 it is, and the run was told so, once; 0 it is not; -1 the store fails.
 */
int behind_check(struct run *run, int64_t now_ms, struct error *err);

/* Notes that something was claimed at that time. */
int behind_note(struct run *run, int64_t now_ms, struct error *err);

#endif
