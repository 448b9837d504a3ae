/* SPDX-License-Identifier: ISC */
/*
 * mask: what a request shows to people: the same without the account's secrets,
 * wherever its driver has put them.
 */
#ifndef SMSSEND_MASK_H
#define SMSSEND_MASK_H

#include "base/mem.h"
#include "base/slice.h"
#include "carriers.h"

#define MASK_TEXT "********"

/*
 * The text, each secret of the carrier's settings in it exchanged for
 * MASK_TEXT: as it is, and escaped as in a URL or a form, once or twice (a
 * URL within a URL).  In the arena.
 */
struct slice mask_secrets(
    const struct carrier *carrier, struct slice text, struct arena *arena);

#endif
