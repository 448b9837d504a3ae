/* SPDX-License-Identifier: ISC */
#include "rows.h"

#include "csv.h"
#include "rows_json.h"

#include <stdlib.h>
#include <string.h>

/* The columns that say yes or no, all of which count.  Is it a no? */
static bool
rows_say(struct row *row, int field, struct slice text)
{
	switch (field) {
	case ROW_STATUS:
		return said_take(&row->said, SAID_STATUS, text);
	case ROW_STATE:
		return said_take(&row->said, SAID_STATE, text);
	case ROW_OUT:
		return said_take(&row->said, SAID_OUT, text);
	case ROW_OUT_AT:
		return said_take(&row->said, SAID_OUT_AT, text);
	default:
		return false;
	}
}

void
rows_take(struct row *row, int field, struct slice text)
{
	bool no;

	if (field < 0 || text.n == 0)
		return;
	if (field == ROW_NUMBER && row->fields[field].p != NULL)
		row->numbers = row->numbers ||
		    !slice_equal(row->fields[field], text);
	no = rows_say(row, field, text);
	if (field == ROW_OUT && said_is_date(text))
		field = ROW_OUT_AT;
	if (row->fields[field].p == NULL && (field != ROW_OUT_AT || no))
		row->fields[field] = text;
}

/* ---- tables ------------------------------------------------------------- */

/* A column that --map names and the table has not is a slip. */
static int
rows_check_map(
    const struct csv_row *head, const struct opt_list *map, struct error *err)
{
	struct slice name;
	size_t i, k;

	for (i = 0; i < map->count; i++) {
		name = columns_mapped(map->items[i]);
		for (k = 0; k < head->count; k++)
			if (slice_equal(head->fields[k], name))
				break;
		if (k == head->count)
			return error_set(err, EX_DATAERR,
			    "1: no column is called '%.*s', as --map has it",
			    SLICE_ARG(name));
	}
	return 0;
}

static int
rows_head(const struct csv_row *head, const struct opt_list *map,
    int fields[CSV_FIELDS_MAX], struct error *err)
{
	const struct slice *number = NULL;
	size_t i;

	if (rows_check_map(head, map, err) != 0)
		return -1;
	for (i = 0; i < head->count; i++) {
		fields[i] = columns_find(head->fields[i], map);
		if (fields[i] != ROW_NUMBER)
			continue;
		if (number != NULL)
			return error_set(err, EX_DATAERR,
			    "1: '%.*s' and '%.*s' are both numbers: name one "
			    "by --map number=COLUMN",
			    SLICE_ARG(*number), SLICE_ARG(head->fields[i]));
		number = &head->fields[i];
	}
	if (number != NULL)
		return 0;
	return error_set(err, EX_DATAERR,
	    "1: no column is a number: name it by --map number=COLUMN");
}

static int
rows_read_csv(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct csv_row *cells = mem_zalloc(1, sizeof(*cells));
	int fields[CSV_FIELDS_MAX], got, result = 0;
	struct arena arena = {0};
	struct error bad;
	struct csv csv;
	struct row row;
	size_t i, columns_count;

	csv_start(&csv, text);
	got = csv_next(&csv, cells, &arena, err);
	if (got > 0)
		got = rows_head(cells, map, fields, err) == 0 ? 1 : -1;
	result = got < 0 ? -1 : 0;
	columns_count = cells->count;
	while (got > 0 && result == 0) {
		arena_reset(&arena);
		got = csv_next(&csv, cells, &arena, &bad);
		if (got < 0) {
			visitor->bad(visitor->context, cells->line, &bad);
			got = 1;
			continue;
		}
		row = (struct row){.line = cells->line};
		for (i = 0; got > 0 && i < cells->count && i < columns_count;
		     i++)
			rows_take(&row, fields[i], cells->fields[i]);
		if (got > 0)
			result = visitor->row(visitor->context, &row, err);
	}
	arena_release(&arena);
	free(cells);
	return result;
}

/* ---- files -------------------------------------------------------------- */

/* Excel's "Unicode text": a mark of the byte order, or every other byte NUL. */
static bool
rows_is_utf16(struct slice text)
{
	return text.n >= 2 &&
	    (memcmp(text.p, "\xff\xfe", 2) == 0 ||
		memcmp(text.p, "\xfe\xff", 2) == 0 || text.p[0] == '\0' ||
		text.p[1] == '\0');
}

int
rows_read(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of the byte order */
	const size_t n = sizeof(mark) - 1;
	struct slice plain;

	if (rows_is_utf16(text))
		return error_set(err, EX_DATAERR,
		    "this is UTF-16: save it as UTF-8 (in Excel: CSV UTF-8)");
	if (text.n >= n && memcmp(text.p, mark, n) == 0)
		text = (struct slice){text.p + n, text.n - n};
	plain = slice_trim(text, " \t\r\n");
	if (plain.n == 0)
		return 0;
	if (plain.p[0] == '{' || plain.p[0] == '[')
		return rows_read_json(text, map, visitor, err);
	return rows_read_csv(text, map, visitor, err);
}
