/* SPDX-License-Identifier: ISC */
/*
 * Text, {{ output }}, {% echo %}, {% raw %}, {% liquid %}, {% doc %} and
 * comments.
 */
#include "template/tag.h"

static bool
is_blank(struct slice text)
{
	while (text.n > 0 && lex_is_blank(text.p[text.n - 1]))
		text.n--;
	return text.n == 0;
}

/* The data of a text is the slice to print. */
static int
set_text(struct parser *parser, struct node *node, struct slice text)
{
	struct slice *copy = parse_alloc(parser, sizeof(*copy));

	*copy = text;
	node->data = copy;
	return 0;
}

int
tag_parse_text(struct parser *parser, struct node *node)
{
	node->blank = is_blank(parser->markup);
	return set_text(parser, node, parser->markup);
}

int
tag_render_text(struct render *render, const struct node *node)
{
	const struct slice *text = node->data;

	return render_put(render, *text);
}

int
tag_bound_text(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct slice *text = node->data;

	*out = bounds_of(bounder, *text);
	return 0;
}

int
tag_parse_raw(struct parser *parser, struct node *node)
{
	struct slice text;

	if (parse_end(parser) != 0)
		return -1;
	parser->cutter.trim = false;
	text = cut_until_tag(&parser->cutter, "endraw");
	if (text.p == NULL)
		return parse_fail(parser, node->at, "'raw' is never closed");
	return set_text(parser, node, text);
}

int
tag_parse_output(struct parser *parser, struct node *node)
{
	struct pipeline *pipeline = parse_alloc(parser, sizeof(*pipeline));

	node->data = pipeline;
	return parse_printed(parser, pipeline);
}

int
tag_render_output(struct render *render, const struct node *node)
{
	size_t start = render->out->len;
	struct value value;

	if (render_printed(render, node->data, &value) != 0 ||
	    render_show(render, &value) != 0)
		return -1;
	return render_note(render, node->data, start);
}

int
tag_bound_output(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	struct bound_value value;

	if (bound_pipeline(bounder, node->data, &value) != 0)
		return -1;
	return bound_shown(bounder, &value, out);
}

/* Each line of it is a tag; a block begins and ends inside. */
int
tag_parse_liquid(struct parser *parser, struct node *node)
{
	struct block *block = parse_alloc(parser, sizeof(*block));
	struct cutter outer = parser->cutter;
	struct slice end;
	int result;

	node->data = block;
	parser->cutter = (struct cutter){
	    .source = parser->markup, .lines = true};
	result = parse_block(parser, node, NULL, block, &end);
	parser->cutter = outer;
	node->blank = block->blank;
	return result;
}

int
tag_render_liquid(struct render *render, const struct node *node)
{
	return render_block(render, node->data);
}

int
tag_bound_liquid(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	return bound_block(bounder, node->data, out);
}

/* Words for the template's reader; they do not nest. */
int
tag_parse_doc(struct parser *parser, struct node *node)
{
	struct cutter inner = {0};
	struct part part;
	struct slice rest;

	if (parse_end(parser) != 0)
		return -1;
	inner.source = cut_until_tag(&parser->cutter, "enddoc");
	if (inner.source.p == NULL)
		return parse_fail(parser, node->at, "'doc' is never closed");
	node->blank = inner.source.n == 0;
	while ((part = cut_next(&inner)).kind != PART_END &&
	    part.kind != PART_OPEN)
		if (part.kind == PART_TAG &&
		    slice_is(lex_tag_name(part.text, &rest), "doc"))
			return parse_fail(parser,
			    parse_offset(parser, part.text.p),
			    "'doc' inside another");
	return 0;
}

/* Everything up to the endcomment that is its own; comments nest. */
int
tag_parse_comment(struct parser *parser, struct node *node)
{
	struct slice name, rest;
	struct part part;
	size_t depth = 1;

	node->blank = true;
	while (depth > 0) {
		part = cut_next(&parser->cutter);
		if (part.kind == PART_OPEN && part.text.p[1] == '{') {
			cut_over(&parser->cutter);
			continue;
		}
		if (part.kind == PART_END || part.kind == PART_OPEN)
			return parse_fail(
			    parser, node->at, "'comment' is never closed");
		if (part.kind != PART_TAG)
			continue;
		name = lex_tag_name(part.text, &rest);
		if (slice_is(name, "comment"))
			depth++;
		else if (slice_is(name, "endcomment"))
			depth--;
		else if (slice_is(name, "raw"))
			(void)cut_until_tag(&parser->cutter, "endraw");
	}
	return 0;
}

/* {% # ... %}: every line starts with #. */
int
tag_parse_inline_comment(struct parser *parser, struct node *node)
{
	struct slice text = parser->markup;
	size_t i, at;

	node->blank = true;
	for (i = 0; i < text.n; i++) {
		if (text.p[i] != '\n')
			continue;
		for (at = i; at < text.n && lex_is_blank(text.p[at]); at++)
			;
		if (at < text.n && text.p[at] != '#')
			return parse_fail(parser,
			    parse_offset(parser, text.p + at),
			    "each line of a comment starts with '#'");
	}
	return 0;
}
