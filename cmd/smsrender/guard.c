/* SPDX-License-Identifier: ISC */
#include "guard.h"

#include "text/cluster.h"
#include "text/gsm7.h"
#include "text/link.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
	GUARD_JOINED_MAX = 16, /* code points that join one: a kiss has 9 */
	GUARD_NOTHING = 0xffff, /* in place of a code point: a noncharacter */
	GUARD_ZWNJ = 0x200c,
	GUARD_ZWJ = 0x200d,
	GUARD_KEYCAP = 0x20e3,
};

#define IN(table, point) \
	utf8_in((table), sizeof(table) / sizeof((table)[0]), (point))

/* ---- characters --------------------------------------------------------- */

/*
 * What no reader sees (Unicode 15: Cc, Default_Ignorable_Code_Point, noncharac-
 * ters), and the marks that stand for an annotation or an object.
 */
static const struct utf8_range hidden[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, /* soft hyphen */
    {0x034f, 0x034f}, /* combining grapheme joiner */
    {0x061c, 0x061c}, /* Arabic letter mark */
    {0x115f, 0x1160}, /* Hangul fillers */
    {0x17b4, 0x17b5}, /* Khmer inherent vowels */
    {0x180b, 0x180f}, /* Mongolian variation selectors and vowel separator */
    {0x200b, 0x200f}, /* zero width, left-to-right marks */
    {0x202a, 0x202e}, /* bidirectional embedding */
    {0x2060, 0x206f}, /* word joiner, bidirectional isolates */
    {0x3164, 0x3164}, /* Hangul filler */
    {0xfdd0, 0xfdef}, {0xfe00, 0xfe0f}, /* variation selectors */
    {0xfeff, 0xfeff}, /* byte order mark */
    {0xffa0, 0xffa0}, /* halfwidth Hangul filler */
    {0xfff0, 0xfffc}, {0x1bca0, 0x1bca3}, /* shorthand format controls */
    {0x1d173, 0x1d17a}, /* musical format controls */
    {0xe0000, 0xe0fff}, /* tags, variation selectors */
};

static bool
guard_hides(uint32_t point)
{
	return IN(hidden, point) || (point & 0xfffe) == 0xfffe;
}

/* Tabs, line breaks, and the blanks that only look like one. */
static const struct utf8_range spaces[] = {
    {0x0009, 0x000d},
    {0x0085, 0x0085},
    {0x00a0, 0x00a0},
    {0x1680, 0x1680},
    {0x2000, 0x200a},
    {0x2028, 0x2029},
    {0x202f, 0x202f},
    {0x205f, 0x205f},
    {0x2800, 0x2800}, /* a braille cell without dots */
    {0x3000, 0x3000},
};

/* Arabic and its kin, and the scripts of India: there (non-)joiners decide how
 * letters look (UAX 31, 2.3). */
static bool
guard_writes_joined(uint32_t point)
{
	return point >= 0x0600 && point <= 0x0dff;
}

/* ---- cleaning ----------------------------------------------------------- */

/* Where a walk over a value stands. */
struct walk {
	struct slice own; /* what stands there is kept */
	struct cluster cluster;
	uint32_t before; /* what was kept last */
	size_t joined; /* code points of this cluster, the first not counted */
	bool joins; /* the last one did */
};

static bool
guard_is_own(struct slice own, uint32_t point)
{
	char text[UTF8_MAX];
	size_t n = utf8_encode(point, text), i;

	for (i = 0; own.p != NULL && i + n <= own.n; i++)
		if (memcmp(own.p + i, text, n) == 0)
			return true;
	return false;
}

/* Does what is hidden elsewhere do something between these two? */
static bool
guard_serves(const struct walk *walk, uint32_t point, uint32_t next)
{
	bool picture = walk->cluster.picture;

	if (point == 0xfe0e || point == 0xfe0f)
		return picture || next == GUARD_KEYCAP;
	if (point == GUARD_ZWJ && picture)
		return cluster_is_picture(next);
	return (point == GUARD_ZWJ || point == GUARD_ZWNJ) &&
	    guard_writes_joined(walk->before) && guard_writes_joined(next);
}

