/* SPDX-License-Identifier: ISC */
#include "template/load.h"

#include "base/nearest.h"
#include "base/num.h"
#include "template/source.h"

#include <stdarg.h>
#include <string.h>

int
load_refuse(struct loader *loader, int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(loader->err, EX_CONFIG, fmt, ap);
	va_end(ap);
	return error_prefix(loader->err, "%s:%d", loader->file->path, line);
}

/* "unknown key 'x', did you mean 'y'?" */
static int
load_unknown(struct loader *loader, const struct yaml_node *node,
    const char *const *names, size_t count)
{
	const char *near = nearest_name(node->key, names, count);

	if (near == NULL)
		return load_refuse(
		    loader, node->key_line, "unknown key '%s'", node->key);
	return load_refuse(loader, node->key_line,
	    "unknown key '%s', did you mean '%s'?", node->key, near);
}

int
load_check_map(struct loader *loader, const struct yaml_node *node,
    const char *const *names, size_t count)
{
	const struct yaml_node *child;
	size_t i;

	if (node->type != YAML_MAP)
		return load_refuse(
		    loader, node->line, "not a map '%s'", node->key);
	for (child = node->first; child != NULL; child = child->next) {
		for (i = 0; i < count; i++)
			if (strcmp(names[i], child->key) == 0)
				break;
		if (i == count)
			return load_unknown(loader, child, names, count);
	}
	return 0;
}

int
load_text(struct loader *loader, const struct yaml_node *node, const char **out)
{
	if (node->type != YAML_TEXT || node->text.n == 0)
		return load_refuse(loader, node->line, "not a text '%s'",
		    node->key != NULL ? node->key : "");
	*out = node->text.p;
	return 0;
}

void
load_look(struct loader *loader, struct slice source, bool condition)
{
	if (source_looks_at(source, condition, "appointment"))
		loader->file->of_appointment = true;
}

int
load_number(
    struct loader *loader, const struct yaml_node *node, int min, int64_t *out)
{
	if (node->type != YAML_TEXT ||
	    num_parse(node->text, min, INT32_MAX, out) != 0)
		return load_refuse(loader, node->line,
		    "not a whole number from %d on '%s'", min, node->key);
	return 0;
}
