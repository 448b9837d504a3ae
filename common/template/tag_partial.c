/* SPDX-License-Identifier: ISC */
/*
 * {% include %} and {% render %}: another template in this place.  An include
 * shares all variables; a render sees what it is given and nothing else.
 */
#include "template/tag.h"

/* name: value */
struct given {
	struct slice name;
	const struct expr *value;
	struct given *next;
};

struct partial {
	bool isolated; /* render */
	const struct expr *name;
	const struct expr *subject; /* behind with or for; NULL: none */
	bool each; /* behind for */
	struct slice alias; /* behind as; not there: the partial's name */
	struct given *given;
};

/* One rendering of a partial: what it sees and how it is called there. */
struct call {
	const struct partial *partial;
	const struct template *template;
	struct slice name; /* of the partial */
	struct binding *given; /* the given values, newest first */
	const struct loop *loop; /* of a render behind for, or NULL */
};

/* ---- parsing ----------------------------------------------------------- */

static int
parse_given(struct parser *parser, struct partial *partial)
{
	struct given **tail = &partial->given, *given;

	(void)parse_take(parser, ',');
	while (parser->lexer.token.type == TOKEN_NAME) {
		given = *tail = parse_alloc(parser, sizeof(*given));
		tail = &given->next;
		given->name = parser->lexer.token.text;
		lex_next(&parser->lexer);
		if (parse_expect(parser, ':', "':'") != 0)
			return -1;
		given->value = parse_expr(parser);
		if (given->value == NULL)
			return -1;
		(void)parse_take(parser, ',');
	}
	return parse_end(parser);
}

static int
parse_partial(struct parser *parser, struct node *node, bool isolated)
{
	struct partial *partial = parse_alloc(parser, sizeof(*partial));

	node->data = partial;
	partial->isolated = isolated;
	if (isolated && parser->lexer.token.type != TOKEN_TEXT)
		return parse_unexpected(parser, "the quoted name of a partial");
	partial->name = parse_expr(parser);
	if (partial->name == NULL)
		return -1;
	partial->each = parse_take_name(parser, "for");
	if (partial->each || parse_take_name(parser, "with")) {
		partial->subject = parse_expr(parser);
		if (partial->subject == NULL)
			return -1;
	}
	if (parse_take_name(parser, "as") &&
	    parse_variable(parser, &partial->alias) != 0)
		return -1;
	return parse_given(parser, partial);
}

int
tag_parse_include(struct parser *parser, struct node *node)
{
	return parse_partial(parser, node, false);
}

int
tag_parse_render(struct parser *parser, struct node *node)
{
	return parse_partial(parser, node, true);
}

/* ---- rendering --------------------------------------------------------- */

static int
find_template(struct render *render, const struct partial *partial,
    const struct value *name, struct call *call)
{
	const struct template_scope *scope = render->scope;

	if (name->type != VALUE_TEXT)
		return render_fail(render, "the name of a partial is no text");
	*call = (struct call){.partial = partial, .name = name->text};
	if (scope->partial == NULL)
		return render_fail(render,
		    "there are no partials to find '%.*s' in",
		    SLICE_ARG(name->text));
	call->template = scope->partial(
	    scope->context, name->text, render->err);
	if (call->template != NULL)
		return 0;
	return template_blame(render->template, render->at, render->err);
}

static int
eval_given(struct render *render, struct call *call)
{
	const struct given *given;
	struct binding *binding;

	for (given = call->partial->given; given != NULL; given = given->next) {
		binding = render_alloc(render, sizeof(*binding));
		if (binding == NULL)
			return -1;
		*binding = (struct binding){
		    .name = given->name, .next = call->given};
		if (render_eval(render, given->value, &binding->value) != 0)
			return -1;
		call->given = binding;
	}
	return 0;
}

/* What the subject is called inside: the alias, else "name" of "dir/name". */
static struct slice
subject_name(const struct call *call)
{
	struct slice name = call->name;
	size_t i;

	if (call->partial->alias.p != NULL)
		return call->partial->alias;
	for (i = name.n; i > 0; i--)
		if (name.p[i - 1] == '/')
			return (struct slice){name.p + i, name.n - i};
	return name;
}

static int
render_template(struct render *render, const struct template *template)
{
	const struct template *outer = render->template;
	int result;

	if (render_round(render) != 0)
		return -1;
	render->template = template;
	result = render_block(render, &template->body);
	render->template = outer;
	return result;
}

/* The given values and the subject stand in front of all other variables. */
static int
include_once(
    struct render *render, const struct call *call, const struct value *subject)
{
	struct binding *outer = render->vars.locals, **end;
	struct binding own = {
	    .name = subject_name(call), .value = *subject, .next = call->given};
	int result;

	for (end = &own.next; *end != NULL && *end != outer;)
		end = &(*end)->next;
	*end = outer;
	render->vars.locals = &own;
	result = render_template(render, call->template);
	render->vars.locals = outer;
	return result;
}

