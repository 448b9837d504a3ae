/* SPDX-License-Identifier: ISC */
/*
 * source: what a template says by itself, whatever the values are, and what it
 * looks at.
 */
#ifndef TEMPLATE_SOURCE_H
#define TEMPLATE_SOURCE_H

#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>

/*
 * What a text may print of its author's own words: those outside of tags, and
 * those in quotes inside of them; blanks stand for the rest.  In the arena.
 */
struct slice source_words(struct slice source, struct arena *arena);

/*
 * Does the text look at the variable, or at another template that may?  In a
 * bare condition all is as inside of a tag.
 */
bool source_looks_at(struct slice source, bool condition, const char *name);

#endif
