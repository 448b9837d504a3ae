/* SPDX-License-Identifier: ISC */
#include "config/yaml.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct yaml_document {
	struct arena memory;
	struct yaml_node *root;
};

/* What building a document needs; `event` is the one being looked at. */
struct yaml_builder {
	struct yaml_document *document;
	const char *path;
	struct slice source;
	yaml_parser_t parser;
	yaml_event_t event; /* zeroed while there is none */
	int depth;
	int nodes;
	size_t skipped; /* bytes in front of the source: a byte order mark */
	size_t mark; /* characters, and the bytes that they take */
	size_t mark_bytes;
	struct error *err;
};

static int yaml_refuse(struct yaml_builder *builder, yaml_mark_t mark,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static int
yaml_refuse(
    struct yaml_builder *builder, yaml_mark_t mark, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(builder->err, EX_CONFIG, fmt, ap);
	va_end(ap);
	return error_prefix(builder->err, "%s:%zu:%zu", builder->path,
	    mark.line + 1, mark.column + 1);
}

/* Where a byte stands: the reader runs ahead of the parser's own mark. */
static yaml_mark_t
yaml_mark_of(const struct yaml_builder *builder, size_t offset)
{
	yaml_mark_t mark = {0};

	for (; mark.index < offset && mark.index < builder->source.n;
	     mark.index++) {
		mark.column++;
		if (builder->source.p[mark.index] == '\n') {
			mark.line++;
			mark.column = 0;
		}
	}
	return mark;
}

/* Its marks count characters; they come in the order of the source, almost. */
static size_t
yaml_bytes(struct yaml_builder *builder, const yaml_mark_t *mark)
{
	struct slice source = builder->source;
	size_t at = builder->mark_bytes;

	if (mark->index < builder->mark)
		builder->mark = at = 0;
	for (; builder->mark < mark->index && at < source.n; builder->mark++) {
		at++;
		while (at < source.n &&
		    ((unsigned char)source.p[at] & 0xc0) == 0x80)
			at++;
	}
	builder->mark_bytes = at;
	return builder->skipped + at;
}

/* The next event; what libyaml does not like is refused in its words. */
static int
yaml_pull(struct yaml_builder *builder)
{
	yaml_parser_t *parser = &builder->parser;
	const char *problem;
	yaml_mark_t mark;

	yaml_event_delete(&builder->event);
	if (yaml_parser_parse(parser, &builder->event))
		return 0;
	if (parser->error == YAML_MEMORY_ERROR)
		return error_set(builder->err, EX_OSERR, "out of memory");
	mark = parser->problem_mark;
	if (parser->error == YAML_READER_ERROR)
		mark = yaml_mark_of(builder, parser->problem_offset);
	problem = parser->problem != NULL ? parser->problem : "not YAML";
	return yaml_refuse(builder, mark, "%s", problem);
}

static int
yaml_count_one(struct yaml_builder *builder)
{
	if (++builder->nodes > YAML_NODES_MAX)
		return yaml_refuse(builder, builder->event.start_mark,
		    "more than %d nodes", YAML_NODES_MAX);
	return 0;
}

/* Tags and anchors could stand on every kind of node. */
static int
yaml_check_plainness(struct yaml_builder *builder, const yaml_char_t *anchor,
    const yaml_char_t *tag)
{
	if (anchor != NULL)
		return yaml_refuse(builder, builder->event.start_mark,
		    "anchors are not allowed '&%s'", (const char *)anchor);
	if (tag != NULL)
		return yaml_refuse(builder, builder->event.start_mark,
		    "tags are not allowed '%s'", (const char *)tag);
	return 0;
}

static int
yaml_check_event(struct yaml_builder *builder)
{
	const yaml_event_t *event = &builder->event;

	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return yaml_refuse(builder, event->start_mark,
		    "aliases are not allowed '*%s'",
		    (const char *)event->data.alias.anchor);
	case YAML_SCALAR_EVENT:
		if (memchr(event->data.scalar.value, '\0',
			event->data.scalar.length) != NULL)
			return yaml_refuse(builder, event->start_mark,
			    "a NUL character is not allowed");
		return yaml_check_plainness(
		    builder, event->data.scalar.anchor, event->data.scalar.tag);
	case YAML_SEQUENCE_START_EVENT:
		return yaml_check_plainness(builder,
		    event->data.sequence_start.anchor,
		    event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return yaml_check_plainness(builder,
		    event->data.mapping_start.anchor,
		    event->data.mapping_start.tag);
	default:
		return 0;
	}
}

static void
yaml_take_text(struct yaml_builder *builder, struct yaml_node *node)
{
	const yaml_event_t *event = &builder->event;
	yaml_scalar_style_t style = event->data.scalar.style;
	size_t len = event->data.scalar.length;

	node->text.p = arena_copy(
	    &builder->document->memory, event->data.scalar.value, len + 1);
	node->text.n = len;
	node->plain = style == YAML_PLAIN_SCALAR_STYLE;
	node->block = style == YAML_LITERAL_SCALAR_STYLE ||
	    style == YAML_FOLDED_SCALAR_STYLE;
	node->text_line = node->line + (node->block ? 1 : 0);
}

/* Where the present event ends; the break behind a block is not its own. */
static void
yaml_take_end(struct yaml_builder *builder, struct yaml_node *node)
{
	const yaml_mark_t *mark = &builder->event.end_mark;

	node->end = yaml_bytes(builder, mark);
	node->end_line = (int)mark->line + 1;
	if (mark->column == 0 && node->end_line > node->line)
		node->end_line--;
}

static struct yaml_node *yaml_build(struct yaml_builder *builder);

/* Takes the key that the event holds; only texts may be keys. */
static int
yaml_take_key(
    struct yaml_builder *builder, const struct yaml_node *map, const char **key)
{
	const yaml_event_t *event = &builder->event;
	const char *text;

	if (yaml_check_event(builder) != 0 || yaml_count_one(builder) != 0)
		return -1;
	if (event->type != YAML_SCALAR_EVENT)
		return yaml_refuse(
		    builder, event->start_mark, "a key must be a text");
	text = (const char *)event->data.scalar.value;
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	    strcmp(text, "<<") == 0)
		return yaml_refuse(
		    builder, event->start_mark, "merge keys are not allowed");
	if (yaml_get(map, text) != NULL)
		return yaml_refuse(builder, event->start_mark,
		    "the key stands here twice '%s'", text);
	*key = arena_copy(
	    &builder->document->memory, text, event->data.scalar.length + 1);
	return 0;
}

