/* SPDX-License-Identifier: ISC */
#include "template/filter.h"

#include "base/nearest.h"
#include "base/num.h"
#include "template/number.h"

#include <stdint.h>

static const struct filter filters[] = {
    {"abs", 0, 0, filter_abs, INPUT_TEXT, NULL},
    {"append", 1, 1, filter_append, INPUT_TEXT, NULL},
    {"at_least", 1, 1, filter_at_least, INPUT_TEXT, NULL},
    {"at_most", 1, 1, filter_at_most, INPUT_TEXT, NULL},
    {"base64_decode", 0, 0, filter_base64_decode, INPUT_TEXT, NULL},
    {"base64_encode", 0, 0, filter_base64_encode, INPUT_TEXT, NULL},
    {"base64_url_safe_decode", 0, 0, filter_base64_url_safe_decode, INPUT_TEXT,
	NULL},
    {"base64_url_safe_encode", 0, 0, filter_base64_url_safe_encode, INPUT_TEXT,
	NULL},
    {"capitalize", 0, 0, filter_capitalize, INPUT_TEXT, NULL},
    {"ceil", 0, 0, filter_ceil, INPUT_TEXT, NULL},
    {"compact", 0, 1, filter_compact, INPUT_LIST, NULL},
    {"concat", 1, 1, filter_concat, INPUT_LIST, NULL},
    {"date", 1, 1, filter_date, INPUT_TEXT, NULL},
    {"default", 0, 1, filter_default, INPUT_UNDEFINED, "allow_false"},
    {"divided_by", 1, 1, filter_divided_by, INPUT_TEXT, NULL},
    {"downcase", 0, 0, filter_downcase, INPUT_TEXT, NULL},
    {"escape", 0, 0, filter_escape, INPUT_TEXT, NULL},
    {"escape_once", 0, 0, filter_escape_once, INPUT_TEXT, NULL},
    {"find", 1, 2, filter_find, INPUT_LIST, NULL},
    {"find_index", 1, 2, filter_find_index, INPUT_LIST, NULL},
    {"first", 0, 0, filter_first, INPUT_ANY, NULL},
    {"floor", 0, 0, filter_floor, INPUT_TEXT, NULL},
    {"gsm7", 0, 1, filter_gsm7, INPUT_TEXT, NULL},
    {"h", 0, 0, filter_escape, INPUT_TEXT, NULL},
    {"has", 1, 2, filter_has, INPUT_LIST, NULL},
    {"join", 0, 1, filter_join, INPUT_LIST, NULL},
    {"last", 0, 0, filter_last, INPUT_ANY, NULL},
    {"lstrip", 0, 0, filter_lstrip, INPUT_TEXT, NULL},
    {"map", 1, 1, filter_map, INPUT_LIST, NULL},
    {"minus", 1, 1, filter_minus, INPUT_TEXT, NULL},
    {"modulo", 1, 1, filter_modulo, INPUT_TEXT, NULL},
    {"money", 0, 1, filter_money, INPUT_TEXT, NULL},
    {"newline_to_br", 0, 0, filter_newline_to_br, INPUT_TEXT, NULL},
    {"ordinal", 0, 1, filter_ordinal, INPUT_TEXT, NULL},
    {"phone", 0, 1, filter_phone, INPUT_TEXT, NULL},
    {"plus", 1, 1, filter_plus, INPUT_TEXT, NULL},
    {"prepend", 1, 1, filter_prepend, INPUT_TEXT, NULL},
    {"reject", 1, 2, filter_where_not, INPUT_LIST, NULL},
    {"remove", 1, 1, filter_replace, INPUT_TEXT, NULL},
    {"remove_first", 1, 1, filter_replace_first, INPUT_TEXT, NULL},
    {"remove_last", 1, 1, filter_replace_last, INPUT_TEXT, NULL},
    {"replace", 1, 2, filter_replace, INPUT_TEXT, NULL},
    {"replace_first", 1, 2, filter_replace_first, INPUT_TEXT, NULL},
    {"replace_last", 2, 2, filter_replace_last, INPUT_TEXT, NULL},
    {"reverse", 0, 0, filter_reverse, INPUT_LIST, NULL},
    {"round", 0, 1, filter_round, INPUT_TEXT, NULL},
    {"rstrip", 0, 0, filter_rstrip, INPUT_TEXT, NULL},
    {"segment_fit", 1, 2, filter_segment_fit, INPUT_TEXT, NULL},
    {"size", 0, 0, filter_size, INPUT_ANY, NULL},
    {"slice", 1, 2, filter_slice, INPUT_ANY, NULL},
    {"sort", 0, 1, filter_sort, INPUT_LIST, NULL},
    {"sort_natural", 0, 1, filter_sort_natural, INPUT_LIST, NULL},
    {"split", 1, 1, filter_split, INPUT_TEXT, NULL},
    {"squish", 0, 0, filter_squish, INPUT_TEXT, NULL},
    {"strip", 0, 0, filter_strip, INPUT_TEXT, NULL},
    {"strip_html", 0, 0, filter_strip_html, INPUT_TEXT, NULL},
    {"strip_newlines", 0, 0, filter_strip_newlines, INPUT_TEXT, NULL},
    {"sum", 0, 1, filter_sum, INPUT_LIST, NULL},
    {"time_zone", 1, 1, filter_time_zone, INPUT_TEXT, NULL},
    {"times", 1, 1, filter_times, INPUT_TEXT, NULL},
    {"truncate", 0, 2, filter_truncate, INPUT_TEXT, NULL},
    {"truncatewords", 0, 2, filter_truncatewords, INPUT_TEXT, NULL},
    {"uniq", 0, 1, filter_uniq, INPUT_LIST, NULL},
    {"upcase", 0, 0, filter_upcase, INPUT_TEXT, NULL},
    {"url_decode", 0, 0, filter_url_decode, INPUT_TEXT, NULL},
    {"url_encode", 0, 0, filter_url_encode, INPUT_TEXT, NULL},
    {"where", 1, 2, filter_where, INPUT_LIST, NULL},
};

