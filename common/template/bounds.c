/* SPDX-License-Identifier: ISC */
#include "template/bounds.h"

#include "text/segment.h"

#include <string.h>

enum { BOUND_CHOICES_MAX = 10000 }; /* on one way */

/* ---- ropes -------------------------------------------------------------- */

static const struct rope *
rope_leaf(struct bounder *bounder, struct slice text,
    const struct bound_choice *choice)
{
	struct rope *leaf = arena_alloc(bounder->render.arena, sizeof(*leaf));

	*leaf = (struct rope){.text = text,
	    .choice = choice,
	    .template = bounder->render.template,
	    .at = bounder->render.at,
	    .bytes = text.n,
	    .choices = choice != NULL,
	    .texts = text.n > 0};
	return leaf;
}

static const struct rope *
rope_join(struct bounder *bounder, const struct rope *a, const struct rope *b)
{
	struct rope *both;

	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	both = arena_alloc(bounder->render.arena, sizeof(*both));
	*both = (struct rope){.left = a,
	    .right = b,
	    .bytes = a->bytes + b->bytes,
	    .choices = a->choices + b->choices,
	    .texts = a->texts + b->texts};
	return both;
}

/*
 * From the end to the front: ropes are long to the left, where parts were
 * added, and only as deep to the right as blocks are inside each other.
 */
static void
rope_copy(const struct rope *rope, char *text, struct bound_choice *choices)
{
	for (; rope != NULL; rope = rope->left) {
		const struct rope *last = rope->left != NULL ? rope->right
							     : rope;
		size_t at = rope->bytes - last->bytes;
		size_t skipped = rope->choices - last->choices;

		if (last->left != NULL)
			rope_copy(last, text != NULL ? text + at : NULL,
			    choices != NULL ? choices + skipped : NULL);
		else if (text != NULL && last->text.n > 0)
			memcpy(text + at, last->text.p, last->text.n);
		else if (choices != NULL && last->choice != NULL)
			choices[skipped] = *last->choice;
	}
}

struct slice
rope_text(struct bounder *bounder, const struct rope *rope)
{
	size_t n = rope != NULL ? rope->bytes : 0;
	char *text = arena_alloc(bounder->render.arena, n + 1);

	rope_copy(rope, text, NULL);
	return (struct slice){text, n};
}

const struct bound_choice *
rope_path(struct bounder *bounder, const struct rope *rope)
{
	size_t n = rope != NULL ? rope->choices : 0;
	struct bound_choice *choices = arena_alloc(
	    bounder->render.arena, (n + 1) * sizeof(*choices));

	rope_copy(rope, NULL, choices);
	return choices;
}

/* ---- bounds ------------------------------------------------------------- */

struct bounds
bounds_none(void)
{
	return (struct bounds){.open = NULL};
}

static size_t
utf16_units(struct slice text)
{
	size_t units = 0, i;

	for (i = 0; i < text.n; i++)
		units += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	for (i = 0; i < text.n; i++) /* two for what is beyond U+FFFF */
		units += (unsigned char)text.p[i] >= 0xf0;
	return units;
}

struct bounds
bounds_of(struct bounder *bounder, struct slice text)
{
	struct bounds bounds = bounds_none();
	struct bound_text one = {.possible = true};
	struct segment_count count;

	if (text.n > 0)
		one.text = rope_leaf(bounder, text, NULL);
	segment_count(text, &count);
	one.length = utf16_units(text);
	if (count.encoding == SEGMENT_UCS2) {
		bounds.best[BOUND_WIDE] = one;
		return bounds;
	}
	bounds.best[BOUND_PLAIN] = one;
	one.length = count.units;
	bounds.best[BOUND_SEPTETS] = one;
	return bounds;
}

