/* SPDX-License-Identifier: ISC */
/*
 * Reviewdog Diagnostic Format, a Diagnostic a line (reviewdog/proto/rdf).  Its
 * columns count bytes of UTF-8, from 1.
 */
#include "format.h"

static const char *const levels[] = {
    [LINT_INFO] = "INFO",
    [LINT_WARNING] = "WARNING",
    [LINT_ERROR] = "ERROR",
};

static void
rdjsonl_position(struct buf *out, const struct sheet_file *file, size_t at)
{
	struct slice line = sheet_line(file, at);
	size_t number, column;

	sheet_place(file, at, &number, &column);
	buf_addf(out, "{\"line\":%zu,\"column\":%zu}", number,
	    (size_t)(file->source.p + at - line.p) + 1);
}

static void
rdjsonl_range(struct buf *out, const struct sheet_finding *finding)
{
	buf_adds(out, "\"range\":{\"start\":");
	rdjsonl_position(out, finding->file, finding->at);
	buf_adds(out, ",\"end\":");
	rdjsonl_position(out, finding->file, finding->at + finding->length);
	buf_addc(out, '}');
}

static void
rdjsonl_line(struct buf *out, const struct sheet_finding *finding)
{
	buf_adds(out, "{\"message\":");
	format_string(out, finding->message);
	buf_adds(out, ",\"location\":{\"path\":");
	format_string(out, slice_of(finding->file->path));
	buf_addc(out, ',');
	rdjsonl_range(out, finding);
	buf_addf(out,
	    "},\"severity\":\"%s\",\"source\":{\"name\":\"smslint\"},"
	    "\"code\":{\"value\":\"%s\"}",
	    levels[finding->severity], finding->rule->id);
	if (finding->suggestion.p != NULL && finding->exact) {
		buf_adds(out, ",\"suggestions\":[{");
		rdjsonl_range(out, finding);
		buf_adds(out, ",\"text\":");
		format_string(out, finding->suggestion);
		buf_adds(out, "}]");
	}
	buf_adds(out, "}\n");
}

void
format_rdjsonl(const struct sheet *sheet, bool colour, struct buf *out)
{
	size_t i;

	(void)colour;
	for (i = 0; i < sheet->count; i++)
		if (!sheet->findings[i].known)
			rdjsonl_line(out, &sheet->findings[i]);
}
