/* SPDX-License-Identifier: ISC */
/*
 * {% assign %} and {% capture %}.
 */
#include "template/tag.h"

struct assign {
	struct slice name;
	struct pipeline pipeline;
};

struct capture {
	struct slice name;
	struct block block;
};

int
tag_parse_assign(struct parser *parser, struct node *node)
{
	struct assign *assign = parse_alloc(parser, sizeof(*assign));

	node->data = assign;
	node->blank = true;
	if (parse_variable(parser, &assign->name) != 0 ||
	    parse_expect(parser, '=', "'='") != 0)
		return -1;
	if (parser->lexer.token.type == TOKEN_END)
		return parse_unexpected(parser, "a value");
	return parse_pipeline(parser, &assign->pipeline);
}

int
tag_render_assign(struct render *render, const struct node *node)
{
	const struct assign *assign = node->data;
	struct value value, *slot;

	if (render_pipeline(render, &assign->pipeline, &value) != 0)
		return -1;
	slot = render_slot(render, &render->vars.assigned, assign->name);
	if (slot == NULL)
		return -1;
	*slot = value;
	return 0;
}

int
tag_parse_capture(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endcapture", NULL};
	struct capture *capture = parse_alloc(parser, sizeof(*capture));
	struct slice end;
	int result;

	node->data = capture;
	node->blank = true;
	capture->name = parser->lexer.token.text;
	if (!parse_take(parser, TOKEN_TEXT) &&
	    parse_variable(parser, &capture->name) != 0)
		return -1;
	if (parse_end(parser) != 0)
		return -1;
	parser->captures++;
	result = parse_block(parser, node, ends, &capture->block, &end);
	parser->captures--;
	return result;
}

int
tag_render_capture(struct render *render, const struct node *node)
{
	const struct capture *capture = node->data;
	struct printed *printed = render->printed;
	struct slice text;
	struct value *slot;

	if (render_captured(render, &capture->block, &text) != 0)
		return -1;
	render->printed = printed;
	slot = render_slot(render, &render->vars.assigned, capture->name);
	if (slot == NULL)
		return -1;
	*slot = value_text(text);
	return 0;
}

int
tag_bound_assign(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct assign *assign = node->data;
	struct bound_value value;

	if (bound_pipeline(bounder, &assign->pipeline, &value) != 0)
		return -1;
	bound_assign(bounder, assign->name, &value);
	*out = bounds_of(bounder, slice_of(""));
	return 0;
}

int
tag_bound_capture(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct capture *capture = node->data;
	struct bound_value value = {.exact = false};

	if (bound_block(bounder, &capture->block, &value.bounds) != 0)
		return -1;
	bound_assign(bounder, capture->name, &value);
	*out = bounds_of(bounder, slice_of(""));
	return 0;
}
