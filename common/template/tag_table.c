/* SPDX-License-Identifier: ISC */
/*
 * {% tablerow %}: a loop in the cells of an HTML table, as the reference
 * writes them.
 */
#include "template/build.h"
#include "template/number.h"
#include "template/tag.h"

struct table {
	struct slice variable;
	const struct expr *list;
	const struct expr *columns, *limit, *offset; /* NULL: not given */
	struct block block;
};

/* ---- parsing ----------------------------------------------------------- */

static int
parse_table_option(struct parser *parser, struct table *table)
{
	const struct expr *unused, **where = NULL;

	if (parse_take_name(parser, "cols"))
		where = &table->columns;
	else if (parse_take_name(parser, "limit"))
		where = &table->limit;
	else if (parse_take_name(parser, "offset"))
		where = &table->offset;
	else if (parse_take_name(parser, "range"))
		where = &unused; /* known, and without effect */
	if (where == NULL)
		return parse_unexpected(parser, "cols, limit or offset");
	if (parse_expect(parser, ':', "':'") != 0)
		return -1;
	*where = parse_expr(parser);
	return *where != NULL ? 0 : -1;
}

int
tag_parse_tablerow(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endtablerow", NULL};
	struct table *table = parse_alloc(parser, sizeof(*table));
	struct slice end;

	node->data = table;
	if (parse_variable(parser, &table->variable) != 0)
		return -1;
	if (!parse_take_name(parser, "in"))
		return parse_unexpected(parser, "'in'");
	table->list = parse_expr(parser);
	if (table->list == NULL)
		return -1;
	while (parser->lexer.token.type != TOKEN_END)
		if (!parse_take(parser, ',') &&
		    parse_table_option(parser, table) != 0)
			return -1;
	return parse_block(parser, node, ends, &table->block, &end);
}

/* ---- rendering --------------------------------------------------------- */

/* As Ruby's to_i; not given: the fallback. */
static int
eval_option(struct render *render, const struct expr *expr, int64_t fallback,
    int64_t *integer)
{
	struct value value;

	*integer = fallback;
	if (expr == NULL)
		return 0;
	render->at = expr->at;
	if (render_defined(render, expr, &value) != 0)
		return -1;
	if (!number_to_int(&value, integer))
		return render_fail(
		    render, "'%.*s' is no whole number", SLICE_ARG(expr->text));
	return 0;
}

static int
put_number(struct render *render, const char *before, int64_t number,
    const char *behind)
{
	struct value value = value_int(number);

	if (render_put(render, slice_of(before)) != 0 ||
	    render_put(render, value_plain(&value, render->arena)) != 0)
		return -1;
	return render_put(render, slice_of(behind));
}

static int
put_cell(struct render *render, const struct table *table, struct loop *loop)
{
	if (render_round(render) != 0 ||
	    put_number(render, "<td class=\"col", loop->column, "\">") != 0 ||
	    render_block(render, &table->block) != 0)
		return -1;
	return render_put(render, slice_of("</td>"));
}

/* Moves on; behind the last column, and not the last cell, a row begins. */
static int
next_cell(struct render *render, struct loop *loop)
{
	bool full = loop->column == loop->columns;

	loop->index++;
	loop->column = full ? 1 : loop->column + 1;
	loop->row += full;
	if (!full || loop->index == loop->length)
		return 0;
	return put_number(render, "</tr>\n<tr class=\"row", loop->row, "\">");
}

static int
put_cells(struct render *render, const struct table *table,
    const struct window *window, struct loop *loop)
{
	struct binding cells = {.name = slice_of("tablerowloop"),
	    .value = {.type = VALUE_LOOP, .loop = loop},
	    .next = render->vars.locals};
	struct binding variable = {.name = table->variable, .next = &cells};
	enum interrupt interrupt = INTERRUPT_NONE;
	int result = 0;

	render->vars.locals = &variable;
	while (loop->index < loop->length && result == 0) {
		variable.value = render_item(
		    &window->items, window->from + loop->index);
		result = put_cell(render, table, loop);
		interrupt = render->interrupt;
		render->interrupt = INTERRUPT_NONE;
		if (interrupt == INTERRUPT_BREAK)
			break;
		if (result == 0)
			result = next_cell(render, loop);
	}
	render->vars.locals = cells.next;
	return result;
}

int
tag_render_tablerow(struct render *render, const struct node *node)
{
	const struct table *table = node->data;
	struct window window;
	struct value list;
	struct loop *loop;
	int64_t from, limit;

	if (render_eval(render, table->list, &list) != 0)
		return -1;
	if (!value_holds(&list))
		return 0;
	loop = render_alloc(render, sizeof(*loop));
	if (loop == NULL || eval_option(render, table->offset, 0, &from) != 0 ||
	    eval_option(render, table->limit, INT64_MAX, &limit) != 0 ||
	    render_window(render, &list, from, limit, &window) != 0)
		return -1;
	*loop = (struct loop){
	    .table = true, .length = window.count, .column = 1, .row = 1};
	if (eval_option(render, table->columns, (int64_t)window.count,
		&loop->columns) != 0)
		return -1;
	if (render_put(render, slice_of("<tr class=\"row1\">\n")) != 0 ||
	    put_cells(render, table, &window, loop) != 0)
		return -1;
	return render_put(render, slice_of("</tr>\n"));
}

/* Each cell with a row of its own: more than there can be. */
int
tag_bound_tablerow(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	static const char frame[] = "<tr class=\"row1\">\n</tr>\n";
	static const char cell[] = "</tr>\n<tr class=\"row999\">"
				   "<td class=\"col999\"></td>";
	const struct table *table = node->data;
	const struct bound_loop rounds = {.variable = table->variable,
	    .list = table->list,
	    .limit = table->limit,
	    .offset = table->offset,
	    .block = &table->block,
	    .before = slice_of(cell)};
	struct bounds cells;
	bool empty;

	*out = bounds_of(bounder, slice_of(frame));
	if (bound_rounds(bounder, &rounds, &cells, &empty) != 0)
		return -1;
	bounds_then(bounder, out, &cells);
	return 0;
}
