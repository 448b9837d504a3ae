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

struct filter {
	const char *name;
	size_t min, max; /* arguments */
	int (*run)(struct render *render, struct value *value,
	    const struct filter_args *args);
	bool undefined; /* nil may go in, in strict mode too */
	const char *keyword; /* the name of its keyword argument, or NULL */
};

/* NULL when there is none of that name. */
const struct filter *filter_find(struct slice name);
const char *filter_nearest(struct slice name);

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
FILTER(escape);
FILTER(lstrip);
FILTER(prepend);
FILTER(replace);
FILTER(replace_first);
FILTER(rstrip);
FILTER(split);
FILTER(strip);
FILTER(strip_newlines);
FILTER(truncate);
FILTER(truncatewords);
FILTER(upcase);

FILTER(default);
FILTER(first);
FILTER(join);
FILTER(last);
FILTER(reverse);
FILTER(size);

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
