/* SPDX-License-Identifier: ISC */
#include "record/scan_token.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum scan_result
scan_bad(struct scan_cursor *s, const char *what)
{
	s->what = what;
	return SCAN_BAD;
}

enum scan_result
scan_truncated(struct scan_cursor *s)
{
	s->p = s->end;
	s->what = "unexpected end";
	return SCAN_TRUNCATED;
}

/* Second bytes are bounded by the first (Unicode 3.9, table 3-7). */
size_t
scan_utf8(const char *p, const char *end)
{
	const unsigned char *b = (const unsigned char *)p;
	size_t left = (size_t)(end - p), len, i;
	unsigned char low = 0x80, high = 0xbf;

	if (left == 0)
		return 0;
	if (b[0] < 0x80)
		return 1;
	if (b[0] < 0xc2 || b[0] > 0xf4)
		return 0;
	len = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
	if (len > left)
		return 0;
	if (b[0] == 0xe0)
		low = 0xa0;
	else if (b[0] == 0xed)
		high = 0x9f;
	else if (b[0] == 0xf0)
		low = 0x90;
	else if (b[0] == 0xf4)
		high = 0x8f;
	if (b[1] < low || b[1] > high)
		return 0;
	for (i = 2; i < len; i++)
		if ((b[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

size_t
scan_utf8_prefix(struct slice text)
{
	size_t at = 0, len;

	while (
	    at < text.n && (len = scan_utf8(text.p + at, text.p + text.n)) > 0)
		at += len;
	return at;
}

/* Quotes, backslashes, controls, and all that is not ASCII. */
static uint64_t
scan_stops(const char *p)
{
	uint64_t stops = 0;
	int i;
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');

	for (i = 0; i < SCAN_BLOCK; i += (int)sizeof(quote)) {
		__m128i block = _mm_loadu_si128(
		    (const __m128i *)(const void *)(p + i));
		/* As signed bytes, controls and all above 0x7f are < ' '. */
		__m128i stop = _mm_or_si128(_mm_cmplt_epi8(block, space),
		    _mm_or_si128(_mm_cmpeq_epi8(block, quote),
			_mm_cmpeq_epi8(block, slash)));

		stops |= (uint64_t)(unsigned)_mm_movemask_epi8(stop) << i;
	}
#else
	for (i = 0; i < SCAN_BLOCK; i++)
		if ((unsigned char)p[i] < ' ' || (unsigned char)p[i] >= 0x80 ||
		    p[i] == '"' || p[i] == '\\')
			stops |= (uint64_t)1 << i;
#endif
	return stops;
}

/* The last block: what is behind the end stops too. */
static uint64_t
scan_last_stops(const char *p, size_t left)
{
	char rest[SCAN_BLOCK] = {0};

	memcpy(rest, p, left);
	return scan_stops(rest);
}

/* Advances over bytes of a string that need no look of their own. */
static void
scan_plain(struct scan_cursor *s)
{
	uint64_t stops;

	while (s->p < s->end) {
		if (s->block == NULL || s->p - s->block >= SCAN_BLOCK) {
			s->block = s->p;
			s->stops = s->end - s->p >= SCAN_BLOCK
			    ? scan_stops(s->p)
			    : scan_last_stops(s->p, (size_t)(s->end - s->p));
		}
		stops = s->stops >> (s->p - s->block);
		if (stops != 0) {
			s->p += __builtin_ctzll(stops);
			break;
		}
		s->p = s->block + SCAN_BLOCK;
	}
	if (s->p > s->end)
		s->p = s->end;
}

/* Four hex digits at p into *unit. */
static enum scan_result
scan_hex(struct scan_cursor *s, unsigned *unit)
{
	int i;

	*unit = 0;
	for (i = 0; i < 4; i++, s->p++) {
		unsigned char c;

		if (s->p == s->end)
			return scan_truncated(s);
		c = (unsigned char)*s->p;
		if (c >= '0' && c <= '9')
			*unit = *unit * 16 + (unsigned)(c - '0');
		else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
			*unit = *unit * 16 + (unsigned)((c | 0x20) - 'a' + 10);
		else
			return scan_bad(
			    s, "expected four hex digits after \\u");
	}
	return SCAN_GOOD;
}

/* Behind "\u": one UTF-16 unit, or a pair of surrogates. */
static enum scan_result
scan_unicode(struct scan_cursor *s)
{
	enum scan_result result;
	unsigned unit;

	result = scan_hex(s, &unit);
	if (result != SCAN_GOOD || unit < 0xd800 || unit > 0xdfff)
		return result;
	if (unit >= 0xdc00)
		return scan_bad(s, "surrogate without its first half");
	if (s->end - s->p < 2)
		return memcmp(s->p, "\\u", (size_t)(s->end - s->p)) == 0
		    ? scan_truncated(s)
		    : scan_bad(s, "surrogate without its second half");
	if (s->p[0] != '\\' || s->p[1] != 'u')
		return scan_bad(s, "surrogate without its second half");
	s->p += 2;
	result = scan_hex(s, &unit);
	if (result == SCAN_GOOD && (unit < 0xdc00 || unit > 0xdfff))
		return scan_bad(s, "surrogate without its second half");
	return result;
}

static enum scan_result
scan_escape(struct scan_cursor *s)
{
	char c;

	s->p++;
	if (s->p == s->end)
		return scan_truncated(s);
	c = *s->p++;
	if (c == 'u')
		return scan_unicode(s);
	if (c == '\0' || strchr("\"\\/bfnrt", c) == NULL) {
		s->p--;
		return scan_bad(s, "unknown escape");
	}
	return SCAN_GOOD;
}

/* Does the text end inside a sequence that could become well-formed? */
static bool
scan_cut(const char *p, const char *end)
{
	unsigned char lead = (unsigned char)*p;
	ptrdiff_t want = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;

	return lead >= 0xc2 && lead <= 0xf4 && end - p < want;
}

enum scan_result
scan_string(struct scan_cursor *s, bool *escaped)
{
	enum scan_result result;
	size_t len;

	*escaped = false;
	s->p++;
	for (;;) {
		scan_plain(s);
		if (s->p == s->end)
			return scan_truncated(s);
		if (*s->p == '"') {
			s->p++;
			return SCAN_GOOD;
		}
		if (*s->p == '\\') {
			*escaped = true;
			result = scan_escape(s);
			if (result != SCAN_GOOD)
				return result;
			continue;
		}
		if ((unsigned char)*s->p < ' ')
			return scan_bad(s, "raw control character in a string");
		len = scan_utf8(s->p, s->end);
		if (len == 0 && scan_cut(s->p, s->end))
			return scan_truncated(s);
		if (len == 0)
			return scan_bad(s, "invalid UTF-8");
		s->p += len;
	}
}

static size_t
scan_digits(struct scan_cursor *s)
{
	const char *first = s->p;

	while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
		s->p++;
	return (size_t)(s->p - first);
}

/* Digits are missing: at the end more may come, else never. */
static enum scan_result
scan_no_digit(struct scan_cursor *s)
{
	return s->p == s->end ? scan_truncated(s)
			      : scan_bad(s, "expected a digit");
}

enum scan_result
scan_number(struct scan_cursor *s)
{
	if (*s->p == '-')
		s->p++;
	if (s->p < s->end && *s->p == '0')
		s->p++;
	else if (scan_digits(s) == 0)
		return scan_no_digit(s);
	if (s->p < s->end && *s->p == '.') {
		s->p++;
		if (scan_digits(s) == 0)
			return scan_no_digit(s);
	}
	if (s->p < s->end && (*s->p == 'e' || *s->p == 'E')) {
		s->p++;
		if (s->p < s->end && (*s->p == '+' || *s->p == '-'))
			s->p++;
		if (scan_digits(s) == 0)
			return scan_no_digit(s);
	}
	return SCAN_GOOD;
}

enum scan_result
scan_word(struct scan_cursor *s, const char *word)
{
	size_t len = strlen(word), left = (size_t)(s->end - s->p);

	if (left < len && memcmp(s->p, word, left) == 0)
		return scan_truncated(s);
	if (left < len || memcmp(s->p, word, len) != 0)
		return scan_bad(s, "expected a value");
	s->p += len;
	return SCAN_GOOD;
}
