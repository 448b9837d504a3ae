/* SPDX-License-Identifier: ISC */
/*
 * pack: a message in few bytes, for those that are put aside: what is not
 * known takes none, instants stand as distances.
 */
#ifndef SMSSTATS_PACK_H
#define SMSSTATS_PACK_H

#include "base/buf.h"
#include "message.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds the message.  number gives what stands for a word from then on. */
void pack_message(struct buf *out, const struct message *message, size_t traits,
    uint32_t (*number)(void *context, uint32_t word), void *context);

/*
 * The message at *at, which moves behind it; false at the end.  Only what
 * pack_message made may be read.
 */
bool pack_next(
    const struct buf *from, size_t *at, struct message *message, size_t traits);

#endif
