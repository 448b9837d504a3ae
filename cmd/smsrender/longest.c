/* SPDX-License-Identifier: ISC */
#include "longest.h"

#include "template/bound.h"
#include "text/segment.h"
#include "words.h"

#include <string.h>

struct longest {
	const struct template_file *file;
	struct buf *words;
	bool told; /* the longest comes first; the others are not wanted */
};

/* What the configuration says is the same for all calls. */
static bool
longest_fixed(void *context, struct slice name)
{
	(void)context;
	return slice_is(name, "brand");
}

static bool
longest_declared(
    void *context, struct slice path, struct bound_variable *variable)
{
	const struct longest *longest = context;
	const struct template_file *file = longest->file;
	const struct yaml_node *sample;
	size_t i;

	for (i = 0; i < file->variable_count; i++) {
		if (!slice_is(path, file->variables[i].path))
			continue;
		sample = file->variables[i].sample;
		*variable = (struct bound_variable){
		    .max = file->variables[i].max};
		if (sample != NULL && sample->type == YAML_TEXT)
			variable->sample = sample->text;
		return true;
	}
	return false;
}

static void
longest_tell(void *context, const struct bound_body *body)
{
	struct longest *longest = context;
	struct segment_count count;
	size_t i;

	if (longest->told)
		return;
	longest->told = true;
	if (body->open != NULL) {
		buf_addf(longest->words, "no limit: '%.*s' has none (%s:%d:%d)",
		    SLICE_ARG(body->open->label), body->open->place,
		    body->open->line, body->open->column);
		return;
	}
	segment_count(body->text, &count);
	words_size(longest->words, &count, body->text);
	for (i = 0; i < body->path_length; i++)
		buf_addf(longest->words, "%s%.*s",
		    i == 0 ? "; by way of " : ", ",
		    SLICE_ARG(body->path[i].label));
}

void
longest_words(const struct template_file *file, struct slice language,
    const struct template_scope *scope, struct arena *arena, struct buf *words)
{
	const struct wording *wording = wordings_choose(&file->body, language);
	struct longest longest = {.file = file, .words = words};
	struct template_scope spoken = *scope;
	const struct bound_scope bound = {.scope = &spoken,
	    .fixed = longest_fixed,
	    .declared = longest_declared,
	    .context = &longest};
	struct error err;

	spoken.language = wording->language;
	(void)template_bound(
	    wording->text, &bound, arena, longest_tell, &longest, &err);
}