/* Without a subject the variable of the partial's name is it. */
static int
render_include(struct render *render, struct call *call)
{
	const struct partial *partial = call->partial;
	struct value subject, list;
	size_t i;

	if (render->vars.isolated)
		return render_fail(
		    render, "include is not allowed inside render");
	if ((partial->subject != NULL
		    ? render_eval(render, partial->subject, &subject)
		    : render_variable(render, call->name, &subject)) != 0)
		return -1;
	if (!value_is_array(&subject))
		return include_once(render, call, &subject);
	if (render_items(render, &subject, &list) != 0)
		return -1;
	for (i = 0; i < list.list.count; i++)
		if (include_once(render, call, &list.list.items[i]) != 0)
			return -1;
	return 0;
}

/* With variables of its own; break and continue do not leave it either. */
static int
render_once(
    struct render *render, const struct call *call, const struct value *subject)
{
	struct variables outer = render->vars;
	struct binding forloop = {.name = slice_of("forloop"),
	    .value = {.type = VALUE_LOOP, .loop = call->loop}};
	struct binding own = {.name = subject_name(call), .value = *subject};
	int result;

	render->vars = (struct variables){
	    .locals = call->given, .isolated = true};
	if (call->loop != NULL) {
		forloop.next = render->vars.locals;
		render->vars.locals = &forloop;
	}
	if (subject->type != VALUE_NIL) {
		own.next = render->vars.locals;
		render->vars.locals = &own;
	}
	result = render_template(render, call->template);
	render->vars = outer;
	render->interrupt = INTERRUPT_NONE;
	return result;
}

static int
render_each(struct render *render, struct call *call, const struct value *list)
{
	struct loop *loop = render_alloc(render, sizeof(*loop));
	struct value item;

	if (loop == NULL)
		return -1;
	*loop = (struct loop){.name = call->name, .length = value_size(list)};
	call->loop = loop;
	for (; loop->index < loop->length; loop->index++) {
		item = render_item(list, loop->index);
		if (render_once(render, call, &item) != 0)
			return -1;
	}
	return 0;
}

/* What `for` goes over. */
static bool
is_series(const struct value *value)
{
	return value_is_array(value) || value_is_object(value) ||
	    value->type == VALUE_RANGE;
}

static int
render_isolated(struct render *render, struct call *call)
{
	struct value subject = value_nil(), list;

	if (call->partial->subject != NULL &&
	    render_eval(render, call->partial->subject, &subject) != 0)
		return -1;
	if (!call->partial->each || !is_series(&subject))
		return render_once(render, call, &subject);
	list = subject;
	if (subject.type != VALUE_RANGE &&
	    render_items(render, &subject, &list) != 0)
		return -1;
	return render_each(render, call, &list);
}

int
tag_render_partial(struct render *render, const struct node *node)
{
	const struct partial *partial = node->data;
	struct value name;
	struct call call;

	if (render_eval(render, partial->name, &name) != 0 ||
	    render_read(render, &name) != 0 ||
	    find_template(render, partial, &name, &call) != 0 ||
	    eval_given(render, &call) != 0)
		return -1;
	return partial->isolated ? render_isolated(render, &call)
				 : render_include(render, &call);
}

/* ---- bounds ------------------------------------------------------------- */

/* A render begins with the given values alone. */
static int
bound_given(struct bounder *bounder, const struct partial *partial)
{
	const struct bound_binding *outer = bounder->vars;
	const struct bound_binding *own = partial->isolated ? NULL : outer;
	const struct given *given;
	struct bound_value value;

	for (given = partial->given; given != NULL; given = given->next) {
		bounder->vars = outer;
		if (bound_eval(bounder, given->value, &value) != 0)
			return -1;
		bounder->vars = own;
		bound_assign(bounder, given->name, &value);
		own = bounder->vars;
	}
	bounder->vars = own;
	return 0;
}

/* Once with the subject, if it has one; a list of them has no limit. */
static int
bound_call(struct bounder *bounder, const struct call *call,
    const struct bound_value *subject, struct bounds *out)
{
	const struct template *outer = bounder->render.template;
	const struct partial *partial = call->partial;
	int result;

	if (subject != NULL)
		bound_assign(bounder, subject_name(call), subject);
	if (render_round(&bounder->render) != 0)
		return -1;
	bounder->render.template = call->template;
	result = bound_block(bounder, &call->template->body, out);
	bounder->render.template = outer;
	if (result == 0 && partial->each)
		bounds_open(
		    bounder, out, partial->subject->at, partial->subject->text);
	return result;
}

int
tag_bound_partial(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct bound_binding *outer = bounder->vars;
	const struct partial *partial = node->data;
	struct bound_value subject, name;
	struct call call;
	int result;

	if (bound_eval(bounder, partial->name, &name) != 0)
		return -1;
	if (!name.exact) {
		*out = bounds_of(bounder, slice_of(""));
		bounds_open(bounder, out, node->at, slice_of("include"));
		return 0;
	}
	if (find_template(&bounder->render, partial, &name.value, &call) != 0 ||
	    (partial->subject != NULL &&
		bound_eval(bounder, partial->subject, &subject) != 0) ||
	    bound_given(bounder, partial) != 0)
		return -1;
	result = bound_call(
	    bounder, &call, partial->subject != NULL ? &subject : NULL, out);
	if (partial->isolated)
		bounder->vars = outer;
	return result;
}
