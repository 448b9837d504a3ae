/* SPDX-License-Identifier: ISC */
/*
 * {% if %}, {% unless %} and {% case %}: blocks behind conditions.
 */
#include "template/tag.h"

/* A branch with its block; `case` has the values that choose it instead. */
struct branch {
	size_t at; /* of its tag */
	const struct condition *condition; /* NULL: else */
	struct choice *choices;
	struct block block;
	struct branch *next;
};

struct choice {
	const struct expr *value;
	struct choice *next;
};

struct branches {
	bool inverted; /* the first condition must not hold */
	const struct expr *subject; /* of a case */
	struct branch *first;
};

/* Prints nothing at all when no branch prints more than blanks. */
static void
settle_blank(struct node *node, struct branches *branches)
{
	struct branch *branch;

	node->blank = true;
	for (branch = branches->first; branch != NULL; branch = branch->next)
		node->blank = node->blank && branch->block.blank;
	if (!node->blank)
		return;
	for (branch = branches->first; branch != NULL; branch = branch->next)
		parse_drop_blanks(&branch->block);
}

/* ---- if and unless ----------------------------------------------------- */

/* What follows else is ignored, as in Liquid. */
static int
parse_branches(struct parser *parser, struct node *node,
    const char *const *ends, bool inverted)
{
	struct branches *branches = parse_alloc(parser, sizeof(*branches));
	struct branch **tail = &branches->first, *branch;
	struct slice tag = {NULL, 0};

	node->data = branches;
	branches->inverted = inverted;
	do {
		branch = *tail = parse_alloc(parser, sizeof(*branch));
		tail = &branch->next;
		branch->at = tag.p != NULL ? parse_offset(parser, tag.p)
					   : node->at;
		if (!slice_is(tag, "else")) {
			branch->condition = parse_condition(parser);
			if (branch->condition == NULL)
				return -1;
		}
		if (parse_block(parser, node, ends, &branch->block, &tag) != 0)
			return -1;
	} while (!slice_is(tag, ends[0]));
	settle_blank(node, branches);
	return 0;
}

int
tag_parse_if(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endif", "elsif", "else", NULL};

	return parse_branches(parser, node, ends, false);
}

int
tag_parse_unless(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endunless", "elsif", "else", NULL};

	return parse_branches(parser, node, ends, true);
}

int
tag_render_if(struct render *render, const struct node *node)
{
	const struct branches *branches = node->data;
	const struct branch *branch;
	bool inverted = branches->inverted;
	int holds;

	for (branch = branches->first; branch != NULL; branch = branch->next) {
		holds = 1;
		if (branch->condition != NULL) {
			holds = render_condition(render, branch->condition);
			if (holds < 0)
				return -1;
			holds = holds != inverted;
		}
		if (holds)
			return render_block(render, &branch->block);
		inverted = false;
	}
	return 0;
}

int
tag_bound_if(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct bound_binding *vars = bounder->vars;
	const struct branches *branches = node->data;
	const struct branch *branch;
	bool inverted = branches->inverted;
	int holds;

	*out = bounds_none();
	for (branch = branches->first; branch != NULL; branch = branch->next) {
		holds = 1;
		if (branch->condition != NULL)
			holds = bound_decide(bounder, branch->condition);
		if (holds >= 0 && branch->condition != NULL)
			holds = holds != inverted;
		inverted = false;
		if (holds != 0 &&
		    bound_branch(bounder, branch, branch->at, &branch->block,
			vars, out) != 0)
			return -1;
		if (holds == 1)
			return 0;
	}
	bound_skip(bounder, node, node->at, out);
	return 0;
}

/* ---- case -------------------------------------------------------------- */

static int
parse_choices(struct parser *parser, struct branch *branch)
{
	struct choice **tail = &branch->choices, *choice;

	do {
		choice = *tail = parse_alloc(parser, sizeof(*choice));
		tail = &choice->next;
		choice->value = parse_expr(parser);
		if (choice->value == NULL)
			return -1;
	} while (parse_take(parser, ',') || parse_take_name(parser, "or"));
	return parse_end(parser);
}

