/* SPDX-License-Identifier: ISC */
#include "guard.h"

#include "text/cluster.h"
#include "text/gsm7.h"
#include "text/utf8.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/* ---- characters --------------------------------------------------------- */

/* Ranges of code points that no reader sees (Unicode 15: Cc, Cf, Zl, Zp). */
static const struct {
	uint32_t first, last;
} hidden[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, /* soft hyphen */
    {0x061c, 0x061c}, /* Arabic letter mark */
    {0x180e, 0x180e}, {0x200b, 0x200f}, /* zero width, left-to-right marks */
    {0x2028, 0x202e}, /* separators, bidirectional embedding */
    {0x2060, 0x206f}, /* word joiner, bidirectional isolates */
    {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}, /* tags */
};

/* What joins an emoji (U+200D) is seen only by its absence: dropped too. */
static bool
guard_hidden(uint32_t point)
{
	size_t i;

	for (i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (point <= hidden[i].last)
			return point >= hidden[i].first;
	return false;
}

/* Line breaks, tabs, and the blanks that only look like one (Zs). */
static bool
guard_space(uint32_t point)
{
	return point == '\t' || point == '\n' || point == '\r' ||
	    point == 0x00a0 || point == 0x1680 ||
	    (point >= 0x2000 && point <= 0x200a) || point == 0x202f ||
	    point == 0x205f || point == 0x3000;
}

/* Printable ASCII and short enough: nothing to do, as nearly always. */
static bool
guard_plain(const struct guard *guard, struct slice value)
{
	size_t i;

	if (guard->max > 0 && value.n > guard->max)
		return false;
	for (i = 0; i < value.n; i++)
		if (value.p[i] < ' ' || value.p[i] > '~')
			return false;
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

/* The value without what is not seen, and not longer than planned. */
static struct slice
guard_clean(const struct guard *guard, struct slice value, struct arena *arena)
{
	struct cluster cluster = {0};
	char *text = arena_alloc(arena, value.n + 1);
	size_t at, len, n = 0, count = 0, whole = 0;
	uint32_t point;

	for (at = 0; at < value.n; at += len) {
		point = utf8_decode(value.p + at, &len);
		if (guard_space(point))
			point = ' ';
		if (guard_hidden(point))
			continue;
		if (!cluster_joins(&cluster, point))
			whole = n;
		if (guard->max > 0 && count == guard->max)
			return guard_trim((struct slice){text, whole});
		count++;
		if (point == ' ')
			text[n++] = ' ';
		else
			memcpy(text + n, value.p + at, len);
		n += point == ' ' ? 0 : len;
	}
	return (struct slice){text, n};
}

/* ---- links -------------------------------------------------------------- */

/* Ends that a telephone makes a link of without a path behind them. */
static const char *const endings[] = {"com", "net", "org", "edu", "gov", "mil",
    "int", "info", "biz", "name", "pro", "mobi", "app", "dev", "xyz", "online",
    "site", "shop", "store", "top", "club", "live", "link", "click", "page",
    "world", "news", "today", "blog", "tech", "space", "website", "fun", "icu",
    "vip", "work", "cloud", "email", "help", "chat", "support", "center",
    "services", "agency", "health", "care", "clinic", "dental", "bank", "pay",
    "loan", "loans", "money", "win", "bid", "buzz", "life", "example", "test"};

enum {
	COUNTRY_LETTERS = 2, /* of a country's ending */
	IPV4_LABELS = 4,
};

static bool
guard_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (unsigned char)c >= 0x80;
}

/* Can it be part of an address? */
static bool
guard_word(char c)
{
	return guard_letter(c) || (c >= '0' && c <= '9') ||
	    (c != '\0' && strchr("-._~:/?#@%&=+!$*", c) != NULL);
}

static bool
guard_known_ending(struct slice ending)
{
	size_t i;

	if (ending.n == COUNTRY_LETTERS)
		return true;
	for (i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strlen(endings[i]) == ending.n &&
		    strncasecmp(endings[i], ending.p, ending.n) == 0)
			return true;
	return false;
}

/* Where the host ends: at a path, a port, a query. */
static struct slice
guard_host(struct slice text)
{
	size_t n = 0;

	while (n < text.n && strchr("/?#:", text.p[n]) == NULL)
		n++;
	return (struct slice){text.p, n};
}

/* Are these labels, the last of them letters, that make a link? */
static bool
guard_links(struct slice host, bool path)
{
	size_t i, start = 0, labels = 0;
	struct slice ending;

	while (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	for (i = 0; i <= host.n; i++) {
		if (i < host.n && host.p[i] != '.')
			continue;
		if (i == start)
			return false;
		labels++;
		start = i < host.n ? i + 1 : start;
	}
	if (labels < 2)
		return false;
	ending = (struct slice){host.p + start, host.n - start};
	for (i = 0; i < ending.n; i++)
		if (!guard_letter(ending.p[i]))
			return path && labels == IPV4_LABELS;
	return ending.n >= COUNTRY_LETTERS &&
	    (path || labels > 2 || guard_known_ending(ending));
}

/* The host of the link that a word is, or nothing. */
static struct slice
guard_link(struct slice word)
{
	struct slice host = {NULL, 0};
	const char *at;
	size_t i;

	for (i = 0; i + 2 < word.n; i++)
		if (memcmp(word.p + i, "://", 3) == 0) {
			host = guard_host(
			    (struct slice){word.p + i + 3, word.n - i - 3});
			at = memchr(host.p, '@', host.n);
			if (at != NULL) {
				host.n -= (size_t)(at + 1 - host.p);
				host.p = at + 1;
			}
			return host;
		}
	while (word.n > 0 && strchr("-._~:/?#&=+!$*", word.p[0]) != NULL) {
		word.p++;
		word.n--;
	}
	host = guard_host(word);
	at = memchr(host.p, '@', host.n);
	if (at != NULL && host.n == word.n)
		return (struct slice){NULL, 0}; /* an address of e-mail */
	if (!guard_links(host, host.n + 1 < word.n))
		return (struct slice){NULL, 0};
	return host;
}

/* Is it one of the brand's domains, or below one? */
static bool
guard_allowed(const struct guard *guard, struct slice host)
{
	size_t i, n;

	for (i = 0; i < guard->domain_count; i++) {
		n = strlen(guard->domains[i]);
		if (host.n >= n &&
		    strncasecmp(host.p + host.n - n, guard->domains[i], n) ==
			0 &&
		    (host.n == n || host.p[host.n - n - 1] == '.'))
			return true;
	}
	return guard->domain_count == 0;
}

/* Every link has a slash, or a letter behind a dot: times have neither. */
static bool
guard_suspicious(struct slice value)
{
	const char *end = value.p + value.n, *dot = value.p;

	if (memchr(value.p, '/', value.n) != NULL)
		return true;
	while ((dot = memchr(dot, '.', (size_t)(end - dot))) != NULL)
		if (++dot < end && guard_letter(*dot))
			return true;
	return false;
}

static int
guard_check_links(
    const struct guard *guard, struct slice value, struct error *err)
{
	struct slice word, host;
	size_t at = 0;

	if (!guard_suspicious(value))
		return 0;
	while (at < value.n) {
		word.p = value.p + at;
		for (word.n = 0; at < value.n && guard_word(value.p[at]); at++)
			word.n++;
		at += word.n == 0;
		host = word.n > 0 ? guard_link(word) : (struct slice){NULL, 0};
		if (host.p == NULL)
			continue;
		if (!guard->link)
			return error_set(err, EX_DATAERR,
			    "a link is not allowed here '%.*s'",
			    SLICE_ARG(word));
		if (!guard_allowed(guard, host))
			return error_set(err, EX_DATAERR,
			    "the link leads to another domain '%.*s'",
			    SLICE_ARG(word));
	}
	return 0;
}

int
guard_value(const struct guard *guard, struct slice value, struct arena *arena,
    struct slice *out, struct error *err)
{
	bool plain;

	*out = value;
	if (value.n == 0)
		return 0;
	/* A link that is cut leads nowhere. */
	if (guard->link && guard->max > 0 && value.n > guard->max)
		return error_set(err, EX_DATAERR,
		    "longer than %zu characters '%.*s'", guard->max,
		    SLICE_ARG(value));
	plain = guard_plain(guard, value);
	if (!plain)
		*out = guard_clean(guard, value, arena);
	if (guard_trim(*out).n == 0)
		return error_set(err, EX_DATAERR, "nothing in it is seen");
	if (guard_check_links(guard, *out, err) != 0)
		return -1;
	if (plain)
		return 0;
	/* What is fullwidth is not so behind the filter gsm7. */
	return guard_check_links(guard, gsm7_fold(*out, true, arena), err);
}
