/* SPDX-License-Identifier: ISC */
/*
 * members: what is in a top-level object of the scope, looked at once in each
 * round of questions (conditions.h).
 */
#ifndef TEMPLATE_MEMBERS_H
#define TEMPLATE_MEMBERS_H

#include "template/template.h"

#include <stdint.h>

/* Made with its name alone, it is valid and of round 0. */
struct members {
	struct slice name; /* in the scope */

	/* Private. */
	uint64_t round;
	struct member *list;
	size_t count, room;
};

void members_release(struct members *members);

/*
 * The member of that key; not there when it has none, or is no object.  In a
 * round that is new to it it is looked up in the scope, escapes going into the
 * arena; the next one forgets that.
 */
struct view members_find(struct members *members,
    const struct template_scope *scope, uint64_t round, struct slice key,
    struct arena *arena);

#endif
