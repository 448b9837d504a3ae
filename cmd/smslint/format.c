/* SPDX-License-Identifier: ISC */
#include "format.h"

#include "record/scan.h"
#include "record/view.h"
#include "text/visible.h"

#include <string.h>

static const struct format formats[] = {
    {"text", format_text},
    {"jsonl", format_jsonl},
    {"github", format_github},
    {"sarif", format_sarif},
    {"junit", format_junit},
    {"rdjsonl", format_rdjsonl},
};

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

static void
format_count(struct buf *out, size_t count, const char *what)
{
	buf_addf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

void
format_summary(const struct sheet *sheet, struct buf *out)
{
	const struct sheet_file *file;
	size_t files = 0;

	for (file = sheet->files; file != NULL; file = file->next)
		files += file->listed;
	format_count(out, sheet->errors, "error");
	buf_adds(out, ", ");
	format_count(out, sheet->warnings, "warning");
	if (sheet->infos > 0)
		buf_addf(out, ", %zu for information", sheet->infos);
	buf_adds(out, " in ");
	format_count(out, files, "file");
}

struct format_span
format_span(const struct sheet_finding *finding)
{
	struct format_span span;

	sheet_place(finding->file, finding->at, &span.line, &span.column);
	sheet_place(finding->file, finding->at + finding->length,
	    &span.end_line, &span.end_column);
	return span;
}

void
format_clean(struct buf *out, struct slice text)
{
	size_t good;

	for (;;) {
		good = scan_utf8_prefix(text);
		buf_add(out, text.p, good);
		if (good == text.n)
			return;
		buf_addc(out, '?');
		text = (struct slice){text.p + good + 1, text.n - good - 1};
	}
}

void
format_string(struct buf *out, struct slice text)
{
	struct buf clean;

	buf_init(&clean, BUF_NO_CAP);
	format_clean(&clean, text);
	view_write_string(out, buf_slice(&clean));
	buf_release(&clean);
}

void
format_line(struct buf *out, struct slice text)
{
	struct buf clean;

	buf_init(&clean, BUF_NO_CAP);
	format_clean(&clean, text);
	visible_add_line(out, buf_slice(&clean));
	buf_release(&clean);
}