/* The code point as it is kept; GUARD_NOTHING: it is not. */
static uint32_t
guard_keep(struct walk *walk, uint32_t point, uint32_t next)
{
	bool space = IN(spaces, point), hides = guard_hides(point);

	if ((space || hides) && !guard_is_own(walk->own, point)) {
		if (space)
			point = ' ';
		else if (!guard_serves(walk, point, next))
			return GUARD_NOTHING;
	}
	walk->joins = cluster_joins(&walk->cluster, point);
	walk->joined = walk->joins ? walk->joined + 1 : 0;
	if (walk->joined > GUARD_JOINED_MAX)
		return GUARD_NOTHING;
	walk->before = point;
	return point;
}

/* Short enough and nothing to do, as nearly always. */
static bool
guard_is_clean(struct slice value, size_t max, struct slice own)
{
	size_t at, len;
	uint32_t point;

	if (max > 0 && value.n > max)
		return false;
	for (at = 0; at < value.n; at += len) {
		len = 1;
		if (value.p[at] >= ' ' && value.p[at] <= '~')
			continue;
		point = utf8_decode(value.p + at, &len);
		if (cluster_extends(point) ||
		    ((IN(spaces, point) || guard_hides(point)) &&
			!guard_is_own(own, point)))
			return false;
	}
	return true;
}

/* No blank is left where a value was cut. */
static struct slice
guard_trim(struct slice value)
{
	while (value.n > 0 && value.p[value.n - 1] == ' ')
		value.n--;
	return value;
}

struct slice
guard_clean(
    struct slice value, size_t max, struct slice own, struct arena *arena)
{
	struct walk walk = {.own = own, .before = ' '};
	size_t at, len, n = 0, count = 0, whole = 0;
	uint32_t point, next;
	char *text;

	if (guard_is_clean(value, max, own))
		return value;
	text = arena_alloc(arena, value.n + 1);
	for (at = 0; at < value.n; at += len) {
		point = utf8_decode(value.p + at, &len);
		next = 0;
		if (at + len < value.n)
			next = utf8_decode(value.p + at + len, &(size_t){0});
		point = guard_keep(&walk, point, next);
		if (point == GUARD_NOTHING)
			continue;
		if (!walk.joins)
			whole = n;
		if (max > 0 && count == max)
			return guard_trim((struct slice){text, whole});
		count++;
		n += utf8_encode(point, text + n);
	}
	return (struct slice){text, n};
}

/* ---- links -------------------------------------------------------------- */

/* Does the link lead where one that is allowed may lead? */
static bool
guard_allows(const struct guard *guard, const struct link *link)
{
	static const char secure[] = "https", plain[] = "http";
	struct slice scheme = link->scheme;

	if (link->user || link->host.n == 0 ||
	    memchr(link->text.p, '\\', link->text.n) != NULL)
		return false;
	if (scheme.p != NULL &&
	    !(scheme.n == sizeof(secure) - 1 &&
		strncasecmp(scheme.p, secure, scheme.n) == 0) &&
	    !(scheme.n == sizeof(plain) - 1 &&
		strncasecmp(scheme.p, plain, scheme.n) == 0))
		return false;
	return guard->domain_count == 0 ||
	    link_is_below(link, guard->domains, guard->domain_count);
}

int
guard_check_links(
    const struct guard *guard, struct slice value, struct error *err)
{
	struct link link;
	size_t at = 0;

	while (link_next(value, &at, &link)) {
		if (!guard->link)
			return error_set(err, EX_DATAERR,
			    "a link is not allowed here '%.*s'",
			    SLICE_ARG(link.text));
		if (!guard_allows(guard, &link))
			return error_set(err, EX_DATAERR,
			    "the link leads to another domain '%.*s'",
			    SLICE_ARG(link.text));
	}
	return 0;
}

static bool
guard_is_ascii(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] >= 0x80)
			return false;
	return true;
}

int
guard_value(const struct guard *guard, struct slice value, struct arena *arena,
    struct slice *out, struct error *err)
{
	*out = value;
	if (value.n == 0)
		return 0;
	/* A link that is cut leads nowhere. */
	if (guard->link && guard->max > 0 && value.n > guard->max)
		return error_set(err, EX_DATAERR,
		    "longer than %zu characters '%.*s'", guard->max,
		    SLICE_ARG(value));
	*out = guard_clean(value, guard->max, GUARD_NO_OWN, arena);
	if (guard_trim(*out).n == 0)
		return error_set(err, EX_DATAERR, "nothing in it is seen");
	if (guard_check_links(guard, *out, err) != 0)
		return -1;
	if (guard_is_ascii(*out))
		return 0;
	/* What is fullwidth is not so behind the filter gsm7. */
	return guard_check_links(guard, gsm7_fold(*out, true, arena), err);
}
