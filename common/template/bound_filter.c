/* SPDX-License-Identifier: ISC */
/*
 * What filters make of the longest texts, as a table.
 */
#include "template/bounds.h"
#include "template/date.h"
#include "template/filter.h"
#include "template/fit.h"
#include "text/segment.h"

enum {
	NUMBER_CHARACTERS = 24, /* of any double: -1.7976931348623157e+308 */
	PHONE_CHARACTERS = 21, /* of 15 digits in groups of three */
	TIME_CHARACTERS = 29, /* of RFC 3339, milliseconds too */
};

/* How a filter changes a text of which only the bounds are known. */
enum rule {
	RULE_SAME, /* no longer than it was */
	RULE_RUN, /* as the filter itself has it */
	RULE_CUT, /* at most as many characters as its first argument */
	RULE_ADD, /* and its first argument */
	RULE_GROW, /* each character becomes up to `amount` */
	RULE_NUMBER, /* a number of at most `amount` characters */
	RULE_OR, /* or its first argument */
	RULE_REPLACE, /* its second argument for the first */
	RULE_DATE,
	RULE_FIT, /* cut as the whole text is */
	RULE_LIST, /* a list, of which nothing is known */
};

static const struct row {
	const char *filter;
	enum rule rule;
	size_t amount;
} rows[] = {
    {"abs", RULE_SAME, 0},
    {"append", RULE_ADD, 0},
    {"at_least", RULE_OR, 0},
    {"at_most", RULE_OR, 0},
    {"base64_decode", RULE_SAME, 0},
    {"base64_encode", RULE_GROW, 6}, /* 4 bytes in 3 of UTF-8's 4 */
    {"base64_url_safe_decode", RULE_SAME, 0},
    {"base64_url_safe_encode", RULE_GROW, 6},
    {"capitalize", RULE_RUN, 0},
    {"ceil", RULE_SAME, 0},
    {"compact", RULE_LIST, 0},
    {"concat", RULE_LIST, 0},
    {"date", RULE_DATE, 0},
    {"default", RULE_OR, 0},
    {"divided_by", RULE_NUMBER, NUMBER_CHARACTERS},
    {"downcase", RULE_RUN, 0},
    {"escape", RULE_GROW, 6}, /* &quot; */
    {"escape_once", RULE_GROW, 6},
    {"find", RULE_LIST, 0},
    {"find_index", RULE_NUMBER, 6},
    {"first", RULE_SAME, 0},
    {"floor", RULE_SAME, 0},
    {"gsm7", RULE_RUN, 0},
    {"h", RULE_GROW, 6},
    {"has", RULE_NUMBER, 5}, /* false */
    {"join", RULE_LIST, 0},
    {"last", RULE_SAME, 0},
    {"lstrip", RULE_SAME, 0},
    {"map", RULE_LIST, 0},
    {"minus", RULE_NUMBER, NUMBER_CHARACTERS},
    {"modulo", RULE_NUMBER, NUMBER_CHARACTERS},
    {"money", RULE_NUMBER, NUMBER_CHARACTERS},
    {"newline_to_br", RULE_GROW, 7}, /* <br />, and the line end */
    {"ordinal", RULE_NUMBER, NUMBER_CHARACTERS},
    {"phone", RULE_NUMBER, PHONE_CHARACTERS},
    {"plus", RULE_NUMBER, NUMBER_CHARACTERS},
    {"prepend", RULE_ADD, 0},
    {"reject", RULE_LIST, 0},
    {"remove", RULE_SAME, 0},
    {"remove_first", RULE_SAME, 0},
    {"remove_last", RULE_SAME, 0},
    {"replace", RULE_REPLACE, 0},
    {"replace_first", RULE_REPLACE, 1},
    {"replace_last", RULE_REPLACE, 1},
    {"reverse", RULE_SAME, 0},
    {"round", RULE_NUMBER, NUMBER_CHARACTERS},
    {"rstrip", RULE_SAME, 0},
    {"segment_fit", RULE_FIT, 0},
    {"size", RULE_NUMBER, 6},
    {"slice", RULE_SAME, 0},
    {"sort", RULE_LIST, 0},
    {"sort_natural", RULE_LIST, 0},
    {"split", RULE_LIST, 0},
    {"squish", RULE_SAME, 0},
    {"strip", RULE_SAME, 0},
    {"strip_html", RULE_SAME, 0},
    {"strip_newlines", RULE_SAME, 0},
    {"sum", RULE_NUMBER, NUMBER_CHARACTERS},
    {"time_zone", RULE_NUMBER, TIME_CHARACTERS},
    {"times", RULE_NUMBER, NUMBER_CHARACTERS},
    {"truncate", RULE_CUT, 50},
    {"truncatewords", RULE_SAME, 0},
    {"uniq", RULE_LIST, 0},
    {"upcase", RULE_RUN, 0},
    {"url_decode", RULE_SAME, 0},
    {"url_encode", RULE_GROW, 12}, /* %F0%9F%98%80 */
    {"where", RULE_LIST, 0},
};

