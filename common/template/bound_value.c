/* SPDX-License-Identifier: ISC */
/*
 * What expressions stand for, for all calls at once.
 */
#include "template/bounds.h"
#include "template/compare.h"
#include "template/filter.h"
#include "template/step.h"

#include <string.h>

enum {
	LOOP_DIGITS = 6, /* of any number that a forloop has */
	UNKNOWN_CHARACTERS = 16, /* shown of a value nobody declared */
};

/* ---- texts -------------------------------------------------------------- */

struct bounds
bound_fill(struct bounder *bounder, struct slice sample, size_t characters)
{
	struct slice piece;
	struct buf filled;
	size_t size;

	if (sample.n == 0)
		sample = slice_of("x");
	if (characters > TEMPLATE_OUTPUT_MAX)
		characters = TEMPLATE_OUTPUT_MAX;
	piece = sample;
	buf_init(&filled, BUF_NO_CAP);
	for (; characters > 0; characters -= size) {
		struct value value = value_text(piece);

		size = value_size(&value);
		if (size > characters) {
			piece.n = value_prefix(piece, characters);
			size = characters;
		}
		buf_addslice(&filled, piece);
	}
	piece = arena_slice(bounder->render.arena, buf_slice(&filled));
	buf_release(&filled);
	return bounds_of(bounder, piece);
}

/* Lists print their items; what fails to print prints nothing. */
int
bound_shown(struct bounder *bounder, const struct bound_value *value,
    struct bounds *out)
{
	struct render *render = &bounder->render;
	struct slice text;
	size_t start = render->out->len;

	if (!value->exact) {
		*out = value->bounds;
		return 0;
	}
	if (render_show(render, &value->value) != 0)
		return -1;
	text = arena_slice(render->arena,
	    (struct slice){
		buf_text(render->out) + start, render->out->len - start});
	buf_splice(render->out, start, text.n, (struct slice){"", 0});
	*out = bounds_of(bounder, text);
	return 0;
}

/* ---- expressions -------------------------------------------------------- */

static void
set_exact(struct bound_value *out, struct value value)
{
	*out = (struct bound_value){.exact = true, .value = value};
}

static void
set_open(struct bounder *bounder, const struct expr *expr, struct slice sample,
    struct bound_value *out)
{
	*out = (struct bound_value){.exact = false};
	out->bounds = sample.p != NULL
	    ? bounds_of(bounder, sample)
	    : bound_fill(bounder, sample, UNKNOWN_CHARACTERS);
	bounds_open(bounder, &out->bounds, expr->at, expr->text);
}

/* A value of the call: as it was declared. */
static int
eval_declared(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out)
{
	const struct bound_scope *scope = bounder->scope;
	struct bound_variable variable = {0};

	if (expr->path.dotted.p == NULL ||
	    !scope->declared(scope->context, expr->path.dotted, &variable) ||
	    variable.max == 0) {
		set_open(bounder, expr, variable.sample, out);
		return 0;
	}
	*out = (struct bound_value){.exact = false};
	out->bounds = bound_fill(bounder, variable.sample, variable.max);
	return 0;
}

/* Steps from a variable of the template's own. */
static int
eval_steps(struct bounder *bounder, const struct expr *expr,
    const struct bound_value *from, struct bound_value *out)
{
	const struct step *step = expr->path.steps;
	struct value value = from->value;

	*out = *from;
	if (step == NULL)
		return 0;
	if (!from->exact) {
		set_open(bounder, expr, (struct slice){NULL, 0}, out);
		return 0;
	}
	for (; step != NULL && value.type != VALUE_NIL; step = step->next) {
		if (step->kind == STEP_EXPR) {
			set_open(bounder, expr, (struct slice){NULL, 0}, out);
			return 0;
		}
		if (step_down(&bounder->render, &value, &step->key,
			step->dotted, NULL) != 0)
			return -1;
	}
	set_exact(out, value);
	return 0;
}

