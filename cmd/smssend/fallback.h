/* SPDX-License-Identifier: ISC */
/*
 * fallback: what follows when a message has failed for good: its recipient is
 * remembered as one that none reaches (reach.h), and the e-mail that stands in
 * it goes instead.
 *
 * All of it is in the transaction that settles the message, and the e-mail's id
 * is derived from the message's: there is at most one, whatever is killed or
 * reported again.
 */
#ifndef SMSSEND_FALLBACK_H
#define SMSSEND_FALLBACK_H

#include "run.h"

/* The message `id` failed or was refused for this reason, the class of an
 * error: does something follow? */
int fallback_take(
    struct run *run, struct slice id, struct slice reason, struct error *err);

/* What must never be: the same ahead of the settling, and by itself.  For the
 * test that notices it. */
int fallback_take_apart(
    struct run *run, struct slice id, struct slice reason, struct error *err);

#endif
