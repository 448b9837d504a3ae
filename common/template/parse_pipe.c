/* SPDX-License-Identifier: ISC */
#include "template/parse.h"

#include "template/compare.h"
#include "template/filter.h"

/* ---- pipelines --------------------------------------------------------- */

/* "name: value"?  Then the lexer is moved to the value. */
static bool
take_keyword(struct parser *parser, struct slice *name)
{
	struct lexer before = parser->lexer;

	*name = before.token.text;
	if (parse_take(parser, TOKEN_NAME) && parse_take(parser, ':'))
		return true;
	parser->lexer = before;
	return false;
}

static int
parse_argument(struct parser *parser, struct filter_call *call)
{
	const struct filter *filter = call->filter;
	const struct expr *expr;
	struct slice keyword;
	bool named = take_keyword(parser, &keyword);

	if (named &&
	    (filter->keyword == NULL || !slice_is(keyword, filter->keyword)))
		return parse_fail(parser, parse_offset(parser, keyword.p),
		    "filter '%s' has no argument '%.*s'", filter->name,
		    SLICE_ARG(keyword));
	expr = parse_expr(parser);
	if (expr == NULL)
		return -1;
	if (named)
		call->keyword = expr;
	else if (call->count < FILTER_ARGS_MAX)
		call->args[call->count++] = expr;
	else
		return parse_fail(parser, expr->at,
		    "filter '%s' takes no more arguments", filter->name);
	return 0;
}

static int
parse_arguments(struct parser *parser, struct filter_call *call)
{
	const struct filter *filter = call->filter;

	if (parse_take(parser, ':'))
		do {
			if (parse_argument(parser, call) != 0)
				return -1;
		} while (parse_take(parser, ','));
	if (call->count >= filter->min && call->count <= filter->max)
		return 0;
	if (filter->min == filter->max)
		return parse_fail(parser, call->at,
		    "filter '%s' takes %zu argument%s, not %zu", filter->name,
		    filter->min, filter->min == 1 ? "" : "s", call->count);
	return parse_fail(parser, call->at,
	    "filter '%s' takes %zu to %zu arguments, not %zu", filter->name,
	    filter->min, filter->max, call->count);
}

static const struct filter *
parse_filter(struct parser *parser)
{
	struct slice name = parser->lexer.token.text;
	const struct filter *filter;
	const char *meant;

	if (parse_expect(parser, TOKEN_NAME, "the name of a filter") != 0)
		return NULL;
	filter = filter_named(name);
	if (filter != NULL)
		return filter;
	meant = filter_nearest(name);
	if (meant != NULL)
		(void)parse_fail(parser, parse_offset(parser, name.p),
		    "unknown filter '%.*s', did you mean '%s'?",
		    SLICE_ARG(name), meant);
	else
		(void)parse_fail(parser, parse_offset(parser, name.p),
		    "unknown filter '%.*s'", SLICE_ARG(name));
	return NULL;
}

static int
parse_calls(struct parser *parser, struct pipeline *pipeline)
{
	struct filter_call **tail = &pipeline->calls, *call;

	*pipeline = (struct pipeline){0};
	if (parser->lexer.token.type == TOKEN_END)
		return 0;
	pipeline->input = parse_expr(parser);
	if (pipeline->input == NULL)
		return -1;
	while (parse_take(parser, '|')) {
		call = parse_alloc(parser, sizeof(*call));
		call->at = parse_offset(parser, parser->lexer.token.text.p);
		call->filter = parse_filter(parser);
		if (call->filter == NULL || parse_arguments(parser, call) != 0)
			return -1;
		*tail = call;
		tail = &call->next;
	}
	return parse_end(parser);
}

/* What is cut when the text is finished must be what is printed. */
static int
check_fits(struct parser *parser, const struct pipeline *pipeline, bool printed)
{
	const struct filter_call *call;

	for (call = pipeline->calls; call != NULL; call = call->next) {
		if (call->filter->run != filter_segment_fit)
			continue;
		if (!printed || call->next != NULL)
			return parse_fail(parser, call->at,
			    "'segment_fit' must be the last filter of what is "
			    "printed");
		if (parser->captures > 0)
			return parse_fail(parser, call->at,
			    "'segment_fit' cannot cut what is captured");
	}
	return 0;
}

int
parse_pipeline(struct parser *parser, struct pipeline *pipeline)
{
	if (parse_calls(parser, pipeline) != 0)
		return -1;
	return check_fits(parser, pipeline, false);
}

int
parse_printed(struct parser *parser, struct pipeline *pipeline)
{
	if (parse_calls(parser, pipeline) != 0)
		return -1;
	return check_fits(parser, pipeline, true);
}

/* ---- conditions -------------------------------------------------------- */

static struct condition *
parse_comparison(struct parser *parser)
{
	struct condition *condition = parse_alloc(parser, sizeof(*condition));
	const struct token *token = &parser->lexer.token;

	condition->left = parse_expr(parser);
	if (condition->left == NULL)
		return NULL;
	condition->at = condition->left->at;
	if (token->type == TOKEN_NAME || token->type == TOKEN_OPERATOR)
		condition->comparison = comparison_find(token->text);
	if (condition->comparison == NULL)
		return condition;
	lex_next(&parser->lexer);
	condition->right = parse_expr(parser);
	return condition->right != NULL ? condition : NULL;
}

const struct condition *
parse_condition(struct parser *parser)
{
	struct condition *first = NULL, **tail = &first;

	for (;;) {
		*tail = parse_comparison(parser);
		if (*tail == NULL)
			return NULL;
		if (parse_take_name(parser, "and"))
			(*tail)->join = JOIN_AND;
		else if (parse_take_name(parser, "or"))
			(*tail)->join = JOIN_OR;
		else
			break;
		tail = &(*tail)->next;
	}
	return parse_end(parser) == 0 ? first : NULL;
}
