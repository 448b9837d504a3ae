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
	size_t else_at; /* of the tag in front of `otherwise`; 0: none */
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
	if (where == &loop->offset)
		loop->continues = false;
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
	static const char *const end[] = {"endfor", NULL};
	struct for_loop *loop = parse_alloc(parser, sizeof(*loop));
	struct slice tag;

	node->data = loop;
	loop->otherwise.blank = true;
	if (parse_head(parser, loop) != 0 ||
	    parse_block(parser, node, ends, &loop->block, &tag) != 0)
		return -1;
	if (slice_is(tag, "else"))
		loop->else_at = parse_offset(parser, tag.p);
	if (loop->else_at != 0 &&
	    parse_block(parser, node, end, &loop->otherwise, &tag) != 0)
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
	(void)node;
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

/* A limit or offset; the fallback when there is none or it is nil. */
static int
eval_count(struct render *render, const struct expr *expr, int64_t fallback,
    int64_t *count)
{
	struct value value;

	*count = fallback;
	if (expr == NULL)
		return 0;
	render->at = expr->at;
	if (render_defined(render, expr, &value) != 0)
		return -1;
	if (value.type == VALUE_NIL)
		return 0;
	return filter_integer(render, &value, count);
}

/* Cuts the list by offset and limit, and notes where it stopped. */
static int
cut_list(
    struct render *render, const struct for_loop *loop, struct window *window)
{
	struct value list, *stopped;
	int64_t from, limit;

	stopped = render_slot(render, &render->vars.continued, loop->name);
	if (stopped == NULL ||
	    eval_count(render, loop->offset, 0, &from) != 0 ||
	    eval_count(render, loop->limit, INT64_MAX, &limit) != 0 ||
	    render_eval(render, loop->list, &list) != 0)
		return -1;
	if (loop->continues)
		from = stopped->type == VALUE_INT ? stopped->integer : 0;
	if (render_window(render, &list, from, limit, window) != 0)
		return -1;
	*stopped = value_int((int64_t)((uint64_t)from + window->count));
	return 0;
}

static int
render_rounds(struct render *render, const struct for_loop *loop,
    const struct window *window, struct loop *state)
{
	struct binding forloop = {.name = slice_of("forloop"),
	    .value = {.type = VALUE_LOOP, .loop = state},
	    .next = render->vars.locals};
	struct binding variable = {.name = loop->variable, .next = &forloop};
	enum interrupt interrupt = INTERRUPT_NONE;
	size_t at = render->at, index;
	int result = 0;

	render->vars.locals = &variable;
	render->vars.loop = state;
	while (state->index < state->length && result == 0 &&
	    interrupt != INTERRUPT_BREAK) {
		index = loop->reversed ? state->length - 1 - state->index
				       : state->index;
		variable.value = render_item(
		    &window->items, window->from + index);
		render->at = at;
		result = render_round(render);
		if (result == 0)
			result = render_block(render, &loop->block);
		interrupt = render->interrupt;
		render->interrupt = INTERRUPT_NONE;
		state->index++;
	}
	render->vars.locals = forloop.next;
	render->vars.loop = state->parent;
	return result;
}

int
tag_render_for(struct render *render, const struct node *node)
{
	const struct for_loop *loop = node->data;
	struct window window;
	struct loop *state;

	if (cut_list(render, loop, &window) != 0)
		return -1;
	render->at = node->at;
	if (window.count == 0)
		return render_block(render, &loop->otherwise);
	/* Not on the stack: the template may assign forloop. */
	state = render_alloc(render, sizeof(*state));
	if (state == NULL)
		return -1;
	*state = (struct loop){.name = loop->name,
	    .length = window.count,
	    .parent = render->vars.loop};
	return render_rounds(render, loop, &window, state);
}

int
tag_bound_for(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct bound_binding *vars = bounder->vars;
	const struct for_loop *loop = node->data;
	const struct bound_loop rounds = {.variable = loop->variable,
	    .list = loop->list,
	    .limit = loop->limit,
	    .offset = loop->offset,
	    .continues = loop->continues,
	    .block = &loop->block};
	struct bounds all;
	bool empty;

	if (bound_rounds(bounder, &rounds, &all, &empty) != 0)
		return -1;
	*out = all;
	if (!empty)
		return 0;
	*out = bounds_none();
	bound_way(bounder, loop, node->at, &all, out);
	if (loop->else_at == 0) {
		bound_skip(bounder, node, node->at, out);
		return 0;
	}
	return bound_branch(bounder, &loop->otherwise, loop->else_at,
	    &loop->otherwise, vars, out);
}
