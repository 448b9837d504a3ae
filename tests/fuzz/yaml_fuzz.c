/* SPDX-License-Identifier: ISC */
/*
 * yaml: any text as a YAML file.  What comes out keeps the limits and the
 * promises of the header; what does not come out has a place.
 */
#include "config/yaml.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define PLACE "f.yaml:"

struct walk {
	int lines; /* of the text */
	int nodes;
};

static void
check_text(const struct walk *walk, const struct yaml_node *node)
{
	HOLDS(node->text.p != NULL && strlen(node->text.p) == node->text.n);
	HOLDS(fuzz_is_utf8(node->text));
	HOLDS(node->first == NULL && yaml_count(node) == 0);
	HOLDS(node->text_line >= node->line &&
	    node->text_line <= walk->lines + 1);
	HOLDS(!(node->plain && node->block));
}

static void
check_node(struct walk *walk, const struct yaml_node *node, int depth)
{
	const struct yaml_node *child;
	size_t count = 0;

	HOLDS(++walk->nodes <= YAML_NODES_MAX && depth <= YAML_DEPTH_MAX);
	HOLDS(node->line >= 1 && node->line <= walk->lines + 1);
	HOLDS(node->column >= 1);
	if (node->type == YAML_TEXT) {
		check_text(walk, node);
		return;
	}
	HOLDS(node->type == YAML_MAP || node->type == YAML_LIST);
	HOLDS(depth < YAML_DEPTH_MAX);
	for (child = node->first; child != NULL; child = child->next) {
		HOLDS((child->key != NULL) == (node->type == YAML_MAP));
		if (child->key != NULL) {
			HOLDS(yaml_get(node, child->key) == child);
			HOLDS(child->key_line >= 1 &&
			    child->key_line <= child->line);
			walk->nodes++;
		}
		check_node(walk, child, depth + 1);
		count++;
	}
	HOLDS(yaml_count(node) == count);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	struct walk walk = {.lines = 1};
	struct yaml_document *document;
	struct error err = {0};
	size_t i;

	/* YAML 1.1 breaks lines at CR, NEL, LS and PS too. */
	for (i = 0; i < text.n; i++)
		walk.lines += text.p[i] == '\n' || text.p[i] == '\r' ||
		    (unsigned char)text.p[i] >= 0x80;
	document = yaml_read_text(text, "f.yaml", &err);
	if (document == NULL) {
		HOLDS(err.code == EX_CONFIG);
		HOLDS(strncmp(err.text, PLACE, strlen(PLACE)) == 0);
	} else {
		HOLDS(yaml_root(document) != NULL);
		check_node(&walk, yaml_root(document), 0);
	}
	yaml_close(document);
	return 0;
}
