/* SPDX-License-Identifier: ISC */
#include "format.h"

#include "record/scan.h"
#include "text/cluster.h"
#include "text/visible.h"
#include "text/width.h"

enum {
	TEXT_BEFORE = 48, /* columns of the line in front of the spot */
	TEXT_SPOT = 40, /* columns of the spot that are shown */
	TEXT_BEHIND = 24, /* columns behind it */
};

/* What a severity looks like. */
static const char *const inks[] = {
    [LINT_INFO] = "\033[36m",
    [LINT_WARNING] = "\033[33m",
    [LINT_ERROR] = "\033[31m",
};

static void
text_ink(struct buf *out, bool colour, const char *ink)
{
	if (colour)
		buf_adds(out, ink);
}

/* The end of the text, so many columns at most; *cut says if there was more. */
static struct slice
text_tail(struct slice text, size_t columns, bool *cut)
{
	size_t n;

	*cut = false;
	while (width_of_text(text) > columns) {
		n = cluster_length(text);
		text = (struct slice){text.p + n, text.n - n};
		*cut = true;
	}
	return text;
}

static struct slice
text_head(struct slice text, size_t columns, bool *cut)
{
	struct slice head = {text.p, 0}, rest = text;
	size_t n, used = 0;

	while (rest.n > 0) {
		n = cluster_length(rest);
		used += width_of_cluster((struct slice){rest.p, n});
		if (used > columns)
			break;
		head.n += n;
		rest = (struct slice){rest.p + n, rest.n - n};
	}
	*cut = rest.n > 0;
	return head;
}

/* The line of the file, cut around the spot, and a caret under that. */
static void
text_show(struct buf *out, const struct sheet_finding *finding, bool colour)
{
	struct slice line = sheet_line(finding->file, finding->at);
	size_t start = (size_t)(finding->file->source.p + finding->at - line.p);
	struct slice before, spot, behind;
	bool cut_before, cut_spot, cut_behind;
	size_t i, width, lead;

	if (scan_utf8_prefix(line) != line.n || start >= line.n)
		return;
	before = text_tail(
	    (struct slice){line.p, start}, TEXT_BEFORE, &cut_before);
	spot = (struct slice){line.p + start, finding->length};
	if (spot.n > line.n - start)
		spot.n = line.n - start;
	behind = text_head(
	    (struct slice){spot.p + spot.n, line.n - start - spot.n},
	    TEXT_BEHIND, &cut_behind);
	spot = text_head(spot, TEXT_SPOT, &cut_spot);
	if (cut_spot)
		behind.n = 0;
	buf_adds(out, cut_before ? "    ..." : "    ");
	visible_add_line(out, before);
	visible_add_line(out, spot);
	visible_add_line(out, behind);
	buf_adds(out, cut_spot || cut_behind ? "...\n    " : "\n    ");
	lead = width_of_text(before) + (cut_before ? 3 : 0);
	for (i = 0; i < lead; i++)
		buf_addc(out, ' ');
	text_ink(out, colour, inks[finding->severity]);
	buf_addc(out, '^');
	width = width_of_text(spot);
	for (i = 1; i < width; i++)
		buf_addc(out, '~');
	text_ink(out, colour, "\033[0m");
	buf_addc(out, '\n');
	if (finding->suggestion.p != NULL && finding->exact) {
		buf_adds(out, "    instead: ");
		format_line(out, finding->suggestion);
		buf_addc(out, '\n');
	}
}

void
format_text(const struct sheet *sheet, bool colour, struct buf *out)
{
	const struct sheet_finding *finding;
	struct format_span span;
	size_t i;

	for (i = 0; i < sheet->count; i++) {
		finding = &sheet->findings[i];
		if (finding->known)
			continue;
		span = format_span(finding);
		format_line(out, slice_of(finding->file->path));
		buf_addf(out, ":%zu:%zu: ", span.line, span.column);
		text_ink(out, colour, inks[finding->severity]);
		buf_adds(out, lint_severity_name(finding->severity));
		text_ink(out, colour, "\033[0m");
		buf_adds(out, ": ");
		format_line(out, finding->message);
		buf_addf(out, " [%s]\n", finding->rule->id);
		text_show(out, finding, colour);
	}
}
