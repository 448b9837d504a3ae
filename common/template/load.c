/* SPDX-License-Identifier: ISC */
#include "template/load.h"

#include "base/file.h"
#include "record/field.h"
#include "record/json.h"

#include <string.h>

static int
load_id(struct loader *loader, const struct yaml_node *node)
{
	return load_text(loader, node, &loader->file->id);
}

/* A text that is one of the words the message record allows. */
static int
load_word(struct loader *loader, const struct yaml_node *node, const char **out)
{
	const char *words =
	    field_find(node->key, strlen(node->key), RECORD_MESSAGE)->words;

	if (load_text(loader, node, out) != 0)
		return -1;
	if (slice_among(node->text, words))
		return 0;
	return load_refuse(
	    loader, node->line, "unknown %s '%s'", node->key, node->text.p);
}

static int
load_purpose(struct loader *loader, const struct yaml_node *node)
{
	if (load_word(loader, node, &loader->file->purpose) != 0)
		return -1;
	loader->file->cancels = strcmp(loader->file->purpose, "cancellation") ==
	    0;
	return 0;
}

static int
load_category(struct loader *loader, const struct yaml_node *node)
{
	return load_word(loader, node, &loader->file->category);
}

static int
load_program(struct loader *loader, const struct yaml_node *node)
{
	return load_text(loader, node, &loader->file->program);
}

static int
load_campaign(struct loader *loader, const struct yaml_node *node)
{
	return load_text(loader, node, &loader->file->campaign);
}

static int
load_when(struct loader *loader, const struct yaml_node *node)
{
	if (load_text(loader, node, &loader->file->when_text) != 0)
		return -1;
	loader->file->when = template_parse_condition(
	    node->text, loader->file->path, node->text_line, loader->err);
	load_look(loader, node->text, true);
	return loader->file->when != NULL ? 0 : -1;
}

static int
load_send(struct loader *loader, const struct yaml_node *node)
{
	return load_schedule(loader, node, &loader->file->send);
}

static int
load_expires(struct loader *loader, const struct yaml_node *node)
{
	return load_schedule(loader, node, &loader->file->expires);
}

static int
load_quiet_hours(struct loader *loader, const struct yaml_node *node)
{
	const char *word = "";

	if (load_text(loader, node, &word) != 0)
		return -1;
	loader->file->quiet_hours = strcmp(word, "on") == 0;
	if (!loader->file->quiet_hours && strcmp(word, "off") != 0)
		return load_refuse(loader, node->line,
		    "quiet_hours is on or off, not '%s'", word);
	return 0;
}

static int
load_priority(struct loader *loader, const struct yaml_node *node)
{
	int64_t priority;

	loader->file->priority = node->text.p;
	return load_number(loader, node, 0, &priority);
}

static int
load_body(struct loader *loader, const struct yaml_node *node)
{
	return load_wordings(loader, node, &loader->file->body);
}

static const struct load_key {
	const char *name;
	int (*load)(struct loader *loader, const struct yaml_node *node);
	bool required;
} load_keys[] = {
    {"id", load_id, true},
    {"purpose", load_purpose, true},
    {"category", load_category, true},
    {"program", load_program, false},
    {"campaign", load_campaign, false},
    {"when", load_when, false},
    {"send", load_send, false},
    {"expires", load_expires, false},
    {"quiet_hours", load_quiet_hours, false},
    {"priority", load_priority, false},
    {"body", load_body, true},
    {"dynamic", load_dynamic, false},
    {"media", load_media, false},
    {"email", load_email, false},
    {"replies", load_replies, false},
    {"variables", load_variables, false},
};

enum { LOAD_KEYS = sizeof(load_keys) / sizeof(load_keys[0]) };

static int
load_root(struct loader *loader, const struct yaml_node *root)
{
	const char *names[LOAD_KEYS];
	const struct yaml_node *node;
	size_t i;

	if (root->type != YAML_MAP)
		return load_refuse(loader, root->line, "not a template");
	for (i = 0; i < LOAD_KEYS; i++)
		names[i] = load_keys[i].name;
	if (load_check_map(loader, root, names, LOAD_KEYS) != 0)
		return -1;
	for (i = 0; i < LOAD_KEYS; i++) {
		node = yaml_get(root, load_keys[i].name);
		if (node == NULL && load_keys[i].required)
			return load_refuse(
			    loader, 1, "missing key '%s'", load_keys[i].name);
		if (node != NULL && load_keys[i].load(loader, node) != 0)
			return -1;
	}
	return 0;
}

static const char *
load_keep(struct loader *loader, struct buf *json)
{
	const char *text = arena_string(&loader->file->memory, buf_slice(json));

	buf_reset(json);
	return text;
}

/* What all messages of the template share is written once. */
static void
load_shared(struct loader *loader)
{
	struct template_file *file = loader->file;
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	json_text(&json, JSON("purpose"), slice_of(file->purpose));
	json_text(&json, JSON("category"), slice_of(file->category));
	json_text(&json, JSON("program"), slice_of(file->program));
	json_text(&json, JSON("campaign"), slice_of(file->campaign));
	json_text(&json, JSON("template_id"), slice_of(file->id));
	buf_addf(&json, ",\"template_hash\":\"sha256:%s\"", file->hash);
	file->fixed = load_keep(loader, &json);
	if (!file->quiet_hours)
		json_raw(&json, JSON("quiet_hours"), slice_of("false"));
	if (file->priority != NULL)
		json_raw(&json, JSON("priority"), slice_of(file->priority));
	if (file->replies != NULL)
		json_raw(&json, JSON("replies"), slice_of(file->replies));
	file->tail = load_keep(loader, &json);
	buf_release(&json);
}

int
template_file_read(struct template_file *file, struct slice text,
    const char *path, struct error *err)
{
	struct loader loader = {file, err};

	file->path = path;
	file->quiet_hours = true;
	crypto_sha256_hex(text, file->hash);
	file->document = yaml_read_text(text, path, err);
	if (file->document != NULL &&
	    load_root(&loader, yaml_root(file->document)) == 0) {
		load_shared(&loader);
		return 0;
	}
	if (err->code == EX_DATAERR)
		err->code = EX_CONFIG;
	return -1;
}

int
template_file_load(
    struct template_file *file, const char *path, struct error *err)
{
	struct buf text;
	int result;

	buf_init(&text, YAML_BYTES_MAX);
	result = file_read(path, &text, err);
	if (result == 0)
		result = template_file_read(file, buf_slice(&text), path, err);
	else if (err->code == EX_DATAERR)
		err->code = EX_CONFIG;
	buf_release(&text);
	return result;
}

void
template_file_release(struct template_file *file)
{
	template_free(file->when);
	wordings_release(&file->body);
	wordings_release(&file->subject);
	wordings_release(&file->email);
	wordings_release(&file->media);
	wordings_release(&file->dynamic.frame);
	yaml_close(file->document);
	arena_release(&file->memory);
	*file = (struct template_file){0};
}
