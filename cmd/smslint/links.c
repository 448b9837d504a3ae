/* SPDX-License-Identifier: ISC */
#include "links.h"

#include "base/ascii.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* Punctuation behind a link is the sentence's. */
static void
link_trim(struct link *link)
{
	const char *end = link->text.p + link->text.n;

	while (end > link->text.p && strchr(".,;:!?)]}'", end[-1]) != NULL)
		end--;
	link->text.n = (size_t)(end - link->text.p);
	while (link->host.n > 0 && link->host.p + link->host.n > end)
		link->host.n--;
}

/* Endings that are words too: "see u.to" may lack a blank. */
static const char word_endings[] = "to|in|it|is|at|so|me|my|no|be|do|am|us|as|"
				   "la|de|es|un|se|al|si|tu|su";

/* "section 1.2.3.4" */
static bool
link_is_number(struct slice host)
{
	size_t i;

	for (i = 0; i < host.n; i++)
		if (host.p[i] != '.' && !ascii_is_digit(host.p[i]))
			return false;
	return true;
}

/* "u.To confirm": a blank that is missing, as likely as a link. */
static bool
link_is_doubtful(const struct link *link)
{
	const char *dot = memchr(link->host.p, '.', link->host.n);
	struct slice ending;

	if (link->scheme.p != NULL || link->text.n != link->host.n ||
	    dot == NULL)
		return false;
	if (link_is_number(link->host))
		return true;
	ending.p = dot + 1;
	ending.n = (size_t)(link->host.p + link->host.n - ending.p);
	if (ending.n == 0 || memchr(ending.p, '.', ending.n) != NULL)
		return false;
	return (ending.p[0] >= 'A' && ending.p[0] <= 'Z' &&
		   (ending.n == 1 || ending.p[1] >= 'a')) ||
	    slice_among(ending, word_endings);
}

static void
links_add(struct links *links, const struct link *link)
{
	if (links->count == links->room) {
		links->room = links->room > 0 ? 2 * links->room : 8;
		links->list = mem_realloc(
		    links->list, links->room, sizeof(*links->list));
	}
	links->list[links->count++] = *link;
}

void
links_find(struct links *links, struct slice text)
{
	struct link link;
	size_t at = 0;

	links->count = 0;
	while (link_next(text, &at, &link)) {
		link_trim(&link);
		if (!link_is_doubtful(&link))
			links_add(links, &link);
	}
}

void
links_release(struct links *links)
{
	free(links->list);
	*links = (struct links){0};
}

bool
links_cover(const struct links *links, const char *p)
{
	size_t low = 0, high = links->count, middle;
	struct slice text;

	while (low < high) {
		middle = low + (high - low) / 2;
		text = links->list[middle].text;
		if (p < text.p)
			high = middle;
		else if (p >= text.p + text.n)
			low = middle + 1;
		else
			return true;
	}
	return false;
}
