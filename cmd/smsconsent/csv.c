/* SPDX-License-Identifier: ISC */
#include "csv.h"

#include <stdbool.h>
#include <string.h>

static const char csv_mark[] = "\xef\xbb\xbf"; /* of the byte order */

/* Excel writes ';' where the comma stands in numbers. */
static char
csv_separator(struct slice text, char end)
{
	size_t i, commas = 0, others = 0;

	for (i = 0; i < text.n && text.p[i] != end; i++) {
		commas += text.p[i] == ',';
		others += text.p[i] == ';';
	}
	return others > commas ? ';' : ',';
}

/* Old Macs end lines by CR alone. */
static char
csv_end(struct slice text)
{
	size_t i = 0;

	while (i < text.n && text.p[i] != '\n' && text.p[i] != '\r')
		i++;
	return i < text.n && text.p[i] == '\r' &&
		(i + 1 == text.n || text.p[i + 1] != '\n')
	    ? '\r'
	    : '\n';
}

void
csv_start(struct csv *csv, struct slice text)
{
	const size_t n = sizeof(csv_mark) - 1;
	char end;

	if (text.n >= n && memcmp(text.p, csv_mark, n) == 0)
		text = (struct slice){text.p + n, text.n - n};
	end = csv_end(text);
	*csv = (struct csv){.rest = text,
	    .separator = csv_separator(text, end),
	    .end = end,
	    .line = 1};
}

static char
csv_peek(const struct csv *csv)
{
	return csv->rest.n > 0 ? csv->rest.p[0] : csv->end;
}

static void
csv_skip(struct csv *csv)
{
	if (csv->rest.n == 0)
		return;
	csv->line += csv->rest.p[0] == csv->end;
	csv->rest.p++;
	csv->rest.n--;
}

/* Up to the closing quote, which may be missing; "" is a quote. */
static bool
csv_quoted(struct csv *csv, struct arena *arena, struct slice *field)
{
	char *text = arena_alloc(arena, csv->rest.n + 1);
	size_t n = 0;

	csv_skip(csv);
	while (csv->rest.n > 0) {
		if (csv->rest.p[0] == '"') {
			csv_skip(csv);
			if (csv->rest.n == 0 || csv->rest.p[0] != '"') {
				*field = (struct slice){text, n};
				return true;
			}
		}
		text[n++] = csv->rest.p[0];
		csv_skip(csv);
	}
	return false;
}

static void
csv_plain(struct csv *csv, struct slice *field)
{
	field->p = csv->rest.p;
	while (csv->rest.n > 0 && csv->rest.p[0] != csv->separator &&
	    csv->rest.p[0] != csv->end)
		csv_skip(csv);
	field->n = (size_t)(csv->rest.p - field->p);
}

static void
csv_skip_line(struct csv *csv)
{
	while (csv->rest.n > 0 && csv->rest.p[0] != csv->end)
		csv_skip(csv);
	csv_skip(csv);
}

/* One field; -1: the row is broken, and passed over. */
static int
csv_field(struct csv *csv, struct arena *arena, struct slice *field,
    struct error *err)
{
	struct csv start;

	while (csv_peek(csv) == ' ' || csv_peek(csv) == '\t')
		csv_skip(csv);
	if (csv_peek(csv) != '"') {
		csv_plain(csv, field);
		*field = slice_trim(*field, " \t\r");
		return 0;
	}
	start = *csv;
	if (!csv_quoted(csv, arena, field)) {
		*csv = start;
		csv_skip_line(csv);
		return error_set(err, EX_DATAERR, "a quote is never closed");
	}
	while (
	    csv_peek(csv) == ' ' || (csv_peek(csv) == '\r' && csv->end != '\r'))
		csv_skip(csv);
	if (csv_peek(csv) == csv->separator || csv_peek(csv) == csv->end)
		return 0;
	csv_skip_line(csv);
	return error_set(err, EX_DATAERR, "text behind a closing quote");
}

static int
csv_row(struct csv *csv, struct csv_row *row, struct arena *arena,
    struct error *err)
{
	row->count = 0;
	row->line = csv->line;
	for (;;) {
		if (row->count == CSV_FIELDS_MAX) {
			csv_skip_line(csv);
			return error_set(err, EX_DATAERR, "more than %d fields",
			    CSV_FIELDS_MAX);
		}
		if (csv_field(csv, arena, &row->fields[row->count], err) != 0)
			return -1;
		row->count++;
		if (csv->rest.n == 0 || csv->rest.p[0] == csv->end)
			break;
		csv_skip(csv);
	}
	csv_skip(csv);
	return 0;
}

int
csv_next(struct csv *csv, struct csv_row *row, struct arena *arena,
    struct error *err)
{
	while (csv->rest.n > 0) {
		if (csv_row(csv, row, arena, err) != 0)
			return -1;
		if (row->count > 1 || row->fields[0].n > 0)
			return 1;
	}
	return 0;
}

void
csv_write(struct buf *out, struct slice field)
{
	size_t i;
	bool quote = false;

	for (i = 0; i < field.n; i++)
		quote = quote || strchr(",\"\r\n;", field.p[i]) != NULL;
	if (!quote) {
		buf_addslice(out, field);
		return;
	}
	buf_addc(out, '"');
	for (i = 0; i < field.n; i++) {
		if (field.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, field.p[i]);
	}
	buf_addc(out, '"');
}
