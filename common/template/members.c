/* SPDX-License-Identifier: ISC */
#include "template/members.h"

#include <stdlib.h>

struct member {
	struct slice key;
	struct view value;
};

void
members_release(struct members *members)
{
	free(members->list);
}

static void
members_open(struct members *members, const struct template_scope *scope,
    struct arena *arena)
{
	struct view view = scope->lookup(scope->context, members->name);
	struct view_step step = {0};

	members->count = 0;
	if (view_type(view) != SCAN_OBJECT)
		return;
	while (view_next(view, &step)) {
		if (members->count == members->room) {
			members->room = 2 * members->room + 8;
			members->list = mem_realloc(members->list,
			    members->room, sizeof(*members->list));
		}
		members->list[members->count++] = (struct member){
		    view_unescape(step.key, arena), step.value};
	}
}

struct view
members_find(struct members *members, const struct template_scope *scope,
    uint64_t round, struct slice key, struct arena *arena)
{
	size_t i;

	if (members->round != round) {
		members->round = round;
		members_open(members, scope, arena);
	}
	for (i = 0; i < members->count; i++)
		if (slice_equal(members->list[i].key, key))
			return members->list[i].value;
	return (struct view){NULL, 0};
}
