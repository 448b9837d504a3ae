/* SPDX-License-Identifier: ISC */
#include "template/render.h"

#include "base/nearest.h"
#include "template/compare.h"
#include "template/filter.h"
#include "template/step.h"

enum { NEAR_KEYS_MAX = 64 }; /* names looked at for a better one */

/* ---- literals and ranges ----------------------------------------------- */

/* What a bound of a range counts as; Liquid's RangeLookup. */
static int64_t
as_bound(const struct value *value)
{
	switch (value->type) {
	case VALUE_INT:
		return value->integer;
	case VALUE_FLOAT:
		return filter_whole(value->number);
	case VALUE_TEXT:
		return value_leading_int(value->text);
	default:
		return 0;
	}
}

static int
eval_range(struct render *render, const struct expr *expr, struct value *value)
{
	struct value first, last;

	if (render_eval(render, expr->range.first, &first) != 0 ||
	    render_eval(render, expr->range.last, &last) != 0)
		return -1;
	*value = (struct value){.type = VALUE_RANGE,
	    .first = as_bound(&first),
	    .last = as_bound(&last)};
	return 0;
}

/* ---- paths ------------------------------------------------------------- */

static const struct binding *
find_binding(const struct render *render, struct slice name)
{
	const struct binding *binding;

	for (binding = render->locals; binding != NULL; binding = binding->next)
		if (slice_equal(binding->name, name))
			return binding;
	for (binding = render->assigned; binding != NULL;
	     binding = binding->next)
		if (slice_equal(binding->name, name))
			return binding;
	return NULL;
}

/* A name of the scope, with its path noted for the guard. */
static int
eval_global(struct render *render, struct slice name,
    const struct slice *origin, struct value *value)
{
	const struct template_scope *scope = render->scope;
	struct slice *copy;

	if (origin == NULL) {
		copy = render_alloc(render, sizeof(*copy));
		if (copy == NULL)
			return -1;
		*copy = name;
		origin = copy;
	}
	return render_view(
	    render, scope->lookup(scope->context, name), origin, value);
}

/* The key of a step, computed if need be; a nil key finds nothing. */
static int
eval_key(struct render *render, const struct step *step, struct value *key)
{
	if (step->kind == STEP_EXPR)
		return render_eval(render, step->expr, key);
	*key = step->kind == STEP_NAME ? value_text(step->name)
				       : value_int(step->index);
	return 0;
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
	const struct binding *binding;
	struct slice name = path->name;
	const struct step *step;
	struct value key;

	if (path->expr != NULL) {
		if (render_eval(render, path->expr, &key) != 0)
			return -1;
		name = value_plain(&key, render->arena);
	}
	binding = find_binding(render, name);
	if (binding != NULL)
		*value = binding->value;
	else if (path->dotted.p != NULL)
		origin = &path->dotted;
	if (binding == NULL && eval_global(render, name, origin, value) != 0)
		return -1;
	for (step = path->steps; step != NULL; step = step->next) {
		if (value->type == VALUE_NIL)
			return 0;
		*parent = *value;
		*lost = step;
		if (eval_key(render, step, &key) != 0 ||
		    step_down(render, value, &key, step->dotted, origin) != 0)
			return -1;
	}
	return 0;
}

int
render_eval(struct render *render, const struct expr *expr, struct value *value)
{
	const struct step *lost;
	struct value parent;

	switch (expr->kind) {
	case EXPR_LITERAL:
		*value = expr->literal;
		return 0;
	case EXPR_RANGE:
		return eval_range(render, expr, value);
	case EXPR_PATH:
		break;
	}
	return eval_path(render, &expr->path, value, &parent, &lost);
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
	return nearest_slice(step->name, keys, count);
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

/* ---- conditions -------------------------------------------------------- */

static int
eval_comparison(struct render *render, const struct condition *condition)
{
	struct value left, right;
	int holds;

	render->at = condition->at;
	if (render_eval(render, condition->left, &left) != 0)
		return -1;
	if (condition->comparison == NULL)
		return value_holds(&left);
	if (render_eval(render, condition->right, &right) != 0)
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
