/* SPDX-License-Identifier: ISC */
/*
 * Mappings of the configuration: the same form, read from calls.mappings.
 *
 *	shop-orders:
 *	  recognise: [type=order.shipped, order.id]
 *	  event_id: order.id
 *	  occurred_at: {path: order.shipped, unit: s}
 *	  customer_number: [order.phone, customer.phone]
 *	  data.link: order.tracking_url
 */
#include "call/call.h"

#include "base/nearest.h"
#include "call/mapping.h"
#include "record/field.h"

#include <string.h>

static const struct call_word own_end_reasons[] = {
    {"completed", "completed"},
    {"customer_hangup", "customer_hangup"},
    {"agent_hangup", "agent_hangup"},
    {"transferred", "transferred"},
    {"voicemail*", "voicemail"},
    {"no_answer", "no_answer"},
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"rejected", "rejected"},
    {"cancelled", "cancelled"},
    {"canceled", "cancelled"},
    {"silence_timeout", "silence_timeout"},
    {"max_duration", "max_duration"},
    {"*error*", "failed"},
    {"failed", "failed"},
    {0},
};

/* Units of a number at a path, and what they make of time and length. */
static const struct own_unit {
	const char *name;
	enum call_reading time, span;
} own_units[] = {
    {"s", CALL_TIME_S, CALL_SPAN_S},
    {"ms", CALL_TIME_MS, CALL_SPAN_MS},
    {"min", CALL_TIME_GUESS, CALL_SPAN_MIN},
    {"iso", CALL_TIME_ISO, CALL_SPAN_MS},
};

enum {
	OWN_UNITS = sizeof(own_units) / sizeof(own_units[0]),
	OWN_FIELDS_MAX = 128, /* names of the table, for the nearest one */
};

/* Fields that a mapping does not set: they follow from others. */
static const char *const own_derived[] = {"record", "record_version", "source",
    "stage", "ended_at_basis", "end_reason_raw", "appointment", "consent",
    "turns", "received_at"};

static int
own_refuse(const struct config *config, const struct yaml_node *node,
    const char *what, const char *subject, struct error *err)
{
	return error_set(err, EX_CONFIG, "%s:%d: %s '%s'", config->path,
	    node->key != NULL ? node->key_line : node->line, what, subject);
}

int
call_own_known(const struct config *config, const struct yaml_node *node,
    const char *const *names, size_t count, struct error *err)
{
	const char *near;
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names[i], node->key) == 0)
			return 0;
	near = nearest_name(node->key, names, count);
	if (near == NULL)
		return own_refuse(
		    config, node, "unknown field", node->key, err);
	return error_set(err, EX_CONFIG,
	    "%s:%d: unknown field '%s', did you mean '%s'?", config->path,
	    node->key_line, node->key, near);
}

/* The texts of a node, one or a list of them, into an array of `room`. */
static int
own_texts(const struct config *config, const struct yaml_node *node,
    struct arena *arena, const char **out, size_t room, struct error *err)
{
	const struct yaml_node *item = node->type == YAML_LIST ? node->first
							       : node;
	size_t count = 0;

	for (; item != NULL; item = item == node ? NULL : item->next) {
		if (item->type != YAML_TEXT || item->text.n == 0)
			return own_refuse(
			    config, node, "no path for", node->key, err);
		if (count == room)
			return own_refuse(
			    config, node, "too many paths for", node->key, err);
		out[count++] = arena_string(arena, item->text);
	}
	if (count == 0)
		return own_refuse(config, node, "no path for", node->key, err);
	return 0;
}

int
call_own_paths(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err)
{
	memset(row->paths, 0, sizeof(row->paths));
	return own_texts(config, node, arena, row->paths, CALL_PATHS, err);
}

static bool
own_is_derived(const char *field)
{
	size_t i;

	for (i = 0; i < sizeof(own_derived) / sizeof(own_derived[0]); i++)
		if (strcmp(own_derived[i], field) == 0)
			return true;
	return false;
}

/* Is it a field of a call that a mapping may set, or data.NAME? */
static int
own_check_field(const struct config *config, const struct yaml_node *node,
    struct error *err)
{
	const char *names[OWN_FIELDS_MAX];
	const struct field *fields;
	size_t total, count = 0, i;

	if (strncmp(node->key, "data.", 5) == 0 && node->key[5] != '\0')
		return 0;
	fields = field_table(&total);
	for (i = 0; i < total && count < OWN_FIELDS_MAX - 1; i++)
		if ((fields[i].in & RECORD_CALL) != 0 &&
		    !own_is_derived(fields[i].name))
			names[count++] = fields[i].name;
	names[count++] = "recognise";
	return call_own_known(config, node, names, count, err);
}

