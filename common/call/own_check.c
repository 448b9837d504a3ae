/* SPDX-License-Identifier: ISC */
/*
 * What mappings of the configuration are told when they are wrong.
 */
#include "base/buf.h"
#include "base/nearest.h"
#include "call/mapping.h"

#include <string.h>

enum { OWN_LISTED_MAX = 16 }; /* names that an error can name all */

int
call_own_refuse(const struct config *config, const struct yaml_node *node,
    const char *what, const char *subject, struct error *err)
{
	return error_set(err, EX_CONFIG, "%s:%d: %s '%s'", config->path,
	    node->key != NULL ? node->key_line : node->line, what, subject);
}

int
call_own_known(const struct config *config, const struct yaml_node *node,
    const char *what, const char *name, const char *const *names, size_t count,
    struct error *err)
{
	const char *near;
	struct buf text;
	size_t i;

	for (i = 0; name != NULL && i < count; i++)
		if (strcmp(names[i], name) == 0)
			return 0;
	buf_init(&text, ERROR_TEXT_MAX);
	buf_addf(&text, "unknown %s '%s'", what, name != NULL ? name : "");
	near = nearest_name(name != NULL ? name : "", names, count);
	if (near != NULL)
		buf_addf(&text, ", did you mean '%s'?", near);
	else if (count <= OWN_LISTED_MAX)
		for (i = 0; i < count; i++)
			buf_addf(&text, "%s%s", i > 0 ? ", " : ": use one of ",
			    names[i]);
	error_set(err, EX_CONFIG, "%s:%d: %s", config->path,
	    node->key != NULL ? node->key_line : node->line, buf_text(&text));
	buf_release(&text);
	return -1;
}

int
call_own_texts(const struct config *config, const struct yaml_node *node,
    struct arena *arena, const char **out, size_t room, struct error *err)
{
	const struct yaml_node *item = node->type == YAML_LIST ? node->first
							       : node;
	size_t count = 0;

	for (; item != NULL; item = item == node ? NULL : item->next) {
		if (item->type != YAML_TEXT || item->text.n == 0)
			return call_own_refuse(
			    config, node, "no path for", node->key, err);
		if (count == room)
			return call_own_refuse(
			    config, node, "too many paths for", node->key, err);
		out[count++] = arena_string(arena, item->text);
	}
	if (count == 0)
		return call_own_refuse(
		    config, node, "no path for", node->key, err);
	return 0;
}
