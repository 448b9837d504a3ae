/* SPDX-License-Identifier: ISC */
#include "own.h"

#include "template/source.h"
#include "text/link.h"

#include <strings.h>

/* Where a link leads: its host, or all of it when it has none. */
static struct slice
own_target(const struct link *link)
{
	return link->host.n > 0 ? link->host : link->text;
}

static bool
own_has(struct slice words, const struct link *link)
{
	struct slice want = own_target(link), got;
	struct link other;
	size_t at = 0;

	while (link_next(words, &at, &other)) {
		got = own_target(&other);
		if (got.n == want.n && strncasecmp(got.p, want.p, got.n) == 0)
			return true;
	}
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
	return own_has(source_words(wording->source, arena), link) ||
	    own_has((struct slice){scope->brand.p, scope->brand.n}, link) ||
	    own_has(buf_slice(&scope->links), link);
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
