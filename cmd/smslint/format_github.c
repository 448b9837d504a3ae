/* SPDX-License-Identifier: ISC */
/*
 * Workflow commands (docs.github.com, Workflow commands for GitHub Actions).
 * GitHub shows ten annotations of a kind a step, so the summary comes first,
 * and what is worse before what is not.
 */
#include "format.h"

static const char *const commands[] = {
    [LINT_INFO] = "notice",
    [LINT_WARNING] = "warning",
    [LINT_ERROR] = "error",
};

/* Data has '%' and line breaks escaped, a property ':' and ',' too. */
static void
github_escape(struct buf *out, struct slice text, bool property)
{
	struct buf clean;
	size_t i;
	char c;

	buf_init(&clean, BUF_NO_CAP);
	format_clean(&clean, text);
	for (i = 0; i < clean.len; i++) {
		c = clean.data[i];
		if (c == '%' || c == '\r' || c == '\n' ||
		    (property && (c == ':' || c == ',')))
			buf_addf(out, "%%%02X", (unsigned)c);
		else
			buf_addc(out, c);
	}
	buf_release(&clean);
}

static void
github_command(struct buf *out, const struct sheet_finding *finding)
{
	struct format_span span = format_span(finding);

	buf_addf(out, "::%s file=", commands[finding->severity]);
	github_escape(out, slice_of(finding->file->path), true);
	buf_addf(out, ",line=%zu,endLine=%zu,col=%zu", span.line, span.end_line,
	    span.column);
	if (span.end_line == span.line)
		buf_addf(out, ",endColumn=%zu", span.end_column);
	buf_addf(out, ",title=smslint %s::", finding->rule->id);
	github_escape(out, finding->message, false);
	buf_addc(out, '\n');
}

void
format_github(const struct sheet *sheet, bool colour, struct buf *out)
{
	int severity;
	size_t i;

	(void)colour;
	buf_adds(out, "::notice title=smslint::");
	format_summary(sheet, out);
	buf_addc(out, '\n');
	for (severity = LINT_ERROR; severity >= LINT_INFO; severity--)
		for (i = 0; i < sheet->count; i++)
			if ((int)sheet->findings[i].severity == severity &&
			    !sheet->findings[i].known)
				github_command(out, &sheet->findings[i]);
}
