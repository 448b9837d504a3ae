/* SPDX-License-Identifier: ISC */
#include "template/template.h"

#include "base/mem.h"
#include "record/scan.h"
#include "template/fit.h"
#include "template/parse.h"
#include "template/render.h"

#include <stdlib.h>

/* Columns count characters. */
void
template_place(
    const struct template *template, size_t at, int *line, int *column)
{
	const char *p = template->source.p, *end = p + at;

	*line = template->line;
	*column = 1;
	for (; p < end; p++) {
		if (*p == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)*p & 0xc0) != 0x80) {
			++*column;
		}
	}
}

int
template_blame(const struct template *template, size_t at, struct error *err)
{
	int line, column;

	template_place(template, at, &line, &column);
	return error_prefix(err, "%s:%d:%d", template->place, line, column);
}

/* Keeps a copy of the source; NULL with an error when it is too large or not
 * UTF-8. */
static struct template *
template_new(
    struct slice source, const char *place, int line, struct error *err)
{
	struct template *template;
	size_t at;

	if (source.n > TEMPLATE_SOURCE_MAX) {
		error_set(err, EX_DATAERR,
		    "%s:%d: a template is larger than %d bytes", place, line,
		    TEMPLATE_SOURCE_MAX);
		return NULL;
	}
	template = mem_zalloc(1, sizeof(*template));
	template->source = (struct slice){
	    arena_copy(&template->arena, source.p, source.n), source.n};
	template->place = arena_string(&template->arena, slice_of(place));
	template->line = line;
	at = scan_utf8_prefix(template->source);
	if (at == source.n)
		return template;
	error_set(err, EX_DATAERR, "what stands here is not UTF-8");
	(void)template_blame(template, at, err);
	template_free(template);
	return NULL;
}

struct template *
template_parse(
    struct slice source, const char *place, int line, struct error *err)
{
	struct template *template = template_new(source, place, line, err);
	struct parser parser = {.template = template, .err = err};
	struct slice end;

	if (template == NULL)
		return NULL;
	parser.cutter.source = template->source;
	if (parse_block(&parser, NULL, NULL, &template->body, &end) == 0)
		return template;
	template_free(template);
	return NULL;
}

struct template *
template_parse_condition(
    struct slice source, const char *place, int line, struct error *err)
{
	struct template *template = template_new(source, place, line, err);
	struct parser parser = {.template = template, .err = err};

	if (template == NULL)
		return NULL;
	lex_start(&parser.lexer, template->source);
	template->condition = parse_condition(&parser);
	if (template->condition != NULL)
		return template;
	template_free(template);
	return NULL;
}

void
template_free(struct template *template)
{
	if (template == NULL)
		return;
	arena_release(&template->arena);
	free(template);
}

int
template_render(const struct template *template,
    const struct template_scope *scope, struct arena *arena, struct buf *out,
    struct error *err)
{
	struct render render = {.template = template,
	    .scope = scope,
	    .arena = arena,
	    .out = out,
	    .start = out->len,
	    .err = err};

	if (render_block(&render, &template->body) == 0 &&
	    fit_text(&render) == 0) {
		render_tell(&render);
		return 0;
	}
	buf_splice(
	    out, render.start, out->len - render.start, (struct slice){"", 0});
	return -1;
}

int
template_test(const struct template *template,
    const struct template_scope *scope, struct arena *arena, struct error *err)
{
	struct render render = {
	    .template = template, .scope = scope, .arena = arena, .err = err};

	return render_condition(&render, template->condition);
}