/* The way of a text; one that a loop doubles is not told to its end. */
static const struct rope *
path_then(struct bounder *bounder, const struct rope *a, const struct rope *b)
{
	if (a != NULL && b != NULL &&
	    a->choices + b->choices > BOUND_CHOICES_MAX)
		return a;
	return rope_join(bounder, a, b);
}

/* What no rendering may print any more is not made longer: *cut. */
static struct bound_text
text_then(struct bounder *bounder, const struct bound_text *a,
    const struct bound_text *b, bool *cut)
{
	size_t bytes = 0;

	if (!a->possible || !b->possible)
		return (struct bound_text){.possible = false};
	bytes += a->text != NULL ? a->text->bytes : 0;
	bytes += b->text != NULL ? b->text->bytes : 0;
	if (bytes > TEMPLATE_OUTPUT_MAX) {
		*cut = true;
		return *a;
	}
	return (struct bound_text){.possible = true,
	    .length = a->length + b->length,
	    .text = rope_join(bounder, a->text, b->text),
	    .path = path_then(bounder, a->path, b->path)};
}

static void
text_or(struct bound_text *a, const struct bound_text *b)
{
	if (b->possible && (!a->possible || b->length > a->length))
		*a = *b;
}

void
bounds_then(struct bounder *bounder, struct bounds *a, const struct bounds *b)
{
	const struct bound_text *x = a->best, *y = b->best;
	struct bounds both = {.open = a->open != NULL ? a->open : b->open,
	    .forced = a->forced || b->forced};
	struct bound_text wide;
	bool cut = false;

	both.best[BOUND_SEPTETS] = text_then(
	    bounder, &x[BOUND_SEPTETS], &y[BOUND_SEPTETS], &cut);
	both.best[BOUND_PLAIN] = text_then(
	    bounder, &x[BOUND_PLAIN], &y[BOUND_PLAIN], &cut);
	both.best[BOUND_WIDE] = text_then(
	    bounder, &x[BOUND_WIDE], &y[BOUND_WIDE], &cut);
	wide = text_then(bounder, &x[BOUND_WIDE], &y[BOUND_PLAIN], &cut);
	text_or(&both.best[BOUND_WIDE], &wide);
	wide = text_then(bounder, &x[BOUND_PLAIN], &y[BOUND_WIDE], &cut);
	text_or(&both.best[BOUND_WIDE], &wide);
	if (cut)
		bounds_open(
		    bounder, &both, bounder->render.at, slice_of("too long"));
	*a = both;
}

void
bounds_or(struct bounds *a, const struct bounds *b)
{
	int kind;

	if (a->forced)
		return;
	if (b->forced) {
		*a = *b;
		return;
	}
	for (kind = 0; kind < BOUND_KINDS; kind++)
		text_or(&a->best[kind], &b->best[kind]);
	if (a->open == NULL)
		a->open = b->open;
}

/* ---- choices ------------------------------------------------------------ */

static struct bound_choice
choice_at(const struct template *template, size_t at, struct slice label)
{
	struct bound_choice choice = {.place = template->place, .label = label};

	template_place(template, at, &choice.line, &choice.column);
	return choice;
}

void
bounds_open(struct bounder *bounder, struct bounds *bounds, size_t at,
    struct slice label)
{
	struct bound_choice *open;

	if (bounds->open != NULL)
		return;
	open = arena_alloc(bounder->render.arena, sizeof(*open));
	*open = choice_at(bounder->render.template, at, label);
	bounds->open = open;
}

/* The tag that begins there, without its braces. */
static struct slice
tag_label(const struct bounder *bounder, size_t at)
{
	struct slice source = bounder->render.template->source, label;
	size_t end;

	label = (struct slice){source.p + at, source.n - at};
	end = slice_find(label, slice_of("%}"));
	if (end != SIZE_MAX)
		label.n = end;
	end = slice_find(label, slice_of("\n"));
	if (end != SIZE_MAX)
		label.n = end;
	while (label.n > 0 && strchr(" \t\r-", label.p[label.n - 1]) != NULL)
		label.n--;
	return label;
}

