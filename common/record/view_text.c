/* SPDX-License-Identifier: ISC */
/* Escapes of JSON strings, read and written. */
#include "record/view.h"

#include "text/utf8.h"

#include <string.h>

static unsigned
view_hex4(const char *p)
{
	unsigned value = 0;
	int i;

	for (i = 0; i < 4; i++)
		value = value * 16 +
		    (p[i] <= '9' ? (unsigned)(p[i] - '0')
				 : (unsigned)((p[i] | 0x20) - 'a' + 10));
	return value;
}

/* One escape, *p behind its backslash; the scanner has checked it. */
static char *
view_put_escape(char *out, const char **p)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *plain;
	unsigned c;

	if (**p != 'u') {
		plain = strchr(from, **p);
		*out++ = plain != NULL ? to[plain - from] : **p;
		*p += 1;
		return out;
	}
	c = view_hex4(*p + 1);
	*p += 5;
	if (c >= 0xd800 && c < 0xdc00) {
		c = 0x10000 + ((c - 0xd800) << 10) +
		    (view_hex4(*p + 2) - 0xdc00);
		*p += 6;
	}
	return out + utf8_encode(c, out);
}

struct slice
view_unescape(struct slice raw, struct arena *arena)
{
	const char *p = raw.p, *end = raw.p + raw.n, *slash;
	char *text, *out;

	slash = raw.n > 0 ? memchr(p, '\\', raw.n) : NULL;
	if (slash == NULL)
		return raw;
	/* Reading escapes never makes the text longer. */
	text = out = arena_alloc(arena, raw.n);
	while (slash != NULL) {
		memcpy(out, p, (size_t)(slash - p));
		out += slash - p;
		p = slash + 1;
		out = view_put_escape(out, &p);
		slash = memchr(p, '\\', (size_t)(end - p));
	}
	memcpy(out, p, (size_t)(end - p));
	out += end - p;
	return (struct slice){text, (size_t)(out - text)};
}

/* The two-character escape of a byte, or 0. */
static char
view_short_escape(char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *at = c != '\0' ? strchr(from, c) : NULL;

	return at != NULL ? to[at - from] : '\0';
}

static void
view_write_escape(struct buf *out, struct slice sequence)
{
	char c = view_short_escape(sequence.p[0]);

	if (c != '\0')
		buf_addf(out, "\\%c", c);
	else if (sequence.n == 1)
		buf_addf(out, "\\u%04x", (unsigned char)sequence.p[0]);
	else
		buf_addf(out, "\\u202%c", sequence.p[2] == '\xa8' ? '8' : '9');
}

/* Bytes that stand for themselves between quotes. */
static size_t
view_plain(const char *p, const char *end)
{
	const char *first = p;
	size_t len;

	while (p < end) {
		unsigned char c = (unsigned char)*p;

		if (c < ' ' || c == '"' || c == '\\' || c == 0x7f)
			break;
		if (c < 0x80) {
			p++;
			continue;
		}
		len = scan_utf8(p, end);
		if (len == 0 ||
		    (len == 3 && memcmp(p, "\xe2\x80", 2) == 0 &&
			(p[2] == '\xa8' || p[2] == '\xa9')))
			break;
		p += len;
	}
	return (size_t)(p - first);
}

void
view_write_string(struct buf *out, struct slice text)
{
	const char *p = text.p != NULL ? text.p : "", *end = p + text.n;
	size_t len;

	buf_addc(out, '"');
	while (p < end) {
		len = view_plain(p, end);
		buf_add(out, p, len);
		p += len;
		if (p == end)
			break;
		len = scan_utf8(p, end);
		if (len > 0)
			view_write_escape(out, (struct slice){p, len});
		else
			buf_adds(out, "\xef\xbf\xbd"); /* U+FFFD */
		p += len > 0 ? len : 1;
	}
	buf_addc(out, '"');
}

void
view_write_member(struct buf *out, const char *name, struct slice text)
{
	if (out->len == 0)
		buf_addc(out, '{');
	else if (out->data[out->len - 1] != '{')
		buf_addc(out, ',');
	view_write_string(out, slice_of(name));
	buf_addc(out, ':');
	if (text.p != NULL)
		view_write_string(out, text);
	else
		buf_adds(out, "null");
}
