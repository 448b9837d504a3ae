/* SPDX-License-Identifier: ISC */
/*
 * phones: texts typed on a phone, and what the provider does about STOP by
 * itself.
 */
#ifndef SMSSIM_PHONES_H
#define SMSSIM_PHONES_H

#include "base/slice.h"
#include "deliver.h"
#include "sim.h"

/*
 * A text from the phone to a number of ours: it joins the conversation and is
 * posted to the inbound URL of the provider that last wrote to the phone from
 * that number, else of the first.  A keyword alone in the text blocks or
 * unblocks the pair, and the provider answers it.  NULL when the simulator is
 * full.
 */
struct sim_message *phones_reply(struct sim *sim, struct deliver *deliver,
    struct slice from, struct slice to, struct slice body);

#endif
