/* SPDX-License-Identifier: ISC */
/*
 * Paths through a payload; mapping.h says what they are made of.
 */
#include "call/draft.h"

#include "base/crypto.h"
#include "base/num.h"
#include "record/scan.h"

#include <string.h>
#include <strings.h>

/* Levels of JSON inside a string: with those around it a record can hold them.
 */
enum { PATH_INNER_DEPTH = SCAN_DEPTH_MAX / 2 };

struct walk {
	struct call_draft *draft;
	call_visit *visit;
	void *context;
};

static bool walk_from(
    struct walk *walk, struct json_object *node, const char *path);

/* For as long as the draft. */
static struct json_object *
path_keep_take(struct call_draft *draft, struct json_object *node)
{
	if (node != NULL)
		doc_push_take(draft->kept, node);
	return node;
}

/* ---- what is inside a string -------------------------------------------- */

struct json_object *
call_unfold(struct call_draft *draft, struct json_object *node)
{
	struct slice text = doc_text(node);
	struct scan_fault fault;
	struct error err;

	if (text.p == NULL || draft->json_of == node)
		return text.p == NULL ? node : draft->json;
	draft->json_of = node;
	draft->json = NULL;
	if (scan_value(text, PATH_INNER_DEPTH, &fault) == SCAN_GOOD)
		draft->json = path_keep_take(draft, doc_parse(text, &err));
	return draft->json;
}

static struct json_object *
path_base64(struct call_draft *draft, struct json_object *node)
{
	struct slice text = doc_text(node);
	struct json_object *decoded = NULL;
	struct buf bytes;

	buf_init(&bytes, BUF_NO_CAP);
	if (text.n > 0 && crypto_base64_decode(text, &bytes) == 0 &&
	    scan_utf8_prefix(buf_slice(&bytes)) == bytes.len)
		decoded = path_keep_take(
		    draft, doc_new_text(buf_slice(&bytes)));
	buf_release(&bytes);
	return decoded;
}

static const struct {
	const char *part;
	struct json_object *(*decode)(
	    struct call_draft *draft, struct json_object *node);
} decoders[] = {
    {"json()", call_unfold},
    {"base64()", path_base64},
};

/* ---- parts -------------------------------------------------------------- */

/* Bytes of the first part: to a dot that is neither in brackets nor escaped. */
static size_t
path_part(const char *path)
{
	const char *p = path;

	if (*p == '[' || *p == '(')
		p += strcspn(p, *p == '[' ? "]" : ")");
	for (; *p != '\0' && *p != '.'; p++)
		p += *p == '\\' && p[1] != '\0';
	return (size_t)(p - path);
}

/* The part as a name, its backslashes gone; until the next one. */
static const char *
path_name(struct call_draft *draft, const char *part, size_t len)
{
	size_t i;

	buf_reset(&draft->name);
	for (i = 0; i < len; i++) {
		i += part[i] == '\\' && i + 1 < len;
		buf_addc(&draft->name, part[i]);
	}
	return buf_text(&draft->name);
}

static struct json_object *
path_member(struct json_object *node, const char *name)
{
	int64_t index;

	if (doc_type(node) != SCAN_ARRAY)
		return doc_get(node, name);
	return num_parse(slice_of(name), 0, INT32_MAX, &index) == 0
	    ? doc_at(node, (size_t)index)
	    : NULL;
}

/* "(path|default)": the name that stands at the path. */
static char *
path_named_at(struct call_draft *draft, const char *part, size_t len)
{
	char *path = arena_string(
	    draft->arena, (struct slice){part + 1, len - 1});
	size_t at = strcspn(path, "|)");
	char *instead = path + at + (path[at] == '|');
	struct slice name;

	instead[strcspn(instead, ")")] = '\0';
	path[at] = '\0';
	name = call_read_text(call_first(draft, path), draft->arena);
	return name.p != NULL ? arena_string(draft->arena, name) : instead;
}

/* ---- walking ------------------------------------------------------------ */

/* What an element must have for "[name=value]"; name NULL: nothing. */
struct choice {
	const char *name, *value;
};

static struct choice
path_choice(struct arena *arena, const char *part, size_t len)
{
	char *name, *value;

	if (*part != '[')
		return (struct choice){NULL, NULL};
	name = arena_string(arena, (struct slice){part + 1, len - 1});
	name[strcspn(name, "]")] = '\0';
	value = name + strcspn(name, "=");
	if (*value != '\0')
		*value++ = '\0';
	return (struct choice){name, value};
}

/* Without regard to case: names of SIP headers have none. */
static bool
path_chooses(const struct choice *choice, struct json_object *item)
{
	struct slice text;

	if (choice->name == NULL)
		return true;
	text = doc_text(doc_get(item, choice->name));
	return text.p != NULL && text.n == strlen(choice->value) &&
	    strncasecmp(text.p, choice->value, text.n) == 0;
}

static bool
walk_each(struct walk *walk, struct json_object *node,
    const struct choice *choice, const char *rest)
{
	struct doc_step step = {0};
	size_t i;

	for (i = 0; i < doc_count(node); i++)
		if (path_chooses(choice, doc_at(node, i)) &&
		    walk_from(walk, doc_at(node, i), rest))
			return true;
	while (doc_next(node, &step))
		if (path_chooses(choice, step.value) &&
		    walk_from(walk, step.value, rest))
			return true;
	return false;
}

static bool
walk_from(struct walk *walk, struct json_object *node, const char *path)
{
	struct call_draft *draft = walk->draft;
	size_t len = path_part(path), i;
	const char *rest = path + len + (path[len] == '.');
	struct choice choice;

	if (node == NULL)
		return false;
	if (*path == '\0')
		return walk->visit(walk->context, node);
	if (*path == '[' || (len == 1 && *path == '*')) {
		choice = path_choice(draft->arena, path, len);
		return walk_each(walk, node, &choice, rest);
	}
	for (i = 0; i < sizeof(decoders) / sizeof(decoders[0]); i++)
		if (slice_is((struct slice){path, len}, decoders[i].part))
			return walk_from(
			    walk, decoders[i].decode(draft, node), rest);
	return walk_from(walk,
	    path_member(node,
		*path == '(' ? path_named_at(draft, path, len)
			     : path_name(draft, path, len)),
	    rest);
}

bool
call_walk(struct call_draft *draft, const char *path, call_visit *visit,
    void *context)
{
	struct walk walk = {draft, visit, context};

	if (*path == '=')
		return visit(context,
		    path_keep_take(draft, doc_new_text(slice_of(path + 1))));
	return walk_from(
	    &walk, draft->root, strcmp(path, ".") == 0 ? "" : path);
}

static bool
path_take(void *context, struct json_object *node)
{
	struct json_object **found = context;

	if (!call_is_there(node))
		return false;
	*found = node;
	return true;
}

struct json_object *
call_first(struct call_draft *draft, const char *path)
{
	struct json_object *found = NULL;

	(void)call_walk(draft, path, path_take, &found);
	return found;
}
