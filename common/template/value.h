/* SPDX-License-Identifier: ISC */
/*
 * value: what an expression of the template language stands for.
 *
 * Arrays and objects stay JSON text and are read where a template asks.  Text
 * and views that come from the scope carry the path they were found at until
 * the scope's guard has seen them (render_read); `origin` is NULL afterwards,
 * for all that the template makes itself, and for text where nobody guards.
 *
 * Numbers are 64-bit integers, or doubles that keep the text they were written
 * with as long as nobody calculates with them: 1.50 prints as 1.50.  An integer
 * that is too large for 64 bits is a double with its digits as the text.
 */
#ifndef TEMPLATE_VALUE_H
#define TEMPLATE_VALUE_H

#include "base/mem.h"
#include "base/slice.h"
#include "record/view.h"

#include <stdbool.h>
#include <stdint.h>

enum value_type {
	VALUE_NIL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_FLOAT,
	VALUE_TEXT,
	VALUE_VIEW, /* a JSON array or object */
	VALUE_LIST, /* an array of the template's own making */
	VALUE_RANGE,
	VALUE_LOOP, /* forloop, tablerowloop */
	VALUE_TIME, /* an instant, as a zone's clocks show it */
	VALUE_BLANK, /* the literals blank and empty: for comparing only */
	VALUE_EMPTY,
};

struct zone;

/* How far a for or tablerow loop is. */
struct loop {
	bool table; /* a tablerow's: then with columns */
	struct slice name; /* of a for's */
	size_t index, length; /* index from 0 */
	int64_t column, columns, row; /* from 1 */
	const struct loop *parent;
};

struct value {
	enum value_type type;
	union {
		bool truth;
		int64_t integer;
		double number;
		int64_t first; /* of a range */
		const struct slice *origin; /* of a text or view */
		int64_t unix_ms; /* of a time */
	};
	union {
		struct slice text; /* of a text; a number's, not there if it
				      was calculated */
		struct view view;
		struct {
			const struct value *items;
			size_t count;
		} list;
		int64_t last; /* of a range */
		const struct loop *loop;
		const struct zone *zone; /* of a time */
	};
};

static inline struct value
value_nil(void)
{
	return (struct value){.type = VALUE_NIL};
}

static inline struct value
value_bool(bool truth)
{
	return (struct value){.type = VALUE_BOOL, .truth = truth};
}

static inline struct value
value_int(int64_t integer)
{
	return (struct value){.type = VALUE_INT, .integer = integer};
}

static inline struct value
value_float(double number)
{
	return (struct value){.type = VALUE_FLOAT, .number = number};
}

static inline struct value
value_text(struct slice text)
{
	return (struct value){.type = VALUE_TEXT, .text = text};
}

static inline struct value
value_list(const struct value *items, size_t count)
{
	return (struct value){
	    .type = VALUE_LIST, .list = {.items = items, .count = count}};
}

/* Nothing: nil, or a text without a word of somebody who said none. */
static inline bool
value_is_nothing(const struct value *value)
{
	return value->type == VALUE_NIL ||
	    (value->type == VALUE_TEXT && value->origin != NULL &&
		value->text.n == 0);
}

/* All but nothing and false. */
static inline bool
value_holds(const struct value *value)
{
	return !value_is_nothing(value) &&
	    (value->type != VALUE_BOOL || value->truth);
}

enum { VALUE_NUMBER_MAX = 32 }; /* bytes of a calculated number, NUL too */

/* A number as it is written in JSON or in a template. */
struct value value_of_number(struct slice text, struct arena *arena);

/* The value that lies there; the view that is not there is nil. */
struct value value_of_view(
    struct view view, const struct slice *origin, struct arena *arena);

/* An integer of more than 64 bits. */
bool value_is_big(const struct value *value);

/* "a text", "a list", ... for messages. */
const char *value_type_name(const struct value *value);

/* A text, a number or a truth value. */
static inline bool
value_is_scalar(const struct value *value)
{
	return value->type >= VALUE_BOOL && value->type <= VALUE_TEXT;
}

/* An array, in either form. */
bool value_is_array(const struct value *value);
bool value_is_object(const struct value *value);

/* Members of an object, items of an array or range, characters of a text. */
size_t value_size(const struct value *value);

/* The bytes of the first `count` characters of a text. */
size_t value_prefix(struct slice text, size_t count);

/* An empty text, array or object. */
bool value_is_empty(const struct value *value);

/* Liquid's ==, by content. */
bool value_equal(
    const struct value *a, const struct value *b, struct arena *arena);

/* Alike for values that are equal and of one type. */
uint64_t value_hash(const struct value *value, struct arena *arena);

/*
 * Which is first?  1 with *order below, at or above 0; 0 when these two have
 * no order, which makes each of < > <= >= false; -1 for text beside a number,
 * and for a time beside what is none.
 */
int value_order(const struct value *a, const struct value *b, int *order);

/*
 * The same where one is a time: the other is one too, or a text of RFC 3339,
 * without an offset on the clock of that time.
 */
int value_order_times(const struct value *a, const struct value *b, int *order);

/*
 * A number, text, time or truth value as it prints; "" for all others. Borrowed
 * from the value or the arena.
 */
struct slice value_plain(const struct value *value, struct arena *arena);

/* The number that text starts with, as Ruby's String#to_i reads it. */
int64_t value_leading_int(struct slice text);

#endif
