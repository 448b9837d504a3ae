/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "template/step.h"

#include <string.h>

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
	return build_value(&build, value);
}

int
filter_size(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	if (step_own(render, value, slice_of("size"), NULL) != 0)
		return -1;
	if (value->type == VALUE_NIL)
		*value = value_int(0);
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

/* The list must be one; it is added as it is. */
int
filter_concat(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value list, more, *items;
	size_t count;

	if (!value_is_array(&args->v[0]))
		return render_fail(render,
		    "filter 'concat' adds a list, not %s",
		    value_type_name(&args->v[0]));
	if (render_list(render, value, &list) != 0 ||
	    render_items(render, &args->v[0], &more) != 0)
		return -1;
	count = list.list.count + more.list.count;
	items = render_alloc(render, count * sizeof(*items));
	if (items == NULL)
		return -1;
	memcpy(items, list.list.items, list.list.count * sizeof(*items));
	memcpy(items + list.list.count, more.list.items,
	    more.list.count * sizeof(*items));
	*value = value_list(items, count);
	return 0;
}

/* From an offset, from the end if negative; false: outside. */
static bool
slice_within(size_t total, int64_t *from, int64_t *count)
{
	if (*from < 0)
		*from += (int64_t)total;
	if (*from < 0 || *from > (int64_t)total || *count < 0)
		return false;
	if (*count > (int64_t)total - *from)
		*count = (int64_t)total - *from;
	return true;
}

/* Items of a list, else characters of a text. */
int
filter_slice(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value list;
	struct slice text;
	int64_t from, count;
	size_t skipped;
	bool within;

	if (filter_int(render, args, 0, 0, &from) != 0)
		return -1;
	count = 1;
	if (args->count > 1 && value_holds(&args->v[1]) &&
	    filter_int(render, args, 1, 1, &count) != 0)
		return -1;
	if (value_is_array(value)) {
		if (render_items(render, value, &list) != 0)
			return -1;
		within = slice_within(list.list.count, &from, &count);
		*value = within
		    ? value_list(list.list.items + from, (size_t)count)
		    : value_list(NULL, 0);
		return 0;
	}
	if (render_text(render, value, &text) != 0)
		return -1;
	*value = value_text(text);
	if (!slice_within(value_size(value), &from, &count))
		count = 0;
	skipped = value_prefix(text, count > 0 ? (size_t)from : 0);
	text = (struct slice){text.p + skipped, text.n - skipped};
	text.n = value_prefix(text, (size_t)count);
	*value = value_text(text);
	return 0;
}
