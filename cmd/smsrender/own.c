/* SPDX-License-Identifier: ISC */
#include "own.h"

#include "link.h"

#include <strings.h>

/*
 * What a template's source prints whatever the values are: its text, and the
 * texts in quotes inside of its tags; a blank for all else of a tag.
 */
static struct slice
own_words(struct slice source, struct arena *arena)
{
	char *words = arena_alloc(arena, source.n + 1);
	bool tag = false;
	char quote = '\0';
	size_t i;

	for (i = 0; i < source.n; i++) {
		char c = source.p[i];
		char next = i + 1 < source.n ? source.p[i + 1] : '\0';

		words[i] = !tag || (quote != '\0' && c != quote) ? c : ' ';
		if (!tag && c == '{' && (next == '{' || next == '%')) {
			tag = true;
			words[i] = ' ';
		} else if (tag && quote != '\0') {
			quote = c == quote ? '\0' : quote;
		} else if (tag && (c == '"' || c == '\'')) {
			quote = c;
		} else if (tag && c == '}') {
			tag = false;
		}
	}
	return (struct slice){words, source.n};
}

static bool
own_has(struct slice words, struct slice host)
{
	struct link link;
	size_t at = 0;

	while (link_next(words, &at, &link))
		if (link.host.n == host.n &&
		    strncasecmp(link.host.p, host.p, host.n) == 0)
			return true;
	return false;
}

static bool
own_link(const struct scope *scope, const struct wording *wording,
    const struct link *link, struct arena *arena)
{
	const struct config *config = scope->config;

	if (!link->user &&
	    link_is_below(
		link, config->brand.domains, config->brand.domain_count))
		return true;
	return own_has(own_words(wording->source, arena), link->host) ||
	    own_has(
		(struct slice){scope->brand.p, scope->brand.n}, link->host) ||
	    own_has(buf_slice(&scope->links), link->host);
}

int
own_check(const struct scope *scope, const struct wording *wording,
    struct slice text, struct arena *arena, struct error *err)
{
	struct link link;
	size_t at = 0;

	while (link_next(text, &at, &link))
		if (!own_link(scope, wording, &link, arena))
			return error_set(err, EX_DATAERR,
			    "%s:%d: values side by side make a link '%.*s'",
			    scope->file->path, wording->line,
			    SLICE_ARG(link.text));
	return 0;
}
