/* SPDX-License-Identifier: ISC */
/*
 * length: how long a text is, what could be cut, and what it costs to send.
 */
#ifndef SMSLINT_LENGTH_H
#define SMSLINT_LENGTH_H

#include "base/buf.h"
#include "config/config.h"
#include "text/segment.h"

/* Units (septets, or UTF-16 units) to cut for one segment less. */
size_t length_over(const struct segment_count *size);

/*
 * Adds "2 segments, GSM-7, 171 septets, cut 11 to save one", and the cost of
 * 1, 1,000 and 10,000 of them, where the price of that sender (NULL: none) is
 * known.
 */
void length_words(struct buf *out, const struct segment_count *size,
    const struct config *config, const struct config_sender *sender);

#endif
