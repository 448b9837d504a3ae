/* SPDX-License-Identifier: ISC */
#include "record/view.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>

enum { VIEW_INT_MAX_DIGITS = 17 }; /* with the sign: enough for 2^53 */

#define VIEW_INT_LIMIT ((int64_t)1 << 53)

static bool
view_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *
view_skip_blanks(const char *p)
{
	while (view_blank(*p))
		p++;
	return p;
}

/* Behind the closing quote of the string that starts at p. */
static const char *
view_skip_string(const char *p)
{
	for (p++; *p != '"'; p++)
		if (*p == '\\')
			p++;
	return p + 1;
}

/* Behind the value that starts at p; the text passed the scanner. */
static const char *
view_skip(const char *p, const char *end)
{
	size_t depth = 0;

	if (*p == '"')
		return view_skip_string(p);
	if (*p != '{' && *p != '[') {
		while (p < end && *p != ',' && *p != '}' && *p != ']' &&
		    !view_blank(*p))
			p++;
		return p;
	}
	do {
		if (*p == '"') {
			p = view_skip_string(p);
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if (*p == '}' || *p == ']')
			depth--;
		p++;
	} while (depth > 0);
	return p;
}

struct view
view_of(struct slice text)
{
	const char *p, *end = text.p + text.n;

	if (text.p == NULL)
		return (struct view){NULL, 0};
	for (p = text.p; p < end && view_blank(*p); p++)
		;
	while (end > p && view_blank(end[-1]))
		end--;
	return (struct view){p, (size_t)(end - p)};
}

enum scan_type
view_type(struct view view)
{
	if (view.p == NULL || view.n == 0)
		return SCAN_NULL;
	switch (view.p[0]) {
	case '{':
		return SCAN_OBJECT;
	case '[':
		return SCAN_ARRAY;
	case '"':
		return SCAN_STRING;
	case 't':
		return SCAN_TRUE;
	case 'f':
		return SCAN_FALSE;
	case 'n':
		return SCAN_NULL;
	default:
		return SCAN_NUMBER;
	}
}

bool
view_is_null(struct view view)
{
	return view_type(view) == SCAN_NULL;
}

/* The key at p, raw; *p ends at the value behind its colon. */
static struct slice
view_read_key(const char **p)
{
	const char *first = *p + 1, *after = view_skip_string(*p);

	*p = view_skip_blanks(view_skip_blanks(after) + 1);
	return (struct slice){first, (size_t)(after - 1 - first)};
}

bool
view_next(struct view view, struct view_step *step)
{
	enum scan_type type = view_type(view);
	const char *p = step->at, *after;

	if (type != SCAN_ARRAY && type != SCAN_OBJECT)
		return false;
	p = view_skip_blanks(p == NULL ? view.p + 1 : p);
	if (*p == ',')
		p = view_skip_blanks(p + 1);
	if (*p == '}' || *p == ']')
		return false;
	step->key = (struct slice){NULL, 0};
	if (type == SCAN_OBJECT)
		step->key = view_read_key(&p);
	after = view_skip(p, view.p + view.n);
	step->value = (struct view){p, (size_t)(after - p)};
	step->at = after;
	return true;
}

size_t
view_count(struct view view)
{
	struct view_step step = {0};
	size_t count = 0;

	while (view_next(view, &step))
		count++;
	return count;
}

/* Is the raw key, its escapes read, the wanted one? */
static bool
view_key_is(struct slice raw, struct slice key)
{
	struct arena arena = {0};
	bool same;

	if (memchr(raw.p, '\\', raw.n) == NULL)
		return slice_equal(raw, key);
	same = slice_equal(view_unescape(raw, &arena), key);
	arena_release(&arena);
	return same;
}

struct view
view_get(struct view view, struct slice key)
{
	struct view_step step = {0};

	if (view_type(view) == SCAN_OBJECT)
		while (view_next(view, &step))
			if (view_key_is(step.key, key))
				return step.value;
	return (struct view){NULL, 0};
}

static struct view
view_at(struct view view, struct slice index)
{
	struct view_step step = {0};
	int64_t want;

	if (num_parse(index, 0, INT32_MAX, &want) == 0)
		while (view_next(view, &step))
			if (want-- == 0)
				return step.value;
	return (struct view){NULL, 0};
}

struct view
view_path(struct view view, const char *path)
{
	size_t len;

	for (; *path != '\0' && view.p != NULL; path += len) {
		path += *path == '.';
		len = strcspn(path, ".");
		if (view_type(view) == SCAN_ARRAY)
			view = view_at(view, (struct slice){path, len});
		else
			view = view_get(view, (struct slice){path, len});
	}
	return view;
}

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

static char *
view_put_utf8(char *out, unsigned c)
{
	if (c < 0x80) {
		*out++ = (char)c;
	} else if (c < 0x800) {
		*out++ = (char)(0xc0 | c >> 6);
		*out++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*out++ = (char)(0xe0 | c >> 12);
		*out++ = (char)(0x80 | (c >> 6 & 0x3f));
		*out++ = (char)(0x80 | (c & 0x3f));
	} else {
		*out++ = (char)(0xf0 | c >> 18);
		*out++ = (char)(0x80 | (c >> 12 & 0x3f));
		*out++ = (char)(0x80 | (c >> 6 & 0x3f));
		*out++ = (char)(0x80 | (c & 0x3f));
	}
	return out;
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
	return view_put_utf8(out, c);
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

struct slice
view_string(struct view view, struct arena *arena)
{
	if (view_type(view) != SCAN_STRING)
		return (struct slice){NULL, 0};
	return view_unescape((struct slice){view.p + 1, view.n - 2}, arena);
}

struct slice
view_number(struct view view)
{
	if (view_type(view) != SCAN_NUMBER)
		return (struct slice){NULL, 0};
	return (struct slice){view.p, view.n};
}

bool
view_int(struct view view, int64_t *out)
{
	struct slice text = view_number(view);

	return text.p != NULL && text.n <= VIEW_INT_MAX_DIGITS &&
	    num_parse(text, -VIEW_INT_LIMIT, VIEW_INT_LIMIT, out) == 0;
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
