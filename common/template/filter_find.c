/* SPDX-License-Identifier: ISC */
/*
 * Filters that look at a property of each item.
 */
#include "template/filter.h"
#include "template/number.h"
#include "template/step.h"

/* As Ruby's text[property]: the part of it, or a character. */
static struct value
property_of_text(struct slice text, const struct value *property)
{
	struct value whole = value_text(text);
	int64_t size = (int64_t)value_size(&whole), index;
	size_t at;

	if (property->type == VALUE_TEXT)
		return slice_find(text, property->text) != SIZE_MAX
		    ? *property
		    : value_nil();
	(void)number_to_int(property, &index);
	if (index < 0)
		index += size;
	if (index < 0 || index >= size)
		return value_nil();
	at = value_prefix(text, (size_t)index);
	text = (struct slice){text.p + at, text.n - at};
	text.n = value_prefix(text, 1);
	return value_text(text);
}

/* As Ruby's integer[property]: that bit of it. */
static struct value
property_of_int(int64_t integer, const struct value *property)
{
	int64_t bit;

	(void)number_to_int(property, &bit);
	if (bit < 0)
		return value_int(0);
	return value_int(integer >> (bit < 63 ? bit : 63) & 1);
}

/* What Ruby answers that a messaging template never means: in lax mode. */
static int
property_of_scalar(
    const struct value *item, const struct value *property, struct value *out)
{
	bool number = property->type == VALUE_INT ||
	    property->type == VALUE_FLOAT;
	struct value self = *item; /* which may be *out */

	*out = value_nil();
	if (self.type == VALUE_TEXT && (number || property->type == VALUE_TEXT))
		*out = property_of_text(self.text, property);
	else if (self.type == VALUE_INT && number)
		*out = property_of_int(self.integer, property);
	else
		return self.type == VALUE_TEXT || self.type == VALUE_INT ||
			value_is_big(&self)
		    ? -1
		    : 0;
	return 1;
}

int
property_of(struct render *render, const struct value *item,
    const struct value *property, struct value *out)
{
	const char *name = value_type_name(item);
	int got = -1;

	if (value_is_object(item)) {
		*out = *item;
		return step_down(render, out, property, false, NULL) == 0 ? 1
									  : -1;
	}
	if (render->scope->lax)
		got = property_of_scalar(item, property, out);
	if (got >= 0)
		return got;
	return render_fail(render, "%s has no property '%.*s'", name,
	    SLICE_ARG(value_plain(property, render->arena)));
}

const struct value *
property_argument(const struct filter_args *args)
{
	return args->count > 0 && args->v[0].type != VALUE_NIL ? &args->v[0]
							       : NULL;
}

/* ---- where, reject (where_not), has, find, find_index ------------------ */

/* 1 the property is what was asked for, or holds; 0 not; 2 there is none. */
static int
matches(struct render *render, const struct value *item,
    const struct filter_args *args)
{
	struct value found;
	int got = property_of(render, item, &args->v[0], &found);

	if (got <= 0)
		return got < 0 ? -1 : 2;
	if (args->count < 2 || args->v[1].type == VALUE_NIL)
		return value_holds(&found);
	return value_equal(&found, &args->v[1], render->arena);
}

/*
 * The index of the first item from *at on that matches as wanted goes into
 * *at: 1; 0 when there is none; 2 when an item has no properties; or -1.
 */
static int
find_next(struct render *render, const struct value *list,
    const struct filter_args *args, bool wanted, size_t *at)
{
	int got;

	for (; *at < list->list.count; (*at)++) {
		got = matches(render, &list->list.items[*at], args);
		if (got < 0 || got == 2)
			return got;
		if ((got == 1) == wanted)
			return 1;
	}
	return 0;
}

static int
select_items(struct render *render, struct value *value,
    const struct filter_args *args, bool wanted)
{
	struct value list, *items;
	size_t at = 0, count = 0;
	int got;

	if (render_list(render, value, &list) != 0)
		return -1;
	items = render_alloc(render, list.list.count * sizeof(*items));
	if (items == NULL)
		return -1;
	while ((got = find_next(render, &list, args, wanted, &at)) == 1)
		items[count++] = list.list.items[at++];
	*value = got == 2 ? value_nil() : value_list(items, count);
	return got < 0 ? -1 : 0;
}

int
filter_where(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return select_items(render, value, args, true);
}

int
filter_where_not(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return select_items(render, value, args, false);
}

/* The first that matches: 1 with its item and index; as find_next. */
static int
find_first(struct render *render, const struct value *value,
    const struct filter_args *args, struct value *item, size_t *at)
{
	struct value list;
	int got;

	*at = 0;
	if (render_list(render, value, &list) != 0)
		return -1;
	got = find_next(render, &list, args, true, at);
	if (got == 1)
		*item = list.list.items[*at];
	return got;
}

int
filter_has(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value item;
	size_t at;
	int got = find_first(render, value, args, &item, &at);

	*value = got == 2 ? value_nil() : value_bool(got == 1);
	return got < 0 ? -1 : 0;
}

int
filter_find(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value item;
	size_t at;
	int got = find_first(render, value, args, &item, &at);

	*value = got == 1 ? item : value_nil();
	return got < 0 ? -1 : 0;
}

int
filter_find_index(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value item;
	size_t at;
	int got = find_first(render, value, args, &item, &at);

	*value = got == 1 ? value_int((int64_t)at) : value_nil();
	return got < 0 ? -1 : 0;
}

/* ---- map and compact ---------------------------------------------------- */

int
filter_map(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct value list, *items;
	size_t i;

	if (render_list(render, value, &list) != 0)
		return -1;
	items = render_alloc(render, list.list.count * sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < list.list.count; i++)
		if (property_of(render, &list.list.items[i], &args->v[0],
			&items[i]) < 0)
			return -1;
	*value = value_list(items, list.list.count);
	return 0;
}

int
filter_compact(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const struct value *property = property_argument(args);
	struct value list, *items, found;
	size_t i, count = 0;
	int got = 1;

	if (render_list(render, value, &list) != 0)
		return -1;
	items = render_alloc(render, list.list.count * sizeof(*items));
	if (items == NULL)
		return -1;
	for (i = 0; i < list.list.count && got > 0; i++) {
		found = list.list.items[i];
		if (property != NULL)
			got = property_of(render, &found, property, &found);
		if (found.type != VALUE_NIL)
			items[count++] = list.list.items[i];
	}
	*value = got > 0 ? value_list(items, count) : value_nil();
	return got < 0 ? -1 : 0;
}