static enum call_reading
own_reading(const char *name, const struct own_unit *unit)
{
	const struct field *field = field_find(name, strlen(name), RECORD_CALL);

	if (field == NULL)
		return CALL_COPY;
	switch (field->type) {
	case FIELD_TIME:
		return unit != NULL ? unit->time : CALL_TIME_GUESS;
	case FIELD_INT:
		return unit != NULL ? unit->span : CALL_SPAN_MS;
	case FIELD_BOOL:
		return CALL_BOOL;
	case FIELD_OBJECT:
		return CALL_MERGE;
	default:
		return strcmp(name, "direction") == 0 ? CALL_DIRECTION
						      : CALL_TEXT;
	}
}

/* "path", [path, path], or {path: …, unit: …}. */
static int
own_row(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err)
{
	static const char *const keys[] = {"path", "unit"};
	const struct yaml_node *paths = node, *child;
	const struct own_unit *unit = NULL;
	const char *name;
	size_t i;

	if (own_check_field(config, node, err) != 0)
		return -1;
	if (node->type == YAML_MAP) {
		for (child = node->first; child != NULL; child = child->next)
			if (call_own_known(config, child, keys, 2, err) != 0)
				return -1;
		paths = yaml_get(node, "path");
		name = yaml_text(node, "unit");
		for (i = 0; name != NULL && i < OWN_UNITS; i++)
			if (strcmp(own_units[i].name, name) == 0)
				unit = &own_units[i];
		if (name != NULL && unit == NULL)
			return own_refuse(config, node,
			    "unit must be s, ms, min or iso, not", name, err);
		if (paths == NULL)
			return own_refuse(
			    config, node, "no path for", node->key, err);
	}
	row->field = arena_string(arena, slice_of(node->key));
	row->reading = own_reading(node->key, unit);
	return call_own_paths(config, paths, arena, row, err);
}

int
call_own_mapping(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err)
{
	struct call_row *rows = arena_alloc(
	    arena, (yaml_count(node) + 1) * sizeof(*rows));
	const struct yaml_node *child;

	*mapping = (struct call_mapping){.name = node->key,
	    .source = "generic",
	    .rows = rows,
	    .end_reasons = own_end_reasons,
	    .analyzed = {"data", "summary"},
	    .answered_by = "unknown"};
	if (node->type != YAML_MAP)
		return own_refuse(config, node, "no map", node->key, err);
	for (child = node->first; child != NULL; child = child->next) {
		if (strcmp(child->key, "recognise") == 0) {
			if (own_texts(config, child, arena, mapping->signs[0],
				CALL_SIGNS, err) != 0)
				return -1;
			continue;
		}
		if (own_row(config, child, arena, &rows[mapping->row_count],
			err) != 0)
			return -1;
		mapping->row_count++;
	}
	return 0;
}

const struct yaml_node *
call_own_find(const struct config *config, const char *name)
{
	const struct yaml_node *mappings = yaml_get(config->calls, "mappings");

	if (mappings == NULL || mappings->type != YAML_MAP)
		return NULL;
	return name == NULL ? mappings->first : yaml_get(mappings, name);
}

/* Is there a platform, ours included, of that name? */
static int
own_check_name(const struct config *config, const char *name, struct error *err)
{
	const char *names[OWN_FIELDS_MAX], *near;
	const struct yaml_node *own;
	size_t count = 0, i;

	for (i = 0; i < call_platform_count; i++)
		names[count++] = call_platforms[i].name;
	for (own = call_own_find(config, NULL);
	     own != NULL && count < OWN_FIELDS_MAX; own = own->next)
		names[count++] = own->key;
	for (i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return 0;
	near = nearest_name(name, names, count);
	if (near == NULL)
		return error_set(err, EX_USAGE, "unknown platform '%s'", name);
	return error_set(err, EX_USAGE,
	    "unknown platform '%s', did you mean '%s'?", name, near);
}

int
call_check(const struct config *config, const char *from, struct error *err)
{
	const struct yaml_node *own = call_own_find(config, NULL);
	struct call_mapping mapping;
	struct arena arena = {0};
	int result = call_check_appointment(config, err);

	for (; own != NULL && result == 0; own = own->next)
		result = call_own_mapping(config, own, &arena, &mapping, err);
	arena_release(&arena);
	if (result == 0 && from != NULL)
		result = own_check_name(config, from, err);
	return result;
}
