/* SPDX-License-Identifier: ISC */
#include "ignore.h"

#include "base/ascii.h"
#include "rules.h"

#include <string.h>

static const char ignore_mark[] = "smslint:";
static const char ignore_verb[] = "ignore";

/* Is the byte inside of a text, where '#' begins no comment? */
static bool
ignore_is_text(const struct yaml_node *node, size_t at)
{
	const struct yaml_node *child;

	if (node->type == YAML_TEXT)
		return at >= node->at && at < node->end;
	for (child = node->first; child != NULL; child = child->next)
		if (ignore_is_text(child, at))
			return true;
	return false;
}

/* Where an entry begins: at its key, if it has one. */
static size_t
ignore_start(const struct yaml_node *node)
{
	return node->key != NULL ? node->key_at : node->at;
}

/* The outermost entry that begins in these bytes. */
static const struct yaml_node *
ignore_entry(const struct yaml_node *node, size_t from, size_t to)
{
	const struct yaml_node *child, *found;

	for (child = node->first; child != NULL; child = child->next) {
		if (ignore_start(child) >= from && ignore_start(child) < to)
			return child;
		found = ignore_entry(child, from, to);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* The end of the line that the byte is in. */
static size_t
ignore_line_end(struct slice source, size_t at)
{
	const char *end = memchr(source.p + at, '\n', source.n - at);

	return end != NULL ? (size_t)(end - source.p) : source.n;
}

static size_t
ignore_line_start(struct slice source, size_t at)
{
	while (at > 0 && source.p[at - 1] != '\n')
		at--;
	return at;
}

/* The line that a comment speaks of: its own, else the next with an entry. */
static size_t
ignore_target(struct slice source, size_t comment)
{
	size_t at = ignore_line_start(source, comment), first;

	for (;;) {
		first = at;
		while (first < source.n &&
		    (source.p[first] == ' ' || source.p[first] == '-'))
			first++;
		if (first == source.n ||
		    (source.p[first] != '#' && source.p[first] != '\n' &&
			source.p[first] != '\r'))
			return at;
		at = ignore_line_end(source, at) + 1;
		if (at >= source.n)
			return source.n;
	}
}

static bool
ignore_word(struct slice *text, struct slice *word)
{
	size_t n = 0;

	*text = slice_trim(*text, " \t,\r");
	while (n < text->n &&
	    (ascii_is_letter(text->p[n]) || ascii_is_digit(text->p[n]) ||
		text->p[n] == '-'))
		n++;
	*word = (struct slice){text->p, n};
	*text = (struct slice){text->p + n, text->n - n};
	return n > 0;
}

/* The names behind the verb, up to a colon, a bracket or the end. */
static void
ignore_names(struct ignores *ignores, struct ignore made, struct slice rest,
    struct arena *memory)
{
	struct ignore *added, *list = NULL;
	struct slice word;

	while (ignore_word(&rest, &word)) {
		added = arena_alloc(memory, sizeof(*added));
		*added = made;
		added->name = word;
		added->rule = rules_find(arena_string(memory, word));
		added->next = list;
		list = added;
		if (rest.n > 0 && (rest.p[0] == ':' || rest.p[0] == '('))
			break;
	}
	rest = slice_trim(rest, " \t:()-\r");
	while (list != NULL) {
		added = list;
		list = list->next;
		added->reason = rest.n > 0;
		added->next = ignores->first;
		ignores->first = added;
	}
}

static void
ignore_comment(struct ignores *ignores, struct slice source, size_t at,
    const struct yaml_node *root, struct arena *memory)
{
	size_t end = ignore_line_end(source, at), line;
	struct slice rest = {source.p + at + 1, end - at - 1};
	const size_t mark = sizeof(ignore_mark) - 1;
	const struct yaml_node *entry;
	struct ignore made = {.from = 0};
	struct slice verb;

	rest = slice_trim(rest, " \t");
	if (rest.n < mark || memcmp(rest.p, ignore_mark, mark) != 0)
		return;
	rest = (struct slice){rest.p + mark, rest.n - mark};
	if (!ignore_word(&rest, &verb) || !slice_is(verb, ignore_verb))
		return;
	line = ignore_target(source, at);
	made.from = line;
	made.to = line;
	entry = line < source.n
	    ? ignore_entry(root, line, ignore_line_end(source, line))
	    : NULL;
	if (entry != NULL)
		made.to = entry->end > entry->at ? entry->end : entry->at + 1;
	ignore_names(ignores, made, rest, memory);
}

void
ignores_read(struct ignores *ignores, struct slice source,
    const struct yaml_node *root, struct arena *memory)
{
	const char *at = source.p, *end = source.p + source.n;

	while (at < end && (at = memchr(at, '#', (size_t)(end - at))) != NULL) {
		if (!ignore_is_text(root, (size_t)(at - source.p)))
			ignore_comment(ignores, source, (size_t)(at - source.p),
			    root, memory);
		at++;
	}
}

bool
ignores_cover(
    const struct ignores *ignores, const struct lint_rule *rule, size_t at)
{
	struct ignore *ignore;

	for (ignore = ignores->first; ignore != NULL; ignore = ignore->next)
		if (ignore->rule == rule && at >= ignore->from &&
		    at < ignore->to) {
			ignore->used = true;
			return true;
		}
	return false;
}
