/* SPDX-License-Identifier: ISC */
#include "format.h"

/* XML 1.0: what it cannot have at all becomes '?'. */
static void
junit_escape(struct buf *out, struct slice text)
{
	struct buf clean;
	size_t i;

	buf_init(&clean, BUF_NO_CAP);
	format_clean(&clean, text);
	text = buf_slice(&clean);
	for (i = 0; i < text.n; i++)
		switch (text.p[i]) {
		case '&':
			buf_adds(out, "&amp;");
			break;
		case '<':
			buf_adds(out, "&lt;");
			break;
		case '>':
			buf_adds(out, "&gt;");
			break;
		case '"':
			buf_adds(out, "&quot;");
			break;
		default:
			buf_addc(out,
			    (unsigned char)text.p[i] < ' ' ? '?' : text.p[i]);
		}
	buf_release(&clean);
}

/* A finding for information is a passed case that says so. */
static void
junit_case(struct buf *out, const struct sheet_finding *finding)
{
	struct format_span span = format_span(finding);
	bool fails = finding->severity != LINT_INFO;

	buf_addf(out, "    <testcase classname=\"");
	junit_escape(out, slice_of(finding->file->path));
	buf_addf(out, "\" name=\"%s:%zu:%zu\">\n      ", finding->rule->id,
	    span.line, span.column);
	if (fails)
		buf_addf(out, "<failure type=\"%s\" message=\"",
		    lint_severity_name(finding->severity));
	else
		buf_adds(out, "<system-out>");
	junit_escape(out, finding->message);
	buf_adds(out, fails ? "\"/>\n" : "</system-out>\n");
	buf_adds(out, "    </testcase>\n");
}

static void
junit_suite(
    const struct sheet *sheet, const struct sheet_file *file, struct buf *out)
{
	size_t i, cases = 0, failures = 0;

	for (i = 0; i < sheet->count; i++)
		if (sheet->findings[i].file == file &&
		    !sheet->findings[i].known) {
			cases++;
			failures += sheet->findings[i].severity != LINT_INFO;
		}
	buf_adds(out, "  <testsuite name=\"");
	junit_escape(out, slice_of(file->path));
	buf_addf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\">\n",
	    cases > 0 ? cases : 1, failures);
	if (cases == 0) {
		buf_adds(out, "    <testcase classname=\"");
		junit_escape(out, slice_of(file->path));
		buf_adds(out, "\" name=\"smslint\"/>\n");
	}
	for (i = 0; i < sheet->count; i++)
		if (sheet->findings[i].file == file &&
		    !sheet->findings[i].known)
			junit_case(out, &sheet->findings[i]);
	buf_adds(out, "  </testsuite>\n");
}

void
format_junit(const struct sheet *sheet, bool colour, struct buf *out)
{
	const struct sheet_file *file;

	(void)colour;
	buf_adds(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites name=\"smslint\">\n");
	for (file = sheet->files; file != NULL; file = file->next)
		junit_suite(sheet, file, out);
	buf_adds(out, "</testsuites>\n");
}
