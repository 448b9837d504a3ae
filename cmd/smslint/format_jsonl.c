/* SPDX-License-Identifier: ISC */
#include "format.h"

#include "baseline.h"

void
format_jsonl(const struct sheet *sheet, bool colour, struct buf *out)
{
	const struct sheet_finding *finding;
	struct format_span span;
	size_t i;

	(void)colour;
	for (i = 0; i < sheet->count; i++) {
		finding = &sheet->findings[i];
		if (finding->known)
			continue;
		span = format_span(finding);
		buf_adds(out, "{\"file\":");
		format_string(out, slice_of(finding->file->path));
		buf_addf(out,
		    ",\"line\":%zu,\"column\":%zu,\"end_line\":%zu,"
		    "\"end_column\":%zu,\"rule\":\"%s\",\"severity\":\"%s\","
		    "\"message\":",
		    span.line, span.column, span.end_line, span.end_column,
		    finding->rule->id, lint_severity_name(finding->severity));
		format_string(out, finding->message);
		buf_adds(out, ",\"suggestion\":");
		if (finding->suggestion.p != NULL)
			format_string(out, finding->suggestion);
		else
			buf_adds(out, "null");
		buf_adds(out, ",\"print\":\"");
		baseline_print(finding, out);
		buf_adds(out, "\"}\n");
	}
}