enum { FILTER_COUNT = sizeof(filters) / sizeof(filters[0]) };

const struct filter *
filter_named(struct slice name)
{
	size_t i;

	for (i = 0; i < FILTER_COUNT; i++)
		if (slice_is(name, filters[i].name))
			return &filters[i];
	return NULL;
}

const char *
filter_nearest(struct slice name)
{
	const char *names[FILTER_COUNT];
	size_t i;

	for (i = 0; i < FILTER_COUNT; i++)
		names[i] = filters[i].name;
	return nearest_slice(name, names, FILTER_COUNT);
}

const char *
filter_without(bool (*has)(const char *name))
{
	size_t i;

	for (i = 0; i < FILTER_COUNT; i++)
		if (!has(filters[i].name))
			return filters[i].name;
	return NULL;
}

/* ---- arguments --------------------------------------------------------- */

int
filter_text(struct render *render, const struct filter_args *args, size_t n,
    const char *fallback, struct slice *text)
{
	if (n < args->count)
		return render_text(render, &args->v[n], text);
	*text = slice_of(fallback);
	return 0;
}

int
filter_integer(
    struct render *render, const struct value *value, int64_t *integer)
{
	struct slice text;

	if (value->type == VALUE_INT || value_is_big(value)) {
		(void)number_to_int(value, integer);
		return 0;
	}
	if (render_text(render, value, &text) != 0)
		return -1;
	if (value->type != VALUE_TEXT ||
	    num_parse(text, INT64_MIN, INT64_MAX, integer) != 0)
		return render_fail(
		    render, "'%.*s' is no whole number", SLICE_ARG(text));
	return 0;
}

int
filter_int(struct render *render, const struct filter_args *args, size_t n,
    int64_t fallback, int64_t *integer)
{
	*integer = fallback;
	if (n >= args->count)
		return 0;
	return filter_integer(render, &args->v[n], integer);
}