/* The bounds are those of a branch: its tag stands on their ways. */
static void
add_choice(struct bounder *bounder, struct bounds *bounds,
    const struct bound_choice *choice)
{
	const struct rope *leaf = rope_leaf(
	    bounder, (struct slice){NULL, 0}, choice);
	int kind;

	for (kind = 0; kind < BOUND_KINDS; kind++)
		bounds->best[kind].path = rope_join(
		    bounder, leaf, bounds->best[kind].path);
}

/* ---- variables ---------------------------------------------------------- */

const struct bound_value *
bound_find(const struct bounder *bounder, struct slice name)
{
	const struct bound_binding *binding = bounder->vars;

	while (binding != NULL && !slice_equal(binding->name, name))
		binding = binding->next;
	return binding != NULL ? &binding->value : NULL;
}

void
bound_assign(
    struct bounder *bounder, struct slice name, const struct bound_value *value)
{
	struct bound_binding *binding = arena_alloc(
	    bounder->render.arena, sizeof(*binding));

	*binding = (struct bound_binding){
	    .name = name, .value = *value, .next = bounder->vars};
	bounder->vars = binding;
}

/* The names that `newer` gave since `base` may have either value from now. */
static int
join_names(struct bounder *bounder, const struct bound_binding *newer,
    const struct bound_binding *base)
{
	const struct bound_value *other;
	struct bound_value joined;
	struct bounds bounds;

	for (; newer != base; newer = newer->next) {
		joined = (struct bound_value){.exact = false};
		if (bound_shown(bounder, &newer->value, &joined.bounds) != 0)
			return -1;
		other = bound_find(bounder, newer->name);
		if (other != NULL) {
			if (bound_shown(bounder, other, &bounds) != 0)
				return -1;
			bounds_or(&joined.bounds, &bounds);
		}
		bound_assign(bounder, newer->name, &joined);
	}
	return 0;
}

/* ---- branches ----------------------------------------------------------- */

/* In a loop a branch is met more than once. */
static struct bound_choice *
note_branch(struct bounder *bounder, const void *id, size_t at)
{
	struct bound_branch *branch = bounder->branches;

	while (branch != NULL && branch->id != id)
		branch = branch->next;
	if (branch != NULL)
		return &branch->choice;
	branch = arena_alloc(bounder->render.arena, sizeof(*branch));
	*branch = (struct bound_branch){.id = id,
	    .choice = choice_at(
		bounder->render.template, at, tag_label(bounder, at)),
	    .next = bounder->branches};
	bounder->branches = branch;
	return &branch->choice;
}

void
bound_way(struct bounder *bounder, const void *id, size_t at,
    struct bounds *bounds, struct bounds *out)
{
	bounds->forced = bounds->forced || id == bounder->forced;
	add_choice(bounder, bounds, note_branch(bounder, id, at));
	bounds_or(out, bounds);
}

int
bound_branch(struct bounder *bounder, const void *id, size_t at,
    const struct block *block, const struct bound_binding *vars,
    struct bounds *out)
{
	const struct bound_binding *before = bounder->vars, *made;
	struct bounds bounds;

	(void)note_branch(bounder, id, at); /* before those inside */
	bounder->vars = vars;
	if (bound_block(bounder, block, &bounds) != 0)
		return -1;
	made = bounder->vars;
	bounder->vars = before;
	bound_way(bounder, id, at, &bounds, out);
	return join_names(bounder, made, vars);
}

void
bound_skip(
    struct bounder *bounder, const void *id, size_t at, struct bounds *out)
{
	struct bounds empty = bounds_of(bounder, slice_of(""));

	if (!bounder->scope->gaps) {
		bounds_or(out, &empty);
		return;
	}
	note_branch(bounder, id, at)->gap = true;
	bound_way(bounder, id, at, &empty, out);
}
