/* SPDX-License-Identifier: ISC */
#include "rows.h"

#include "base/ascii.h"
#include "csv.h"
#include "record/scan.h"
#include "record/view.h"

#include <stdlib.h>
#include <string.h>

/* Names that columns have, letters and digits alone, in small letters. */
static const struct {
	enum row_field field;
	const char *name; /* in --map */
	const char *names;
} columns[] = {
    {ROW_NUMBER, "number",
	"number|phone|phonenumber|msisdn|mobile|mobilenumber|mobilephone|cell|"
	"cellphone|telephone|recipient|contactid|optedoutnumber|e164"},
    {ROW_STATUS, "status",
	"status|action|consent|smsconsent|optin|optedin|subscribed|optinstatus|"
	"optstatus|subscription|state"},
    {ROW_OUT, "out", "optout|optedout|unsubscribed|stopped|blocked|donotsms"},
    {ROW_AT, "at",
	"at|time|date|timestamp|effectiveat|createdat|created|updatedat|"
	"dateofconsent|consentdate|optindate|optoutdate|optedouttimestamp|"
	"optedoutat|unsubscribedat"},
    {ROW_NAME, "name", "name|fullname|customer|customername|contactname"},
    {ROW_PROGRAM, "program", "program"},
    {ROW_TEXT, "text", "consenttext|text|wording"},
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]), ROWS_NAME_MAX = 64 };

int
rows_field(struct slice name)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		if (slice_is(name, columns[i].name))
			return (int)columns[i].field;
	return -1;
}

/* The field that a column is: by --map, else by its name; -1: none. */
static int
rows_column(struct slice name, const struct opt_list *map)
{
	char plain[ROWS_NAME_MAX];
	size_t i, n = 0;

	for (i = 0; i < map->count; i++) {
		const char *sign = strchr(map->items[i], '=');
		size_t field = sign != NULL ? (size_t)(sign - map->items[i])
					    : 0;

		if (sign != NULL && slice_is(name, sign + 1))
			return rows_field((struct slice){map->items[i], field});
	}
	for (i = 0; i < name.n && n < sizeof(plain); i++)
		if (ascii_is_letter(name.p[i]) || ascii_is_digit(name.p[i]))
			plain[n++] = (char)(name.p[i] | 0x20);
	for (i = 0; i < COLUMNS; i++)
		if (slice_among((struct slice){plain, n}, columns[i].names))
			return (int)columns[i].field;
	return -1;
}

static void
rows_take(struct row *row, int field, struct slice text)
{
	if (field >= 0 && row->fields[field].p == NULL && text.n > 0)
		row->fields[field] = text;
}

/* ---- tables ------------------------------------------------------------- */

static int
rows_head(const struct csv_row *head, const struct opt_list *map,
    int fields[CSV_FIELDS_MAX], struct error *err)
{
	bool number = false;
	size_t i;

	for (i = 0; i < head->count; i++) {
		fields[i] = rows_column(head->fields[i], map);
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

static void
rows_take_object(struct row *row, struct view object,
    const struct opt_list *map, struct arena *arena)
{
	struct view_step step = {0};

	while (view_next(object, &step))
		rows_take(row, rows_column(view_unescape(step.key, arena), map),
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
	got = rows_read_lists(plain, map, visitor, err);
	return got != 0 ? (got > 0 ? 0 : -1)
			: rows_read_lines(text, map, visitor, err);
}
