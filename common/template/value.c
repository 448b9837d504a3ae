/* SPDX-License-Identifier: ISC */
#include "template/value.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { NUMBER_SHORT = 64 }; /* bytes of a number read without copying twice */

static double
read_double(struct slice text, struct arena *arena)
{
	char brief[NUMBER_SHORT], *copy = brief;

	if (text.n >= sizeof(brief))
		copy = arena_alloc(arena, text.n + 1);
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	return strtod(copy, NULL);
}

struct value
value_of_number(struct slice text, struct arena *arena)
{
	int64_t integer;

	if (num_parse(text, INT64_MIN, INT64_MAX, &integer) == 0)
		return value_int(integer);
	return (struct value){.type = VALUE_FLOAT,
	    .number = read_double(text, arena),
	    .text = text};
}

struct value
value_of_view(struct view view, const struct slice *origin, struct arena *arena)
{
	switch (view_type(view)) {
	case SCAN_STRING:
		return (struct value){.type = VALUE_TEXT,
		    .origin = origin,
		    .text = view_string(view, arena)};
	case SCAN_NUMBER:
		return value_of_number(view_number(view), arena);
	case SCAN_TRUE:
		return value_bool(true);
	case SCAN_FALSE:
		return value_bool(false);
	case SCAN_ARRAY:
	case SCAN_OBJECT:
		return (struct value){
		    .type = VALUE_VIEW, .origin = origin, .view = view};
	case SCAN_NULL:
		break;
	}
	return value_nil();
}

bool
value_is_big(const struct value *value)
{
	size_t i;

	if (value->type != VALUE_FLOAT || value->text.n == 0)
		return false;
	for (i = 0; i < value->text.n; i++)
		if (strchr(".eE", value->text.p[i]) != NULL)
			return false;
	return true;
}

const char *
value_type_name(const struct value *value)
{
	static const char *const names[] = {
	    [VALUE_NIL] = "nil",
	    [VALUE_BOOL] = "a truth value",
	    [VALUE_INT] = "a number",
	    [VALUE_FLOAT] = "a number",
	    [VALUE_TEXT] = "a text",
	    [VALUE_LIST] = "a list",
	    [VALUE_RANGE] = "a range",
	    [VALUE_LOOP] = "a loop",
	    [VALUE_TIME] = "a time",
	    [VALUE_BLANK] = "blank",
	    [VALUE_EMPTY] = "empty",
	};

	if (value->type == VALUE_VIEW)
		return value_is_array(value) ? "a list" : "an object";
	return names[value->type];
}

bool
value_is_array(const struct value *value)
{
	return value->type == VALUE_LIST ||
	    (value->type == VALUE_VIEW && view_type(value->view) == SCAN_ARRAY);
}

bool
value_is_object(const struct value *value)
{
	return value->type == VALUE_VIEW &&
	    view_type(value->view) == SCAN_OBJECT;
}

static size_t
count_characters(struct slice text)
{
	size_t count = 0, i;

	for (i = 0; i < text.n; i++)
		count += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return count;
}

size_t
value_prefix(struct slice text, size_t count)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (((unsigned char)text.p[i] & 0xc0) != 0x80 && count-- == 0)
			break;
	return i;
}

static size_t
range_size(int64_t first, int64_t last)
{
	return last < first ? 0
			    : (size_t)((uint64_t)last - (uint64_t)first) + 1;
}

size_t
value_size(const struct value *value)
{
	switch (value->type) {
	case VALUE_TEXT:
		return count_characters(value->text);
	case VALUE_VIEW:
		return view_count(value->view);
	case VALUE_LIST:
		return value->list.count;
	case VALUE_RANGE:
		return range_size(value->first, value->last);
	default:
		return 0;
	}
}

bool
value_is_empty(const struct value *value)
{
	struct view_step step = {0};

	switch (value->type) {
	case VALUE_TEXT:
		return value->text.n == 0;
	case VALUE_VIEW:
		return !view_next(value->view, &step);
	case VALUE_LIST:
		return value->list.count == 0;
	default:
		return false;
	}
}

int64_t
value_leading_int(struct slice text)
{
	bool negative = false;
	int64_t value = 0;
	size_t i = 0;

	while (i < text.n &&
	    (text.p[i] == ' ' || (text.p[i] >= '\t' && text.p[i] <= '\r')))
		i++;
	if (i < text.n && (text.p[i] == '-' || text.p[i] == '+'))
		negative = text.p[i++] == '-';
	for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, text.p[i] - '0', &value))
			return negative ? INT64_MIN : INT64_MAX;
	return negative ? -value : value;
}
