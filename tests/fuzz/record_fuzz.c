/* SPDX-License-Identifier: ISC */
/*
 * record: the scanner, the views and the records on top of it.
 *
 * json-c reads the same text by other code: what the scanner accepts it must
 * accept too, with the same members, texts and integers; and it writes text
 * that the scanner accepts.
 */
#include "record/doc.h"
#include "record/record.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

/* ---- a value, read in two ways ------------------------------------------ */

static void same_value(
    struct view view, struct json_object *node, struct arena *arena);

/* The texts of keys without NUL, which would cut them in json-c. */
static char *
key_text(struct slice raw, struct arena *arena)
{
	struct slice key = view_unescape(raw, arena);
	char *text = arena_alloc(arena, key.n + 1);

	if (key.n > 0)
		memcpy(text, key.p, key.n);
	text[key.n] = '\0';
	return strlen(text) == key.n ? text : NULL;
}

/* Where keys are unique, json-c and we have the same members. */
static void
same_object(struct view view, struct json_object *node, struct arena *arena)
{
	struct view_step step = {0};
	struct doc_step member = {0};
	size_t count = 0;
	char *key;

	while (doc_next(node, &member))
		count++;
	HOLDS(count <= view_count(view));
	if (count < view_count(view))
		return;
	while (view_next(view, &step)) {
		key = key_text(step.key, arena);
		if (key == NULL)
			continue;
		HOLDS(view_get(view, slice_of(key)).p == step.value.p);
		same_value(step.value, doc_get(node, key), arena);
	}
}

static void
same_array(struct view view, struct json_object *node, struct arena *arena)
{
	struct view_step step = {0};
	size_t i;

	HOLDS(view_count(view) == doc_count(node));
	for (i = 0; view_next(view, &step); i++) {
		HOLDS(step.key.p == NULL);
		same_value(step.value, doc_at(node, i), arena);
	}
	HOLDS(i == doc_count(node));
}

static void
same_value(struct view view, struct json_object *node, struct arena *arena)
{
	struct slice text = view_string(view, arena);
	int64_t ours, theirs;
	struct scan_fault fault;

	HOLDS(view_type(view) == doc_type(node));
	HOLDS(scan_value((struct slice){view.p, view.n}, SCAN_DEPTH_MAX,
		  &fault) == SCAN_GOOD);
	switch (view_type(view)) {
	case SCAN_OBJECT:
		same_object(view, node, arena);
		break;
	case SCAN_ARRAY:
		same_array(view, node, arena);
		break;
	case SCAN_STRING:
		HOLDS(fuzz_same(text, doc_text(node)));
		HOLDS(fuzz_is_utf8(text));
		break;
	case SCAN_NUMBER:
		HOLDS(view_number(view).p == view.p);
		if (view_int(view, &ours))
			HOLDS(doc_int(node, &theirs) && ours == theirs);
		break;
	default:
		break;
	}
}

/* A string written by us is one that we read, and JSON. */
static void
check_written_string(struct slice text, struct arena *arena)
{
	struct scan_fault fault;
	struct view view;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	view_write_string(&out, text);
	HOLDS(scan_value(buf_slice(&out), SCAN_DEPTH_MAX, &fault) == SCAN_GOOD);
	view = view_of(buf_slice(&out));
	if (fuzz_is_utf8(text))
		HOLDS(slice_equal(view_string(view, arena), text));
	buf_release(&out);
}

static enum scan_result
check_value(struct slice text, struct arena *arena)
{
	struct error err;
	struct scan_fault fault = {0};
	struct json_object *tree = doc_parse(text, &err);
	enum scan_result result = scan_value(text, SCAN_DEPTH_MAX, &fault);
	struct view view = view_of(text);
	struct buf out;

	HOLDS(result == SCAN_GOOD ||
	    (fault.what != NULL && fault.offset <= text.n));
	if (result != SCAN_GOOD || view_is_null(view)) {
		HOLDS(tree == NULL);
		return result;
	}
	/* Equal keys are no fault of the grammar, but of a document. */
	if (tree == NULL) {
		HOLDS(strncmp(err.text, "duplicate_key", 13) == 0);
		return result;
	}
	same_value(view, tree, arena);
	buf_init(&out, BUF_NO_CAP);
	doc_write(tree, &out);
	HOLDS(scan_value(buf_slice(&out), SCAN_DEPTH_MAX, &fault) == SCAN_GOOD);
	buf_release(&out);
	doc_free(tree);
	return result;
}

/* The start of what is good is never bad: more could come. */
static void
check_prefix(struct slice text, uint64_t *seed)
{
	struct slice start = {text.p, fuzz_draw(seed, (unsigned)text.n + 1)};
	struct scan_fault fault;

	HOLDS(scan_value(start, SCAN_DEPTH_MAX, &fault) != SCAN_BAD);
}