static const struct row *
find_row(const char *filter)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].filter, filter) == 0)
			return &rows[i];
	return NULL;
}

bool
bound_knows_filter(const char *name)
{
	return find_row(name) != NULL;
}

/* ---- the rules ---------------------------------------------------------- */

/* A call whose arguments are evaluated. */
struct applied {
	struct bounder *bounder;
	const struct filter_call *call;
	const struct row *row;
	struct bound_value args[FILTER_ARGS_MAX];
	struct filter_args exact; /* of those that are */
	bool all_exact;
};

static bool
run_filter(const struct applied *applied, struct value *value)
{
	struct render *render = &applied->bounder->render;
	struct error ignored, *err = render->err;
	bool done;

	render->err = &ignored;
	render->at = applied->call->at;
	done = applied->call->filter->run(render, value, &applied->exact) == 0;
	render->err = err;
	return done;
}

/* The nth argument as an integer; the fallback where it is not known. */
static size_t
count_argument(const struct applied *applied, size_t n, size_t fallback)
{
	if (n < applied->call->count && applied->args[n].exact &&
	    applied->args[n].value.type == VALUE_INT &&
	    applied->args[n].value.integer >= 0)
		return (size_t)applied->args[n].value.integer;
	return fallback;
}

static size_t
text_size(struct slice text)
{
	struct value value = value_text(text);

	return value_size(&value);
}

/* The filter over each of the texts, or the texts with another length. */
static void
each_text(const struct applied *applied, struct bounds *bounds, size_t most,
    size_t grow)
{
	struct bounds all = bounds_none(), one;
	struct slice text;
	struct value value;
	int kind;

	for (kind = 0; kind < BOUND_KINDS; kind++) {
		if (!bounds->best[kind].possible)
			continue;
		text = rope_text(applied->bounder, bounds->best[kind].text);
		value = value_text(text);
		if (applied->row->rule == RULE_RUN &&
		    run_filter(applied, &value))
			one = bounds_of(applied->bounder, value.text);
		else if (text_size(text) > most)
			one = bound_fill(applied->bounder, text, most);
		else if (grow > 1)
			one = bound_fill(
			    applied->bounder, text, grow * text_size(text));
		else
			one = bounds_of(applied->bounder, text);
		bounds_or(&all, &one);
	}
	all.open = bounds->open;
	*bounds = all;
}

/* Cut, it has a limit, wherever it came from. */
static void
rule_cut(const struct applied *applied, struct bounds *bounds)
{
	size_t most = count_argument(applied, 0, applied->row->amount);

	if (bounds->open != NULL) {
		*bounds = bound_fill(
		    applied->bounder, (struct slice){NULL, 0}, most);
		return;
	}
	each_text(applied, bounds, most, 1);
}

/* What had no limit has one now, whatever stands around it. */
static void
rule_fit(const struct applied *applied, struct bounds *bounds)
{
	size_t most = count_argument(applied, 0, 0);

	if (most == 0 || most > FIT_SEGMENTS_MAX)
		return;
	if (bounds->open != NULL)
		*bounds = bound_fill(applied->bounder, (struct slice){NULL, 0},
		    most * SEGMENT_GSM7_SINGLE);
	bounds_fit(applied->bounder, bounds, most);
}

static int
rule_add(const struct applied *applied, struct bounds *bounds)
{
	struct bounds more;

	if (bound_shown(applied->bounder, &applied->args[0], &more) != 0)
		return -1;
	bounds_then(applied->bounder, bounds, &more);
	return 0;
}

