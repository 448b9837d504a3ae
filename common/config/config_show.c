/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "config/config.h"
#include "config/secret.h"
#include "config/setting.h"
#include "record/view.h"

#include <string.h>

static const char show_mask[] = "********";

struct show {
	const struct config *config;
	struct setting_place place;
	struct buf *out;
};

static void
show_name(struct show *show)
{
	size_t i;

	for (i = 0; i < show->place.depth; i++)
		buf_addf(
		    show->out, "%s%s", i > 0 ? "." : "", show->place.names[i]);
	buf_adds(show->out, ": ");
}

/* In quotes where a line break or another control character would show. */
static void
show_text(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		if ((unsigned char)text.p[i] < ' ' || text.p[i] == '\177') {
			view_write_string(out, text);
			return;
		}
	}
	buf_addslice(out, text);
}

static void
show_list(struct show *show, const struct yaml_node *list)
{
	const struct yaml_node *item;

	buf_addc(show->out, '[');
	for (item = list->first; item != NULL; item = item->next) {
		buf_adds(show->out, item == list->first ? "" : ", ");
		view_write_string(show->out, item->text);
	}
	buf_addc(show->out, ']');
}

static void
show_origin(struct show *show, const struct yaml_node *node)
{
	buf_addf(show->out, "  # %s:%d", show->config->path, node->line);
}

/*
 * What stands elsewhere is looked up, so that the operator sees what is
 * missing; a secret shows as a mask.
 */
static void
show_reference(struct show *show, const struct setting *setting,
    const struct yaml_node *node)
{
	static const char env[] = "env:";
	bool from_env = strncmp(node->text.p, env, sizeof(env) - 1) == 0;
	const char *value = NULL;
	struct error err = {0};

	if (secret_resolve(show->config->secrets, node->text.p, &value, &err) ==
	    0)
		show_text(show->out,
		    slice_of(
			setting->kind == SETTING_SECRET ? show_mask : value));
	show_origin(show, node);
	if (from_env)
		buf_addf(show->out, ", environment %s",
		    node->text.p + sizeof(env) - 1);
	else
		buf_addf(show->out, ", %s", node->text.p);
	if (err.code != 0)
		buf_addf(show->out, ": %s", err.text);
}

/* The URL of a database may hold a password: "//user:PASSWORD@host", or among
 * what stands behind the '?'. */
static void
show_store(struct buf *out, const char *url)
{
	static const char name[] = "password=";
	const char *user = strstr(url, "//"), *at, *colon;
	struct buf masked;

	buf_init(&masked, BUF_NO_CAP);
	at = user != NULL ? strchr(user, '@') : NULL;
	colon = at != NULL ? memchr(user, ':', (size_t)(at - user)) : NULL;
	if (colon != NULL) {
		buf_addf(
		    &masked, "%.*s:%s", (int)(colon - url), url, show_mask);
		url = at;
	}
	at = strstr(url, name);
	if (at != NULL) {
		at += sizeof(name) - 1;
		buf_addf(&masked, "%.*s%s", (int)(at - url), url, show_mask);
		url = at + strcspn(at, "&");
	}
	buf_adds(&masked, url);
	show_text(out, buf_slice(&masked));
	buf_release(&masked);
}

static void
show_leaf(struct show *show, const struct yaml_node *node)
{
	const struct setting *setting = setting_find(&show->place);

	show_name(show);
	if (setting != NULL &&
	    (setting->kind == SETTING_SECRET ||
		setting->kind == SETTING_REFERENCE) &&
	    secret_is_reference(node->text)) {
		show_reference(show, setting, node);
	} else {
		if (node->type == YAML_LIST)
			show_list(show, node);
		else if (setting != NULL && setting->kind == SETTING_STORE)
			show_store(show->out, node->text.p);
		else
			show_text(show->out, node->text);
		show_origin(show, node);
	}
	buf_addc(show->out, '\n');
}

static void
show_map(struct show *show, const struct yaml_node *map)
{
	const struct yaml_node *child;

	show->place.depth++;
	for (child = map->first; child != NULL; child = child->next) {
		show->place.names[show->place.depth - 1] = child->key;
		if (child->type == YAML_MAP)
			show_map(show, child);
		else if (!yaml_is_empty(child))
			show_leaf(show, child);
	}
	show->place.depth--;
}

/* Does the file say something for this path? */
static bool
is_set(const struct yaml_node *root, const char *path)
{
	const struct yaml_node *node = root;
	char name[64];
	size_t n;

	for (; node != NULL && path[0] != '\0'; path += n + (path[n] == '.')) {
		n = strcspn(path, ".");
		if (n >= sizeof(name))
			return false;
		memcpy(name, path, n);
		name[n] = '\0';
		node = yaml_get(node, name);
	}
	return node != NULL && !yaml_is_empty(node);
}

static void
show_defaults(struct show *show, const struct yaml_node *root)
{
	const struct setting *table;
	size_t count, i;

	if (!is_set(root, "store"))
		buf_addf(
		    show->out, "store: %s  # default\n", show->config->store);
	table = setting_table(&count);
	for (i = 0; i < count; i++)
		if (table[i].fallback != NULL && table[i].where != 0 &&
		    strchr(table[i].path, '*') == NULL &&
		    !is_set(root, table[i].path))
			buf_addf(show->out, "%s: %s  # default\n",
			    table[i].path, table[i].fallback);
}

void
config_show(const struct config *config, struct buf *out)
{
	struct show show = {.config = config, .out = out};
	const struct yaml_node *root = config->document != NULL
	    ? yaml_root(config->document)
	    : NULL;

	if (root == NULL)
		buf_adds(out, "# no configuration file\n");
	else
		show_map(&show, root);
	show_defaults(&show, root);
}
