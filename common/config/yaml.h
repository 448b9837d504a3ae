/* SPDX-License-Identifier: ISC */
/*
 * yaml: a YAML file as nodes with line numbers, by libyaml's events.  Only this
 * module includes libyaml.  A strict subset: one document; no aliases, anchors,
 * tags, merge keys, duplicate keys; all scalars are text.
 */
#ifndef CONFIG_YAML_H
#define CONFIG_YAML_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	YAML_DEPTH_MAX = 16,
	YAML_NODES_MAX = 10000,
	YAML_BYTES_MAX = 256 * 1024,
};

enum yaml_type { YAML_TEXT, YAML_LIST, YAML_MAP };

struct yaml_node {
	enum yaml_type type;
	int line, column; /* from 1 */
	const char *key; /* in a map, else NULL */
	int key_line;
	struct slice text; /* YAML_TEXT; NUL-terminated */
	bool plain; /* the scalar stood without quotes */
	bool block; /* a literal or folded block scalar */
	struct yaml_node *first; /* children in order */
	struct yaml_node *next; /* sibling */
};

struct yaml_document; /* owns the nodes and their text */

/* EX_CONFIG (or EX_NOINPUT) with "PATH:LINE:COLUMN: " in front. */
struct yaml_document *yaml_read_file(const char *path, struct error *err);
struct yaml_document *yaml_read_text(
    struct slice text, const char *path, struct error *err);
void yaml_free(struct yaml_document *document);
const struct yaml_node *yaml_root(const struct yaml_document *document);

/* The value of that key in a map; NULL when not there or node is NULL. */
const struct yaml_node *yaml_get(const struct yaml_node *node, const char *key);

/* The text of a scalar child, NULL otherwise. */
const char *yaml_text(const struct yaml_node *node, const char *key);

/* Of `count` names the one nearest to a misspelt one, or NULL. */
const char *yaml_nearest(
    const char *name, const char *const *names, size_t count);

#endif