/* ---- a record ------------------------------------------------------------ */

/* Equal keys and keys with NUL, found the slow way. */
static bool
has_bad_keys(struct view object, struct arena *arena)
{
	struct view_step step = {0}, later;
	const char *key;

	while (view_next(object, &step)) {
		key = key_text(step.key, arena);
		if (key == NULL)
			return true;
		for (later = step; view_next(object, &later);)
			if (slice_is(view_unescape(later.key, arena), key))
				return true;
	}
	return false;
}

static void
check_member(struct record *record, const char *name, struct view value)
{
	struct view got = record_view(record, name);
	struct slice text = record_text(record, name);
	int64_t number, same;
	bool truth;

	HOLDS(got.p == value.p && got.n == value.n);
	HOLDS((text.p != NULL) == (view_type(value) == SCAN_STRING));
	HOLDS(record_int(record, name, &number) == view_int(value, &same));
	HOLDS(record_bool(record, name, &truth) ==
	    (view_type(value) == SCAN_TRUE || view_type(value) == SCAN_FALSE));
	if (record_time(record, name, &number)) {
		record_set_time(record, name, number);
		HOLDS(record_time(record, name, &same) && same == number);
	}
	if (strchr(name, '.') == NULL)
		HOLDS(record_path(record, name).p != NULL);
}

/* Every member by its name, then the record as the schema sees it. */
static void
check_members(struct record *record, struct slice text, struct arena *arena)
{
	struct view_step step = {0};
	struct slice kind;
	struct error err;
	size_t count = 0;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	record_write(record, &out);
	HOLDS(slice_equal(buf_slice(&out), text));
	buf_release(&out);
	kind = record_text(record, "record");
	HOLDS(record_kind(record) ==
	    (kind.p != NULL ? field_kind(kind.p, kind.n) : RECORD_OTHER));
	(void)record_check(record, &err);
	for (; view_next(view_of(text), &step); count++)
		check_member(record, key_text(step.key, arena), step.value);
	HOLDS(count == record->index.count);
}

/* ---- edits --------------------------------------------------------------- */

enum edit {
	EDIT_NONE,
	EDIT_REMOVE,
	EDIT_TEXT,
	EDIT_JSON,
	EDIT_NULL,
	EDIT_INT,
	EDIT_TWICE, /* set, then removed */
	EDIT_BACK, /* removed, then set */
	EDITS,
};

#define EDIT_JSON_TEXT "{\"a\":[1, \"}\"]}"
#define EDIT_NEW "fuzz: new"

static void
apply(struct record *record, const char *name, enum edit edit)
{
	if (edit == EDIT_REMOVE || edit == EDIT_BACK)
		record_remove(record, name);
	if (edit == EDIT_TEXT || edit == EDIT_TWICE || edit == EDIT_BACK)
		record_set_text(record, name, slice_of("a\"\\\n\xc3\xa9"));
	if (edit == EDIT_JSON)
		record_set_json(record, name, slice_of(EDIT_JSON_TEXT));
	if (edit == EDIT_NULL)
		record_set_null(record, name);
	if (edit == EDIT_INT)
		record_set_int(record, name, -7);
	if (edit == EDIT_TWICE)
		record_remove(record, name);
}

static void
check_edit(
    struct record *record, const char *name, enum edit edit, struct view before)
{
	struct view view = record_view(record, name);
	struct slice now = {view.p, view.n}, then = {before.p, before.n};
	int64_t number;

	switch (edit) {
	case EDIT_NONE:
		HOLDS(fuzz_same(now, then));
		break;
	case EDIT_REMOVE:
	case EDIT_TWICE:
		HOLDS(view.p == NULL);
		break;
	case EDIT_TEXT:
	case EDIT_BACK:
		HOLDS(slice_is(record_text(record, name), "a\"\\\n\xc3\xa9"));
		break;
	case EDIT_JSON:
		HOLDS(slice_is(now, EDIT_JSON_TEXT));
		break;
	case EDIT_NULL:
		HOLDS(slice_is(now, "null"));
		break;
	default:
		HOLDS(record_int(record, name, &number) && number == -7);
	}
}

/* The edit of member i: the same whenever it is asked for. */
static enum edit
edit_of(uint64_t seed, size_t i)
{
	seed += i * UINT64_C(0x9e3779b97f4a7c15);
	return fuzz_draw(&seed, 3) == 0 ? (enum edit)fuzz_draw(&seed, EDITS)
					: EDIT_NONE;
}

/*
 * Edits members from the last to the first or the other way round, adds one,
 * and reads what was written: edited as it should be, the rest as it was, in
 * the order it had.
 */
