/* SPDX-License-Identifier: ISC */
/*
 * Where the longest texts come from: each leaf of a rope knows the place of
 * the template that made it.
 */
#include "template/bounds.h"

/* What a walk over the leaves fills. */
struct parts {
	struct bound_part *items;
	size_t cut_start, cut_end; /* from the first to the last that is cut */
	bool cut;
};

/* The author's own words are printed as they stand in the source. */
static bool
leaf_is_literal(const struct rope *leaf)
{
	const struct slice *source = &leaf->template->source;
	uintptr_t from = (uintptr_t)source->p, p = (uintptr_t)leaf->text.p;

	return p >= from && p < from + source->n;
}

static struct bound_part
leaf_part(const struct rope *leaf, size_t start)
{
	struct bound_part part = {.start = start,
	    .length = leaf->bytes,
	    .place = leaf->template->place,
	    .at = leaf->at,
	    .literal = leaf_is_literal(leaf)};

	if (part.literal)
		part.at = (size_t)(leaf->text.p - leaf->template->source.p);
	return part;
}

/* From the end to the front, as rope_copy goes. */
static void
walk(struct parts *parts, const struct rope *rope, size_t start, size_t index)
{
	for (; rope != NULL; rope = rope->left) {
		const struct rope *last = rope->left != NULL ? rope->right
							     : rope;
		size_t at = start + rope->bytes - last->bytes;
		size_t place = index + rope->texts - last->texts;

		if (last->left != NULL) {
			walk(parts, last, at, place);
			continue;
		}
		if (last->texts == 0)
			continue;
		parts->items[place] = leaf_part(last, at);
		if (last->most == 0)
			continue;
		parts->cut_end = parts->cut ? parts->cut_end : at + last->bytes;
		parts->cut_start = at;
		parts->cut = true;
	}
}

/* Parts of a text that was cut: those before, and those behind moved. */
static size_t
keep_outside(struct parts *parts, size_t count, size_t lost)
{
	struct bound_part *part;
	size_t i, kept = 0;

	for (i = 0; i < count; i++) {
		part = &parts->items[i];
		if (part->start >= parts->cut_end)
			part->start -= lost;
		else if (part->start >= parts->cut_start)
			continue;
		parts->items[kept++] = *part;
	}
	return kept;
}

void
rope_parts(struct bounder *bounder, const struct rope *rope, struct slice text,
    struct bound_body *body)
{
	size_t count = rope != NULL ? rope->texts : 0;
	struct parts parts = {.cut = false};

	parts.items = arena_alloc(
	    bounder->render.arena, (count + 1) * sizeof(*parts.items));
	walk(&parts, rope, 0, 0);
	if (parts.cut && text.n <= rope->bytes)
		count = keep_outside(&parts, count, rope->bytes - text.n);
	body->parts = parts.items;
	body->part_count = count;
}