static int
rule_or(const struct applied *applied, struct bounds *bounds)
{
	struct bounds other;

	if (applied->call->count == 0)
		return 0;
	if (bound_shown(applied->bounder, &applied->args[0], &other) != 0)
		return -1;
	bounds_or(bounds, &other);
	return 0;
}

/* As often as the pattern fits, or once. */
static void
rule_replace(const struct applied *applied, struct bounds *bounds)
{
	const struct filter_args *args = &applied->exact;
	size_t pattern, with = 0;

	if (!applied->all_exact || args->v[0].type != VALUE_TEXT ||
	    args->v[0].text.n == 0 ||
	    (args->count > 1 && args->v[1].type != VALUE_TEXT)) {
		bounds_open(applied->bounder, bounds, applied->call->at,
		    slice_of(applied->call->filter->name));
		return;
	}
	pattern = text_size(args->v[0].text);
	if (args->count > 1)
		with = text_size(args->v[1].text);
	if (with <= pattern)
		return;
	if (applied->row->amount == 1) {
		struct bounds more = bound_fill(
		    applied->bounder, args->v[1].text, with - pattern);

		bounds_then(applied->bounder, bounds, &more);
		return;
	}
	each_text(applied, bounds, SIZE_MAX, (with + pattern - 1) / pattern);
}

static int
apply_rule(const struct applied *applied, struct bounds *bounds)
{
	struct bounder *bounder = applied->bounder;

	switch (applied->row->rule) {
	case RULE_SAME:
		return 0;
	case RULE_RUN:
		each_text(applied, bounds, SIZE_MAX, 1);
		return 0;
	case RULE_CUT:
		rule_cut(applied, bounds);
		return 0;
	case RULE_ADD:
		return rule_add(applied, bounds);
	case RULE_GROW:
		each_text(applied, bounds, SIZE_MAX, applied->row->amount);
		return 0;
	case RULE_NUMBER:
		*bounds = bound_fill(
		    bounder, slice_of("9"), applied->row->amount);
		return 0;
	case RULE_OR:
		return rule_or(applied, bounds);
	case RULE_REPLACE:
		rule_replace(applied, bounds);
		return 0;
	case RULE_DATE: /* bound_dates has come before, if it could */
		if (!applied->all_exact ||
		    !value_is_empty(&applied->exact.v[0]))
			bounds_open(bounder, bounds, applied->call->at,
			    slice_of("date"));
		return 0;
	case RULE_FIT:
		rule_fit(applied, bounds);
		return 0;
	case RULE_LIST:
		bounds_open(bounder, bounds, applied->call->at,
		    slice_of(applied->call->filter->name));
		return 0;
	}
	return 0;
}

static int
eval_arguments(struct applied *applied)
{
	const struct filter_call *call = applied->call;
	struct bound_value keyword;
	size_t i;

	applied->exact.count = call->count;
	applied->exact.keyword = value_nil();
	applied->all_exact = true;
	for (i = 0; i < call->count; i++) {
		if (bound_eval(applied->bounder, call->args[i],
			&applied->args[i]) != 0)
			return -1;
		applied->exact.v[i] = applied->args[i].value;
		applied->all_exact &= applied->args[i].exact;
	}
	if (call->keyword == NULL)
		return 0;
	if (bound_eval(applied->bounder, call->keyword, &keyword) != 0)
		return -1;
	applied->exact.keyword = keyword.value;
	applied->all_exact &= keyword.exact;
	return 0;
}

int
bound_filter(struct bounder *bounder, const struct filter_call *call,
    struct bound_value *value)
{
	struct applied applied = {.bounder = bounder,
	    .call = call,
	    .row = find_row(call->filter->name)};
	struct value result = value->value;
	struct bounds bounds;

	if (eval_arguments(&applied) != 0)
		return -1;
	if (value->exact && applied.all_exact &&
	    applied.row->rule != RULE_FIT && run_filter(&applied, &result)) {
		value->value = result;
		return 0;
	}
	if (bound_shown(bounder, value, &bounds) != 0)
		return -1;
	if (apply_rule(&applied, &bounds) != 0)
		return -1;
	*value = (struct bound_value){.bounds = bounds};
	return 0;
}
