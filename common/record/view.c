/* SPDX-License-Identifier: ISC */
#include "record/view.h"

#include "base/num.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { VIEW_INT_MAX_DIGITS = 17 }; /* with the sign: enough for 2^53 */

#define VIEW_INT_LIMIT ((int64_t)1 << 53)

static bool
view_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline const char *
view_skip_blanks(const char *p)
{
	while ((unsigned char)*p <= ' ' && view_blank(*p))
		p++;
	return p;
}

/* Behind the closing quote of the string that starts at p. */
static inline const char *
view_skip_string(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
#endif

	for (p++;; p += *p == '\\' ? 2 : 1) {
#ifdef __SSE2__
		while (end - p >= (ptrdiff_t)sizeof(quote)) {
			__m128i block = _mm_loadu_si128(
			    (const __m128i *)(const void *)p);
			int stops = _mm_movemask_epi8(
			    _mm_or_si128(_mm_cmpeq_epi8(block, quote),
				_mm_cmpeq_epi8(block, slash)));

			if (stops != 0) {
				p += __builtin_ctz((unsigned)stops);
				break;
			}
			p += sizeof(block);
		}
#endif
		if (*p == '"')
			return p + 1;
	}
}

/* Behind the value that starts at p; the text passed the scanner. */
static const char *
view_skip(const char *p, const char *end)
{
	size_t depth = 0;

	if (*p == '"')
		return view_skip_string(p, end);
	if (*p != '{' && *p != '[') {
		while (p < end && *p != ',' && *p != '}' && *p != ']' &&
		    !view_blank(*p))
			p++;
		return p;
	}
	do {
		if (*p == '"') {
			p = view_skip_string(p, end);
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
	const char *p, *end;

	if (text.p == NULL)
		return (struct view){NULL, 0};
	end = text.p + text.n;
	for (p = text.p; p < end && view_blank(*p); p++)
		;
	while (end > p && view_blank(end[-1]))
		end--;
	return (struct view){p, (size_t)(end - p)};
}

bool
view_is_null(struct view view)
{
	return view_type(view) == SCAN_NULL;
}

/* The key at p, raw; *p ends at the value behind its colon. */
static struct slice
view_read_key(const char **p, const char *end)
{
	const char *first = *p + 1, *after = view_skip_string(*p, end);

	*p = view_skip_blanks(view_skip_blanks(after) + 1);
	return (struct slice){first, (size_t)(after - 1 - first)};
}

/* The step of an array, or of an object, whose members have keys. */
static inline bool
view_advance(struct view view, bool object, struct view_step *step)
{
	const char *p = step->at, *after;

	p = view_skip_blanks(p == NULL ? view.p + 1 : p);
	if (*p == ',')
		p = view_skip_blanks(p + 1);
	if (*p == '}' || *p == ']')
		return false;
	step->key = (struct slice){NULL, 0};
	if (object)
		step->key = view_read_key(&p, view.p + view.n);
	after = view_skip(p, view.p + view.n);
	step->value = (struct view){p, (size_t)(after - p)};
	step->at = after;
	return true;
}

bool
view_next(struct view view, struct view_step *step)
{
	enum scan_type type = view_type(view);

	return (type == SCAN_ARRAY || type == SCAN_OBJECT) &&
	    view_advance(view, type == SCAN_OBJECT, step);
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

	if (raw.n < key.n)
		return false; /* escapes make it longer */
	if (raw.n == key.n)
		return slice_equal(raw, key) &&
		    memchr(raw.p, '\\', raw.n) == NULL;
	if (memchr(raw.p, '\\', raw.n) == NULL)
		return false;
	same = slice_equal(view_unescape(raw, &arena), key);
	arena_release(&arena);
	return same;
}

struct view
view_get(struct view view, struct slice key)
{
	struct view_step step = {0};

	if (view_type(view) == SCAN_OBJECT)
		while (view_advance(view, true, &step))
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

struct slice
view_text(struct view view, struct arena *arena)
{
	struct slice text = view_number(view);

	if (text.p == NULL)
		text = view_string(view, arena);
	return text.n > 0 ? text : (struct slice){NULL, 0};
}

bool
view_int(struct view view, int64_t *out)
{
	struct slice text = view_number(view);

	return text.p != NULL && text.n <= VIEW_INT_MAX_DIGITS &&
	    num_parse(text, -VIEW_INT_LIMIT, VIEW_INT_LIMIT, out) == 0;
}
