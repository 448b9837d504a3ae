/* SPDX-License-Identifier: ISC */
#include "record/scan.h"

#include "base/mem.h"
#include "record/view.h"

#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	SCAN_BLOCK = 16, /* bytes looked at in one step */
	SCAN_BLOOM_BITS = 256, /* of the filter in front of the key compare */
};

/* What the scanner expects next. */
enum scan_state {
	SCAN_WANT_VALUE,
	SCAN_WANT_FIRST, /* a value, or the end of an array just opened */
	SCAN_WANT_KEY,
	SCAN_WANT_FIRST_KEY, /* a key, or the end of an object just opened */
	SCAN_WANT_MORE, /* ',' or the end of what is open */
};

struct scanner {
	const char *start, *p, *end;
	const char *what; /* the fault */
	uint64_t objects; /* a bit a level: it is an object */
	size_t depth, depth_max;
	struct scan_index *index; /* NULL: members are not noted */
};

static enum scan_result
scan_bad(struct scanner *s, const char *what)
{
	s->what = what;
	return SCAN_BAD;
}

static enum scan_result
scan_truncated(struct scanner *s)
{
	s->p = s->end;
	s->what = "unexpected end";
	return SCAN_TRUNCATED;
}

static void
scan_blanks(struct scanner *s)
{
	while (s->p < s->end &&
	    (*s->p == ' ' || *s->p == '\t' || *s->p == '\n' || *s->p == '\r'))
		s->p++;
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

/* Advances over bytes of a string that need no look of their own. */
static void
scan_plain(struct scanner *s)
{
#ifdef __SSE2__
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i space = _mm_set1_epi8(' ');

	while (s->end - s->p >= SCAN_BLOCK) {
		__m128i block = _mm_loadu_si128(
		    (const __m128i *)(const void *)s->p);
		/* As signed bytes, controls and all above 0x7f are < ' '. */
		__m128i stop = _mm_or_si128(_mm_cmplt_epi8(block, space),
		    _mm_or_si128(_mm_cmpeq_epi8(block, quote),
			_mm_cmpeq_epi8(block, slash)));
		int mask = _mm_movemask_epi8(stop);

		if (mask != 0) {
			s->p += __builtin_ctz((unsigned)mask);
			return;
		}
		s->p += SCAN_BLOCK;
	}
#endif
	while (s->p < s->end && (unsigned char)*s->p >= ' ' &&
	    (unsigned char)*s->p < 0x80 && *s->p != '"' && *s->p != '\\')
		s->p++;
}

/* Four hex digits at p into *unit. */
static enum scan_result
scan_hex(struct scanner *s, unsigned *unit)
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
scan_unicode(struct scanner *s)
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
scan_escape(struct scanner *s)
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

/* From the opening quote to behind the closing one. */
static enum scan_result
scan_string(struct scanner *s, bool *escaped)
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
		if (len == 0)
			return scan_bad(s, "invalid UTF-8");
		s->p += len;
	}
}

static size_t
scan_digits(struct scanner *s)
{
	const char *first = s->p;

	while (s->p < s->end && *s->p >= '0' && *s->p <= '9')
		s->p++;
	return (size_t)(s->p - first);
}

/* Digits are missing: at the end more may come, else never. */
static enum scan_result
scan_no_digit(struct scanner *s)
{
	return s->p == s->end ? scan_truncated(s)
			      : scan_bad(s, "expected a digit");
}

static enum scan_result
scan_number(struct scanner *s)
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

static enum scan_result
scan_word(struct scanner *s, const char *word)
{
	size_t len = strlen(word), left = (size_t)(s->end - s->p);

	if (left < len && memcmp(s->p, word, left) == 0)
		return scan_truncated(s);
	if (left < len || memcmp(s->p, word, len) != 0)
		return scan_bad(s, "expected a value");
	s->p += len;
	return SCAN_GOOD;
}

static struct scan_member *
scan_noted(struct scanner *s)
{
	if (s->index == NULL || s->depth != 1)
		return NULL;
	return &s->index->members[s->index->count - 1];
}

static enum scan_result
scan_open(struct scanner *s, bool object)
{
	if (s->depth == s->depth_max)
		return scan_bad(s, "nested too deep");
	if (object)
		s->objects |= (uint64_t)1 << s->depth;
	else
		s->objects &= ~((uint64_t)1 << s->depth);
	s->depth++;
	s->p++;
	return SCAN_GOOD;
}

