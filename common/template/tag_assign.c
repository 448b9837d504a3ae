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
	slot = render_slot(render, &render->assigned, assign->name);
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

/* The block renders behind the output so far and is taken off again. */
int
tag_render_capture(struct render *render, const struct node *node)
{
	const struct capture *capture = node->data;
	size_t start = render->out->len, n;
	struct value *slot;
	char *copy;

	render->captures++;
	if (render_block(render, &capture->block) != 0)
		return -1;
	render->captures--;
	n = render->out->len - start;
	copy = render_alloc(render, n);
	slot = render_slot(render, &render->assigned, capture->name);
	if (copy == NULL || slot == NULL)
		return -1;
	memcpy(copy, render->out->data + start, n);
	buf_splice(render->out, start, n, (struct slice){"", 0});
	*slot = value_text((struct slice){copy, n});
	return 0;
}
