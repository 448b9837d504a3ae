/* SPDX-License-Identifier: ISC */
/*
 * The keys of a template that have a form of their own.
 */
#include "template/load.h"

#include "config/url.h"
#include "record/view.h"
#include "template/media.h"
#include "time/take.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- send, expires ------------------------------------------------------ */

/* "HH:MM" */
static int
load_time(struct loader *loader, const struct yaml_node *node,
    struct schedule *schedule)
{
	struct text text = {node->text.p, node->text.p + node->text.n};

	schedule->has_time = true;
	if (node->type != YAML_TEXT ||
	    !take_digits(&text, 2, &schedule->hour) || !take_char(&text, ':') ||
	    !take_digits(&text, 2, &schedule->minute) || text.p != text.end ||
	    schedule->hour > 23 || schedule->minute > 59)
		return load_refuse(
		    loader, node->line, "not a time HH:MM '%s'", node->key);
	return 0;
}

static int
load_offset(struct loader *loader, const struct yaml_node *node,
    struct schedule *schedule)
{
	if (node->type != YAML_TEXT ||
	    duration_parse(node->text, &schedule->offset) != 0)
		return load_refuse(loader, node->line,
		    "not an ISO 8601 duration '%s'", node->key);
	return 0;
}

static int
load_anchor(struct loader *loader, const struct yaml_node *node,
    struct schedule *schedule)
{
	if (load_text(loader, node, &schedule->anchor) != 0)
		return -1;
	load_look(loader, node->text, true);
	return 0;
}

int
load_schedule(struct loader *loader, const struct yaml_node *node,
    struct schedule *schedule)
{
	static const char *const names[] = {"anchor", "offset", "time"};
	const struct yaml_node *child;

	schedule->set = true;
	schedule->name = node->key;
	schedule->line = node->key_line;
	if (node->type == YAML_TEXT)
		return load_anchor(loader, node, schedule);
	if (load_check_map(loader, node, names, COUNT(names)) != 0)
		return -1;
	child = yaml_get(node, "anchor");
	if (child != NULL && load_anchor(loader, child, schedule) != 0)
		return -1;
	child = yaml_get(node, "offset");
	if (child != NULL && load_offset(loader, child, schedule) != 0)
		return -1;
	child = yaml_get(node, "time");
	if (child != NULL && load_time(loader, child, schedule) != 0)
		return -1;
	if (schedule->has_time && schedule->offset.ms != 0)
		return load_refuse(loader, node->key_line,
		    "an offset in hours cannot go with a time of day '%s'",
		    node->key);
	return 0;
}

/* ---- texts -------------------------------------------------------------- */

/* One text, parsed, added to those that have room for it. */
static int
load_wording(struct loader *loader, const struct yaml_node *node,
    const char *language, struct wordings *wordings)
{
	struct wording *wording = &wordings->items[wordings->count];
	const char *text;

	if (load_text(loader, node, &text) != 0)
		return -1;
	wording->language = language;
	wording->source = node->text;
	wording->line = node->text_line;
	wording->text = template_parse(
	    node->text, loader->file->path, node->text_line, loader->err);
	if (wording->text == NULL)
		return -1;
	load_look(loader, node->text, false);
	wordings->count++;
	return 0;
}

static void
load_room(struct loader *loader, struct wordings *wordings, size_t room)
{
	wordings->items = arena_alloc(
	    &loader->file->memory, room * sizeof(*wordings->items));
}

int
load_wordings(struct loader *loader, const struct yaml_node *node,
    struct wordings *wordings)
{
	const struct yaml_node *child;

	if (node->type == YAML_TEXT) {
		load_room(loader, wordings, 1);
		return load_wording(loader, node, NULL, wordings);
	}
	if (node->type == YAML_LIST || node->first == NULL)
		return load_refuse(
		    loader, node->key_line, "no text in '%s'", node->key);
	load_room(loader, wordings, yaml_count(node));
	for (child = node->first; child != NULL; child = child->next)
		if (load_wording(loader, child, child->key, wordings) != 0)
			return -1;
	return 0;
}

int
load_email(struct loader *loader, const struct yaml_node *node)
{
	static const char *const names[] = {"subject", "body", "after_s"};
	const struct yaml_node *after = yaml_get(node, "after_s");
	const struct yaml_node *subject = yaml_get(node, "subject");
	const struct yaml_node *body = yaml_get(node, "body");

	if (load_check_map(loader, node, names, COUNT(names)) != 0)
		return -1;
	if (subject == NULL || body == NULL)
		return load_refuse(loader, node->key_line,
		    "subject and body are needed in '%s'", node->key);
	if (load_wordings(loader, subject, &loader->file->subject) != 0 ||
	    (after != NULL &&
		load_number(loader, after, 0, &loader->file->email_after_s) !=
		    0))
		return -1;
	return load_wordings(loader, body, &loader->file->email);
}

