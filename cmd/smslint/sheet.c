/* SPDX-License-Identifier: ISC */
#include "sheet.h"

#include "base/buf.h"
#include "base/file.h"
#include "config/yaml.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void
sheet_init(struct sheet *sheet)
{
	*sheet = (struct sheet){.files = NULL};
	sheet->last = &sheet->files;
}

void
sheet_release(struct sheet *sheet)
{
	free(sheet->findings);
	arena_release(&sheet->memory);
}

struct sheet_file *
sheet_add_file(struct sheet *sheet, const char *path, struct slice source)
{
	struct sheet_file *file = arena_alloc(&sheet->memory, sizeof(*file));

	*file = (struct sheet_file){
	    .path = arena_string(&sheet->memory, slice_of(path)),
	    .source = arena_slice(&sheet->memory, source)};
	*sheet->last = file;
	sheet->last = &file->next;
	return file;
}

struct sheet_file *
sheet_open_file(struct sheet *sheet, const char *path)
{
	struct sheet_file *file = sheet->files;
	struct error err;
	struct buf text;

	while (file != NULL && strcmp(file->path, path) != 0)
		file = file->next;
	if (file != NULL)
		return file;
	buf_init(&text, YAML_BYTES_MAX);
	if (file_read(path, &text, &err) == 0)
		file = sheet_add_file(sheet, path, buf_slice(&text));
	buf_release(&text);
	return file;
}

static bool
sheet_has(const struct sheet *sheet, const struct sheet_finding *finding)
{
	const struct sheet_finding *other;
	size_t i;

	/* The same file comes in one go. */
	for (i = sheet->count; i > 0; i--) {
		other = &sheet->findings[i - 1];
		if (other->file != finding->file)
			return false;
		if (other->rule == finding->rule && other->at == finding->at &&
		    other->length == finding->length)
			return true;
	}
	return false;
}

void
sheet_add(struct sheet *sheet, const struct sheet_finding *finding)
{
	struct sheet_finding *added;

	if (sheet_has(sheet, finding))
		return;
	if (ignores_cover(
		&finding->file->ignores, finding->rule, finding->at)) {
		sheet->ignored++;
		return;
	}
	sheet->findings = mem_realloc(
	    sheet->findings, sheet->count + 1, sizeof(*sheet->findings));
	added = &sheet->findings[sheet->count++];
	*added = *finding;
	added->message = arena_slice(&sheet->memory, finding->message);
	added->suggestion = arena_slice(&sheet->memory, finding->suggestion);
}

static int
sheet_compare(const void *a, const void *b)
{
	const struct sheet_finding *x = a, *y = b;
	int order;

	if (x->file != y->file) {
		order = strcmp(x->file->path, y->file->path);
		if (order != 0)
			return order;
	}
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->severity != y->severity)
		return x->severity > y->severity ? -1 : 1;
	return strcmp(x->rule->id, y->rule->id);
}

void
sheet_settle(struct sheet *sheet)
{
	size_t i;

	if (sheet->count > 0)
		qsort(sheet->findings, sheet->count, sizeof(*sheet->findings),
		    sheet_compare);
	sheet->errors = sheet->warnings = sheet->infos = 0;
	for (i = 0; i < sheet->count; i++) {
		if (sheet->findings[i].known)
			continue;
		if (sheet->findings[i].severity == LINT_ERROR)
			sheet->errors++;
		else if (sheet->findings[i].severity == LINT_WARNING)
			sheet->warnings++;
		else
			sheet->infos++;
	}
}

void
sheet_place(
    const struct sheet_file *file, size_t at, size_t *line, size_t *column)
{
	struct slice source = file->source;
	size_t i;

	*line = *column = 1;
	for (i = 0; i < at && i < source.n; i++)
		if (source.p[i] == '\n') {
			++*line;
			*column = 1;
		} else if (i + 1 >= source.n ||
		    !utf8_continues(source.p[i + 1])) {
			++*column;
		}
}

struct slice
sheet_line(const struct sheet_file *file, size_t at)
{
	struct slice source = file->source;
	size_t start = at < source.n ? at : source.n, end = start;

	while (start > 0 && source.p[start - 1] != '\n')
		start--;
	while (end < source.n && source.p[end] != '\n')
		end++;
	if (end > start && source.p[end - 1] == '\r')
		end--;
	return (struct slice){source.p + start, end - start};
}