/* Any value; of arrays and objects only the opening. */
static enum scan_result
scan_one(struct scanner *s, enum scan_state *state)
{
	struct scan_member *member = scan_noted(s);
	enum scan_type type;
	enum scan_result result;
	bool escaped;

	if (member != NULL)
		member->value = (uint32_t)(s->p - s->start);
	*state = SCAN_WANT_MORE;
	switch (*s->p) {
	case '{':
		type = SCAN_OBJECT;
		*state = SCAN_WANT_FIRST_KEY;
		result = scan_open(s, true);
		break;
	case '[':
		type = SCAN_ARRAY;
		*state = SCAN_WANT_FIRST;
		result = scan_open(s, false);
		break;
	case '"':
		type = SCAN_STRING;
		result = scan_string(s, &escaped);
		break;
	case 't':
		type = SCAN_TRUE;
		result = scan_word(s, "true");
		break;
	case 'f':
		type = SCAN_FALSE;
		result = scan_word(s, "false");
		break;
	case 'n':
		type = SCAN_NULL;
		result = scan_word(s, "null");
		break;
	default:
		if (*s->p != '-' && (*s->p < '0' || *s->p > '9'))
			return scan_bad(s, "expected a value");
		type = SCAN_NUMBER;
		result = scan_number(s);
	}
	if (member != NULL)
		member->type = (uint8_t)type;
	return result;
}

static enum scan_result
scan_note_key(struct scanner *s, const char *key, size_t len, bool escaped)
{
	struct scan_index *index = s->index;

	if (index->count == SCAN_MEMBERS_MAX)
		return scan_bad(s, "too many members");
	if (index->count == index->room) {
		index->room = index->room > 0 ? 2 * index->room : 32;
		index->members = mem_realloc(
		    index->members, index->room, sizeof(*index->members));
	}
	index->members[index->count++] = (struct scan_member){
	    .key = (uint32_t)(key - s->start),
	    .key_len = (uint32_t)len,
	    .escaped = escaped,
	};
	return SCAN_GOOD;
}

/* "key" and the colon behind it. */
static enum scan_result
scan_key(struct scanner *s, enum scan_state *state)
{
	const char *key = s->p + 1;
	enum scan_result result;
	bool escaped;
	size_t len;

	if (*s->p != '"')
		return scan_bad(s, "expected a key in double quotes");
	result = scan_string(s, &escaped);
	if (result != SCAN_GOOD)
		return result;
	len = (size_t)(s->p - 1 - key);
	scan_blanks(s);
	if (s->p == s->end)
		return scan_truncated(s);
	if (*s->p != ':')
		return scan_bad(s, "expected ':'");
	s->p++;
	*state = SCAN_WANT_VALUE;
	if (s->index != NULL && s->depth == 1)
		return scan_note_key(s, key, len, escaped);
	return SCAN_GOOD;
}

/* ',' or the bracket that closes what is open. */
static enum scan_result
scan_more(struct scanner *s, enum scan_state *state)
{
	bool object = (s->objects >> (s->depth - 1) & 1) != 0;
	struct scan_member *member;

	if (*s->p == ',') {
		s->p++;
		*state = object ? SCAN_WANT_KEY : SCAN_WANT_VALUE;
		return SCAN_GOOD;
	}
	if (*s->p != (object ? '}' : ']'))
		return scan_bad(
		    s, object ? "expected ',' or '}'" : "expected ',' or ']'");
	s->p++;
	s->depth--;
	*state = SCAN_WANT_MORE;
	member = scan_noted(s);
	if (member != NULL)
		member->value_len = (uint32_t)(s->p - s->start) - member->value;
	return SCAN_GOOD;
}

static enum scan_result
scan_step(struct scanner *s, enum scan_state *state)
{
	struct scan_member *member;
	enum scan_result result;

	if ((*state == SCAN_WANT_FIRST && *s->p == ']') ||
	    (*state == SCAN_WANT_FIRST_KEY && *s->p == '}') ||
	    *state == SCAN_WANT_MORE)
		return scan_more(s, state);
	if (*state == SCAN_WANT_KEY || *state == SCAN_WANT_FIRST_KEY)
		return scan_key(s, state);
	result = scan_one(s, state);
	member = *state == SCAN_WANT_MORE ? scan_noted(s) : NULL;
	if (result == SCAN_GOOD && member != NULL)
		member->value_len = (uint32_t)(s->p - s->start) - member->value;
	return result;
}

