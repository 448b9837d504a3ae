/* SPDX-License-Identifier: ISC */
#include "config/config.h"

#include "base/buf.h"
#include "config/find.h"
#include "config/secret.h"
#include "config/setting.h"
#include "record/view.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
config_refuse(
    const struct config_loader *loader, int line, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(loader->err, EX_CONFIG, fmt, ap);
	va_end(ap);
	return error_prefix(loader->err, "%s:%d", loader->config->path, line);
}

const char *
config_text(struct config *config, const char *fmt, ...)
{
	va_list ap, again;
	char *text;
	int len;

	va_start(ap, fmt);
	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	text = arena_alloc(&config->memory, (size_t)len + 1);
	(void)vsnprintf(text, (size_t)len + 1, fmt, again);
	va_end(again);
	return text;
}

const char *
config_place_text(const struct config_loader *loader, const char *last)
{
	const struct setting_place *place = &loader->place;
	const char *text = "";
	size_t i;

	for (i = 0; i + 1 < place->depth; i++)
		text = config_text(
		    loader->config, "%s%s.", text, place->names[i]);
	return config_text(loader->config, "%s%s", text, last);
}

static int
config_unknown(struct config_loader *loader, int line)
{
	const struct setting_place *place = &loader->place;
	const char *near = setting_nearest(place);
	const char *name = config_place_text(
	    loader, place->names[place->depth - 1]);

	if (near == NULL)
		return config_refuse(
		    loader, line, "unknown setting '%s'", name);
	return config_refuse(loader, line,
	    "unknown setting '%s', did you mean '%s'?", name,
	    config_place_text(loader, near));
}

/* Has it a key that the operator chose?  Then it may not be left empty. */
static bool
config_is_entry(const struct setting *setting)
{
	return setting->path[strlen(setting->path) - 1] == '*';
}

int
config_load_map(struct config_loader *loader, const struct yaml_node *map)
{
	const struct yaml_node *outer = loader->parent;
	const struct setting *setting;
	struct yaml_node *child;
	int result = 0;

	loader->parent = map;
	loader->place.depth++;
	for (child = map->first; child != NULL && result == 0;
	     child = child->next) {
		loader->place.names[loader->place.depth - 1] = child->key;
		setting = setting_find(&loader->place);
		if (setting == NULL)
			result = config_unknown(loader, child->key_line);
		else if (!yaml_is_empty(child) || config_is_entry(setting))
			result = setting_take(loader, setting, child);
	}
	loader->place.depth--;
	loader->parent = outer;
	return result;
}

/* "[2 per 10m, 6 per 24h]" as a list; what has no brackets is a text. */
static void
config_default(struct config *config, const char *text, struct yaml_node *node)
{
	struct yaml_node *item, **end = &node->first;
	size_t n;

	*node = (struct yaml_node){
	    .type = YAML_TEXT, .text = slice_of(text), .plain = true};
	if (text[0] != '[')
		return;
	node->type = YAML_LIST;
	for (text++; *text != '\0'; text += n + strspn(text + n, ", ]")) {
		n = strcspn(text, ",]");
		item = arena_alloc(&config->memory, sizeof(*item));
		*item = (struct yaml_node){.type = YAML_TEXT,
		    .text = {arena_string(
				 &config->memory, (struct slice){text, n}),
			n},
		    .plain = true};
		*end = item;
		end = &item->next;
	}
}

/* The defaults of settings that may stand once. */
static int
config_load_defaults(struct config_loader *loader)
{
	const struct setting *table;
	struct yaml_node node;
	size_t count, i;

	table = setting_table(&count);
	for (i = 0; i < count; i++) {
		if (table[i].fallback == NULL || table[i].where == 0 ||
		    strchr(table[i].path, '*') != NULL)
			continue;
		config_default(loader->config, table[i].fallback, &node);
		if (setting_take(loader, &table[i], &node) != 0)
			return -1;
	}
	return 0;
}

static void
brand_member(struct buf *out, const char *name, const char *value)
{
	if (value != NULL)
		view_write_member(out, name, slice_of(value));
}

/* The brand as templates see it: what is not set is not there. */
static void
config_make_brand(struct config *config)
{
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	buf_addc(&out, '{');
	brand_member(&out, "name", config->brand.name);
	brand_member(&out, "trade", config->brand.trade);
	brand_member(&out, "phone", config->brand.phone);
	brand_member(&out, "email", config->brand.email);
	if (config->brand.domain_count > 0) {
		buf_addf(&out, "%s\"domains\":[", out.len > 1 ? "," : "");
		for (i = 0; i < config->brand.domain_count; i++) {
			buf_adds(&out, i > 0 ? "," : "");
			view_write_string(
			    &out, slice_of(config->brand.domains[i]));
		}
		buf_addc(&out, ']');
	}
	buf_addc(&out, '}');
	config->brand_json = arena_string(&config->memory, buf_slice(&out));
	buf_release(&out);
}

/* Reads the file at config->path. */
static int
config_read(struct config_loader *loader)
{
	struct config *config = loader->config;
	const struct yaml_node *root;

	config->document = yaml_read_file(config->path, loader->err);
	if (config->document == NULL) {
		if (loader->err->code == EX_NOINPUT)
			loader->err->code = EX_CONFIG;
		return -1;
	}
	root = yaml_root(config->document);
	if (yaml_is_empty(root))
		return 0;
	if (root->type != YAML_MAP)
		return config_refuse(
		    loader, root->line, "not a map of settings");
	return config_load_map(loader, root);
}

int
config_load(struct config *config, const char *path, struct error *err)
{
	struct config_loader loader = {
	    .config = config, .folder = "", .base = config, .err = err};
	const char *slash;

	config->path = config_find_file(config, path);
	slash = config->path != NULL ? strrchr(config->path, '/') : NULL;
	if (slash != NULL)
		loader.folder = config_text(config, "%.*s",
		    (int)(slash - config->path) + (slash == config->path),
		    config->path);
	config->secrets = secret_new(loader.folder);
	if (config_load_defaults(&loader) != 0 ||
	    (config->path != NULL && config_read(&loader) != 0)) {
		config_release(config);
		return -1;
	}
	if (config->store == NULL)
		config->store = config_default_store(config);
	config_make_brand(config);
	return 0;
}

void
config_release(struct config *config)
{
	secret_free(config->secrets);
	yaml_close(config->document);
	arena_release(&config->memory);
	*config = (struct config){0};
}