int
filter_refuse(
    struct render *render, const struct value *value, const char *what)
{
	struct slice text;

	if (render->scope->lax)
		return 0;
	if (render_text(render, value, &text) != 0)
		return -1;
	return render_fail(render, "'%.*s' is no %s", SLICE_ARG(text), what);
}

int64_t
filter_whole(double number)
{
	if (number >= 0x1p63)
		return INT64_MAX;
	if (number >= -0x1p63)
		return (int64_t)number;
	return number < 0 ? INT64_MIN : 0; /* 0: not a number */
}

/* ---- pipelines --------------------------------------------------------- */

static int
eval_argument(struct render *render, const struct filter *filter,
    const struct expr *expr, struct value *value)
{
	int result = filter->input == INPUT_UNDEFINED
	    ? render_eval(render, expr, value)
	    : render_defined(render, expr, value);

	return result == 0 ? render_read(render, value) : -1;
}

/* A type that a filter can make nothing of: strict mode speaks up. */
static int
check_input(struct render *render, const struct filter *filter,
    const struct value *value)
{
	bool list = value_is_array(value) || value->type == VALUE_RANGE;
	bool object = value_is_object(value) || value->type == VALUE_LOOP;

	if (render->scope->lax || value->type == VALUE_NIL)
		return 0;
	if (filter->input == INPUT_TEXT && (list || object))
		return render_fail(render, "filter '%s' needs a text, not %s",
		    filter->name, value_type_name(value));
	if (filter->input == INPUT_LIST && !list && !object)
		return render_fail(render, "filter '%s' needs a list, not %s",
		    filter->name, value_type_name(value));
	return 0;
}

static int
call_filter(
    struct render *render, const struct filter_call *call, struct value *value)
{
	struct filter_args args;
	size_t i;

	args.count = call->count;
	args.keyword = value_nil();
	render->at = call->at;
	if (check_input(render, call->filter, value) != 0)
		return -1;
	for (i = 0; i < call->count; i++)
		if (eval_argument(
			render, call->filter, call->args[i], &args.v[i]) != 0)
			return -1;
	if (call->keyword != NULL &&
	    render_eval(render, call->keyword, &args.keyword) != 0)
		return -1;
	return call->filter->run(render, value, &args);
}

/* Nil where a filter needs a value: strict mode speaks up. */
static int
check_defined(struct render *render, const struct pipeline *pipeline,
    const struct filter_call *before, const struct value *value)
{
	if (!value_is_nothing(value) || render->scope->lax)
		return 0;
	if (before != NULL)
		return render_fail(
		    render, "filter '%s' gave nothing", before->filter->name);
	if (pipeline->input->kind == EXPR_PATH)
		return render_undefined(render, pipeline->input);
	return 0;
}

int
render_pipeline(
    struct render *render, const struct pipeline *pipeline, struct value *value)
{
	const struct filter_call *call, *before = NULL;

	if (pipeline->input == NULL) {
		*value = value_text(slice_of(""));
		return 0;
	}
	if (render_input(render, pipeline->input, value) != 0)
		return -1;
	for (call = pipeline->calls; call != NULL; call = call->next) {
		if (call->filter->input != INPUT_UNDEFINED &&
		    check_defined(render, pipeline, before, value) != 0)
			return -1;
		if (render_read(render, value) != 0 ||
		    call_filter(render, call, value) != 0)
			return -1;
		before = call;
	}
	return 0;
}

int
render_printed(
    struct render *render, const struct pipeline *pipeline, struct value *value)
{
	const struct filter_call *last = pipeline->calls;

	if (render_pipeline(render, pipeline, value) != 0)
		return -1;
	while (last != NULL && last->next != NULL)
		last = last->next;
	if (pipeline->input != NULL &&
	    check_defined(render, pipeline, last, value) != 0)
		return -1;
	if (render->scope->lax ||
	    !(value_is_object(value) || value->type == VALUE_LOOP))
		return 0;
	return render_fail(render, "'%.*s' is an object, which has no text",
	    SLICE_ARG(pipeline->input->text));
}
