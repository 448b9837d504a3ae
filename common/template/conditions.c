/* SPDX-License-Identifier: ISC */
#include "template/conditions.h"

#include "template/compare.h"
#include "template/members.h"
#include "template/render.h"

#include <stdint.h>
#include <stdlib.h>

/* A side of a comparison: a literal, or a path and its value in this round. */
struct slot {
	struct value value;
	const struct expr *path; /* NULL: a literal */
	const struct template *owner;
	size_t members; /* of a path "name.member"; SLOT_ALONE for others */
	uint64_t round; /* in which the value was looked up */
};

#define SLOT_ALONE SIZE_MAX

/* One comparison; the parts of a condition lie one behind the other. */
struct part {
	const struct comparison *comparison; /* NULL: does left hold? */
	size_t left, right; /* slots */
	enum join join;
};

struct question {
	const struct template *condition;
	size_t first; /* part; QUESTION_WHOLE: asked as it is */
};

#define QUESTION_WHOLE SIZE_MAX

struct conditions {
	struct members *members;
	struct slot *slots;
	struct part *parts;
	struct question *questions;
	size_t member_count, slot_count, part_count, question_count;
	uint64_t round;
	const struct template_scope *scope;
	struct arena *arena;
	struct error
	    err; /* of a look-up; the question asked whole repeats it */
};

struct conditions *
conditions_new(void)
{
	return mem_zalloc(1, sizeof(struct conditions));
}

void
conditions_free(struct conditions *conditions)
{
	size_t i;

	if (conditions == NULL)
		return;
	for (i = 0; i < conditions->member_count; i++)
		members_release(&conditions->members[i]);
	free(conditions->members);
	free(conditions->slots);
	free(conditions->parts);
	free(conditions->questions);
	free(conditions);
}

/* ---- adding ------------------------------------------------------------- */

/* The same steps, none of them computed? */
static bool
same_path(const struct path *a, const struct path *b)
{
	const struct step *x = a->steps, *y = b->steps;

	if (!slice_equal(a->name, b->name))
		return false;
	for (; x != NULL && y != NULL; x = x->next, y = y->next)
		if (x->kind != y->kind || x->dotted != y->dotted ||
		    (x->kind == STEP_NAME
			    ? !slice_equal(x->key.text, y->key.text)
			    : x->key.integer != y->key.integer))
			return false;
	return x == y;
}

/* Can its value be kept for all conditions of a round? */
static bool
is_simple(const struct expr *expr)
{
	const struct step *step;

	if (expr->kind != EXPR_PATH)
		return expr->kind == EXPR_LITERAL;
	for (step = expr->path.steps; step != NULL; step = step->next)
		if (step->kind == STEP_EXPR)
			return false;
	return expr->path.expr == NULL;
}

static bool
is_simple_condition(const struct condition *condition)
{
	for (; condition != NULL; condition = condition->next)
		if (!is_simple(condition->left) ||
		    (condition->comparison != NULL &&
			!is_simple(condition->right)))
			return false;
	return true;
}

/* "data.intent", and none of the names that mean something of their own? */
static bool
is_member(const struct path *path)
{
	const struct step *step = path->steps;

	return step != NULL && step->next == NULL && step->kind == STEP_NAME &&
	    !slice_among(step->key.text, "size|first|last");
}

static size_t
add_members(struct conditions *conditions, struct slice name)
{
	size_t i;

	for (i = 0; i < conditions->member_count; i++)
		if (slice_equal(conditions->members[i].name, name))
			return i;
	conditions->members = mem_realloc(conditions->members,
	    conditions->member_count + 1, sizeof(*conditions->members));
	conditions->members[conditions->member_count] = (struct members){
	    .name = name};
	return conditions->member_count++;
}

