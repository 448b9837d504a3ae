/* SPDX-License-Identifier: ISC */
#include "record/record.h"

#include "base/num.h"
#include "time/instant.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD_NEW = -1 }; /* the edit adds a member */

struct record_edit {
	int member; /* in the index, or RECORD_NEW */
	struct slice name;
	struct slice json; /* not there: the member is removed */
};

void
record_release(struct record *record)
{
	scan_index_release(&record->index);
	arena_release(&record->arena);
	free(record->edits);
	*record = (struct record){0};
}

static void
record_forget(struct record *record)
{
	record->edit_count = 0;
	arena_reset(&record->arena);
}

int
record_fill(struct record *record, struct slice text, struct error *err)
{
	struct scan_fault fault;

	record_forget(record);
	record->text = text;
	switch (scan_object(text, &record->index, &fault)) {
	case SCAN_GOOD:
		return 0;
	case SCAN_BAD:
	case SCAN_TRUNCATED:
		break;
	}
	record->index.count = 0;
	return error_set(err, EX_DATAERR, "column %zu: not a record: %s",
	    fault.offset + 1, fault.what);
}

void
record_fill_scanned(struct record *record, struct slice text,
    const struct scan_member *members, size_t count)
{
	struct scan_index *index = &record->index;

	record_forget(record);
	record->text = text;
	if (index->room < count) {
		index->room = count;
		index->members = mem_realloc(
		    index->members, count, sizeof(*members));
	}
	if (count > 0)
		memcpy(index->members, members, count * sizeof(*members));
	index->count = count;
}

void
record_start(struct record *record, enum record_kind kind)
{
	record_forget(record);
	record->index.count = 0;
	record->text = slice_of("{}");
	record->file = NULL;
	record->line = 0;
	if (kind == RECORD_OTHER)
		return;
	record_set_text(record, "record", slice_of(field_kind_name(kind)));
	record_set_int(record, "record_version", 1);
}

/* Is that the member's key, its escapes read? */
static bool
record_key_is(
    const struct record *record, const struct scan_member *m, struct slice name)
{
	struct slice raw = {record->text.p + m->key, m->key_len};
	struct arena arena = {0};
	bool same;

	if (!m->escaped)
		return (name.n == 0 || raw.p[0] == name.p[0]) &&
		    slice_equal(raw, name);
	same = slice_equal(view_unescape(raw, &arena), name);
	arena_release(&arena);
	return same;
}

static int
record_member(const struct record *record, struct slice name)
{
	const struct scan_member *m = record->index.members, *end;

	/* A record that is being made has no members yet. */
	end = record->index.count > 0 ? m + record->index.count : m;
	for (; m < end; m++)
		if ((m->key_len == name.n || m->escaped) &&
		    record_key_is(record, m, name))
			return (int)(m - record->index.members);
	return RECORD_NEW;
}

static struct record_edit *
record_edited(const struct record *record, struct slice name)
{
	size_t i;

	for (i = 0; i < record->edit_count; i++)
		if (slice_equal(record->edits[i].name, name))
			return &record->edits[i];
	return NULL;
}

struct view
record_get(const struct record *record, struct slice name)
{
	const struct record_edit *edit = record_edited(record, name);
	const struct scan_member *m;
	int member;

	if (edit != NULL)
		return (struct view){edit->json.p, edit->json.n};
	member = record_member(record, name);
	if (member == RECORD_NEW)
		return (struct view){NULL, 0};
	m = &record->index.members[member];
	return (struct view){record->text.p + m->value, m->value_len};
}

struct view
record_view(const struct record *record, const char *name)
{
	return record_get(record, slice_of(name));
}

struct view
record_path(const struct record *record, const char *path)
{
	struct slice head = {path, strcspn(path, ".")};

	return view_path(record_get(record, head), path + head.n);
}

struct slice
record_text(struct record *record, const char *name)
{
	return view_string(record_view(record, name), &record->arena);
}

bool
record_int(const struct record *record, const char *name, int64_t *out)
{
	return view_int(record_view(record, name), out);
}

bool
record_bool(const struct record *record, const char *name, bool *out)
{
	enum scan_type type = view_type(record_view(record, name));

	if (type != SCAN_TRUE && type != SCAN_FALSE)
		return false;
	*out = type == SCAN_TRUE;
	return true;
}

bool
record_time(struct record *record, const char *name, int64_t *unix_ms)
{
	struct slice text = record_text(record, name);

	return text.p != NULL && instant_parse(text, unix_ms) == 0;
}

enum record_kind
record_kind(const struct record *record)
{
	struct arena arena = {0};
	struct slice name = view_string(record_view(record, "record"), &arena);
	enum record_kind kind = name.p != NULL ? field_kind(name.p, name.n)
					       : RECORD_OTHER;

	arena_release(&arena);
	return kind;
}

/* ---- setting ------------------------------------------------------------ */

