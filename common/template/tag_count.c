/* SPDX-License-Identifier: ISC */
/*
 * Tags that remember what they printed: {% increment %}, {% decrement %},
 * {% cycle %} and {% ifchanged %}.
 */
#include "template/build.h"
#include "template/tag.h"

/* ---- increment and decrement ------------------------------------------- */

struct counter {
	struct slice name;
	int step;
};

static int
parse_counter(struct parser *parser, struct node *node, int step)
{
	struct counter *counter = parse_alloc(parser, sizeof(*counter));

	node->data = counter;
	counter->step = step;
	if (parse_variable(parser, &counter->name) != 0)
		return -1;
	return parse_end(parser);
}

int
tag_parse_increment(struct parser *parser, struct node *node)
{
	return parse_counter(parser, node, 1);
}

int
tag_parse_decrement(struct parser *parser, struct node *node)
{
	return parse_counter(parser, node, -1);
}

/*
 * Counters are no variables, but print as one where no variable has the name.
 * They start from a number of the scope, else from 0.
 */
int
tag_render_counter(struct render *render, const struct node *node)
{
	const struct counter *counter = node->data;
	struct value *slot, before, shown;

	slot = render_slot(render, &render->vars.counted, counter->name);
	if (slot == NULL)
		return -1;
	before = *slot;
	if (before.type == VALUE_NIL &&
	    render_global(render, counter->name, NULL, &before) != 0)
		return -1;
	if (before.type == VALUE_NIL)
		before = value_int(0);
	if (before.type != VALUE_INT)
		return render_fail(
		    render, "'%.*s' does not count", SLICE_ARG(counter->name));
	shown = before;
	if (__builtin_add_overflow(
		before.integer, counter->step, &slot->integer))
		return render_fail(render, "counts too far");
	slot->type = VALUE_INT;
	if (counter->step < 0)
		shown = *slot;
	return render_put(render, value_plain(&shown, render->arena));
}

int
tag_bound_counter(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	(void)node;
	*out = bound_fill(bounder, slice_of("9"), TAG_COUNTER_DIGITS);
	return 0;
}

/* ---- cycle ------------------------------------------------------------- */

struct cycle {
	/* Cycles of one group go on where the other stopped.  NULL: the group
	 * is `values`, as the source has them. */
	const struct expr *group;
	struct slice values;
	const struct expr **items;
	size_t count;
};

static int
parse_cycle_items(
    struct parser *parser, struct cycle *cycle, const struct expr *first)
{
	const struct expr *items[TAG_CYCLE_MAX];
	size_t size;

	items[cycle->count++] = first;
	while (parse_take(parser, ',')) {
		if (parser->lexer.token.type == TOKEN_END)
			break;
		if (cycle->count == TAG_CYCLE_MAX)
			return parse_unexpected(parser, "no more values");
		items[cycle->count] = parse_expr(parser);
		if (items[cycle->count++] == NULL)
			return -1;
	}
	size = cycle->count * sizeof(items[0]);
	cycle->items = parse_alloc(parser, size);
	memcpy(cycle->items, items, size);
	return parse_end(parser);
}

/*
 * The name of a group without one: its values, so that two cycles over the
 * same literals are one; a cycle over variables is always its own, by the
 * address of its node.
 */
static int
name_values(struct parser *parser, struct node *node, struct cycle *cycle)
{
	struct arena *arena = &parser->template->arena;
	struct buf name;
	size_t i;

	buf_init(&name, BUF_NO_CAP);
	for (i = 0; i < cycle->count; i++) {
		const struct expr *item = cycle->items[i];

		if (item->kind != EXPR_LITERAL) {
			buf_reset(&name);
			buf_add(&name, &node, sizeof(node));
			break;
		}
		buf_addf(&name, "%d:", (int)item->literal.type);
		buf_addslice(&name, value_plain(&item->literal, arena));
		buf_addc(&name, '\0');
	}
	cycle->values = arena_slice(arena, buf_slice(&name));
	buf_release(&name);
	return 0;
}

int
tag_parse_cycle(struct parser *parser, struct node *node)
{
	struct cycle *cycle = parse_alloc(parser, sizeof(*cycle));
	const struct expr *first = parse_expr(parser);

	node->data = cycle;
	if (first == NULL)
		return -1;
	if (parse_take(parser, ':')) {
		cycle->group = first;
		first = parse_expr(parser);
		if (first == NULL)
			return -1;
	}
	if (parse_cycle_items(parser, cycle, first) != 0)
		return -1;
	return name_values(parser, node, cycle);
}

/* "g" and the type in front keep groups and values apart. */
static int
cycle_name(struct render *render, const struct cycle *cycle, struct slice *name)
{
	struct value group;
	struct build build;
	struct slice text;

	*name = cycle->values;
	if (cycle->group == NULL)
		return 0;
	if (render_eval(render, cycle->group, &group) != 0 ||
	    render_text(render, &group, &text) != 0)
		return -1;
	build_start(&build, render, text.n + 2);
	build_char(&build, 'g');
	build_char(&build, (char)('a' + (int)group.type));
	build_add(&build, text);
	return build_end(&build, name);
}

int
tag_render_cycle(struct render *render, const struct node *node)
{
	const struct cycle *cycle = node->data;
	struct value *slot, item;
	struct slice name;
	size_t index;

	if (cycle_name(render, cycle, &name) != 0)
		return -1;
	slot = render_slot(render, &render->vars.cycled, name);
	if (slot == NULL)
		return -1;
	index = slot->type == VALUE_INT ? (size_t)slot->integer : 0;
	*slot = value_int(index + 1 < cycle->count ? (int64_t)index + 1 : 0);
	if (index >= cycle->count) /* a longer one of the group was before */
		return 0;
	if (render_defined(render, cycle->items[index], &item) != 0)
		return -1;
	return render_show(render, &item);
}

int
tag_bound_cycle(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct cycle *cycle = node->data;
	struct bound_value value;
	struct bounds bounds;
	size_t i;

	*out = bounds_none();
	for (i = 0; i < cycle->count; i++) {
		if (bound_eval(bounder, cycle->items[i], &value) != 0 ||
		    bound_shown(bounder, &value, &bounds) != 0)
			return -1;
		bounds_or(out, &bounds);
	}
	return 0;
}

/* ---- ifchanged --------------------------------------------------------- */

int
tag_parse_ifchanged(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endifchanged", NULL};
	struct block *block = parse_alloc(parser, sizeof(*block));
	struct slice end;
	int result;

	node->data = block;
	if (parse_end(parser) != 0)
		return -1;
	parser->captures++;
	result = parse_block(parser, node, ends, block, &end);
	parser->captures--;
	if (result != 0)
		return -1;
	node->blank = block->blank;
	if (node->blank)
		parse_drop_blanks(block);
	return 0;
}

int
tag_render_ifchanged(struct render *render, const struct node *node)
{
	struct slice text, *last = &render->vars.changed;
	struct printed *printed = render->printed;

	if (render_captured(render, node->data, &text) != 0)
		return -1;
	if (last->p != NULL && slice_equal(*last, text)) {
		render->printed = printed;
		return 0;
	}
	*last = text;
	return render_put(render, text);
}

int
tag_bound_ifchanged(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	return bound_block(bounder, node->data, out);
}