static size_t
add_slot(struct conditions *conditions, const struct template *owner,
    const struct expr *expr)
{
	struct slot *slot;
	size_t i;

	for (i = 0; i < conditions->slot_count && expr->kind == EXPR_PATH; i++)
		if (conditions->slots[i].path != NULL &&
		    same_path(&conditions->slots[i].path->path, &expr->path))
			return i;
	conditions->slots = mem_realloc(conditions->slots,
	    conditions->slot_count + 1, sizeof(*conditions->slots));
	slot = &conditions->slots[conditions->slot_count];
	*slot = (struct slot){.owner = owner, .members = SLOT_ALONE};
	if (expr->kind == EXPR_LITERAL)
		slot->value = expr->literal;
	else
		slot->path = expr;
	if (expr->kind == EXPR_PATH && is_member(&expr->path))
		slot->members = add_members(conditions, expr->path.name);
	return conditions->slot_count++;
}

static void
add_part(struct conditions *conditions, const struct template *owner,
    const struct condition *condition)
{
	struct part part = {
	    .comparison = condition->comparison, .join = condition->join};

	part.left = add_slot(conditions, owner, condition->left);
	if (part.comparison != NULL)
		part.right = add_slot(conditions, owner, condition->right);
	conditions->parts = mem_realloc(conditions->parts,
	    conditions->part_count + 1, sizeof(*conditions->parts));
	conditions->parts[conditions->part_count++] = part;
}

size_t
conditions_add(struct conditions *conditions, const struct template *condition)
{
	const struct condition *part = condition->condition;
	struct question question = {condition, QUESTION_WHOLE};

	if (is_simple_condition(part)) {
		question.first = conditions->part_count;
		for (; part != NULL; part = part->next)
			add_part(conditions, condition, part);
	}
	conditions->questions = mem_realloc(conditions->questions,
	    conditions->question_count + 1, sizeof(*conditions->questions));
	conditions->questions[conditions->question_count] = question;
	return conditions->question_count++;
}

/* ---- asking ------------------------------------------------------------- */

void
conditions_start(struct conditions *conditions,
    const struct template_scope *scope, struct arena *arena)
{
	conditions->scope = scope;
	conditions->arena = arena;
	conditions->round++;
}

static int
slot_fill(struct conditions *conditions, struct slot *slot)
{
	const struct path *path = &slot->path->path;
	struct view view = {NULL, 0};
	struct render render;

	slot->round = conditions->round;
	if (slot->members != SLOT_ALONE) {
		view = members_find(&conditions->members[slot->members],
		    conditions->scope, conditions->round, path->steps->key.text,
		    conditions->arena);
		slot->value = value_nil();
		if (view.p == NULL)
			return 0;
	}
	render = (struct render){.template = slot->owner,
	    .scope = conditions->scope,
	    .arena = conditions->arena,
	    .err = &conditions->err};
	return slot->members != SLOT_ALONE
	    ? render_view(&render, view, &path->dotted, &slot->value)
	    : render_eval(&render, slot->path, &slot->value);
}

/* NULL when it cannot be looked up. */
static const struct value *
slot_value(struct conditions *conditions, size_t index)
{
	struct slot *slot = &conditions->slots[index];

	if (slot->path != NULL && slot->round != conditions->round &&
	    slot_fill(conditions, slot) != 0) {
		slot->round = 0;
		return NULL;
	}
	return &slot->value;
}

/* 1 it holds, 0 not, -1: ask the condition itself, which knows why. */
static int
part_holds(struct conditions *conditions, const struct part *part)
{
	const struct value *left = slot_value(conditions, part->left), *right;

	if (left == NULL)
		return -1;
	if (part->comparison == NULL)
		return value_holds(left);
	right = slot_value(conditions, part->right);
	if (right == NULL)
		return -1;
	return part->comparison->holds(left, right, conditions->arena);
}

int
conditions_hold(struct conditions *conditions, size_t number, struct error *err)
{
	const struct question *question = &conditions->questions[number];
	const struct part *part;
	int holds = -1;

	if (question->first != QUESTION_WHOLE)
		for (part = &conditions->parts[question->first];; part++) {
			holds = part_holds(conditions, part);
			if (holds < 0 || part->join == JOIN_NONE ||
			    (holds == 1) == (part->join == JOIN_OR))
				break;
		}
	if (holds >= 0)
		return holds;
	return template_test(
	    question->condition, conditions->scope, conditions->arena, err);
}
