/* SPDX-License-Identifier: ISC */
#include "record/doc.h"

#include "base/mem.h"
#include "base/num.h"
#include "record/record.h"
#include "record/view.h"

#include <json-c/json.h>

#include <stdlib.h>
#include <string.h>

static int
doc_compare_keys(const void *a, const void *b)
{
	return slice_compare(
	    *(const struct slice *)a, *(const struct slice *)b);
}

/*
 * No object, however deep, has equal keys: json-c would keep the last in
 * silence, and "no" and then "yes" would be a yes.  Else *key is one of them.
 */
static bool
doc_keys_differ(struct view view, struct arena *arena, struct slice *key)
{
	struct view_step step = {0};
	struct slice *keys;
	size_t count = 0, i;

	keys = arena_alloc(arena, (view_count(view) + 1) * sizeof(*keys));
	while (view_next(view, &step)) {
		if (step.key.p != NULL) {
			keys[count] = view_unescape(step.key, arena);
			/* As json-c will have it: cut at a NUL. */
			keys[count].n = strnlen(keys[count].p, keys[count].n);
			count++;
		}
		if (!doc_keys_differ(step.value, arena, key))
			return false;
	}
	if (count > 1)
		qsort(keys, count, sizeof(*keys), doc_compare_keys);
	for (i = 1; i < count; i++)
		if (slice_equal(keys[i - 1], keys[i])) {
			*key = keys[i];
			return false;
		}
	return true;
}

/* Is it JSON, by the scanner, with keys that differ? */
static int
doc_check(struct slice text, struct error *err)
{
	struct arena arena = {0};
	struct scan_fault fault;
	struct slice key;
	int result = 0;

	if (text.n > RECORD_LINE_MAX)
		return error_set(
		    err, EX_DATAERR, "longer than %d bytes", RECORD_LINE_MAX);
	if (scan_value(text, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return error_set(err, EX_DATAERR, "column %zu: not JSON: %s",
		    fault.offset + 1, fault.what);
	if (!doc_keys_differ(view_of(text), &arena, &key))
		result = error_set(err, EX_DATAERR,
		    "duplicate_key: '%.*s' comes twice in one object",
		    SLICE_ARG(key));
	arena_release(&arena);
	return result;
}

struct json_object *
doc_parse(struct slice text, struct error *err)
{
	struct json_tokener *tokener;
	struct json_object *tree;

	if (text.p == NULL)
		text = slice_of("");
	if (doc_check(text, err) != 0)
		return NULL;
	tokener = json_tokener_new_ex(SCAN_DEPTH_MAX + 1);
	if (tokener == NULL)
		mem_exhausted();
	json_tokener_set_flags(
	    tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	tree = json_tokener_parse_ex(tokener, text.p, (int)text.n);
	/* A bare number at the end asks for more; the scanner knows better. */
	if (json_tokener_get_error(tokener) == json_tokener_continue)
		tree = json_tokener_parse_ex(tokener, "", 1);
	if (json_tokener_get_error(tokener) != json_tokener_success ||
	    tree == NULL) {
		json_object_put(tree);
		tree = NULL;
		error_set(err, EX_DATAERR, "no JSON document");
	}
	json_tokener_free(tokener);
	return tree;
}

void
doc_free(struct json_object *tree)
{
	(void)json_object_put(tree);
}

enum scan_type
doc_type(struct json_object *node)
{
	switch (json_object_get_type(node)) {
	case json_type_boolean:
		return json_object_get_boolean(node) ? SCAN_TRUE : SCAN_FALSE;
	case json_type_int:
	case json_type_double:
		return SCAN_NUMBER;
	case json_type_string:
		return SCAN_STRING;
	case json_type_array:
		return SCAN_ARRAY;
	case json_type_object:
		return SCAN_OBJECT;
	case json_type_null:
		break;
	}
	return SCAN_NULL;
}

struct json_object *
doc_get(struct json_object *node, const char *key)
{
	struct json_object *value = NULL;

	if (doc_type(node) == SCAN_OBJECT)
		(void)json_object_object_get_ex(node, key, &value);
	return value;
}

struct slice
doc_text(struct json_object *node)
{
	if (doc_type(node) != SCAN_STRING)
		return (struct slice){NULL, 0};
	return (struct slice){json_object_get_string(node),
	    (size_t)json_object_get_string_len(node)};
}

bool
doc_int(struct json_object *node, int64_t *out)
{
	if (json_object_get_type(node) != json_type_int)
		return false;
	*out = json_object_get_int64(node);
	return true;
}

bool
doc_number(struct json_object *node, double *out)
{
	if (doc_type(node) != SCAN_NUMBER)
		return false;
	*out = json_object_get_double(node);
	return true;
}

bool
doc_bool(struct json_object *node, bool *out)
{
	if (json_object_get_type(node) != json_type_boolean)
		return false;
	*out = json_object_get_boolean(node) != 0;
	return true;
}

size_t
doc_count(struct json_object *node)
{
	return doc_type(node) == SCAN_ARRAY ? json_object_array_length(node)
					    : 0;
}

struct json_object *
doc_at(struct json_object *node, size_t index)
{
	return index < doc_count(node) ? json_object_array_get_idx(node, index)
				       : NULL;
}

bool
doc_next(struct json_object *node, struct doc_step *step)
{
	struct lh_entry *entry;

	if (doc_type(node) != SCAN_OBJECT)
		return false;
	entry = step->key == NULL ? json_object_get_object(node)->head
				  : ((struct lh_entry *)step->entry)->next;
	if (entry == NULL)
		return false;
	step->entry = entry;
	step->key = lh_entry_k(entry);
	step->value = lh_entry_v(entry);
	return true;
}

/* json-c answers NULL when memory is gone; nothing here can go on then. */
static struct json_object *
doc_need(struct json_object *made)
{
	if (made == NULL)
		mem_exhausted();
	return made;
}

struct json_object *
doc_new_object(void)
{
	return doc_need(json_object_new_object());
}

struct json_object *
doc_new_array(void)
{
	return doc_need(json_object_new_array());
}

struct json_object *
doc_new_text(struct slice text)
{
	return doc_need(json_object_new_string_len(
	    text.p != NULL ? text.p : "", (int)text.n));
}

struct json_object *
doc_new_int(int64_t value)
{
	return doc_need(json_object_new_int64(value));
}

struct json_object *
doc_new_bool(bool value)
{
	return doc_need(json_object_new_boolean(value));
}

void
doc_put_take(
    struct json_object *object, const char *key, struct json_object *value)
{
	if (json_object_object_add(object, key, value) != 0)
		mem_exhausted();
}

void
doc_push_take(struct json_object *array, struct json_object *value)
{
	if (json_object_array_add(array, value) != 0)
		mem_exhausted();
}

struct json_object *
doc_share(struct json_object *node)
{
	return json_object_get(node);
}

void
doc_write(struct json_object *node, struct buf *out)
{
	size_t len;
	const char *text = json_object_to_json_string_length(node,
	    JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &len);

	buf_add(out, text, len);
}
