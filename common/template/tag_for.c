/* SPDX-License-Identifier: ISC */
/*
 * {% for %}, {% break %} and {% continue %}.
 */
#include "template/filter.h"
#include "template/tag.h"
#include "template/template.h"

struct for_loop {
	struct slice variable;
	struct slice name; /* "item-list.path", for offset: continue */
	const struct expr *list;
	const struct expr *limit, *offset; /* NULL: none */
	bool continues; /* offset: continue */
	bool reversed;
	struct block block, otherwise;
};

/* The items that a loop goes over, first to last. */
struct segment {
	struct value items; /* a list or a range */
	size_t from, count;
};

/* ---- parsing ----------------------------------------------------------- */

static int
parse_option(struct parser *parser, struct for_loop *loop)
{
	const struct expr **where = NULL;

	if (parse_take_name(parser, "reversed")) {
		loop->reversed = true;
		return 0;
	}
	if (parse_take_name(parser, "limit"))
		where = &loop->limit;
	else if (parse_take_name(parser, "offset"))
		where = &loop->offset;
	if (where == NULL)
		return parse_unexpected(parser, "limit, offset or reversed");
	if (parse_expect(parser, ':', "':'") != 0)
		return -1;
	if (where == &loop->offset && parse_take_name(parser, "continue")) {
		loop->continues = true;
		return 0;
	}
	*where = parse_expr(parser);
	return *where != NULL ? 0 : -1;
}

static struct slice
loop_name(struct parser *parser, const struct for_loop *loop)
{
	struct slice list = loop->list->text;
	size_t n = loop->variable.n + 1 + list.n;
	char *name = parse_alloc(parser, n);

	memcpy(name, loop->variable.p, loop->variable.n);
	name[loop->variable.n] = '-';
	memcpy(name + loop->variable.n + 1, list.p, list.n);
	return (struct slice){name, n};
}

static int
parse_head(struct parser *parser, struct for_loop *loop)
{
	if (parse_variable(parser, &loop->variable) != 0)
		return -1;
	if (!parse_take_name(parser, "in"))
		return parse_unexpected(parser, "'in'");
	loop->list = parse_expr(parser);
	if (loop->list == NULL)
		return -1;
	loop->name = loop_name(parser, loop);
	while (parser->lexer.token.type != TOKEN_END)
		if (!parse_take(parser, ',') && parse_option(parser, loop) != 0)
			return -1;
	return 0;
}

int
tag_parse_for(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endfor", "else", NULL};
	struct for_loop *loop = parse_alloc(parser, sizeof(*loop));
	struct slice tag;

	node->data = loop;
	loop->otherwise.blank = true;
	if (parse_head(parser, loop) != 0 ||
	    parse_block(parser, node, ends, &loop->block, &tag) != 0)
		return -1;
	while (slice_is(tag, "else"))
		if (parse_block(parser, node, ends, &loop->otherwise, &tag) !=
		    0)
			return -1;
	node->blank = loop->block.blank && loop->otherwise.blank;
	if (node->blank) {
		parse_drop_blanks(&loop->block);
		parse_drop_blanks(&loop->otherwise);
	}
	return 0;
}

int
tag_parse_interrupt(struct parser *parser, struct node *node)
{
	node->blank = true;
	return parse_end(parser);
}

/* ---- rendering --------------------------------------------------------- */

int
tag_render_break(struct render *render, const struct node *node)
{
	(void)node;
	render->interrupt = INTERRUPT_BREAK;
	return 0;
}

int
tag_render_continue(struct render *render, const struct node *node)
{
	(void)node;
	render->interrupt = INTERRUPT_CONTINUE;
	return 0;
}

/* A limit or offset; `fallback` when there is none or it is nil. */
static int
eval_count(struct render *render, const struct expr *expr, size_t fallback,
    size_t *count)
{
	struct value value;
	int64_t integer;

	*count = fallback;
	if (expr == NULL)
		return 0;
	render->at = expr->at;
	if (render_eval(render, expr, &value) != 0)
		return -1;
	if (value.type == VALUE_NIL)
		return 0;
	if (filter_integer(render, &value, &integer) != 0)
		return -1;
	*count = integer > 0 ? (size_t)integer : 0;
	return 0;
}

/* Cuts the list by offset and limit; a text stays whole. */
static int
cut_segment(struct render *render, const struct for_loop *loop,
    struct value *stopped, struct segment *segment)
{
	struct value list;
	size_t total, from, limit;

	if (eval_count(render, loop->offset, 0, &from) != 0 ||
	    eval_count(render, loop->limit, SIZE_MAX, &limit) != 0 ||
	    render_eval(render, loop->list, &list) != 0)
		return -1;
	segment->items = list;
	if (list.type != VALUE_RANGE &&
	    render_items(render, &list, &segment->items) != 0)
		return -1;
	if (loop->continues && stopped->type == VALUE_INT)
		from = (size_t)stopped->integer;
	total = value_size(&segment->items);
	if (list.type == VALUE_TEXT) {
		from = 0;
		limit = SIZE_MAX;
	}
	segment->from = from < total ? from : total;
	segment->count = total - segment->from;
	if (segment->count > limit)
		segment->count = limit;
	*stopped = value_int((int64_t)(segment->from + segment->count));
	return 0;
}

static int
render_round(struct render *render, const struct for_loop *loop, size_t at)
{
	render->at = at;
	if (render->loops++ == TEMPLATE_LOOPS_MAX)
		return render_fail(
		    render, "loops more than %d times", TEMPLATE_LOOPS_MAX);
	return render_block(render, &loop->block);
}

static int
render_rounds(struct render *render, const struct for_loop *loop,
    const struct segment *segment)
{
	struct loop *state = render_alloc(render, sizeof(*state));
	struct binding variable = {.name = loop->variable};
	struct binding forloop = {.name = slice_of("forloop"),
	    .value = {.type = VALUE_LOOP, .loop = state},
	    .next = render->locals};
	enum interrupt interrupt = INTERRUPT_NONE;
	size_t at = render->at, index;
	int result = 0;

	if (state == NULL)
		return -1;
	*state = (struct loop){.name = loop->name,
	    .length = segment->count,
	    .parent = render->loop};
	variable.next = &forloop;
	render->locals = &variable;
	render->loop = state;
	while (state->index < state->length && result == 0 &&
	    interrupt != INTERRUPT_BREAK) {
		index = loop->reversed ? state->length - 1 - state->index
				       : state->index;
		variable.value = render_item(
		    &segment->items, segment->from + index);
		result = render_round(render, loop, at);
		interrupt = render->interrupt;
		render->interrupt = INTERRUPT_NONE;
		state->index++;
	}
	render->locals = forloop.next;
	render->loop = state->parent;
	return result;
}

int
tag_render_for(struct render *render, const struct node *node)
{
	const struct for_loop *loop = node->data;
	struct segment segment;
	struct value *stopped;

	stopped = render_slot(render, &render->continued, loop->name);
	if (stopped == NULL ||
	    cut_segment(render, loop, stopped, &segment) != 0)
		return -1;
	render->at = node->at;
	if (segment.count == 0)
		return render_block(render, &loop->otherwise);
	return render_rounds(render, loop, &segment);
}
