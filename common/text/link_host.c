/* SPDX-License-Identifier: ISC */
#include "text/link_host.h"

#include "text/link_ending.h"
#include "text/utf8.h"

enum {
	ENDING_MAX = 64, /* bytes; a label has 63 at most (RFC 1035, 2.3.4) */
	IPV4_PARTS = 4,
	IPV4_DIGITS = 3, /* of a part */
	IPV4_PART_MAX = 255,
};

/* ---- characters --------------------------------------------------------- */

uint32_t
link_point(struct slice text, size_t at, size_t *len)
{
	uint32_t point;

	*len = 0;
	if (at >= text.n)
		return 0;
	point = utf8_decode(text.p + at, len);
	if (point == 0x3002 || point == 0xff61)
		return '.';
	if (point >= 0xff01 && point <= 0xff5e)
		point -= 0xff01 - '!';
	return utf8_fold(point);
}

/* The same for the character that ends in front of `at`, and where it starts.
 */
static uint32_t
link_point_before(struct slice text, size_t at, size_t *start)
{
	size_t len;

	*start = at;
	if (at == 0)
		return 0;
	do {
		--*start;
	} while (*start > 0 && ((unsigned char)text.p[*start] & 0xc0) == 0x80);
	return link_point(text, *start, &len);
}

static bool
link_is_label(uint32_t point)
{
	return utf8_is_word(point) || point == '-' || point == '_';
}

static bool
link_is_host(uint32_t point)
{
	return point == '.' || link_is_label(point);
}

static bool
link_is_letter(uint32_t point)
{
	return point >= 'a' && point <= 'z';
}

static bool
link_is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

bool
link_stops(char c)
{
	return (unsigned char)c <= ' ' || c == '"' || c == '<' || c == '>';
}

/* ---- parts -------------------------------------------------------------- */

/* Not before `floor`, where the link before this one ends. */
static size_t
link_host_start(struct slice text, size_t at, size_t floor)
{
	size_t start;
	uint32_t point;

	for (; at > floor; at = start) {
		point = link_point_before(text, at, &start);
		if (!link_is_host(point))
			break;
	}
	return at;
}

static size_t
link_host_end(struct slice text, size_t at)
{
	size_t len;
	uint32_t point;

	for (;; at += len) {
		point = link_point(text, at, &len);
		if (!link_is_host(point))
			return at;
	}
}

/* Does something that belongs to a link follow its host? */
static bool
link_goes_on(struct slice text, size_t end)
{
	if (end >= text.n)
		return false;
	if (text.p[end] == ':')
		return end + 1 < text.n &&
		    link_is_digit((unsigned char)text.p[end + 1]);
	return memchr("/?#", text.p[end], 3) != NULL;
}

size_t
link_end(struct slice text, size_t at)
{
	while (at < text.n && !link_stops(text.p[at]))
		at++;
	return at;
}

/* ---- host.ending -------------------------------------------------------- */

/* The last name, or one before it, that starts at `at`: is it an ending? */
static bool
link_ends(struct slice text, size_t at)
{
	char name[ENDING_MAX + UTF8_MAX];
	size_t len, n = 0;
	uint32_t point = link_point(text, at, &len);
	bool ascii = link_is_letter(point);

	if (!ascii && (point < 0x80 || !utf8_is_word(point)))
		return false;
	while (n < ENDING_MAX &&
	    (ascii ? link_is_letter(point)
		   : point >= 0x80 && utf8_is_word(point))) {
		n += utf8_encode(point, name + n);
		at += len;
		point = link_point(text, at, &len);
	}
	if (n == 2 && memcmp(name, "xn", n) == 0 && point == '-')
		return link_point(text, at + len, &len) == '-';
	return !link_is_digit(point) && point != '_' &&
	    link_ending_is_known((struct slice){name, n});
}

/* "www" in front of the dot, a name behind it. */
static bool
link_is_www(struct slice text, size_t dot, size_t len)
{
	size_t at = dot, i, size;

	for (i = 0; i < 3; i++)
		if (link_point_before(text, at, &at) != 'w')
			return false;
	return !link_is_label(link_point_before(text, at, &i)) &&
	    link_is_label(link_point(text, dot + len, &size));
}

/* Four numbers up to 255 and nothing else, the first in front of the dot. */
static bool
link_is_address(struct slice text, size_t dot)
{
	size_t at = dot, parts, digits, len;
	unsigned number;
	uint32_t point;

	while (at > 0 && link_is_digit((unsigned char)text.p[at - 1]))
		at--;
	if (link_is_host(link_point_before(text, at, &len)))
		return false;
	for (parts = 0; parts < IPV4_PARTS; parts++, at++) {
		number = 0;
		for (digits = 0; at < text.n && digits < IPV4_DIGITS &&
		     link_is_digit((unsigned char)text.p[at]);
		     digits++, at++)
			number = 10 * number + (unsigned)(text.p[at] - '0');
		if (digits == 0 || number > IPV4_PART_MAX)
			return false;
		if (parts + 1 < IPV4_PARTS &&
		    (at == text.n || text.p[at] != '.'))
			return false;
	}
	point = link_point(text, --at, &len);
	if (point == '.') /* that ends a sentence */
		point = link_point(text, at + len, &len);
	return !link_is_label(point);
}

bool
link_at_dot(
    struct slice text, size_t dot, size_t len, size_t *at, struct link *link)
{
	size_t start, end, before;
	bool mail;

	if (!link_is_label(link_point_before(text, dot, &before)) ||
	    (!link_ends(text, dot + len) && !link_is_www(text, dot, len) &&
		!link_is_address(text, dot)))
		return false;
	start = link_host_start(text, dot, *at);
	end = link_host_end(text, dot);
	mail = (end < text.n && text.p[end] == '@') ||
	    (start > 1 && text.p[start - 1] == '@' &&
		!link_stops(text.p[start - 2]));
	*at = link_goes_on(text, end) ? link_end(text, end) : end;
	*link = (struct link){.text = {text.p + start, *at - start},
	    .host = {text.p + start, end - start},
	    .user = mail};
	return !mail || link_goes_on(text, end);
}
