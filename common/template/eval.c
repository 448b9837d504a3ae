/* SPDX-License-Identifier: ISC */
#include "template/render.h"

#include "base/nearest.h"
#include "template/compare.h"
#include "template/filter.h"
#include "template/number.h"
#include "template/step.h"

enum { NEAR_KEYS_MAX = 64 }; /* names looked at for a better one */

/* ---- literals and ranges ----------------------------------------------- */

/*
 * A bound of a range, as Liquid's RangeLookup reads it: what stands in the
 * template may have a fraction, which is dropped; a variable may not.
 */
static int
eval_bound(struct render *render, const struct expr *expr, int64_t *bound)
{
	struct value value;

	if (render_eval(render, expr, &value) != 0)
		return -1;
	if (value.type == VALUE_INT || value.type == VALUE_NIL ||
	    value.type == VALUE_TEXT || expr->kind == EXPR_LITERAL) {
		if (!number_to_int(&value, bound))
			*bound = 0;
		return 0;
	}
	render->at = expr->at;
	return filter_integer(render, &value, bound);
}

static int
eval_range(struct render *render, const struct expr *expr, struct value *value)
{
	value->type = VALUE_RANGE;
	if (eval_bound(render, expr->range.first, &value->first) != 0)
		return -1;
	return eval_bound(render, expr->range.last, &value->last);
}

/* blank and empty are words for conditions; elsewhere they are "". */
static struct value
literal_of(const struct render *render, const struct expr *expr)
{
	struct value value = expr->literal;

	if (value.type == VALUE_BLANK || value.type == VALUE_EMPTY)
		return value_text(slice_of(""));
	render_settle(render, &value);
	return value;
}

/* ---- paths ------------------------------------------------------------- */

static const struct binding *
find_binding(const struct binding *binding, struct slice name)
{
	while (binding != NULL && !slice_equal(binding->name, name))
		binding = binding->next;
	return binding;
}

/* With its path noted for the guard. */
int
render_global(struct render *render, struct slice name,
    const struct slice *origin, struct value *value)
{
	const struct template_scope *scope = render->scope;
	struct view (*lookup)(void *context, struct slice name);
	struct slice *copy;

	*value = value_nil();
	lookup = render->vars.isolated ? scope->shared : scope->lookup;
	if (lookup == NULL)
		return 0;
	if (origin == NULL) {
		copy = render_alloc(render, sizeof(*copy));
		if (copy == NULL)
			return -1;
		*copy = name;
		origin = copy;
	}
	return render_view(render, lookup(scope->context, name), origin, value);
}

/* What the template itself gave that name to, or NULL. */
static const struct binding *
find_variable(const struct variables *vars, struct slice name)
{
	const struct binding *binding = find_binding(vars->locals, name);

	if (binding == NULL)
		binding = find_binding(vars->assigned, name);
	if (binding == NULL)
		binding = find_binding(vars->counted, name);
	return binding;
}

int
render_variable(struct render *render, struct slice name, struct value *value)
{
	const struct binding *binding = find_variable(&render->vars, name);

	if (binding == NULL)
		return render_global(render, name, NULL, value);
	*value = binding->value;
	return 0;
}

/* The key of a step, computed if need be; NULL for an error. */
static const struct value *
eval_key(struct render *render, const struct step *step, struct value *computed)
{
	if (step->kind != STEP_EXPR)
		return &step->key;
	return render_eval(render, step->expr, computed) == 0 ? computed : NULL;
}

/*
 * What a path starts from, and its steps from there.  `self` is all there is:
 * self.a and self['a'] are a.
 */
static int
eval_root(struct render *render, const struct path *path, struct value *value,
    const struct slice **origin, const struct step **step)
{
	const struct binding *binding;
	struct slice name = path->name;
	const struct value *key;
	struct value computed;

	if (path->expr != NULL) {
		if (render_eval(render, path->expr, &computed) != 0)
			return -1;
		name = value_plain(&computed, render->arena);
	}
	*step = path->steps;
	binding = find_variable(&render->vars, name);
	if (binding != NULL) {
		*value = binding->value;
		return 0;
	}
	if (path->dotted.p != NULL)
		*origin = &path->dotted;
	if (render_global(render, name, *origin, value) != 0)
		return -1;
	if (value->type != VALUE_NIL || *step == NULL ||
	    !slice_is(name, "self"))
		return 0;
	key = eval_key(render, *step, &computed);
	if (key == NULL)
		return -1;
	*step = (*step)->next;
	*origin = NULL;
	return render_variable(render, value_plain(key, render->arena), value);
}

/*
 * Walks a path as far as it leads.  What it reached last goes into *parent and
 * the step that led nowhere into *lost, for render_undefined.
 */
static int
eval_path(struct render *render, const struct path *path, struct value *value,
    struct value *parent, const struct step **lost)
{
	const struct slice *origin = NULL;
	const struct value *key;
	const struct step *step;
	struct value computed;

