/* SPDX-License-Identifier: ISC */
#include "template/parse.h"

#include "template/tag.h"
#include "template/template.h"

#include <stdarg.h>
#include <string.h>

int
parse_fail(struct parser *parser, size_t at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(parser->err, EX_DATAERR, fmt, ap);
	va_end(ap);
	return template_blame(parser->template, at, parser->err);
}

size_t
parse_offset(const struct parser *parser, const char *p)
{
	return (size_t)(p - parser->template->source.p);
}

bool
parse_take(struct parser *parser, int type)
{
	if (parser->lexer.token.type != type)
		return false;
	lex_next(&parser->lexer);
	return true;
}

bool
parse_take_name(struct parser *parser, const char *name)
{
	return parser->lexer.token.type == TOKEN_NAME &&
	    slice_is(parser->lexer.token.text, name) &&
	    parse_take(parser, TOKEN_NAME);
}

int
parse_unexpected(struct parser *parser, const char *what)
{
	const struct token *token = &parser->lexer.token;
	size_t at = parse_offset(parser, token->text.p);

	if (token->type == TOKEN_END)
		return parse_fail(parser, at, "expected %s", what);
	if (token->type == TOKEN_BAD &&
	    (token->text.p[0] == '"' || token->text.p[0] == '\''))
		return parse_fail(parser, at, "a quote is never closed");
	return parse_fail(parser, at, "expected %s instead of '%.*s'", what,
	    SLICE_ARG(token->text));
}

int
parse_expect(struct parser *parser, int type, const char *what)
{
	return parse_take(parser, type) ? 0 : parse_unexpected(parser, what);
}

int
parse_end(struct parser *parser)
{
	if (parser->lexer.token.type == TOKEN_END)
		return 0;
	return parse_unexpected(parser, "the end of the tag");
}

/* Digits alone will do, as in Liquid. */
int
parse_variable(struct parser *parser, struct slice *name)
{
	*name = parser->lexer.token.text;
	if (parse_take(parser, TOKEN_NUMBER))
		return 0;
	return parse_expect(parser, TOKEN_NAME, "a variable's name");
}

void *
parse_alloc(struct parser *parser, size_t size)
{
	void *p = arena_alloc(&parser->template->arena, size);

	memset(p, 0, size);
	return p;
}

/* ---- blocks ------------------------------------------------------------ */

static bool
is_among(struct slice name, const char *const *names)
{
	for (; names != NULL && *names != NULL; names++)
		if (slice_is(name, *names))
			return true;
	return false;
}

static int
fail_unknown(struct parser *parser, struct slice name, const char *const *ends)
{
	const char *meant = tag_nearest(name, ends);
	size_t at = parse_offset(parser, name.p);

	if (name.n == 0)
		return parse_fail(parser, at, "expected the name of a tag");
	if (meant != NULL)
		return parse_fail(parser, at,
		    "unknown tag '%.*s', did you mean '%s'?", SLICE_ARG(name),
		    meant);
	return parse_fail(parser, at, "unknown tag '%.*s'", SLICE_ARG(name));
}

static struct node *
parse_part(struct parser *parser, struct part part, const char *const *ends)
{
	struct node *node = parse_alloc(parser, sizeof(*node));
	struct slice name = part.text;

	parser->markup = part.text;
	node->tag = &tag_text;
	if (part.kind == PART_OUTPUT)
		node->tag = &tag_output;
	if (part.kind == PART_TAG) {
		name = lex_tag_name(part.text, &parser->markup);
		node->tag = tag_find(name);
	}
	node->at = parse_offset(parser, name.p);
	if (node->tag == NULL) {
		(void)fail_unknown(parser, name, ends);
		return NULL;
	}
	lex_start(&parser->lexer, parser->markup);
	return node->tag->parse(parser, node) == 0 ? node : NULL;
}

/* Is it the tag that ends this block?  Then the lexer stands behind it. */
static bool
take_end(struct parser *parser, struct part part, const char *const *ends,
    struct slice *end)
{
	if (part.kind != PART_TAG)
		return false;
	*end = lex_tag_name(part.text, &parser->markup);
	if (!is_among(*end, ends))
		return false;
	lex_start(&parser->lexer, parser->markup);
	return true;
}

static int
parse_parts(struct parser *parser, const struct node *opener,
    const char *const *ends, struct block *block, struct slice *end)
{
	struct node **tail = &block->first, *node;
	struct part part;

	for (;;) {
		part = cut_next(&parser->cutter);
		if (part.kind == PART_OPEN)
			return parse_fail(parser,
			    parse_offset(parser, part.text.p),
			    "'%.*s' is never closed", SLICE_ARG(part.text));
		if (part.kind == PART_END && ends == NULL)
			return 0;
		if (part.kind == PART_END)
			return parse_fail(parser, opener->at,
			    "'%s' is never closed", opener->tag->name);
		if (take_end(parser, part, ends, end))
			return 0;
		node = parse_part(parser, part, ends);
		if (node == NULL)
			return -1;
		block->blank = block->blank && node->blank;
		*tail = node;
		tail = &node->next;
	}
}

int
parse_block(struct parser *parser, const struct node *opener,
    const char *const *ends, struct block *block, struct slice *end)
{
	int result;

	*block = (struct block){.blank = true};
	if (parser->depth == TEMPLATE_NEST_MAX)
		return parse_fail(parser, opener->at,
		    "tags are nested deeper than %d", TEMPLATE_NEST_MAX);
	parser->depth++;
	result = parse_parts(parser, opener, ends, block, end);
	parser->depth--;
	return result;
}

void
parse_drop_blanks(struct block *block)
{
	struct node **at = &block->first;

	while (*at != NULL) {
		if ((*at)->tag == &tag_text)
			*at = (*at)->next;
		else
			at = &(*at)->next;
	}
}
