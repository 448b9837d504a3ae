/* SPDX-License-Identifier: ISC */
#include "rows_json.h"

#include "record/scan.h"
#include "record/view.h"

#include <string.h>

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
			row.numbers = false;
		} else {
			row.fields[ROW_NUMBER] = rows_text(step.value, &arena);
		}
		result = visitor->row(visitor->context, &row, err);
	}
	arena_release(&arena);
	return result;
}

/* A page of several says so: AWS, Telnyx, Twilio. */
static void
rows_tell_more(
    struct view whole, const struct rows_visitor *visitor, struct arena *arena)
{
	static const char *const next[] = {"NextToken", "nextToken",
	    "meta.next_page_url", "meta.next_page_uri", "next_page_uri"};
	int64_t pages;
	size_t i;

	for (i = 0; i < sizeof(next) / sizeof(next[0]); i++)
		if (view_text(view_path(whole, next[i]), arena).n > 0) {
			visitor->more(visitor->context, next[i]);
			return;
		}
	if (view_int(view_path(whole, "meta.total_pages"), &pages) && pages > 1)
		visitor->more(visitor->context, "meta.total_pages");
}

/* 1: it is a provider's list and was read, 0: it is none, -1. */
static int
rows_read_lists(struct view whole, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct arena arena = {0};
	struct view list;
	size_t i;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		list = view_get(whole, slice_of(lists[i].list));
		if (view_type(list) != SCAN_ARRAY)
			continue;
		rows_tell_more(whole, visitor, &arena);
		arena_release(&arena);
		return rows_read_list(
			   list, lists[i].number, map, visitor, err) == 0
		    ? 1
		    : -1;
	}
	return 0;
}

/* One person: a consent record as it stands, else members as columns, else the
 * number alone. */
static int
rows_read_value(struct view value, size_t number, const struct opt_list *map,
    const struct rows_visitor *visitor, struct arena *arena, struct error *err)
{
	struct row row = {.line = number};

	if (view_type(value) != SCAN_OBJECT)
		row.fields[ROW_NUMBER] = rows_text(value, arena);
	else if (slice_is(
		     view_string(view_get(value, slice_of("record")), arena),
		     "consent"))
		row.record = (struct slice){value.p, value.n};
	else
		rows_take_object(&row, value, map, arena);
	return visitor->row(visitor->context, &row, err);
}

static int
rows_read_array(struct view array, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct view_step step = {0};
	struct arena arena = {0};
	size_t number = 0;
	int result = 0;

	while (result == 0 && view_next(array, &step)) {
		arena_reset(&arena);
		result = rows_read_value(
		    step.value, ++number, map, visitor, &arena, err);
	}
	arena_release(&arena);
	return result;
}

static int
rows_read_line(struct slice line, size_t number, const struct opt_list *map,
    const struct rows_visitor *visitor, struct arena *arena, struct error *err)
{
	struct scan_fault fault;
	struct error bad;

	if (scan_value(line, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD &&
	    view_type(view_of(line)) == SCAN_OBJECT)
		return rows_read_value(
		    view_of(line), number, map, visitor, arena, err);
	error_set(&bad, EX_DATAERR, "no JSON object");
	visitor->bad(visitor->context, number, &bad);
	return 0;
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
rows_read_json(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err)
{
	struct slice plain = slice_trim(text, " \t\r\n");
	struct scan_fault fault;
	int got = 0;

	if (rows_check_members(plain, map, err) != 0)
		return -1;
	if (scan_value(plain, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD) {
		if (plain.p[0] == '[')
			return rows_read_array(
			    view_of(plain), map, visitor, err);
		got = rows_read_lists(view_of(plain), map, visitor, err);
	}
	if (got != 0)
		return got > 0 ? 0 : -1;
	return rows_read_lines(text, map, visitor, err);
}
