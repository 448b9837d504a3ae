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

#include <string.h>

enum { OWN_NAMES_MAX = 64 }; /* platforms to choose the nearest from */

static const char own_signs[] = "recognise";

int
call_own_signs(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err)
{
	const struct yaml_node *signs = yaml_get(node, own_signs);

	*mapping = (struct call_mapping){
	    .name = node->key, .source = "generic"};
	if (node->type != YAML_MAP)
		return call_own_refuse(config, node, "no map", node->key, err);
	return signs == NULL ? 0
			     : call_own_texts(config, signs, arena,
				   mapping->signs[0], CALL_SIGNS, err);
}

int
call_own_mapping(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err)
{
	const struct yaml_node *child;
	struct call_row *rows;

	if (call_own_signs(config, node, arena, mapping, err) != 0)
		return -1;
	rows = arena_alloc(arena, (yaml_count(node) + 1) * sizeof(*rows));
	mapping->rows = rows;
	for (child = node->first; child != NULL; child = child->next) {
		if (strcmp(child->key, own_signs) == 0)
			continue;
		if (call_own_row(config, child, arena,
			&rows[mapping->row_count], err) != 0)
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
	const char *names[OWN_NAMES_MAX], *near;
	const struct yaml_node *own;
	size_t count = 0, i;

	if (call_own_find(config, name) != NULL)
		return 0;
	for (i = 0; i < call_platform_count; i++)
		names[count++] = call_platforms[i]->name;
	for (own = call_own_find(config, NULL);
	     own != NULL && count < OWN_NAMES_MAX; own = own->next)
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
