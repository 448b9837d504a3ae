/* SPDX-License-Identifier: ISC */
/*
 * lane: whose turn it is.  Each sender has a lane, with its own rate; each
 * carrier has its own slots and its own pauses, so that one that is slow or
 * down keeps no other waiting.
 */
#ifndef SMSSEND_LANE_H
#define SMSSEND_LANE_H

#include "run.h"

/* Claims for the free slots what may go now, and sets when to look again. */
int lane_claim(struct run *run, struct error *err);

#endif
