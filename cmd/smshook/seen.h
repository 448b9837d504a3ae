/* SPDX-License-Identifier: ISC */
/*
 * seen: the events of late, so that a repeated webhook is answered and
 * dropped.  The oldest is forgotten for the newest, and all with the process:
 * what slips through is harmless, since records carry ids that do not change.
 */
#ifndef SMSHOOK_SEEN_H
#define SMSHOOK_SEEN_H

#include "handle.h"

#include <stdbool.h>
#include <stddef.h>

enum { SEEN_MAX = 4096 }; /* events; minutes of them at 10 a second */

/* A ring; a zeroed one is empty and valid. */
struct seen {
	struct handle_key *keys;
	size_t count;
	size_t next; /* where the next one goes */
};

bool seen_has(const struct seen *seen, const struct handle_key *key);
void seen_add(struct seen *seen, const struct handle_key *key);
void seen_release(struct seen *seen);

#endif
