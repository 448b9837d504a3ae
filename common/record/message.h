/* SPDX-License-Identifier: ISC */
/*
 * message: what all programs agree on about message records: how they travel,
 * and how one that may not go is marked.
 */
#ifndef RECORD_MESSAGE_H
#define RECORD_MESSAGE_H

#include "record/record.h"

/* Does it go out as a text?  E-mail and calls follow other rules. */
bool message_is_text(struct record *message);

/* Not to be sent, and why; what was decided before us stands. */
void message_suppress(struct record *message, const char *reason);

#endif
