/* SPDX-License-Identifier: ISC */
/*
 * A text that is like another one.  What both have in common was looked at
 * already, in the same place of the grammar: only members whose bytes differ
 * are scanned.
 */
#include "record/scan.h"

#include "record/scan_token.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How many bytes two texts have in common at their beginning. */
static inline size_t
scan_common(const char *a, const char *b, size_t n)
{
	size_t i = 0;
#ifdef __SSE2__
	unsigned same;

	for (; n - i >= sizeof(__m128i); i += sizeof(__m128i)) {
		same = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(
		    _mm_loadu_si128((const __m128i *)(const void *)(a + i)),
		    _mm_loadu_si128((const __m128i *)(const void *)(b + i))));
		if (same != 0xffff)
			return i + (unsigned)__builtin_ctz(~same);
	}
#endif
	while (i < n && a[i] == b[i])
		i++;
	return i;
}

/*
 * Behind the string whose opening quote is at p, when it is plain: ASCII
 * without escapes.  Else NULL: scan_string has to look.
 */
static inline const char *
scan_plain_string(const char *p, const char *end)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');
	int stops;

	for (p++; end - p >= (ptrdiff_t)sizeof(quote); p += sizeof(quote)) {
		__m128i block = _mm_loadu_si128(
		    (const __m128i *)(const void *)p);

		/* As signed bytes, controls and all above 0x7f are < ' '. */
		stops = _mm_movemask_epi8(
		    _mm_or_si128(_mm_cmplt_epi8(block, space),
			_mm_or_si128(_mm_cmpeq_epi8(block, quote),
			    _mm_cmpeq_epi8(block, slash))));
		if (stops != 0) {
			p += __builtin_ctz((unsigned)stops);
			return *p == '"' ? p + 1 : NULL;
		}
	}
#else
	p++;
#endif
	while (p < end && (unsigned char)*p >= ' ' &&
	    (unsigned char)*p < 0x80 && *p != '"' && *p != '\\')
		p++;
	return p < end && *p == '"' ? p + 1 : NULL;
}

/*
 * Behind the value at p, NULL when it is none.  A line has no newline in it,
 * but between the words of a nested value one would pass for a blank.
 */
static inline const char *
scan_value_at(const char *p, const char *end)
{
	struct scan_cursor at = {.p = p, .end = end};
	const char *after;
	bool escaped;

	if (p == end)
		return NULL;
	if (*p == '"') {
		after = scan_plain_string(p, end);
		if (after != NULL)
			return after;
		return scan_string(&at, &escaped) == SCAN_GOOD ? at.p : NULL;
	}
	after = scan_other(p, end);
	return after != NULL && (*p == '{' || *p == '[') &&
		memchr(p, '\n', (size_t)(after - p)) != NULL
	    ? NULL
	    : after;
}

static inline size_t
scan_common_end(const char *p, const char *end, struct slice like, size_t from)
{
	size_t n = like.n - from, left = (size_t)(end - p);

	return scan_common(p, like.p + from, n < left ? n : left);
}

/*
 * p is at what stands before a member, '{' or ',', and so is `from` in like:
 * its members are only known to be there when no blanks are around them.
 */
size_t
scan_object_alike(
    struct slice text, struct slice like, struct scan_index *index)
{
	const char *p = text.p, *end = text.p + text.n, *same, *value, *after;
	struct scan_member *m = index->members;
	size_t from = 0, i;

	if (text.n == 0 || like.n == 0 || *p != '{' || index->count == 0)
		return 0;
	same = p + scan_common_end(p, end, like, 0);
	for (i = 0; i < index->count; i++, m++, p = after) {
		/* What is before it, the key in quotes, and ':'. */
		if (m->key != from + 2 || m->value != m->key + m->key_len + 2 ||
		    (size_t)(same - p) < m->value - from)
			return 0;
		value = p + (m->value - from);
		from = m->value + m->value_len;
		if ((size_t)(same - value) > m->value_len) {
			after = value + m->value_len;
		} else {
			after = scan_value_at(value, end);
			if (after == NULL || after == end)
				return 0;
			same = after + scan_common_end(after, end, like, from);
		}
		if (*after != (i + 1 < index->count ? ',' : '}'))
			return 0;
		m->key = (uint32_t)(p + 2 - text.p);
		m->value = (uint32_t)(value - text.p);
		m->value_len = (uint32_t)(after - value);
	}
	return (size_t)(p + 1 - text.p);
}