static void
check_edits(struct record *record, struct slice text, uint64_t seed,
    struct arena *arena)
{
	size_t count = record->index.count, i, at = 0;
	const char **names = arena_alloc(arena, count * sizeof(*names));
	struct view *values = arena_alloc(arena, count * sizeof(*values));
	struct view_step step = {0};
	struct record again = {0};
	struct error err;
	struct buf out;
	bool added;

	for (i = 0; view_next(view_of(text), &step); i++) {
		names[i] = key_text(step.key, arena);
		values[i] = step.value;
	}
	added = record_view(record, EDIT_NEW).p == NULL && (seed & 2) != 0;
	for (i = 0; i < count; i++) {
		size_t k = (seed & 1) != 0 ? i : count - 1 - i;

		if (added && i == count / 2)
			record_set_bool(record, EDIT_NEW, true);
		apply(record, names[k], edit_of(seed, k));
	}
	if (added)
		record_set_bool(record, EDIT_NEW, true);
	for (i = 0; i < count; i++)
		check_edit(record, names[i], edit_of(seed, i), values[i]);
	buf_init(&out, BUF_NO_CAP);
	record_write(record, &out);
	HOLDS(record_fill(&again, buf_slice(&out), &err) == 0);
	for (i = 0; i < count; i++) {
		check_edit(&again, names[i], edit_of(seed, i), values[i]);
		step.value = record_view(&again, names[i]);
		if (step.value.p == NULL)
			continue;
		HOLDS(again.index.members[at].value ==
		    (size_t)(step.value.p - again.text.p));
		at++;
	}
	HOLDS(again.index.count == at + added);
	HOLDS((record_view(&again, EDIT_NEW).p != NULL) ==
	    (added || record_view(record, EDIT_NEW).p != NULL));
	record_release(&again);
	buf_release(&out);
}

/* ---- a text that is like another one ------------------------------------- */

/* The text with one byte taken out, put in or exchanged; the caller's. */
static char *
nearly(struct slice text, uint64_t *seed, size_t *n)
{
	static const char often[] = "\"\\,:{}[]0 \n\xff";
	size_t at = fuzz_draw(seed, (unsigned)text.n);
	size_t out = fuzz_draw(seed, 2), in = fuzz_draw(seed, 2);
	char *copy = malloc(text.n + 1);

	HOLDS(copy != NULL);
	memcpy(copy, text.p, at);
	copy[at] = often[fuzz_draw(seed, sizeof(often))];
	memcpy(copy + at + in, text.p + at + out, text.n - at - out);
	*n = text.n - out + in;
	return copy;
}

/* What the quick way takes for an object the thorough one does too, with the
 * same members. */
static void
check_alike(struct slice like, uint64_t *seed)
{
	struct scan_index index = {.count = 0}, want = {.count = 0};
	const struct scan_member *a, *b;
	struct scan_fault fault;
	size_t n, length, i;
	char *text = nearly(like, seed, &n);

	HOLDS(scan_object(like, &index, &fault) == SCAN_GOOD);
	length = scan_object_alike((struct slice){text, n}, like, &index);
	if (length > 0) {
		HOLDS(memchr(text, '\n', length) == NULL);
		HOLDS(scan_object((struct slice){text, length}, &want,
			  &fault) == SCAN_GOOD);
		HOLDS(want.count == index.count);
	}
	for (i = 0; length > 0 && i < want.count; i++) {
		a = &index.members[i];
		b = &want.members[i];
		HOLDS(a->key == b->key && a->key_len == b->key_len &&
		    a->value == b->value && a->value_len == b->value_len &&
		    a->escaped == b->escaped);
	}
	scan_index_release(&index);
	scan_index_release(&want);
	free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	struct record record = {0};
	struct arena arena = {0};
	struct error err;
	uint64_t seed = fuzz_seed(text);
	enum scan_result result = check_value(text, &arena);
	bool object = result == SCAN_GOOD &&
	    view_type(view_of(text)) == SCAN_OBJECT;
	bool record_good = record_fill(&record, text, &err) == 0;

	check_written_string(text, &arena);
	HOLDS(result != SCAN_GOOD || fuzz_is_utf8(text));
	if (result == SCAN_GOOD)
		check_prefix(text, &seed);
	if (object && view_count(view_of(text)) > SCAN_MEMBERS_MAX)
		HOLDS(!record_good);
	else
		HOLDS(record_good ==
		    (object && !has_bad_keys(view_of(text), &arena)));
	if (record_good) {
		check_members(&record, text, &arena);
		HOLDS(record_fill(&record, text, &err) == 0);
		check_edits(&record, text, seed, &arena);
		if (memchr(text.p, '\n', text.n) == NULL)
			check_alike(text, &seed);
	}
	record_release(&record);
	arena_release(&arena);
	return 0;
}