	if (eval_root(render, path, value, &origin, &step) != 0)
		return -1;
	for (; step != NULL; step = step->next) {
		if (value->type == VALUE_NIL)
			return 0;
		*parent = *value;
		*lost = step;
		key = eval_key(render, step, &computed);
		if (key == NULL ||
		    step_down(render, value, key, step->dotted, origin) != 0)
			return -1;
	}
	return 0;
}

/* Who asks for a value will look through all of it. */
static int
look_at(struct render *render, const struct value *value)
{
	if (value->type == VALUE_TEXT)
		return render_look(render, value->text.n);
	if (value->type == VALUE_VIEW)
		return render_look(render, value->view.n);
	if (value->type == VALUE_LIST)
		return render_look(render, value->list.count * sizeof(*value));
	return 0;
}

int
render_eval(struct render *render, const struct expr *expr, struct value *value)
{
	const struct step *lost;
	struct value parent;

	switch (expr->kind) {
	case EXPR_LITERAL:
		*value = literal_of(render, expr);
		return 0;
	case EXPR_RANGE:
		return eval_range(render, expr, value);
	case EXPR_PATH:
		break;
	}
	if (eval_path(render, &expr->path, value, &parent, &lost) != 0)
		return -1;
	return look_at(render, value);
}

/* The key of an object that a misspelt name was probably meant to be. */
static const char *
nearest_key(
    struct render *render, const struct value *object, const struct step *step)
{
	const char *keys[NEAR_KEYS_MAX];
	struct view_step member = {0};
	struct slice key;
	size_t count = 0;

	while (count < NEAR_KEYS_MAX && view_next(object->view, &member)) {
		key = view_unescape(member.key, render->arena);
		keys[count++] = arena_string(render->arena, key);
	}
	return nearest_slice(step->key.text, keys, count);
}

int
render_undefined(struct render *render, const struct expr *expr)
{
	const struct step *lost = NULL;
	const char *meant = NULL;
	struct value value = value_nil(), parent;

	render->at = expr->at;
	if (expr->kind == EXPR_PATH &&
	    eval_path(render, &expr->path, &value, &parent, &lost) == 0 &&
	    lost != NULL && lost->kind == STEP_NAME && value_is_object(&parent))
		meant = nearest_key(render, &parent, lost);
	if (value.type == VALUE_TEXT)
		return render_fail(
		    render, "'%.*s' is empty", SLICE_ARG(expr->text));
	if (meant != NULL)
		return render_fail(render,
		    "'%.*s' is not defined, did you mean '%s'?",
		    SLICE_ARG(expr->text), meant);
	return render_fail(
	    render, "'%.*s' is not defined", SLICE_ARG(expr->text));
}

int
render_input(
    struct render *render, const struct expr *expr, struct value *value)
{
	const struct path *path = &expr->path;

	render->at = expr->at;
	if (render_eval(render, expr, value) != 0)
		return -1;
	if ((value->type != VALUE_INT && value->type != VALUE_FLOAT) ||
	    render->scope->guard == NULL || expr->kind != EXPR_PATH ||
	    path->dotted.p == NULL ||
	    find_variable(&render->vars, path->name) != NULL)
		return 0;
	return render_check_number(render, path->dotted, value);
}

int
render_defined(
    struct render *render, const struct expr *expr, struct value *value)
{
	if (render_eval(render, expr, value) != 0)
		return -1;
	if (!value_is_nothing(value) || expr->kind != EXPR_PATH ||
	    render->scope->lax)
		return 0;
	return render_undefined(render, expr);
}

/* ---- conditions -------------------------------------------------------- */

int
render_operand(
    struct render *render, const struct expr *expr, struct value *value)
{
	if (expr->kind != EXPR_LITERAL)
		return render_eval(render, expr, value);
	*value = expr->literal;
	return 0;
}

static int
eval_comparison(struct render *render, const struct condition *condition)
{
	struct value left, right;
	int holds;

	render->at = condition->at;
	if (render_operand(render, condition->left, &left) != 0)
		return -1;
	if (condition->comparison == NULL)
		return value_holds(&left);
	if (render_operand(render, condition->right, &right) != 0)
		return -1;
	holds = condition->comparison->holds(&left, &right, render->arena);
	if (holds < 0)
		return render_fail(render, "'%s' cannot compare a %s",
		    condition->comparison->name,
		    left.type == VALUE_TIME || right.type == VALUE_TIME
			? "time with what is none"
			: "text with a number");
	return holds;
}

int
render_condition(struct render *render, const struct condition *condition)
{
	int holds;

	for (;; condition = condition->next) {
		holds = eval_comparison(render, condition);
		if (holds < 0 || condition->join == JOIN_NONE ||
		    (holds == 1) == (condition->join == JOIN_OR))
			return holds;
	}
}
