/* SPDX-License-Identifier: ISC */
#include "config/yaml.h"

#include <string.h>

const struct yaml_node *
yaml_get(const struct yaml_node *node, const char *key)
{
	const struct yaml_node *child;

	if (node == NULL || node->type != YAML_MAP)
		return NULL;
	for (child = node->first; child != NULL; child = child->next)
		if (strcmp(child->key, key) == 0)
			return child;
	return NULL;
}

const char *
yaml_text(const struct yaml_node *node, const char *key)
{
	const struct yaml_node *child = yaml_get(node, key);

	return child != NULL && child->type == YAML_TEXT ? child->text.p : NULL;
}

size_t
yaml_count(const struct yaml_node *node)
{
	const struct yaml_node *child;
	size_t count = 0;

	if (node != NULL)
		for (child = node->first; child != NULL; child = child->next)
			count++;
	return count;
}

bool
yaml_is_empty(const struct yaml_node *node)
{
	return node->type == YAML_TEXT && node->plain && node->text.n == 0;
}
