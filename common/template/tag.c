/* SPDX-License-Identifier: ISC */
#include "template/tag.h"

#include "base/nearest.h"

static const struct tag tags[] = {
    {"#", tag_parse_inline_comment, NULL, NULL},
    {"assign", tag_parse_assign, tag_render_assign, tag_bound_assign},
    {"break", tag_parse_interrupt, tag_render_break, NULL},
    {"capture", tag_parse_capture, tag_render_capture, tag_bound_capture},
    {"case", tag_parse_case, tag_render_case, tag_bound_case},
    {"comment", tag_parse_comment, NULL, NULL},
    {"continue", tag_parse_interrupt, tag_render_continue, NULL},
    {"cycle", tag_parse_cycle, tag_render_cycle, tag_bound_cycle},
    {"decrement", tag_parse_decrement, tag_render_counter, tag_bound_counter},
    {"doc", tag_parse_doc, NULL, NULL},
    {"echo", tag_parse_output, tag_render_output, tag_bound_output},
    {"for", tag_parse_for, tag_render_for, tag_bound_for},
    {"if", tag_parse_if, tag_render_if, tag_bound_if},
    {"ifchanged", tag_parse_ifchanged, tag_render_ifchanged,
	tag_bound_ifchanged},
    {"include", tag_parse_include, tag_render_partial, tag_bound_partial},
    {"increment", tag_parse_increment, tag_render_counter, tag_bound_counter},
    {"liquid", tag_parse_liquid, tag_render_liquid, tag_bound_liquid},
    {"raw", tag_parse_raw, tag_render_text, tag_bound_text},
    {"render", tag_parse_render, tag_render_partial, tag_bound_partial},
    {"tablerow", tag_parse_tablerow, tag_render_tablerow, tag_bound_tablerow},
    {"unless", tag_parse_unless, tag_render_if, tag_bound_if},
};

const struct tag tag_text = {
    "text", tag_parse_text, tag_render_text, tag_bound_text};
const struct tag tag_output = {
    "{{", tag_parse_output, tag_render_output, tag_bound_output};

enum {
	TAG_COUNT = sizeof(tags) / sizeof(tags[0]),
	TAG_ENDS_MAX = 4, /* names that end any block */
};

const struct tag *
tag_find(struct slice name)
{
	size_t i;

	for (i = 0; i < TAG_COUNT; i++)
		if (slice_is(name, tags[i].name))
			return &tags[i];
	return NULL;
}

const char *
tag_nearest(struct slice name, const char *const *ends)
{
	const char *names[TAG_COUNT + TAG_ENDS_MAX];
	size_t count = 0, i;

	for (i = 0; ends != NULL && ends[i] != NULL && i < TAG_ENDS_MAX; i++)
		names[count++] = ends[i];
	for (i = 0; i < TAG_COUNT; i++)
		names[count++] = tags[i].name;
	return nearest_slice(name, names, count);
}