static enum scan_result
scan_run(struct scanner *s)
{
	enum scan_state state = SCAN_WANT_VALUE;
	enum scan_result result;

	do {
		scan_blanks(s);
		if (s->p == s->end)
			return scan_truncated(s);
		result = scan_step(s, &state);
		if (result != SCAN_GOOD)
			return result;
	} while (s->depth > 0);
	scan_blanks(s);
	if (s->p != s->end)
		return scan_bad(s, "text after the value");
	return SCAN_GOOD;
}

static enum scan_result
scan_tell(
    const struct scanner *s, enum scan_result result, struct scan_fault *fault)
{
	fault->offset = (size_t)(s->p - s->start);
	fault->what = s->what;
	return result;
}

enum scan_result
scan_value(struct slice text, size_t depth_max, struct scan_fault *fault)
{
	struct scanner s = {.start = text.p,
	    .p = text.p,
	    .end = text.p + text.n,
	    .depth_max = depth_max};

	return scan_tell(&s, scan_run(&s), fault);
}

/* Are two keys the same once escapes are read?  NUL bytes count as any. */
static bool
scan_same_key(struct scanner *s, const struct scan_member *a,
    const struct scan_member *b, struct arena *arena)
{
	struct slice x, y;

	if (!a->escaped && !b->escaped)
		return a->key_len == b->key_len &&
		    memcmp(s->start + a->key, s->start + b->key, a->key_len) ==
		    0;
	x = view_unescape((struct slice){s->start + a->key, a->key_len}, arena);
	y = view_unescape((struct slice){s->start + b->key, b->key_len}, arena);
	return slice_equal(x, y);
}

static unsigned
scan_key_bit(const char *key, size_t len)
{
	unsigned h = (unsigned)len * 31;

	if (len > 0)
		h += (unsigned char)key[0] * 7u +
		    (unsigned char)key[len - 1] * 13u +
		    (unsigned char)key[len / 2] * 3u;
	return h % SCAN_BLOOM_BITS;
}

/* Refuses equal keys, and keys with \u0000 (C strings would cut them). */
static enum scan_result
scan_check_keys(struct scanner *s)
{
	uint64_t seen[SCAN_BLOOM_BITS / 64] = {0};
	struct arena arena = {0};
	size_t i, j;

	for (i = 0; i < s->index->count && s->what == NULL; i++) {
		const struct scan_member *m = &s->index->members[i];
		struct slice key = {s->start + m->key, m->key_len};
		unsigned bit;

		if (m->escaped) {
			key = view_unescape(key, &arena);
			if (memchr(key.p, '\0', key.n) != NULL)
				s->what = "key with \\u0000";
		}
		bit = scan_key_bit(key.p, key.n);
		for (j = 0; seen[bit / 64] >> (bit % 64) & 1 && j < i; j++)
			if (scan_same_key(s, m, &s->index->members[j], &arena))
				s->what = "duplicate_key: this key came before";
		seen[bit / 64] |= (uint64_t)1 << (bit % 64);
		if (s->what != NULL)
			s->p = s->start + m->key;
	}
	arena_release(&arena);
	return s->what != NULL ? SCAN_BAD : SCAN_GOOD;
}

enum scan_result
scan_object(
    struct slice text, struct scan_index *index, struct scan_fault *fault)
{
	struct scanner s = {.start = text.p,
	    .p = text.p,
	    .end = text.p + text.n,
	    .depth_max = SCAN_DEPTH_MAX,
	    .index = index};
	enum scan_result result;

	index->count = 0;
	scan_blanks(&s);
	if (s.p == s.end)
		return scan_tell(&s, scan_truncated(&s), fault);
	if (*s.p != '{')
		return scan_tell(
		    &s, scan_bad(&s, "a record is a JSON object"), fault);
	result = scan_run(&s);
	if (result == SCAN_GOOD)
		result = scan_check_keys(&s);
	return scan_tell(&s, result, fault);
}

void
scan_index_release(struct scan_index *index)
{
	free(index->members);
	*index = (struct scan_index){0};
}