static int
eval_path(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out)
{
	const struct bound_scope *scope = bounder->scope;
	const struct bound_value *own;
	const struct path *path = &expr->path;
	struct value value;

	if (path->expr != NULL) {
		set_open(bounder, expr, (struct slice){NULL, 0}, out);
		return 0;
	}
	own = bound_find(bounder, path->name);
	if (own != NULL)
		return eval_steps(bounder, expr, own, out);
	if (slice_is(path->name, "forloop") ||
	    slice_is(path->name, "tablerowloop")) {
		*out = (struct bound_value){.exact = false};
		out->bounds = bound_fill(bounder, slice_of("9"), LOOP_DIGITS);
		return 0;
	}
	if (!scope->fixed(scope->context, path->name))
		return eval_declared(bounder, expr, out);
	if (render_eval(&bounder->render, expr, &value) != 0)
		return -1;
	value.origin = value.type == VALUE_TEXT ? NULL : value.origin;
	set_exact(out, value);
	return 0;
}

static int
eval_range(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out)
{
	struct bound_value first, last;
	struct value value;

	if (bound_eval(bounder, expr->range.first, &first) != 0 ||
	    bound_eval(bounder, expr->range.last, &last) != 0)
		return -1;
	if (expr->range.first->kind != EXPR_LITERAL ||
	    expr->range.last->kind != EXPR_LITERAL) {
		set_open(bounder, expr, (struct slice){NULL, 0}, out);
		return 0;
	}
	if (render_eval(&bounder->render, expr, &value) != 0)
		return -1;
	set_exact(out, value);
	return 0;
}

int
bound_eval(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out)
{
	struct value value;

	switch (expr->kind) {
	case EXPR_PATH:
		return eval_path(bounder, expr, out);
	case EXPR_RANGE:
		return eval_range(bounder, expr, out);
	case EXPR_LITERAL:
		break;
	}
	if (render_eval(&bounder->render, expr, &value) != 0)
		return -1;
	set_exact(out, value);
	return 0;
}

int
bound_pipeline(struct bounder *bounder, const struct pipeline *pipeline,
    struct bound_value *out)
{
	const struct filter_call *call;
	int got = 0;

	set_exact(out, value_text(slice_of("")));
	if (pipeline->input == NULL)
		return 0;
	if (bound_eval(bounder, pipeline->input, out) != 0)
		return -1;
	for (call = pipeline->calls; call != NULL && got == 0;
	     call = call->next) {
		if (!out->exact && strcmp(call->filter->name, "date") == 0)
			got = bound_dates(bounder, call, out);
		if (got == 0 && bound_filter(bounder, call, out) != 0)
			got = -1;
	}
	return got < 0 ? -1 : 0;
}

/* ---- conditions --------------------------------------------------------- */

/* Blank and empty stay what they are in a comparison. */
static int
eval_operand(
    struct bounder *bounder, const struct expr *expr, struct bound_value *out)
{
	if (expr->kind != EXPR_LITERAL)
		return bound_eval(bounder, expr, out);
	set_exact(out, expr->literal);
	return 0;
}

static int
decide_one(struct bounder *bounder, const struct condition *condition)
{
	struct bound_value left, right;
	int holds;

	if (eval_operand(bounder, condition->left, &left) != 0 || !left.exact)
		return -1;
	if (condition->comparison == NULL)
		return value_holds(&left.value);
	if (eval_operand(bounder, condition->right, &right) != 0 ||
	    !right.exact)
		return -1;
	holds = condition->comparison->holds(
	    &left.value, &right.value, bounder->render.arena);
	return holds;
}

int
bound_decide(struct bounder *bounder, const struct condition *condition)
{
	int holds;

	for (;; condition = condition->next) {
		holds = decide_one(bounder, condition);
		if (holds < 0 || condition->join == JOIN_NONE ||
		    (holds == 1) == (condition->join == JOIN_OR))
			return holds;
	}
}
