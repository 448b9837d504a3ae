/* SPDX-License-Identifier: ISC */
#include "template_work.h"

#include "template/source.h"

#include <string.h>

bool
spot_is_own(const struct work *work, const char *place)
{
	return strcmp(place, work->file->path) == 0;
}

struct spot
spot_whole(const struct work *work)
{
	const struct yaml_node *node = work->node;

	if (node->key != NULL)
		return (struct spot){
		    work->file, node->key_at, strlen(node->key), false};
	return (struct spot){work->file, node->at, node->end - node->at, false};
}

bool
spot_set(const struct work *work, const char *place, size_t at, size_t length,
    struct spot *spot)
{
	struct slice source = work->file->source;
	size_t end;

	if (spot_is_own(work, place)) {
		spot->file = work->file;
		spot->at = yaml_trace(source, work->node, at);
		end = yaml_trace(source, work->node, at + length);
		spot->length = end > spot->at ? end - spot->at : 0;
		return true;
	}
	spot->file = sheet_open_file(work->sheet, place);
	spot->at = at;
	spot->length = length;
	return spot->file != NULL && at + length <= spot->file->source.n;
}

/* The expression that begins there, to the end of its tag. */
static struct slice
spot_tag(const struct work *work, const struct bound_part *part)
{
	struct slice source = work->wording->source, rest;
	const struct sheet_file *file;
	size_t end;

	if (!spot_is_own(work, part->place)) {
		file = sheet_open_file(work->sheet, part->place);
		source = file != NULL ? file->source : LINT_NONE;
	}
	if (part->at >= source.n)
		return LINT_NONE;
	rest = (struct slice){source.p + part->at, source.n - part->at};
	end = slice_find(rest, slice_of("}"));
	if (end != SIZE_MAX)
		rest.n = end;
	return slice_trim(rest, " \t\r\n%-");
}

/*
 * Is what a value printed the author's own word, in quotes in the tag?  What a
 * sample or the brand says is nobody's fault here.
 */
static bool
spot_says(struct work *work, struct slice tag, struct slice text)
{
	struct buf whole;
	bool says;

	if (tag.p == NULL)
		return false;
	buf_init(&whole, BUF_NO_CAP);
	buf_adds(&whole, "{{");
	buf_addslice(&whole, tag);
	says = slice_find(source_words(buf_slice(&whole), &work->memory),
		   text) != SIZE_MAX;
	buf_release(&whole);
	return says;
}

bool
spot_find(struct work *work, const struct bound_body *body, size_t start,
    size_t length, struct spot *spot)
{
	const struct bound_part *part;
	size_t stop = start + length, from, to, i;
	struct slice tag;

	for (i = 0; i < body->part_count; i++) {
		part = &body->parts[i];
		if (part->start + part->length <= start || part->start >= stop)
			continue;
		from = start > part->start ? start : part->start;
		to = stop < part->start + part->length
		    ? stop
		    : part->start + part->length;
		if (part->literal) {
			spot->exact = from == start && to == stop;
			return spot_set(work, part->place,
			    part->at + (from - part->start), to - from, spot);
		}
		tag = spot_tag(work, part);
		if (!spot_says(work, tag,
			(struct slice){body->text.p + from, to - from}))
			continue;
		spot->exact = false;
		return spot_set(work, part->place, part->at, tag.n, spot);
	}
	return false;
}
