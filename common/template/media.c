/* SPDX-License-Identifier: ISC */
#include "template/media.h"

#include "base/ascii.h"
#include "config/url.h"
#include "text/link.h"
#include "text/utf8.h"

#include <string.h>

enum {
	VEIL = 0xf200, /* and the byte */
	VEIL_LAST = VEIL + 0x7f,
	VEIL_BYTES = 3, /* of it in UTF-8 */
	VEIL_ENCODED = 9, /* bytes of "%EF%88%AF", the same behind url_encode */
};

/* ---- values ------------------------------------------------------------- */

/* Would it change where the URL leads, or what its parameters are? */
static bool
media_structures(char c)
{
	return c != '\0' && strchr("/?#[]@:%&=+;,\\", c) != NULL;
}

struct slice
media_veil(struct slice value, struct arena *arena)
{
	char *text;
	size_t i, n = 0;

	for (i = 0; i < value.n && !media_structures(value.p[i]); i++)
		;
	if (i == value.n)
		return value;
	text = arena_alloc(arena, UTF8_MAX * value.n);
	for (i = 0; i < value.n; i++)
		if (media_structures(value.p[i]))
			n += utf8_encode(VEIL + (uint32_t)value.p[i], text + n);
		else
			text[n++] = value.p[i];
	return (struct slice){text, n};
}

/* ---- the URL ------------------------------------------------------------ */

/* What two hex digits stand for, -1 when they are none. */
static int
media_hex(const char *p)
{
	int high = ascii_hex(p[0]), low = ascii_hex(p[1]);

	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* The code point at p, also where url_encode wrote it; *len in bytes. */
static uint32_t
media_point(const char *p, const char *end, size_t *len)
{
	char bytes[UTF8_MAX] = {0};
	size_t i, size;
	int byte;

	if (end - p >= VEIL_ENCODED) {
		for (i = 0; i < VEIL_BYTES && p[3 * i] == '%'; i++) {
			byte = media_hex(p + 3 * i + 1);
			bytes[i] = (char)byte;
			if (byte < (i == 0 ? 0xe0 : 0x80) || byte > 0xef)
				break;
		}
		if (i == VEIL_BYTES) {
			*len = VEIL_ENCODED;
			return utf8_decode(bytes, &size);
		}
	}
	return utf8_decode(p, len);
}

static bool
media_is_veil(uint32_t point)
{
	return point >= VEIL && point <= VEIL_LAST;
}

/* What stands in no URL (RFC 3986, 2) is encoded. */
static bool
media_is_odd(char c)
{
	return c <= ' ' || c > '~' || strchr("\"<>\\^`{|}", c) != NULL;
}

void
media_finish(struct buf *url)
{
	struct buf done;
	const char *p, *end;
	uint32_t point;
	size_t len;

	buf_init(&done, BUF_NO_CAP);
	p = buf_text(url);
	end = p + url->len;
	while (p < end && (unsigned char)*p <= ' ')
		p++;
	while (end > p && (unsigned char)end[-1] <= ' ')
		end--;
	for (; p < end; p += len) {
		point = media_point(p, end, &len);
		if (media_is_veil(point)) {
			buf_addf(&done, "%%%02X", (unsigned)(point - VEIL));
			continue;
		}
		len = 1;
		if (media_is_odd(*p))
			buf_addf(&done, "%%%02X", (unsigned char)*p);
		else
			buf_addc(&done, *p);
	}
	buf_reset(url);
	buf_addslice(url, buf_slice(&done));
	buf_release(&done);
}

/* ---- where it leads ----------------------------------------------------- */

size_t
media_fixed(struct slice source)
{
	static const char slashes[] = "://";
	size_t i;

	for (i = 0; i + 3 <= source.n; i++) {
		if (source.p[i] == '{')
			return 0;
		if (memcmp(source.p + i, slashes, 3) == 0)
			break;
	}
	if (i + 3 > source.n)
		return 0;
	for (i += 3; i < source.n; i++) {
		if (source.p[i] == '{')
			return 0;
		if (memchr("/?#", source.p[i], 3) != NULL)
			break;
	}
	return i;
}

/* A name of "." or "..": what it leads to is not what stands there. */
static bool
media_leads_up(struct slice url)
{
	size_t i, start = 0, n;

	for (i = 0; i <= url.n; i++) {
		if (i < url.n && memchr("/?#", url.p[i], 3) == NULL)
			continue;
		n = i - start;
		if ((n == 1 || n == 2) && url.p[start] == '.' &&
		    url.p[i - 1] == '.')
			return true;
		if (i < url.n && url.p[i] != '/')
			return false;
		start = i + 1;
	}
	return false;
}

int
media_check(struct slice url, bool fixed, const char *const *domains,
    size_t domain_count, struct error *err)
{
	struct link link;
	size_t at = 0;

	if (url_safety(url) != URL_SAFE)
		return error_set(err, EX_DATAERR,
		    "not an https:// address '%.*s'", SLICE_ARG(url));
	if (media_leads_up(url))
		return error_set(err, EX_DATAERR,
		    "the address leads upwards '%.*s'", SLICE_ARG(url));
	if (fixed ||
	    (link_next(url, &at, &link) && link.text.p == url.p &&
		link_is_below(&link, domains, domain_count)))
		return 0;
	return error_set(err, EX_DATAERR,
	    "the address leads to another domain '%.*s'", SLICE_ARG(url));
}
