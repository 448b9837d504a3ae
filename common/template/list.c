/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/render.h"

int
render_origin(struct render *render, const struct slice *origin,
    struct slice name, const struct slice **out)
{
	struct slice *path;
	struct build build;

	*out = NULL;
	if (origin == NULL || render->scope->guard == NULL)
		return 0;
	path = render_alloc(render, sizeof(*path));
	if (path == NULL)
		return -1;
	build_start(&build, render, origin->n + 1 + name.n);
	build_add(&build, *origin);
	build_char(&build, '.');
	build_add(&build, name);
	*out = path;
	return build_end(&build, path);
}

static int
origin_of_item(struct render *render, const struct slice *origin, size_t index,
    const struct slice **out)
{
	struct value number = value_int((int64_t)index);

	*out = NULL;
	if (origin == NULL || render->scope->guard == NULL)
		return 0;
	return render_origin(
	    render, origin, value_plain(&number, render->arena), out);
}

int
render_pair(struct render *render, const struct view_step *step,
    const struct slice *origin, struct value *pair)
{
	struct value *items = render_alloc(render, 2 * sizeof(*items));
	const struct slice *path;
	struct slice key;

	if (items == NULL)
		return -1;
	key = view_unescape(step->key, render->arena);
	if (render_spend(render, key.n) != 0 ||
	    render_origin(render, origin, key, &path) != 0 ||
	    render_view(render, step->value, path, &items[1]) != 0)
		return -1;
	items[0] = value_text(key);
	items[0].origin = origin; /* a key is the caller's text too */
	*pair = value_list(items, 2);
	return 0;
}

static int
items_of_view(
    struct render *render, const struct value *value, struct value *list)
{
	size_t count = view_count(value->view), i;
	struct value *items = render_alloc(
	    render, count * sizeof(struct value));
	struct view_step step = {0};
	const struct slice *path;
	int result;

	if (items == NULL)
		return -1;
	for (i = 0; view_next(value->view, &step); i++) {
		if (step.key.p != NULL)
			result = render_pair(
			    render, &step, value->origin, &items[i]);
		else
			result = origin_of_item(
			    render, value->origin, i, &path);
		if (result == 0 && step.key.p == NULL)
			result = render_view(
			    render, step.value, path, &items[i]);
		if (result != 0)
			return -1;
	}
	*list = value_list(items, count);
	return 0;
}

static int
list_of_one(
    struct render *render, const struct value *value, struct value *list)
{
	struct value *item = render_alloc(render, sizeof(*item));

	if (item == NULL)
		return -1;
	*item = *value;
	*list = value_list(item, 1);
	return 0;
}

int
render_items(
    struct render *render, const struct value *value, struct value *list)
{
	*list = value_list(NULL, 0);
	if (value->type == VALUE_VIEW)
		return items_of_view(render, value, list);
	if (value->type == VALUE_LIST)
		*list = *value;
	if (value->type == VALUE_TEXT && value->text.n > 0)
		return list_of_one(render, value, list);
	return 0;
}

int
render_window(struct render *render, const struct value *value, int64_t from,
    int64_t limit, struct window *window)
{
	int64_t total, to;

	*window = (struct window){.items = *value};
	if (value->type != VALUE_RANGE &&
	    render_items(render, value, &window->items) != 0)
		return -1;
	total = (int64_t)value_size(&window->items);
	if (value->type == VALUE_TEXT)
		from = 0;
	if (value->type == VALUE_TEXT ||
	    __builtin_add_overflow(from, limit, &to) || to > total)
		to = total;
	if (from < 0)
		from = 0;
	if (from < to) {
		window->from = (size_t)from;
		window->count = (size_t)(to - from);
	}
	return 0;
}

struct value
render_item(const struct value *value, size_t index)
{
	if (value->type == VALUE_RANGE)
		return value_int((int64_t)((uint64_t)value->first + index));
	return value->list.items[index];
}

static int
list_of_range(
    struct render *render, const struct value *range, struct value *list)
{
	size_t count = value_size(range), i;
	struct value *items;

	if (count > RENDER_MEMORY_MAX / sizeof(*items))
		count = RENDER_MEMORY_MAX / sizeof(*items) + 1; /* is refused */
	items = render_alloc(render, count * sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		items[i] = render_item(range, i);
	*list = value_list(items, count);
	return 0;
}

/* Counts the items that are no arrays, and puts them into `into` if any. */
static int
spread(struct render *render, const struct value *list, struct value *into,
    size_t *count)
{
	struct value inner;
	size_t i;

	for (i = 0; i < list->list.count; i++) {
		if (!value_is_array(&list->list.items[i])) {
			if (into != NULL)
				into[*count] = list->list.items[i];
			(*count)++;
			continue;
		}
		if (render_items(render, &list->list.items[i], &inner) != 0 ||
		    spread(render, &inner, into, count) != 0)
			return -1;
	}
	return 0;
}

static bool
holds_arrays(const struct value *list)
{
	size_t i;

	for (i = 0; i < list->list.count; i++)
		if (value_is_array(&list->list.items[i]))
			return true;
	return false;
}

static int
list_of_array(
    struct render *render, const struct value *array, struct value *list)
{
	size_t count = 0, filled = 0;
	struct value flat, *items;

	if (render_items(render, array, &flat) != 0)
		return -1;
	*list = flat;
	if (!holds_arrays(&flat))
		return 0;
	if (spread(render, &flat, NULL, &count) != 0)
		return -1;
	items = render_alloc(render, count * sizeof(*items));
	if (items == NULL || spread(render, &flat, items, &filled) != 0)
		return -1;
	*list = value_list(items, count);
	return 0;
}

int
render_list(
    struct render *render, const struct value *value, struct value *list)
{
	if (value_is_array(value))
		return list_of_array(render, value, list);
	if (value->type == VALUE_RANGE)
		return list_of_range(render, value, list);
	*list = value_list(NULL, 0);
	if (value->type == VALUE_NIL)
		return 0;
	return list_of_one(render, value, list);
}
