/* SPDX-License-Identifier: ISC */
#include "template/source.h"

#include "base/ascii.h"

#include <string.h>

/* Where a walk over a template's source stands. */
struct walk {
	bool tag;
	char quote; /* the open one in a tag, or NUL */
};

/* Steps over the character at i; false when it is one that opens a tag. */
static bool
source_step(struct walk *walk, struct slice source, size_t i)
{
	char c = source.p[i];
	char next = i + 1 < source.n ? source.p[i + 1] : '\0';

	if (!walk->tag) {
		walk->tag = c == '{' && (next == '{' || next == '%');
		return !walk->tag;
	}
	if (walk->quote != '\0')
		walk->quote = c == walk->quote ? '\0' : walk->quote;
	else if (c == '"' || c == '\'')
		walk->quote = c;
	else if (c == '}')
		walk->tag = false;
	return true;
}

struct slice
source_words(struct slice source, struct arena *arena)
{
	char *words = arena_alloc(arena, source.n + 1);
	struct walk walk = {0};
	bool shown;
	size_t i;

	for (i = 0; i < source.n; i++) {
		shown = !walk.tag ||
		    (walk.quote != '\0' && source.p[i] != walk.quote);
		if (!source_step(&walk, source, i))
			shown = false;
		words[i] = shown ? source.p[i] : ' ';
	}
	return (struct slice){words, source.n};
}

static bool
source_is_name(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' ||
	    c == '-' || c == '.';
}

/* Does the name stand at i, and is it no part of a longer path's end? */
static bool
source_has_at(struct slice source, size_t i, const char *name)
{
	size_t n = strlen(name);

	return source.n - i >= n && memcmp(source.p + i, name, n) == 0 &&
	    (i == 0 || !source_is_name(source.p[i - 1])) &&
	    (i + n == source.n || source.p[i + n] == '.' ||
		!source_is_name(source.p[i + n]));
}

bool
source_looks_at(struct slice source, bool condition, const char *name)
{
	struct walk walk = {.tag = condition};
	size_t i;

	for (i = 0; i < source.n; i++) {
		if (walk.tag && walk.quote == '\0' &&
		    (source_has_at(source, i, name) ||
			source_has_at(source, i, "include") ||
			source_has_at(source, i, "render")))
			return true;
		(void)source_step(&walk, source, i);
	}
	return false;
}
