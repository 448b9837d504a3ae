/* SPDX-License-Identifier: ISC */
/*
 * What segment_fit makes of the longest texts: each is cut as its rendering
 * would be.
 */
#include "template/bounds.h"
#include "template/fit.h"

void
bounds_fit(struct bounder *bounder, struct bounds *bounds, size_t most)
{
	struct rope *leaf;
	struct slice text;
	int kind;

	for (kind = 0; kind < BOUND_KINDS; kind++) {
		if (bounds->best[kind].text == NULL)
			continue;
		text = rope_text(bounder, bounds->best[kind].text);
		leaf = arena_alloc(bounder->render.arena, sizeof(*leaf));
		*leaf = (struct rope){.text = text,
		    .bytes = text.n,
		    .most = most,
		    .template = bounder->render.template,
		    .at = bounder->render.at,
		    .texts = text.n > 0};
		bounds->best[kind].text = leaf;
	}
}

/*
 * Notes the leaves that may be cut, the last one first; `before` is the number
 * of bytes in front of the rope.  As deep as rope_copy goes.
 */
static struct fit **
note_fits(struct bounder *bounder, const struct rope *rope, size_t before,
    struct fit **tail)
{
	for (; rope != NULL; rope = rope->left) {
		const struct rope *last = rope->left != NULL ? rope->right
							     : rope;
		size_t start = before + rope->bytes - last->bytes;

		if (last->left != NULL) {
			tail = note_fits(bounder, last, start, tail);
		} else if (last->most > 0) {
			*tail = arena_alloc(
			    bounder->render.arena, sizeof(**tail));
			**tail = (struct fit){.start = start,
			    .length = last->bytes,
			    .most = last->most,
			    .ellipsis = slice_of("")};
			tail = &(*tail)->before;
		}
	}
	return tail;
}

int
rope_cut(struct bounder *bounder, const struct rope *rope, struct slice *text)
{
	struct fit *fits = NULL;
	struct fit_cut cut;

	(void)note_fits(bounder, rope, 0, &fits);
	*text = rope_text(bounder, rope);
	return fits == NULL
	    ? 0
	    : fit_find(&bounder->render, fits, *text, &cut, text);
}
