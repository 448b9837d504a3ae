/* SPDX-License-Identifier: ISC */
/*
 * understand: what a text means, given what went before it.
 */
#ifndef SMSREPLY_UNDERSTAND_H
#define SMSREPLY_UNDERSTAND_H

#include "reply.h"

/*
 * Fills desk->finding, but for the answer.  The conversation and
 * finding.received_ms and .stopped are there already.
 */
void understand(struct reply_desk *desk, struct record *reply);

/* Writes the finding into the reply's fields. */
void understand_annotate(const struct reply_desk *desk, struct record *reply);

#endif
