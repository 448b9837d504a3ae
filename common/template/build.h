/* SPDX-License-Identifier: ISC */
/*
 * build: a text that grows in the arena of a rendering.  What would pass the
 * rendering's limits is not added; build_end tells.
 */
#ifndef TEMPLATE_BUILD_H
#define TEMPLATE_BUILD_H

#include "base/slice.h"
#include "template/render.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct build {
	struct render *render;
	char *p;
	size_t n, room;
	bool failed;
};

/* room: bytes that will probably do. */
void build_start(struct build *build, struct render *render, size_t room);

/* Room for so many bytes more; false when there is none. */
bool build_grow(struct build *build, size_t more);

static inline void
build_add(struct build *build, struct slice text)
{
	if (text.n == 0 ||
	    (build->room - build->n < text.n && !build_grow(build, text.n)))
		return;
	memcpy(build->p + build->n, text.p, text.n);
	build->n += text.n;
}

static inline void
build_char(struct build *build, char c)
{
	if (build->room > build->n || build_grow(build, 1))
		build->p[build->n++] = c;
}

int build_end(struct build *build, struct slice *text);

/* The same, as the text that the value becomes. */
int build_value(struct build *build, struct value *value);

/* The value becomes a text: a, then b. */
int build_concat(
    struct render *render, struct slice a, struct slice b, struct value *value);

#endif
