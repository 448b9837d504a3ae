/* SPDX-License-Identifier: ISC */
/*
 * Filters that compare the items of a list with each other.
 */
#include "template/filter.h"

#include <string.h>

/* An item and what it is compared by. */
struct keyed {
	struct value key, item;
};

/* *order below, at or above 0; -1 when these two cannot be compared. */
typedef int order_function(struct render *render, const struct value *a,
    const struct value *b, int *order);

static bool
has_properties(const struct value *item)
{
	return value_is_object(item) || item->type == VALUE_TEXT ||
	    item->type == VALUE_INT || value_is_big(item);
}

/*
 * The items with their keys, in scratch; *bare: one has no properties.  A lone
 * item is never compared, so nobody looks for its property.
 */
static int
keyed_list(struct render *render, const struct value *value,
    const struct filter_args *args, struct keyed **items, size_t *count,
    bool *bare)
{
	const struct value *property = property_argument(args);
	struct value list;
	size_t i;

	if (render_list(render, value, &list) != 0)
		return -1;
	*count = list.list.count;
	*items = render_alloc(render, *count * sizeof(**items));
	if (*items == NULL)
		return -1;
	*bare = false;
	for (i = 0; i < *count; i++) {
		(*items)[i].item = (*items)[i].key = list.list.items[i];
		*bare = *bare ||
		    (property != NULL && !has_properties(&list.list.items[i]));
	}
	if (property == NULL || *count == 1 || (*bare && render->scope->lax))
		return 0;
	for (i = 0; i < *count; i++)
		if (property_of(render, &list.list.items[i], property,
			&(*items)[i].key) < 0)
			return -1;
	return 0;
}

static int
give_items(struct render *render, const struct keyed *keyed, size_t count,
    struct value *value)
{
	struct value *items = render_alloc(render, count * sizeof(*items));
	size_t i;

	if (items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		items[i] = keyed[i].item;
	*value = value_list(items, count);
	return 0;
}

/* ---- sort and sort_natural ---------------------------------------------- */

/* Two sorted runs, a[0..middle) and a[middle..count), become one. */
static int
merge(struct render *render, order_function *compare, struct keyed *a,
    size_t middle, size_t count, struct keyed *scratch)
{
	size_t left = 0, right = middle, n = 0;
	int order;

	while (left < middle && right < count) {
		if (compare(render, &a[left].key, &a[right].key, &order) != 0)
			return -1;
		scratch[n++] = order <= 0 ? a[left++] : a[right++];
	}
	while (left < middle)
		scratch[n++] = a[left++];
	memcpy(a, scratch, n * sizeof(*a));
	return 0;
}

/* A merge sort: what is equal keeps its order. */
static int
sort_items(struct render *render, order_function *compare, struct keyed *items,
    size_t count, struct keyed *scratch)
{
	size_t width, at, rest;

	for (width = 1; width < count; width *= 2)
		for (at = 0; at + width < count; at += 2 * width) {
			rest = count - at;
			if (merge(render, compare, items + at, width,
				rest < 2 * width ? rest : 2 * width,
				scratch) != 0)
				return -1;
		}
	return 0;
}

static int
sort_by(struct render *render, struct value *value,
    const struct filter_args *args, order_function *compare)
{
	struct keyed *items, *scratch;
	size_t count;
	bool bare;

	if (keyed_list(render, value, args, &items, &count, &bare) != 0)
		return -1;
	if (bare) {
		*value = value_nil();
		return 0;
	}
	scratch = render_alloc(render, count * sizeof(*scratch));
	if (scratch == NULL ||
	    sort_items(render, compare, items, count, scratch) != 0)
		return -1;
	return give_items(render, items, count, value);
}

/* nil comes last. */
static int
order_nil(const struct value *a, const struct value *b)
{
	return (a->type == VALUE_NIL) - (b->type == VALUE_NIL);
}

static int
order_strictly(struct render *render, const struct value *a,
    const struct value *b, int *order)
{
	*order = order_nil(a, b);
	if (*order != 0 || value_order(a, b, order) == 1)
		return 0;
	*order = 0;
	if (a->type == b->type && value_equal(a, b, render->arena))
		return 0;
	return render_fail(render, "cannot sort %s and %s", value_type_name(a),
	    value_type_name(b));
}

static char
small(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

/* A and a are one letter. */
static int
order_letters(struct slice a, struct slice b)
{
	int order = 0;
	size_t i;

	for (i = 0; i < a.n && i < b.n && order == 0; i++)
		order = (unsigned char)small(a.p[i]) -
		    (unsigned char)small(b.p[i]);
	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* As texts, whatever they are. */
static int
order_naturally(struct render *render, const struct value *a,
    const struct value *b, int *order)
{
	struct slice x, y;

	*order = order_nil(a, b);
	if (*order != 0)
		return 0;
	if (render_text(render, a, &x) != 0 || render_text(render, b, &y) != 0)
		return -1;
	*order = order_letters(x, y);
	return 0;
}

int
filter_sort(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return sort_by(render, value, args, order_strictly);
}

int
filter_sort_natural(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return sort_by(render, value, args, order_naturally);
}

/* ---- uniq --------------------------------------------------------------- */

/* As Ruby's eql?: 1 is not 1.0. */
static bool
same(struct render *render, const struct value *a, const struct value *b)
{
	return (a->type == b->type ||
		   (value_is_array(a) && value_is_array(b))) &&
	    value_equal(a, b, render->arena);
}

/*
 * Where the key stands in the table of indexes plus one (size: a power of
 * two), or the free place for it.  Steps over others count as rounds, so that
 * keys made to collide cannot keep us busy.
 */
static int
find_place(struct render *render, const struct keyed *items,
    const size_t *table, size_t size, const struct value *key, size_t *place)
{
	*place = (size_t)value_hash(key, render->arena) & (size - 1);
	while (table[*place] != 0 &&
	    !same(render, &items[table[*place] - 1].key, key)) {
		if (render_round(render) != 0)
			return -1;
		*place = (*place + 1) & (size - 1);
	}
	return 0;
}

int
filter_uniq(
    struct render *render, struct value *value, const struct filter_args *args)
{
	size_t *table, size = 2, count, kept = 0, place, i;
	struct keyed *items;
	bool bare;

	if (keyed_list(render, value, args, &items, &count, &bare) != 0)
		return -1;
	if (bare && count > 1) {
		*value = value_nil();
		return 0;
	}
	while (size < 2 * count)
		size *= 2;
	table = render_alloc(render, size * sizeof(*table));
	if (table == NULL)
		return -1;
	memset(table, 0, size * sizeof(*table));
	for (i = 0; i < count; i++) {
		if (find_place(
			render, items, table, size, &items[i].key, &place) != 0)
			return -1;
		if (table[place] != 0)
			continue;
		items[kept++] = items[i];
		table[place] = kept;
	}
	return give_items(render, items, kept, value);
}
