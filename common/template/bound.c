/* SPDX-License-Identifier: ISC */
#include "template/bound.h"

#include "template/bounds.h"
#include "template/tag.h"
#include "text/segment.h"

/* ---- blocks ------------------------------------------------------------- */

static int
bound_nodes(
    struct bounder *bounder, const struct block *block, struct bounds *out)
{
	const struct node *node;
	struct bounds bounds;

	*out = bounds_of(bounder, slice_of(""));
	for (node = block->first; node != NULL; node = node->next) {
		if (node->tag->bound == NULL)
			continue;
		bounder->render.at = node->at;
		if (node->tag->bound(bounder, node, &bounds) != 0)
			return -1;
		bounds_then(bounder, out, &bounds);
	}
	return 0;
}

int
bound_block(
    struct bounder *bounder, const struct block *block, struct bounds *out)
{
	int result;

	if (bounder->depth == RENDER_NEST_MAX)
		return render_fail(&bounder->render,
		    "blocks and partials are nested deeper than %d",
		    RENDER_NEST_MAX);
	bounder->depth++;
	result = bound_nodes(bounder, block, out);
	bounder->depth--;
	return result;
}

/* ---- bodies ------------------------------------------------------------- */

/* Takes one of two texts more segments, or more of the last one? */
static bool
costs_more(struct slice a, struct slice b)
{
	struct segment_count x, y;

	segment_count(a, &x);
	segment_count(b, &y);
	if (x.segments != y.segments)
		return x.segments > y.segments;
	return x.encoding == y.encoding ? x.units > y.units : x.left < y.left;
}

/* Of three texts the one that costs most. */
static int
settle(struct bounder *bounder, const struct bounds *bounds,
    struct bound_body *body)
{
	const struct bound_text *best, *chosen = NULL;
	struct slice text;
	int kind;

	*body = (struct bound_body){.open = bounds->open};
	for (kind = 0; kind < BOUND_KINDS; kind++) {
		best = &bounds->best[kind];
		if (!best->possible)
			continue;
		if (rope_cut(bounder, best->text, &text) != 0)
			return -1;
		if (body->text.p != NULL && !costs_more(text, body->text))
			continue;
		body->text = text;
		chosen = best;
	}
	if (chosen == NULL)
		return 0;
	body->path = rope_path(bounder, chosen->path);
	body->path_length = chosen->path != NULL ? chosen->path->choices : 0;
	rope_parts(bounder, chosen->text, body->text, body);
	return 0;
}

static int
bound_through(struct bounder *bounder, const struct template *template,
    const struct bound_branch *branch, struct bound_body *body)
{
	struct bounds bounds;

	bounder->vars = NULL;
	bounder->forced = branch != NULL ? branch->id : NULL;
	if (bound_block(bounder, &template->body, &bounds) != 0)
		return -1;
	if (settle(bounder, &bounds, body) != 0)
		return -1;
	body->branch = branch != NULL ? &branch->choice : NULL;
	return 0;
}

static bool
is_on_path(const struct bound_body *body, const struct bound_choice *choice)
{
	size_t i;

	for (i = 0; i < body->path_length; i++)
		if (body->path[i].place == choice->place &&
		    body->path[i].line == choice->line &&
		    body->path[i].column == choice->column &&
		    body->path[i].gap == choice->gap)
			return true;
	return false;
}

static void
mark_covered(struct bound_branch *branch, const struct bound_body *body)
{
	for (; branch != NULL; branch = branch->next)
		branch->covered = branch->covered ||
		    is_on_path(body, &branch->choice);
}

/* What cannot be gone through is passed over: it is never on the way. */
static int
visit_branches(struct bounder *bounder, const struct template *template,
    struct bound_branch *branches,
    void (*visit)(void *context, const struct bound_body *body), void *context)
{
	struct bound_branch *branch;
	struct bound_body body;

	for (branch = branches; branch != NULL; branch = branch->next) {
		if (branch->covered)
			continue;
		if (bound_through(bounder, template, branch, &body) != 0)
			return -1;
		mark_covered(branches, &body);
		if (branch->covered)
			visit(context, &body);
	}
	return 0;
}

static struct bound_branch *
reverse(struct bound_branch *branch)
{
	struct bound_branch *reversed = NULL, *next;

	for (; branch != NULL; branch = next) {
		next = branch->next;
		branch->next = reversed;
		reversed = branch;
	}
	return reversed;
}

int
template_bound(const struct template *template, const struct bound_scope *scope,
    struct arena *arena,
    void (*visit)(void *context, const struct bound_body *body), void *context,
    struct error *err)
{
	struct template_scope exact = *scope->scope;
	struct bounder bounder = {.scope = scope};
	struct bound_body longest;
	struct buf out;
	int result;

	exact.lax = true;
	exact.guard = NULL;
	buf_init(&out, BUF_NO_CAP);
	bounder.render = (struct render){.template = template,
	    .scope = &exact,
	    .arena = arena,
	    .out = &out,
	    .err = err};
	result = bound_through(&bounder, template, NULL, &longest);
	if (result == 0) {
		visit(context, &longest);
		bounder.branches = reverse(bounder.branches);
		mark_covered(bounder.branches, &longest);
		result = visit_branches(
		    &bounder, template, bounder.branches, visit, context);
	}
	buf_release(&out);
	return result;
}
