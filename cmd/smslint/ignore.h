/* SPDX-License-Identifier: ISC */
/*
 * ignore: comments in a YAML file that switch rules off for what follows them:
 *
 *	# smslint: ignore url-http, punctuation: the shop has no TLS yet
 *	es: |
 *	  ...
 *
 * Above an entry such a comment holds for all of it, blocks and children too;
 * behind one, for that.  What is left of the comment is the reason.
 */
#ifndef SMSLINT_IGNORE_H
#define SMSLINT_IGNORE_H

#include "base/mem.h"
#include "base/slice.h"
#include "config/yaml.h"

#include <stdbool.h>
#include <stddef.h>

struct lint_rule;

struct ignore {
	struct slice name; /* of the rule, in the file */
	const struct lint_rule *rule; /* NULL: there is none of that name */
	size_t from, to; /* bytes of the file that it holds for */
	bool reason; /* one is given */
	bool used;
	struct ignore *next;
};

struct ignores {
	struct ignore *first;
};

/* Finds the comments; root is the tree that was read from the source. */
void ignores_read(struct ignores *ignores, struct slice source,
    const struct yaml_node *root, struct arena *memory);

/* Does one hold for the rule there?  Then it is used. */
bool ignores_cover(
    const struct ignores *ignores, const struct lint_rule *rule, size_t at);

#endif
