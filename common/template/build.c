/* SPDX-License-Identifier: ISC */
#include "template/build.h"

#include <string.h>

void
build_start(struct build *build, struct render *render, size_t room)
{
	*build = (struct build){.render = render, .room = room};
	build->p = render_alloc(render, room);
	build->failed = build->p == NULL;
	if (build->failed)
		build->room = 0;
}

bool
build_grow(struct build *build, size_t more)
{
	size_t room = 2 * build->room + more;
	char *p;

	if (build->failed)
		return false;
	p = render_alloc(build->render, room);
	if (p == NULL) {
		build->failed = true;
		build->room = build->n = 0;
		return false;
	}
	memcpy(p, build->p, build->n);
	build->p = p;
	build->room = room;
	return true;
}

int
build_end(struct build *build, struct slice *text)
{
	*text = (struct slice){build->p, build->n};
	return build->failed ? -1 : 0;
}

int
build_value(struct build *build, struct value *value)
{
	struct slice text;

	if (build_end(build, &text) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

int
build_concat(
    struct render *render, struct slice a, struct slice b, struct value *value)
{
	struct build build;

	build_start(&build, render, a.n + b.n);
	build_add(&build, a);
	build_add(&build, b);
	return build_value(&build, value);
}
