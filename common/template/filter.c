/* SPDX-License-Identifier: ISC */
#include "template/filter.h"

#include "base/nearest.h"
#include "base/num.h"

#include <stdint.h>

static const struct filter filters[] = {
    {"abs", 0, 0, filter_abs, false, NULL},
    {"append", 1, 1, filter_append, false, NULL},
    {"at_least", 1, 1, filter_at_least, false, NULL},
    {"at_most", 1, 1, filter_at_most, false, NULL},
    {"capitalize", 0, 0, filter_capitalize, false, NULL},
    {"ceil", 0, 0, filter_ceil, false, NULL},
    {"date", 1, 1, filter_date, false, NULL},
    {"default", 0, 1, filter_default, true, "allow_false"},
    {"divided_by", 1, 1, filter_divided_by, false, NULL},
    {"downcase", 0, 0, filter_downcase, false, NULL},
    {"escape", 0, 0, filter_escape, false, NULL},
    {"first", 0, 0, filter_first, false, NULL},
    {"floor", 0, 0, filter_floor, false, NULL},
    {"gsm7", 0, 1, filter_gsm7, false, NULL},
    {"join", 0, 1, filter_join, false, NULL},
    {"last", 0, 0, filter_last, false, NULL},
    {"lstrip", 0, 0, filter_lstrip, false, NULL},
    {"minus", 1, 1, filter_minus, false, NULL},
    {"modulo", 1, 1, filter_modulo, false, NULL},
    {"money", 0, 1, filter_money, false, NULL},
    {"ordinal", 0, 1, filter_ordinal, false, NULL},
    {"phone", 0, 1, filter_phone, false, NULL},
    {"plus", 1, 1, filter_plus, false, NULL},
    {"prepend", 1, 1, filter_prepend, false, NULL},
    {"remove", 1, 1, filter_replace, false, NULL},
    {"remove_first", 1, 1, filter_replace_first, false, NULL},
    {"replace", 1, 2, filter_replace, false, NULL},
    {"replace_first", 1, 2, filter_replace_first, false, NULL},
    {"reverse", 0, 0, filter_reverse, false, NULL},
    {"round", 0, 1, filter_round, false, NULL},
    {"rstrip", 0, 0, filter_rstrip, false, NULL},
    {"segment_fit", 1, 2, filter_segment_fit, false, NULL},
    {"size", 0, 0, filter_size, false, NULL},
    {"split", 1, 1, filter_split, false, NULL},
    {"strip", 0, 0, filter_strip, false, NULL},
    {"strip_newlines", 0, 0, filter_strip_newlines, false, NULL},
    {"time_zone", 1, 1, filter_time_zone, false, NULL},
    {"times", 1, 1, filter_times, false, NULL},
    {"truncate", 0, 2, filter_truncate, false, NULL},
    {"truncatewords", 0, 2, filter_truncatewords, false, NULL},
    {"upcase", 0, 0, filter_upcase, false, NULL},
};

enum { FILTER_COUNT = sizeof(filters) / sizeof(filters[0]) };

const struct filter *
filter_find(struct slice name)
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

	if (value->type == VALUE_INT) {
		*integer = value->integer;
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
	if (render_eval(render, expr, value) != 0)
		return -1;
	if (value_is_nothing(value) && expr->kind == EXPR_PATH &&
	    !filter->undefined && !render->scope->lax)
		return render_undefined(render, expr);
	return render_read(render, value);
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
	render->at = pipeline->input->at;
	if (render_eval(render, pipeline->input, value) != 0)
		return -1;
	for (call = pipeline->calls; call != NULL; call = call->next) {
		if (!call->filter->undefined &&
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