/* What stands before the first when is dropped. */
int
tag_parse_case(struct parser *parser, struct node *node)
{
	static const char *const ends[] = {"endcase", "when", "else", NULL};
	struct branches *branches = parse_alloc(parser, sizeof(*branches));
	struct branch **tail = &branches->first, *branch;
	struct block ignored;
	struct slice tag;

	node->data = branches;
	branches->subject = parse_expr(parser);
	if (branches->subject == NULL || parse_end(parser) != 0 ||
	    parse_block(parser, node, ends, &ignored, &tag) != 0)
		return -1;
	while (!slice_is(tag, ends[0])) {
		branch = *tail = parse_alloc(parser, sizeof(*branch));
		tail = &branch->next;
		branch->at = parse_offset(parser, tag.p);
		if ((slice_is(tag, "when") ? parse_choices(parser, branch)
					   : parse_end(parser)) != 0)
			return -1;
		if (parse_block(parser, node, ends, &branch->block, &tag) != 0)
			return -1;
	}
	settle_blank(node, branches);
	return 0;
}

/*
 * Each value of a when that matches renders its block, as in Liquid; so the
 * subject is looked up for each: a block may have changed it.
 */
static int
render_choices(struct render *render, const struct branch *branch,
    const struct expr *subject, bool *matched)
{
	const struct choice *choice;
	struct value left, right;

	for (choice = branch->choices; choice != NULL; choice = choice->next) {
		if (render_eval(render, subject, &left) != 0 ||
		    render_operand(render, choice->value, &right) != 0)
			return -1;
		if (!value_equal(&left, &right, render->arena))
			continue;
		*matched = true;
		if (render_block(render, &branch->block) != 0)
			return -1;
	}
	return 0;
}

int
tag_render_case(struct render *render, const struct node *node)
{
	const struct branches *branches = node->data;
	const struct branch *branch;
	bool matched = false;
	int result;

	for (branch = branches->first; branch != NULL; branch = branch->next) {
		if (branch->choices != NULL)
			result = render_choices(
			    render, branch, branches->subject, &matched);
		else
			result = matched ? 0
					 : render_block(render, &branch->block);
		if (result != 0)
			return -1;
	}
	return 0;
}

/* Is there no other value that matches when this one does? */
static bool
excludes(const struct choice *choice, const struct choice *others,
    struct arena *arena)
{
	for (; others != NULL; others = others->next)
		if (others->value->kind != EXPR_LITERAL ||
		    value_equal(&choice->value->literal,
			&others->value->literal, arena))
			return false;
	return true;
}

/* Does at most one of all values match? */
static bool
exclude_each_other(const struct branch *branch, struct arena *arena)
{
	const struct branch *others;
	const struct choice *choice;

	for (; branch != NULL; branch = branch->next)
		for (choice = branch->choices; choice != NULL;
		     choice = choice->next) {
			if (!excludes(choice, choice->next, arena))
				return false;
			for (others = branch->next; others != NULL;
			     others = others->next)
				if (!excludes(choice, others->choices, arena))
					return false;
		}
	return true;
}

/* Any of them, or none without an else. */
static int
bound_one(struct bounder *bounder, const struct node *node,
    const struct branch *branch, struct bounds *out)
{
	const struct bound_binding *vars = bounder->vars;
	bool otherwise = false;

	*out = bounds_none();
	for (; branch != NULL; branch = branch->next) {
		otherwise = otherwise || branch->choices == NULL;
		if (bound_branch(bounder, branch, branch->at, &branch->block,
			vars, out) != 0)
			return -1;
	}
	if (!otherwise)
		bound_skip(bounder, node, node->at, out);
	return 0;
}

/* One behind the other, each or not; an else in place of all. */
static int
bound_several(
    struct bounder *bounder, const struct branch *branch, struct bounds *out)
{
	const struct choice *choice;
	struct bounds way;

	*out = bounds_of(bounder, slice_of(""));
	for (; branch != NULL; branch = branch->next) {
		for (choice = branch->choices; choice != NULL;
		     choice = choice->next) {
			way = bounds_none();
			if (bound_branch(bounder, branch, branch->at,
				&branch->block, bounder->vars, &way) != 0)
				return -1;
			bound_skip(bounder, choice, branch->at, &way);
			bounds_then(bounder, out, &way);
		}
		if (branch->choices == NULL &&
		    bound_branch(bounder, branch, branch->at, &branch->block,
			bounder->vars, out) != 0)
			return -1;
	}
	return 0;
}

int
tag_bound_case(
    struct bounder *bounder, const struct node *node, struct bounds *out)
{
	const struct branches *branches = node->data;

	return exclude_each_other(branches->first, bounder->render.arena)
	    ? bound_one(bounder, node, branches->first, out)
	    : bound_several(bounder, branches->first, out);
}