/* The children up to the event that ends the list or map. */
static int
yaml_build_children(struct yaml_builder *builder, struct yaml_node *parent,
    yaml_event_type_t end)
{
	struct yaml_node **last = &parent->first, *child;
	const char *key = NULL;
	yaml_mark_t mark;
	size_t key_at;

	for (;;) {
		if (yaml_pull(builder) != 0)
			return -1;
		if (builder->event.type == end)
			return 0;
		mark = builder->event.start_mark;
		key_at = yaml_bytes(builder, &mark);
		if (parent->type == YAML_MAP &&
		    (yaml_take_key(builder, parent, &key) != 0 ||
			yaml_pull(builder) != 0))
			return -1;
		child = yaml_build(builder);
		if (child == NULL)
			return -1;
		child->key = key;
		child->key_line = (int)mark.line + 1;
		child->key_column = (int)mark.column + 1;
		child->key_at = key_at;
		*last = child;
		last = &child->next;
	}
}

/* The node that starts with the present event; NULL on error. */
static struct yaml_node *
yaml_build(struct yaml_builder *builder)
{
	const yaml_event_t *event = &builder->event;
	struct yaml_node *node;
	int result;

	if (yaml_check_event(builder) != 0 || yaml_count_one(builder) != 0)
		return NULL;
	node = arena_alloc(&builder->document->memory, sizeof(*node));
	*node = (struct yaml_node){.type = YAML_TEXT,
	    .line = (int)event->start_mark.line + 1,
	    .column = (int)event->start_mark.column + 1,
	    .at = yaml_bytes(builder, &event->start_mark)};
	yaml_take_end(builder, node);
	if (event->type == YAML_SCALAR_EVENT) {
		yaml_take_text(builder, node);
		return node;
	}
	if (++builder->depth > YAML_DEPTH_MAX) {
		(void)yaml_refuse(builder, event->start_mark,
		    "nested deeper than %d", YAML_DEPTH_MAX);
		return NULL;
	}
	node->type = event->type == YAML_MAPPING_START_EVENT ? YAML_MAP
							     : YAML_LIST;
	result = yaml_build_children(builder, node,
	    node->type == YAML_MAP ? YAML_MAPPING_END_EVENT
				   : YAML_SEQUENCE_END_EVENT);
	builder->depth--;
	if (result != 0)
		return NULL;
	yaml_take_end(builder, node);
	return node;
}

