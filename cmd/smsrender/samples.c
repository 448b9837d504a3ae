/* SPDX-License-Identifier: ISC */
#include "samples.h"

#include "base/mem.h"
#include "record/doc.h"

#include <stdlib.h>
#include <string.h>

/* ---- values ------------------------------------------------------------- */

static struct json_object *samples_value(const struct yaml_node *node);

/* A bare word of YAML that JSON reads as a number, true or false. */
static struct json_object *
samples_bare(struct slice text)
{
	struct json_object *value;
	struct error err;

	if (text.n == 0 || text.p[0] == '"')
		return NULL;
	value = doc_parse(text, &err);
	if (value != NULL && doc_type(value) != SCAN_NUMBER &&
	    doc_type(value) != SCAN_TRUE && doc_type(value) != SCAN_FALSE) {
		doc_free(value);
		return NULL;
	}
	return value;
}

static struct json_object *
samples_list(const struct yaml_node *node)
{
	struct json_object *list = doc_new_array();
	const struct yaml_node *child;

	for (child = node->first; child != NULL; child = child->next)
		doc_push_take(list, samples_value(child));
	return list;
}

static struct json_object *
samples_map(const struct yaml_node *node)
{
	struct json_object *map = doc_new_object();
	const struct yaml_node *child;

	for (child = node->first; child != NULL; child = child->next)
		doc_put_take(map, child->key, samples_value(child));
	return map;
}

static struct json_object *
samples_value(const struct yaml_node *node)
{
	struct json_object *bare = NULL;

	if (node->type == YAML_LIST)
		return samples_list(node);
	if (node->type == YAML_MAP)
		return samples_map(node);
	if (node->plain)
		bare = samples_bare(node->text);
	return bare != NULL ? bare : doc_new_text(node->text);
}

/* ---- the call ----------------------------------------------------------- */

/* Puts a value at a dotted path; -1 when another one is there or on the way. */
static int
samples_put(
    struct json_object *call, const char *path, const struct yaml_node *sample)
{
	char *copy = mem_strdup(path), *key = copy, *dot;
	struct json_object *at = call, *next;
	int result = -1;

	while ((dot = strchr(key, '.')) != NULL && at != NULL) {
		*dot = '\0';
		next = doc_get(at, key);
		if (next == NULL) {
			next = doc_new_object();
			doc_put_take(at, key, next);
		}
		at = doc_type(next) == SCAN_OBJECT ? next : NULL;
		key = dot + 1;
	}
	if (at != NULL && doc_get(at, key) == NULL) {
		doc_put_take(at, key, samples_value(sample));
		result = 0;
	}
	free(copy);
	return result;
}

static int
samples_fill(const struct template_file *file, struct json_object *call,
    struct error *err)
{
	const struct variable *variable;
	size_t i;

	for (i = 0; i < file->variable_count; i++) {
		variable = &file->variables[i];
		if (variable->sample == NULL || yaml_is_empty(variable->sample))
			return error_set(err, EX_CONFIG,
			    "%s:%d: no sample for '%s'", file->path,
			    variable->line, variable->path);
		if (samples_put(call, variable->path, variable->sample) != 0)
			return error_set(err, EX_CONFIG,
			    "%s:%d: in the way of another sample '%s'",
			    file->path, variable->line, variable->path);
	}
	return 0;
}

int
samples_call(
    const struct template_file *file, struct buf *json, struct error *err)
{
	struct json_object *call = doc_new_object();
	int result;

	doc_put_take(call, "record", doc_new_text(slice_of("call")));
	doc_put_take(call, "record_version", doc_new_int(1));
	result = samples_fill(file, call, err);
	buf_reset(json);
	if (result == 0)
		doc_write(call, json);
	doc_free(call);
	return result;
}
