/* SPDX-License-Identifier: ISC */
#include "links.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static bool
link_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
link_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Part of a label; bytes beyond ASCII are, for hosts of other scripts. */
static bool
link_label(char c)
{
	return link_letter(c) || link_digit(c) || c == '-' ||
	    (unsigned char)c >= 0x80;
}

/* Ends a link wherever it stands. */
static bool
link_stop(char c)
{
	return (unsigned char)c <= ' ' || c == '"' || c == '<' || c == '>';
}

static bool
link_trailing(char c)
{
	return strchr(".,;:!?)]}'", c) != NULL && c != '\0';
}

static struct link *
links_add(struct links *links)
{
	if (links->count == links->room) {
		links->room = links->room > 0 ? 2 * links->room : 8;
		links->list = mem_realloc(
		    links->list, links->room, sizeof(*links->list));
	}
	links->list[links->count] = (struct link){0};
	return &links->list[links->count++];
}

/* Where the link that starts at p ends, punctuation behind it left out. */
static const char *
link_end(const char *p, const char *end)
{
	const char *at = p;

	while (at < end && !link_stop(*at))
		at++;
	while (at > p && link_trailing(at[-1]))
		at--;
	return at;
}

/* The host in "user@host:port/path…". */
static struct slice
link_host(const char *p, const char *end)
{
	struct slice authority = {p, 0};
	const char *at;

	while (p < end && *p != '/' && *p != '?' && *p != '#')
		p++;
	authority.n = (size_t)(p - authority.p);
	for (at = p; at > authority.p; at--)
		if (at[-1] == '@') {
			authority.n -= (size_t)(at - authority.p);
			authority.p = at;
			break;
		}
	at = authority.n > 0 ? memchr(authority.p, ':', authority.n) : NULL;
	if (at != NULL)
		authority.n = (size_t)(at - authority.p);
	return authority;
}

/* A link whose "://" stands at colon; returns where to go on. */
static const char *
link_take_scheme(
    struct links *links, const char *first, const char *colon, const char *end)
{
	const char *start = colon, *stop;
	struct link *link;

	while (start > first && link_letter(start[-1]))
		start--;
	stop = link_end(colon + 3, end);
	if (start == colon || stop == colon + 3)
		return colon + 1;
	link = links_add(links);
	link->text = (struct slice){start, (size_t)(stop - start)};
	link->scheme = (struct slice){start, (size_t)(colon - start)};
	link->host = link_host(colon + 3, stop);
	return stop;
}

/* The last label has letters alone, two at least. */
static bool
link_ends_in_name(const char *last, const char *end)
{
	const char *p;

	for (p = last; p < end; p++)
		if (link_digit(*p) || *p == '-')
			return false;
	return end - last >= 2;
}

/*
 * A link without scheme whose first dot stands at dot; returns where to go on.
 * `first` is where the label before the dot may start at the earliest.
 */
static const char *
link_take_bare(
    struct links *links, const char *first, const char *dot, const char *end)
{
	const char *start = dot, *stop = dot, *last = dot + 1;
	size_t labels = 1;
	struct link *link;

	while (start > first && link_label(start[-1]))
		start--;
	while (stop < end && *stop == '.' && stop + 1 < end &&
	    link_label(stop[1])) {
		labels++;
		last = ++stop;
		while (stop < end && link_label(*stop))
			stop++;
	}
	if (start == dot || stop == dot || !link_ends_in_name(last, stop) ||
	    (start > first && start[-1] == '@') || (stop < end && *stop == '@'))
		return stop > dot ? stop : dot + 1;
	if (labels < 3 &&
	    (stop + 1 >= end || *stop != '/' || link_stop(stop[1])))
		return stop;
	link = links_add(links);
	link->host = (struct slice){start, (size_t)(stop - start)};
	stop = link_end(start, end);
	link->text = (struct slice){start, (size_t)(stop - start)};
	return stop;
}

/* A link starts behind the one before it. */
static const char *
links_floor(const struct links *links, struct slice text)
{
	const struct link *last;

	if (links->count == 0)
		return text.p;
	last = &links->list[links->count - 1];
	return last->text.p + last->text.n;
}

void
links_find(struct links *links, struct slice text)
{
	const char *p = text.p, *end = text.p + text.n;

	links->count = 0;
	while (p < end) {
		const char *first = links_floor(links, text);

		if (*p == '.')
			p = link_take_bare(links, first, p, end);
		else if (*p == ':' && end - p > 3 && p[1] == '/' && p[2] == '/')
			p = link_take_scheme(links, first, p, end);
		else
			p++;
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
