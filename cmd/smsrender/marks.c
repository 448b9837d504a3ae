/* SPDX-License-Identifier: ISC */
#include "marks.h"

#include "base/mem.h"

#include <stdlib.h>

enum { MARKS_ROOM = 16 }; /* at first */

void
marks_reset(struct marks *marks)
{
	marks->count = 0;
}

void
marks_add(struct marks *marks, size_t start, size_t length, struct slice name)
{
	if (length == 0)
		return;
	if (marks->count == marks->room) {
		marks->room = marks->room > 0 ? 2 * marks->room : MARKS_ROOM;
		marks->items = mem_realloc(
		    marks->items, marks->room, sizeof(*marks->items));
	}
	marks->items[marks->count++] = (struct mark){
	    .start = start, .end = start + length, .name = name};
}

void
marks_release(struct marks *marks)
{
	free(marks->items);
	*marks = (struct marks){0};
}
