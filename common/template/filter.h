/* SPDX-License-Identifier: ISC */
/*
 * filter: the functions behind "|", as a table.  A filter reads *value and
 * puts its result there.
 */
#ifndef TEMPLATE_FILTER_H
#define TEMPLATE_FILTER_H

#include "template/render.h"

struct filter_args {
	struct value v[FILTER_ARGS_MAX];
	size_t count;
	struct value keyword; /* nil unless given */
};

/* What strict mode lets in. */
enum filter_input {
	INPUT_TEXT, /* what prints as one: a text, a number, a truth value */
	INPUT_LIST, /* a list or a range; an object is a list of itself */
	INPUT_ANY, /* but nil */
	INPUT_UNDEFINED, /* nil too */
};

struct filter {
	const char *name;
	size_t min, max; /* arguments */
	int (*run)(struct render *render, struct value *value,
	    const struct filter_args *args);
	enum filter_input input;
	const char *keyword; /* the name of its keyword argument, or NULL */
};

/* NULL when there is none of that name. */
const struct filter *filter_named(struct slice name);
const char *filter_nearest(struct slice name);

/* The first filter that `has` says no of, or NULL: are all in a table? */
const char *filter_without(bool (*has)(const char *name));

/* The nth argument as text; the fallback when it was not given. */
int filter_text(struct render *render, const struct filter_args *args, size_t n,
    const char *fallback, struct slice *text);

/* The same as an integer; a text must be one. */
int filter_int(struct render *render, const struct filter_args *args, size_t n,
    int64_t fallback, int64_t *integer);

/* An integer: a number without fraction, or a text that is one. */
int filter_integer(
    struct render *render, const struct value *value, int64_t *integer);

/*
 * What a filter cannot use: "'VALUE' is no WHAT", or nothing when the rendering
 * is lax, and the value stays as it is.
 */
int filter_refuse(
    struct render *render, const struct value *value, const char *what);

/* A double without its fraction, as close as an int64_t gets to it. */
int64_t filter_whole(double number);

/*
 * The property of an item: 1; 0, and nil, when it can have none; -1 for an
 * error.  (filter_find.c)
 */
int property_of(struct render *render, const struct value *item,
    const struct value *property, struct value *out);

/* The property that a first argument names; NULL: none was given. */
const struct value *property_argument(const struct filter_args *args);

/* Ruby strips NUL with the blanks. */
static inline bool
filter_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

static inline struct slice
filter_trim(struct slice text)
{
	while (text.n > 0 && filter_is_space(text.p[0]))
		text = (struct slice){text.p + 1, text.n - 1};
	while (text.n > 0 && filter_is_space(text.p[text.n - 1]))
		text.n--;
	return text;
}

/* ---- the rows, by file ------------------------------------------------- */

#define FILTER(name)                                                  \
	int filter_##name(struct render *render, struct value *value, \
	    const struct filter_args *args)

FILTER(append);
FILTER(capitalize);
FILTER(downcase);
FILTER(lstrip);
FILTER(prepend);
FILTER(replace);
FILTER(replace_first);
FILTER(replace_last);
FILTER(rstrip);
FILTER(split);
FILTER(squish);
FILTER(strip);
FILTER(strip_newlines);
FILTER(truncate);
FILTER(truncatewords);
FILTER(upcase);

FILTER(base64_decode);
FILTER(base64_encode);
FILTER(base64_url_safe_decode);
FILTER(base64_url_safe_encode);
FILTER(escape);
FILTER(escape_once);
FILTER(newline_to_br);
FILTER(strip_html);
FILTER(url_decode);
FILTER(url_encode);

FILTER(compact);
FILTER(concat);
FILTER(default);
FILTER(find);
FILTER(find_index);
FILTER(first);
FILTER(has);
FILTER(join);
FILTER(last);
FILTER(map);
FILTER(where_not);
FILTER(reverse);
FILTER(size);
FILTER(slice);
FILTER(sort);
FILTER(sort_natural);
FILTER(sum);
FILTER(uniq);
FILTER(where);

FILTER(abs);
FILTER(at_least);
FILTER(at_most);
FILTER(ceil);
FILTER(divided_by);
FILTER(floor);
FILTER(minus);
FILTER(modulo);
FILTER(plus);
FILTER(round);
FILTER(times);

FILTER(date);
FILTER(time_zone);

FILTER(gsm7);
FILTER(money);
FILTER(ordinal);
FILTER(phone);
FILTER(segment_fit);

#undef FILTER

#endif
