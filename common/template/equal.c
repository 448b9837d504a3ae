/* SPDX-License-Identifier: ISC */
#include "template/value.h"

static bool
is_number(const struct value *value)
{
	return value->type == VALUE_INT || value->type == VALUE_FLOAT;
}

static double
as_double(const struct value *value)
{
	return value->type == VALUE_INT ? (double)value->integer
					: value->number;
}

static int
order_of_numbers(const struct value *a, const struct value *b)
{
	double x = as_double(a), y = as_double(b);

	if (a->type == VALUE_INT && b->type == VALUE_INT)
		return (a->integer > b->integer) - (a->integer < b->integer);
	return (x > y) - (x < y);
}

int
value_order(const struct value *a, const struct value *b, int *order)
{
	if (is_number(a) && is_number(b)) {
		*order = order_of_numbers(a, b);
		return 1;
	}
	if (a->type == VALUE_TEXT && b->type == VALUE_TEXT) {
		*order = slice_compare(a->text, b->text);
		return 1;
	}
	if (a->type == VALUE_TIME || b->type == VALUE_TIME)
		return value_order_times(a, b, order);
	if ((a->type == VALUE_TEXT && is_number(b)) ||
	    (is_number(a) && b->type == VALUE_TEXT))
		return -1;
	return 0;
}

static bool
is_blank_text(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] != ' ' &&
		    !(text.p[i] >= '\t' && text.p[i] <= '\r'))
			return false;
	return true;
}

static bool
is_blank(const struct value *value)
{
	return !value_holds(value) || value_is_empty(value) ||
	    (value->type == VALUE_TEXT && is_blank_text(value->text));
}

/* Walks an array in either of its forms. */
struct walk {
	const struct value *array;
	struct view_step step;
	size_t index;
};

static bool
walk_next(struct walk *walk, struct value *item, struct arena *arena)
{
	if (walk->array->type == VALUE_LIST) {
		if (walk->index == walk->array->list.count)
			return false;
		*item = walk->array->list.items[walk->index++];
		return true;
	}
	if (!view_next(walk->array->view, &walk->step))
		return false;
	*item = value_of_view(walk->step.value, NULL, arena);
	return true;
}

static bool
equal_arrays(const struct value *a, const struct value *b, struct arena *arena)
{
	struct walk left = {.array = a}, right = {.array = b};
	struct value x, y;
	bool more;

	for (;;) {
		more = walk_next(&left, &x, arena);
		if (more != walk_next(&right, &y, arena))
			return false;
		if (!more)
			return true;
		if (!value_equal(&x, &y, arena))
			return false;
	}
}

static bool
equal_objects(struct view a, struct view b, struct arena *arena)
{
	struct view_step step = {0};
	struct value x, y;
	struct view other;

	if (view_count(a) != view_count(b))
		return false;
	while (view_next(a, &step)) {
		other = view_get(b, view_unescape(step.key, arena));
		if (other.p == NULL)
			return false;
		x = value_of_view(step.value, NULL, arena);
		y = value_of_view(other, NULL, arena);
		if (!value_equal(&x, &y, arena))
			return false;
	}
	return true;
}

static bool
is_word(const struct value *value)
{
	return value->type == VALUE_BLANK || value->type == VALUE_EMPTY;
}

/* Is the value what the word blank or empty says? */
static bool
fits_word(const struct value *word, const struct value *value)
{
	if (is_word(value))
		return word->type == value->type;
	return word->type == VALUE_BLANK ? is_blank(value)
					 : value_is_empty(value);
}

bool
value_equal(const struct value *a, const struct value *b, struct arena *arena)
{
	int order;

	if (is_word(a))
		return fits_word(a, b);
	if (is_word(b))
		return fits_word(b, a);
	if (is_number(a) && is_number(b))
		return order_of_numbers(a, b) == 0;
	if (value_is_array(a) && value_is_array(b))
		return equal_arrays(a, b, arena);
	if (a->type == VALUE_TIME || b->type == VALUE_TIME)
		return value_order_times(a, b, &order) == 1 && order == 0;
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case VALUE_NIL:
		return true;
	case VALUE_BOOL:
		return a->truth == b->truth;
	case VALUE_TEXT:
		return slice_equal(a->text, b->text);
	case VALUE_RANGE:
		return a->first == b->first && a->last == b->last;
	case VALUE_VIEW:
		return value_is_object(a) && value_is_object(b) &&
		    equal_objects(a->view, b->view, arena);
	default:
		return false;
	}
}

/* ---- hashing ----------------------------------------------------------- */

/* FNV-1a, 64 bits */
static uint64_t
hash_bytes(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *bytes = data;
	size_t i;

	for (i = 0; i < n; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3U;
	return hash;
}

static uint64_t
hash_text(struct slice text)
{
	return hash_bytes(0xcbf29ce484222325U, text.p, text.n);
}

/* The order of items counts, that of members does not. */
static uint64_t
hash_items(const struct value *value, struct arena *arena)
{
	struct walk walk = {.array = value};
	uint64_t hash = 1;
	struct value item;

	while (walk_next(&walk, &item, arena))
		hash = hash * 31 + value_hash(&item, arena);
	return hash;
}

static uint64_t
hash_members(struct view object, struct arena *arena)
{
	struct view_step step = {0};
	uint64_t hash = 2, key;
	struct value member;

	while (view_next(object, &step)) {
		key = hash_text(view_unescape(step.key, arena));
		member = value_of_view(step.value, NULL, arena);
		hash += key * 31 + value_hash(&member, arena);
	}
	return hash;
}

uint64_t
value_hash(const struct value *value, struct arena *arena)
{
	if (value_is_array(value))
		return hash_items(value, arena);
	if (value_is_object(value))
		return hash_members(value->view, arena);
	switch (value->type) {
	case VALUE_INT:
		return hash_bytes(3, &value->integer, sizeof(value->integer));
	case VALUE_FLOAT:
		return hash_bytes(4, &value->number, sizeof(value->number));
	case VALUE_TEXT:
		return hash_text(value->text);
	default:
		return (uint64_t)value->type +
		    (value->type == VALUE_BOOL && value->truth ? 100 : 0);
	}
}
