/* SPDX-License-Identifier: ISC */
/*
 * format: the findings in files, for people and for the tools of others.
 *
 *	text     file:line:col: severity: message [rule], and the spot
 *	jsonl    an object a line; it is what --baseline reads
 *	github   workflow commands, the summary first
 *	sarif    2.1.0, one run
 *	junit    a suite a file, a failing case a finding
 *	rdjsonl  Reviewdog Diagnostic Format
 */
#ifndef SMSLINT_FORMAT_H
#define SMSLINT_FORMAT_H

#include "base/buf.h"
#include "sheet.h"

#include <stdbool.h>

struct format {
	const char *name;
	/* The sheet is settled; colour counts for text alone. */
	void (*write)(const struct sheet *sheet, bool colour, struct buf *out);
};

/* NULL: there is none of that name. */
const struct format *format_find(const char *name);

void format_text(const struct sheet *sheet, bool colour, struct buf *out);
void format_jsonl(const struct sheet *sheet, bool colour, struct buf *out);
void format_github(const struct sheet *sheet, bool colour, struct buf *out);
void format_sarif(const struct sheet *sheet, bool colour, struct buf *out);
void format_junit(const struct sheet *sheet, bool colour, struct buf *out);
void format_rdjsonl(const struct sheet *sheet, bool colour, struct buf *out);

/* "3 errors and 1 warning in 12 files". */
void format_summary(const struct sheet *sheet, struct buf *out);

/* Lines and columns of a finding, from 1; the end is behind it. */
struct format_span {
	size_t line, column, end_line, end_column; /* in characters */
};
struct format_span format_span(const struct sheet_finding *finding);

/* What is no UTF-8 is replaced by '?'. */
void format_clean(struct buf *out, struct slice text);

/* The same as a JSON string, and as one line for a terminal. */
void format_string(struct buf *out, struct slice text);
void format_line(struct buf *out, struct slice text);

#endif