/* Edits of members stand in the order of the text, new ones behind. */
static struct record_edit *
record_insert(struct record *record, int member)
{
	struct record_edit *edit;
	size_t at = record->edit_count;

	if (record->edit_count == record->edit_room) {
		record->edit_room = record->edit_room > 0
		    ? 2 * record->edit_room
		    : 32;
		record->edits = mem_realloc(
		    record->edits, record->edit_room, sizeof(*record->edits));
	}
	if (member != RECORD_NEW)
		while (at > 0 &&
		    (record->edits[at - 1].member == RECORD_NEW ||
			record->edits[at - 1].member > member))
			at--;
	edit = &record->edits[at];
	memmove(edit + 1, edit, (record->edit_count - at) * sizeof(*edit));
	record->edit_count++;
	edit->member = member;
	return edit;
}

/* json: the new value, already in the arena; not there to remove. */
static void
record_put(struct record *record, struct slice name, struct slice json)
{
	struct record_edit *edit = record_edited(record, name);
	int member;

	if (edit == NULL) {
		member = record_member(record, name);
		edit = record_insert(record, member);
		edit->name = arena_slice(&record->arena, name);
	}
	edit->json = json;
}

void
record_set_json(struct record *record, const char *name, struct slice json)
{
	struct slice copy = {
	    arena_copy(&record->arena, json.p, json.n), json.n};

	record_put(record, slice_of(name), copy);
}

void
record_set_text(struct record *record, const char *name, struct slice value)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	view_write_string(&json, value);
	record_set_json(record, name, buf_slice(&json));
	buf_release(&json);
}

void
record_copy_text(struct record *record, const char *name, struct slice value)
{
	if (value.p != NULL)
		record_set_text(record, name, value);
}

void
record_set_int(struct record *record, const char *name, int64_t value)
{
	char text[NUM_TEXT_MAX];

	(void)snprintf(text, sizeof(text), "%" PRId64, value);
	record_set_json(record, name, slice_of(text));
}

void
record_set_bool(struct record *record, const char *name, bool value)
{
	record_set_json(record, name, slice_of(value ? "true" : "false"));
}

void
record_set_time(struct record *record, const char *name, int64_t unix_ms)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(unix_ms, text);
	record_set_text(record, name, slice_of(text));
}

void
record_set_null(struct record *record, const char *name)
{
	record_set_json(record, name, slice_of("null"));
}

void
record_remove(struct record *record, const char *name)
{
	if (record_get(record, slice_of(name)).p != NULL)
		record_put(record, slice_of(name), (struct slice){NULL, 0});
}

/* ---- writing ------------------------------------------------------------ */

/* Drops the comma, and blanks around it, that a removed last member leaves. */
static void
record_trim(struct buf *out, size_t floor)
{
	while (out->len > floor && strchr(", \t\r\n", out->data[out->len - 1]))
		out->len--;
}

/* Copies the text up to a member and its new value; *at ends behind it. */
static void
record_write_edit(const struct record *record, const struct record_edit *edit,
    size_t *at, struct buf *out, size_t floor)
{
	const struct scan_member *m = &record->index.members[edit->member];
	bool last = (size_t)edit->member + 1 == record->index.count;
	size_t to = edit->json.p != NULL ? m->value : m->key - 1;

	if (to > *at)
		buf_add(out, record->text.p + *at, to - *at);
	if (edit->json.p != NULL) {
		buf_addslice(out, edit->json);
		*at = m->value + m->value_len;
	} else if (last) {
		*at = m->value + m->value_len;
		record_trim(out, floor);
	} else {
		*at = m[1].key - 1;
	}
}

void
record_write(const struct record *record, struct buf *out)
{
	const char *text = record->text.p;
	size_t floor, at = 0, open = 0, close = record->text.n, i;

	if (record->edit_count == 0) {
		buf_addslice(out, record->text);
		return;
	}
	while (text[open] != '{')
		open++;
	floor = out->len + open + 1;
	while (text[close - 1] != '}')
		close--;
	close--;
	for (i = 0; i < record->edit_count; i++)
		if (record->edits[i].member != RECORD_NEW)
			record_write_edit(
			    record, &record->edits[i], &at, out, floor);
	if (close > at)
		buf_add(out, text + at, close - at);
	for (i = 0; i < record->edit_count; i++) {
		const struct record_edit *edit = &record->edits[i];

		if (edit->member != RECORD_NEW || edit->json.p == NULL)
			continue;
		record_trim(out, floor);
		if (out->len > floor)
			buf_addc(out, ',');
		view_write_string(out, edit->name);
		buf_addc(out, ':');
		buf_addslice(out, edit->json);
	}
	buf_add(out, text + close, record->text.n - close);
}

const char *
record_place(struct record *record)
{
	struct buf place;
	char *text;

	buf_init(&place, BUF_NO_CAP);
	buf_addf(&place, "%s:%" PRIu64,
	    record->file != NULL ? record->file : "record", record->line);
	text = arena_copy(&record->arena, buf_text(&place), place.len + 1);
	buf_release(&place);
	return text;
}
