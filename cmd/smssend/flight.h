/* SPDX-License-Identifier: ISC */
/*
 * flight: claims handed over to the wire, and what comes back.
 */
#ifndef SMSSEND_FLIGHT_H
#define SMSSEND_FLIGHT_H

#include "run.h"

/* Hands over what was claimed; only after the claims' commit. */
void flight_start(struct run *run);

/* Takes the answers that have come. */
void flight_collect(struct run *run);

/* Gives up waiting: what is on its way ends as ambiguous. */
void flight_abandon(struct run *run);

/* How many attempts are at that stage. */
size_t flight_count(const struct run *run, enum attempt_stage stage);

/* Frees the slots at that stage. */
void flight_free(struct run *run, enum attempt_stage stage);

#endif
