/* SPDX-License-Identifier: ISC */
/*
 * rate: how fast a sender may send, in segments a second.  A token bucket that
 * is one number, the instant at which it would be full again (the generic cell
 * rate algorithm, ITU-T I.371): it holds what is sent in one second, and a
 * message of more segments than are left borrows from what comes.
 *
 * Instants are in microseconds since 1970.
 */
#ifndef POLICY_RATE_H
#define POLICY_RATE_H

#include "base/slice.h"

#include <stdint.h>

enum { RATE_SECOND_US = 1000000 };

/*
 * Of a kind of sender for which the configuration says nothing, in millionths
 * of a segment a second: what providers allow by default.
 */
int64_t rate_of_kind(struct slice kind);

/* The first instant from now_us on at which something may go. */
int64_t rate_free_us(int64_t rate, int64_t full_us, int64_t now_us);

/* When the bucket is full again after these segments went. */
int64_t rate_take(
    int64_t rate, int64_t full_us, int64_t now_us, int64_t segments);

#endif
