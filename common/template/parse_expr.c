/* SPDX-License-Identifier: ISC */
#include "template/parse.h"

#include "base/buf.h"
#include "template/template.h"

static const struct word {
	const char *name;
	struct value value;
} words[] = {
    {"nil", {.type = VALUE_NIL}},
    {"null", {.type = VALUE_NIL}},
    {"true", {.type = VALUE_BOOL, .truth = true}},
    {"false", {.type = VALUE_BOOL, .truth = false}},
    {"blank", {.type = VALUE_BLANK}},
    {"empty", {.type = VALUE_EMPTY}},
};

/* ---- paths ------------------------------------------------------------- */

/* ".name", behind the dot */
static int
parse_dotted(struct parser *parser, struct step *step)
{
	step->kind = STEP_NAME;
	step->dotted = true;
	step->key = value_text(parser->lexer.token.text);
	return parse_expect(parser, TOKEN_NAME, "a name");
}

/* "['name']", "[0]" or "[other.path]", behind the bracket */
static int
parse_bracketed(struct parser *parser, struct step *step)
{
	const struct expr *expr = parse_expr(parser);

	if (expr == NULL)
		return -1;
	step->kind = STEP_EXPR;
	step->expr = expr;
	if (expr->kind == EXPR_LITERAL && expr->literal.type == VALUE_TEXT) {
		step->kind = STEP_NAME;
		step->key = expr->literal;
	}
	if (expr->kind == EXPR_LITERAL && expr->literal.type == VALUE_INT) {
		step->kind = STEP_INDEX;
		step->key = expr->literal;
	}
	return parse_expect(parser, ']', "']'");
}

/* The dotted form of a path in which nothing is computed. */
static struct slice
dotted_form(struct parser *parser, const struct path *path)
{
	struct slice none = {NULL, 0}, all;
	const struct step *step;
	struct buf text;

	if (path->expr != NULL)
		return none;
	buf_init(&text, BUF_NO_CAP);
	buf_addslice(&text, path->name);
	for (step = path->steps; step != NULL; step = step->next) {
		if (step->kind == STEP_INDEX)
			buf_addf(&text, ".%lld", (long long)step->key.integer);
		else if (step->kind == STEP_NAME)
			buf_addf(&text, ".%.*s", SLICE_ARG(step->key.text));
		else
			break;
	}
	all = arena_slice(&parser->template->arena, buf_slice(&text));
	buf_release(&text);
	return step == NULL ? all : none;
}

static int
parse_steps(struct parser *parser, struct path *path)
{
	struct step **tail = &path->steps, *step;
	bool dot;

	for (;;) {
		dot = parse_take(parser, '.');
		if (!dot && !parse_take(parser, '['))
			break;
		step = parse_alloc(parser, sizeof(*step));
		if ((dot ? parse_dotted : parse_bracketed)(parser, step) != 0)
			return -1;
		*tail = step;
		tail = &step->next;
	}
	path->dotted = dotted_form(parser, path);
	return 0;
}

/* A path that starts with "[": its first name is what the bracket says. */
static int
parse_rooted(struct parser *parser, struct path *path)
{
	struct step root = {0};

	if (parse_bracketed(parser, &root) != 0)
		return -1;
	if (root.kind == STEP_NAME)
		path->name = root.key.text;
	path->expr = root.kind == STEP_NAME ? NULL : root.expr;
	return parse_steps(parser, path);
}

static int
parse_named(struct parser *parser, struct expr *expr)
{
	struct slice name = parser->lexer.token.text;
	int next;
	size_t i;

	if (slice_is(name, "contains")) /* an operator */
		return parse_unexpected(parser, "a value");
	lex_next(&parser->lexer);
	next = parser->lexer.token.type;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!slice_is(name, words[i].name) || next == '.' ||
		    next == '[')
			continue;
		expr->kind = EXPR_LITERAL;
		expr->literal = words[i].value;
		return 0;
	}
	expr->kind = EXPR_PATH;
	expr->path = (struct path){.name = name};
	return parse_steps(parser, &expr->path);
}

/* ---- expressions ------------------------------------------------------- */

static int
parse_range(struct parser *parser, struct expr *expr)
{
	expr->kind = EXPR_RANGE;
	expr->range.first = parse_expr(parser);
	if (expr->range.first == NULL ||
	    parse_expect(parser, TOKEN_DOTS, "'..'") != 0)
		return -1;
	expr->range.last = parse_expr(parser);
	if (expr->range.last == NULL)
		return -1;
	return parse_expect(parser, ')', "')'");
}

static int
parse_any(struct parser *parser, struct expr *expr)
{
	struct slice text = parser->lexer.token.text;

	switch (parser->lexer.token.type) {
	case TOKEN_NAME:
		return parse_named(parser, expr);
	case TOKEN_TEXT:
		expr->literal = value_text(text);
		lex_next(&parser->lexer);
		return 0;
	case TOKEN_NUMBER:
		expr->literal = value_of_number(text, &parser->template->arena);
		lex_next(&parser->lexer);
		return 0;
	case '[':
		lex_next(&parser->lexer);
		expr->kind = EXPR_PATH;
		return parse_rooted(parser, &expr->path);
	case '(':
		lex_next(&parser->lexer);
		return parse_range(parser, expr);
	default:
		return parse_unexpected(parser, "a value");
	}
}

const struct expr *
parse_expr(struct parser *parser)
{
	struct expr *expr = parse_alloc(parser, sizeof(*expr));
	const char *first = parser->lexer.token.text.p;
	int result;

	if (parser->lexer.token.type == TOKEN_TEXT)
		first--; /* the quote */
	expr->at = parse_offset(parser, first);
	if (parser->expr_depth == TEMPLATE_NEST_MAX) {
		(void)parse_fail(parser, expr->at,
		    "expressions are nested deeper than %d", TEMPLATE_NEST_MAX);
		return NULL;
	}
	parser->expr_depth++;
	result = parse_any(parser, expr);
	parser->expr_depth--;
	expr->text = (struct slice){
	    first, (size_t)(parser->lexer.token.text.p - first)};
	while (expr->text.n > 0 && lex_is_blank(first[expr->text.n - 1]))
		expr->text.n--;
	return result == 0 ? expr : NULL;
}
