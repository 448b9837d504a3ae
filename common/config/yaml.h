/* SPDX-License-Identifier: ISC */
/*
 * yaml: a YAML file as nodes with line numbers, by libyaml's events.  Only this
 * module includes libyaml.  A strict subset: one document; no aliases, anchors,
 * tags, merge keys, duplicate keys or NUL characters; keys and scalars are
 * text, and who reads them decides what the text means.
 *
 * The limits are counted while parsing, so that hostile input (100,000 times
 * "[") is refused at once and not after libyaml has read it all.
 */
#ifndef CONFIG_YAML_H
#define CONFIG_YAML_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	YAML_DEPTH_MAX = 16, /* lists and maps inside each other */
	YAML_NODES_MAX = 10000, /* keys count too */
	YAML_BYTES_MAX = 256 * 1024,
};

enum yaml_type { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_type type;
	int line, column; /* from 1; of a block scalar: of its '|' or '>' */
	int text_line; /* YAML_TEXT: line of the first character of text */
	int end_line; /* the last line that it has a part of */
	size_t at,
	    end; /* bytes of the source: where it begins, and behind it */
	const char *key; /* in a map, else NULL */
	int key_line, key_column;
	size_t key_at;
	struct slice text; /* YAML_TEXT; NUL-terminated */
	bool plain; /* the scalar stood without quotes */
	bool block; /* a literal or folded block scalar */
	struct yaml_node *first; /* children in order */
	struct yaml_node *next; /* sibling */
};

struct yaml_document; /* owns the nodes and their text */

/*
 * EX_CONFIG (EX_NOINPUT when there is no such file, EX_NOPERM when it may not
 * be read), with "PATH:LINE:COLUMN: " in front where a place is to blame.  An
 * empty file is an empty map.
 */
struct yaml_document *yaml_read_file(const char *path, struct error *err);
struct yaml_document *yaml_read_text(
    struct slice text, const char *path, struct error *err);

/* NULL is fine.  (The name yaml_free is taken by libyaml.) */
void yaml_close(struct yaml_document *document);
const struct yaml_node *yaml_root(const struct yaml_document *document);

/* The value of that key in a map; NULL when not there or node is NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/* The text of a scalar child, NULL otherwise. */
const char *yaml_text(const struct yaml_node *node, const char *key);

/* The children of a list or map; 0 for others and NULL. */
size_t yaml_count(const struct yaml_node *node);

/*
 * Where the byte at `offset` of a scalar's text stands in the source that the
 * node was read from: quotes, escapes, line breaks and the indentation of
 * blocks counted.  offset = text.n: behind its last byte.  What cannot be
 * followed is where the scalar begins.
 */
size_t yaml_trace(
    struct slice source, const struct yaml_node *node, size_t offset);

/* Line and column, in characters, of a byte of the source; both from 1. */
void yaml_place(struct slice source, size_t at, int *line, int *column);

/* Stands for "not set": nothing, or only a comment, behind the colon. */
bool yaml_is_empty(const struct yaml_node *node);

#endif