/* What is fixed of an address can be judged at once. */
static int
load_media_item(struct loader *loader, const struct yaml_node *node)
{
	struct slice fixed;

	if (load_wording(loader, node, NULL, &loader->file->media) != 0)
		return -1;
	fixed = (struct slice){node->text.p, media_fixed(node->text)};
	if (fixed.n == 0 || url_safety(fixed) == URL_SAFE)
		return 0;
	return load_refuse(loader, node->text_line,
	    "not an https:// address '%.*s'", SLICE_ARG(fixed));
}

int
load_media(struct loader *loader, const struct yaml_node *node)
{
	struct wordings *media = &loader->file->media;
	const struct yaml_node *child;

	if (node->type != YAML_LIST)
		return load_refuse(
		    loader, node->line, "not a list '%s'", node->key);
	load_room(loader, media, yaml_count(node) + 1);
	for (child = node->first; child != NULL; child = child->next)
		if (load_media_item(loader, child) != 0)
			return -1;
	return 0;
}

/* ---- dynamic ------------------------------------------------------------ */

int
load_dynamic(struct loader *loader, const struct yaml_node *node)
{
	static const char *const names[] = {"field", "max_segments", "frame"};
	struct template_file *file = loader->file;
	const struct yaml_node *child;

	if (load_check_map(loader, node, names, COUNT(names)) != 0)
		return -1;
	child = yaml_get(node, "field");
	if (child == NULL)
		return load_refuse(loader, node->key_line,
		    "field is needed in '%s'", node->key);
	if (load_text(loader, child, &file->dynamic.field) != 0)
		return -1;
	child = yaml_get(node, "max_segments");
	if (child != NULL &&
	    load_number(loader, child, 1, &file->dynamic.max_segments) != 0)
		return -1;
	child = yaml_get(node, "frame");
	return child != NULL
	    ? load_wordings(loader, child, &file->dynamic.frame)
	    : 0;
}

/* ---- replies, variables ------------------------------------------------- */

int
load_replies(struct loader *loader, const struct yaml_node *node)
{
	const struct yaml_node *child;
	const char *intent;
	struct buf json;
	int result = 0;

	if (node->type != YAML_MAP)
		return load_refuse(
		    loader, node->line, "not a map '%s'", node->key);
	buf_init(&json, BUF_NO_CAP);
	for (child = node->first; child != NULL && result == 0;
	     child = child->next) {
		result = load_text(loader, child, &intent);
		view_write_member(&json, child->key, child->text);
	}
	buf_adds(&json, json.len == 0 ? "{}" : "}");
	if (result == 0)
		loader->file->replies = arena_string(
		    &loader->file->memory, buf_slice(&json));
	buf_release(&json);
	return result;
}

static int
load_variable(struct loader *loader, const struct yaml_node *node,
    struct variable *variable)
{
	static const char *const names[] = {"max", "sample", "link"};
	const struct yaml_node *child;
	int64_t max = 0;

	if (load_check_map(loader, node, names, COUNT(names)) != 0)
		return -1;
	child = yaml_get(node, "max");
	if (child != NULL && load_number(loader, child, 1, &max) != 0)
		return -1;
	child = yaml_get(node, "link");
	if (child != NULL && !slice_is(child->text, "true") &&
	    !slice_is(child->text, "false"))
		return load_refuse(
		    loader, child->line, "link is true or false");
	variable->path = node->key;
	variable->line = node->key_line;
	variable->sample = yaml_get(node, "sample");
	variable->max = (size_t)max;
	variable->link = child != NULL && slice_is(child->text, "true");
	return 0;
}

int
load_variables(struct loader *loader, const struct yaml_node *node)
{
	struct template_file *file = loader->file;
	const struct yaml_node *child;

	if (node->type != YAML_MAP)
		return load_refuse(
		    loader, node->line, "not a map '%s'", node->key);
	file->variables = arena_alloc(
	    &file->memory, (yaml_count(node) + 1) * sizeof(*file->variables));
	for (child = node->first; child != NULL; child = child->next) {
		if (load_variable(loader, child,
			&file->variables[file->variable_count]) != 0)
			return -1;
		file->variable_count++;
	}
	return 0;
}
