/* SPDX-License-Identifier: ISC */
#include "rows.h"

#include "csv.h"
#include "record/scan.h"
#include "record/view.h"

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

static void
rows_take(struct row *row, int field, struct slice text)
{
	bool no;

	if (field < 0 || text.n == 0)
		return;
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
	bool number = false;
	size_t i;

	if (rows_check_map(head, map, err) != 0)
		return -1;
	for (i = 0; i < head->count; i++) {
		fields[i] = columns_find(head->fields[i], map);
		number = number || fields[i] == ROW_NUMBER;
	}
	if (number)
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

/* ---- JSON --------------------------------------------------------------- */

/* A value as text: strings, numbers, yes and no. */
static struct slice
rows_text(struct view value, struct arena *arena)
{
	if (view_type(value) == SCAN_TRUE)
		return slice_of("yes");
	if (view_type(value) == SCAN_FALSE)
		return slice_of("no");
	return view_text(value, arena);
}

/* Does the name stand in quotes in front of a colon? */
static bool
rows_has_member(struct slice text, struct slice name)
{
	size_t at, end;

	while ((at = slice_find(text, name)) != SIZE_MAX) {
		end = at + name.n;
		if (at > 0 && text.p[at - 1] == '"' && end < text.n &&
		    text.p[end] == '"') {
			end++;
			while (end < text.n && strchr(" \t\r\n", text.p[end]))
				end++;
			if (end < text.n && text.p[end] == ':')
				return true;
		}
		text = (struct slice){text.p + at + 1, text.n - at - 1};
	}
	return false;
}

/*
 * A member that --map names and no object can have is a slip.  One that is
 * written with escapes has another look, and gets the benefit of the doubt.
 */
static int
rows_check_members(
    struct slice text, const struct opt_list *map, struct error *err)
{
	struct slice name;
	size_t i;

	for (i = 0; i < map->count; i++) {
		name = columns_mapped(map->items[i]);
		if (!rows_has_member(text, name) &&
		    slice_find(text, slice_of("\\u")) == SIZE_MAX)
			return error_set(err, EX_DATAERR,
			    "no member is called '%.*s', as --map has it",
			    SLICE_ARG(name));
	}
	return 0;
}

static void
rows_take_object(struct row *row, struct view object,
    const struct opt_list *map, struct arena *arena)
{
	struct view_step step = {0};

	while (view_next(object, &step))
		rows_take(row,
		    columns_find(view_unescape(step.key, arena), map),
		    rows_text(step.value, arena));
}

/* The lists of providers: where they are, and where a number stands in them. */
static const struct {
	const char *list, *number;
} lists[] = {
    {"data", "to"},
    {"OptedOutNumbers", "OptedOutNumber"},
    {"phoneNumbers", NULL},
    {"items", "contact_id"},
    {"Items", "contact_id"},
};

static int
rows_read_list(struct view list, const char *number, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct view_step step = {0};
	struct arena arena = {0};
	struct row row;
	size_t line = 0;
	int result = 0;

	while (result == 0 && view_next(list, &step)) {
		arena_reset(&arena);
		line++;
		row = (struct row){.line = line, .listed = true};
		if (number != NULL) {
			row.fields[ROW_NUMBER] = rows_text(
			    view_get(step.value, slice_of(number)), &arena);
			rows_take_object(&row, step.value, map, &arena);
		} else {
			row.fields[ROW_NUMBER] = rows_text(step.value, &arena);
		}
		result = visitor->row(visitor->context, &row, err);
	}
	arena_release(&arena);
	return result;
}

/* 1: it is a provider's list and was read, 0: it is none, -1. */
static int
rows_read_lists(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct scan_fault fault;
	struct view list;
	size_t i;

	if (scan_value(text, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return 0;
	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		list = view_get(view_of(text), slice_of(lists[i].list));
		if (view_type(list) == SCAN_ARRAY)
			return rows_read_list(list, lists[i].number, map,
				   visitor, err) == 0
			    ? 1
			    : -1;
	}
	return 0;
}

/* One line: a consent record as it stands, else members as columns. */
static int
rows_read_line(struct slice line, size_t number, const struct opt_list *map,
    const struct rows_visitor *visitor, struct arena *arena, struct error *err)
{
	struct row row = {.line = number};
	struct scan_fault fault;
	struct error bad;
	struct view object;

	if (scan_value(line, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD ||
	    view_type(view_of(line)) != SCAN_OBJECT) {
		error_set(&bad, EX_DATAERR, "no JSON object");
		visitor->bad(visitor->context, number, &bad);
		return 0;
	}
	object = view_of(line);
	if (slice_is(view_string(view_get(object, slice_of("record")), arena),
		"consent"))
		row.record = line;
	else
		rows_take_object(&row, object, map, arena);
	return visitor->row(visitor->context, &row, err);
}

static int
rows_read_lines(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct arena arena = {0};
	struct slice line;
	const char *end;
	size_t number = 0;
	int result = 0;

	while (result == 0 && text.n > 0) {
		end = memchr(text.p, '\n', text.n);
		line = (struct slice){
		    text.p, end != NULL ? (size_t)(end - text.p) : text.n};
		text.p += line.n + (end != NULL);
		text.n -= line.n + (end != NULL);
		number++;
		line = slice_trim(line, " \t\r");
		arena_reset(&arena);
		if (line.n > 0)
			result = rows_read_line(
			    line, number, map, visitor, &arena, err);
	}
	arena_release(&arena);
	return result;
}

int
rows_read(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct slice plain = slice_trim(text, " \t\r\n");
	int got;

	if (plain.n == 0)
		return 0;
	if (plain.p[0] != '{')
		return rows_read_csv(text, map, visitor, err);
	if (rows_check_members(plain, map, err) != 0)
		return -1;
	got = rows_read_lists(plain, map, visitor, err);
	return got != 0 ? (got > 0 ? 0 : -1)
			: rows_read_lines(text, map, visitor, err);
}
