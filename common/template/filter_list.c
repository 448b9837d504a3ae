/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "template/step.h"

enum { JOIN_USUAL = 64 }; /* bytes that most joined texts fit in */

/* nil, false and what is empty give way; with allow_false, false stays. */
int
filter_default(
    struct render *render, struct value *value, const struct filter_args *args)
{
	bool stays = value_holds(value) && !value_is_empty(value);

	(void)render;
	if (value->type == VALUE_BOOL && value_holds(&args->keyword))
		stays = true;
	if (!stays)
		*value = args->count > 0 ? args->v[0]
					 : value_text(slice_of(""));
	return 0;
}

int
filter_join(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice glue, text;
	struct build build;
	struct value list;
	size_t i;

	if (filter_text(render, args, 0, " ", &glue) != 0 ||
	    render_list(render, value, &list) != 0)
		return -1;
	build_start(&build, render, JOIN_USUAL);
	for (i = 0; i < list.list.count; i++) {
		if (render_text(render, &list.list.items[i], &text) != 0)
			return -1;
		if (i > 0)
			build_add(&build, glue);
		build_add(&build, text);
	}
	if (build_end(&build, &text) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

int
filter_size(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)render;
	(void)args;
	*value = value_int((int64_t)value_size(value));
	return 0;
}

int
filter_first(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return step_own(render, value, slice_of("first"), NULL);
}

int
filter_last(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return step_own(render, value, slice_of("last"), NULL);
}

int
filter_reverse(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value list, *items;
	size_t i;

	(void)args;
	if (render_list(render, value, &list) != 0)
		return -1;
	items = render_alloc(render, list.list.count * sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < list.list.count; i++)
		items[i] = list.list.items[list.list.count - 1 - i];
	*value = value_list(items, list.list.count);
	return 0;
}