static struct yaml_node *
yaml_empty_map(struct yaml_document *document)
{
	struct yaml_node *node = arena_alloc(&document->memory, sizeof(*node));

	*node = (struct yaml_node){.type = YAML_MAP, .line = 1, .column = 1};
	return node;
}

/* Stream start, one document or none, stream end. */
static int
yaml_build_document(struct yaml_builder *builder)
{
	if (yaml_pull(builder) != 0 || yaml_pull(builder) != 0)
		return -1;
	if (builder->event.type == YAML_STREAM_END_EVENT) {
		builder->document->root = yaml_empty_map(builder->document);
		return 0;
	}
	if (yaml_pull(builder) != 0)
		return -1;
	builder->document->root = yaml_build(builder);
	if (builder->document->root == NULL || yaml_pull(builder) != 0 ||
	    yaml_pull(builder) != 0)
		return -1;
	if (builder->event.type != YAML_STREAM_END_EVENT)
		return yaml_refuse(builder, builder->event.start_mark,
		    "a second document is not allowed");
	return 0;
}

/* A byte order mark may lead; libyaml takes it for a letter. */
static struct slice
yaml_skip_mark(struct slice text)
{
	static const char mark[] = "\xef\xbb\xbf";
	const size_t n = sizeof(mark) - 1;

	if (text.n < n || memcmp(text.p, mark, n) != 0)
		return text;
	return (struct slice){text.p + n, text.n - n};
}

struct yaml_document *
yaml_read_text(struct slice text, const char *path, struct error *err)
{
	struct yaml_builder builder = {.path = path, .err = err};
	int result;

	if (text.n > YAML_BYTES_MAX) {
		(void)error_set(err, EX_CONFIG, "%s: larger than %d bytes",
		    path, YAML_BYTES_MAX);
		return NULL;
	}
	builder.skipped = text.n;
	text = yaml_skip_mark(text);
	builder.skipped -= text.n;
	builder.source = text;
	if (!yaml_parser_initialize(&builder.parser)) {
		(void)error_set(err, EX_OSERR, "out of memory");
		return NULL;
	}
	yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&builder.parser,
	    (const unsigned char *)(text.n > 0 ? text.p : ""), text.n);
	builder.document = mem_zalloc(1, sizeof(*builder.document));
	result = yaml_build_document(&builder);
	yaml_event_delete(&builder.event);
	yaml_parser_delete(&builder.parser);
	if (result == 0)
		return builder.document;
	yaml_close(builder.document);
	return NULL;
}

struct yaml_document *
yaml_read_file(const char *path, struct error *err)
{
	struct yaml_document *document = NULL;
	struct buf text;

	buf_init(&text, YAML_BYTES_MAX);
	if (file_read(path, &text, err) == 0)
		document = yaml_read_text(buf_slice(&text), path, err);
	else if (err->code == EX_DATAERR)
		err->code = EX_CONFIG;
	buf_release(&text);
	return document;
}

void
yaml_close(struct yaml_document *document)
{
	if (document == NULL)
		return;
	arena_release(&document->memory);
	free(document);
}

const struct yaml_node *
yaml_root(const struct yaml_document *document)
{
	return document->root;
}
