/* SPDX-License-Identifier: ISC */
#include "record/scan.h"

#include "base/mem.h"
#include "record/scan_token.h"
#include "record/view.h"

#include <stdlib.h>
#include <string.h>

enum { SCAN_BLOOM_BITS = 1024 }; /* of the filter before keys are compared */

/*
 * The functions below go on from p and return where they got to, or NULL with
 * `result` and the cursor's fault set.
 */
struct scanner {
	struct scan_cursor at; /* p: of the fault, and for the words */
	const char *start;
	uint64_t objects; /* a bit a level: it is an object */
	size_t depth, depth_max;
	enum scan_result result;
	struct scan_index *index; /* NULL: members are not noted */
	struct scan_member *member; /* of the top level, the one at hand */
	bool escaped; /* the string read last */
	bool empty; /* the bracket opened last closes at once */
	bool suspicious; /* keys that may be equal, or have an escape */
	uint64_t seen[SCAN_BLOOM_BITS / 64]; /* a bit for each key */
};

static const char *
scan_fail(struct scanner *s, const char *p, const char *what)
{
	s->at.p = p;
	s->result = p == s->at.end ? scan_truncated(&s->at)
				   : scan_bad(&s->at, what);
	return NULL;
}

/* Keys that are equal have one bit; few others share it (Knuth's factor). */
static unsigned
scan_key_bit(const char *key, size_t len)
{
	uint32_t h = (uint32_t)len << 24;

	if (len > 0)
		h |= (uint32_t)(unsigned char)key[0] << 16 |
		    (uint32_t)(unsigned char)key[len / 2] << 8 |
		    (unsigned char)key[len - 1];
	return h * 2654435769u >> 22;
}

static const char *
scan_note_key(struct scanner *s, const char *key, const char *after)
{
	struct scan_index *index = s->index;
	size_t len = (size_t)(after - 1 - key);
	unsigned bit = scan_key_bit(key, len);
	uint64_t mask = (uint64_t)1 << (bit % 64);

	if (index->count == SCAN_MEMBERS_MAX)
		return scan_fail(s, key, "too many members");
	if (index->count == index->room) {
		index->room = index->room > 0 ? 2 * index->room : 32;
		index->members = mem_realloc(
		    index->members, index->room, sizeof(*index->members));
	}
	s->suspicious |= s->escaped || (s->seen[bit / 64] & mask) != 0;
	s->seen[bit / 64] |= mask;
	s->member = &index->members[index->count++];
	s->member->key = (uint32_t)(key - s->start);
	s->member->key_len = (uint32_t)len;
	s->member->escaped = s->escaped;
	return after;
}

static inline const char *
scan_text(struct scanner *s, const char *p)
{
	const char *after = scan_short_string(&s->at, p);

	s->escaped = false;
	if (after != NULL)
		return after;
	s->at.p = p;
	s->result = scan_string(&s->at, &s->escaped);
	return s->result == SCAN_GOOD ? s->at.p : NULL;
}

/* "key" and the colon behind it. */
static const char *
scan_key(struct scanner *s, const char *p)
{
	const char *key;

	p = scan_skip_blanks(p, s->at.end);
	key = p + 1;
	if (p == s->at.end || *p != '"')
		return scan_fail(s, p, "expected a key in double quotes");
	p = scan_text(s, p);
	if (p != NULL && s->index != NULL && s->depth == 1)
		p = scan_note_key(s, key, p);
	if (p == NULL)
		return NULL;
	p = scan_skip_blanks(p, s->at.end);
	if (p == s->at.end || *p != ':')
		return scan_fail(s, p, "expected ':'");
	return p + 1;
}

/* Number or word. */
static inline enum scan_result
scan_bare_at(struct scan_cursor *at)
{
	switch (*at->p) {
	case 't':
		return scan_word(at, "true");
	case 'f':
		return scan_word(at, "false");
	case 'n':
		return scan_word(at, "null");
	default:
		if (*at->p != '-' && (*at->p < '0' || *at->p > '9'))
			return scan_bad(at, "expected a value");
		return scan_number(at);
	}
}

static const char *
scan_bare(struct scanner *s, const char *p)
{
	s->at.p = p;
	s->result = scan_bare_at(&s->at);
	return s->result == SCAN_GOOD ? s->at.p : NULL;
}

/* Behind the opening bracket, at the first value or what closes at once. */
static const char *
scan_open(struct scanner *s, const char *p, bool object)
{
	if (s->depth == s->depth_max)
		return scan_fail(s, p, "nested too deep");
	if (object)
		s->objects |= (uint64_t)1 << s->depth;
	else
		s->objects &= ~((uint64_t)1 << s->depth);
	s->depth++;
	p = scan_skip_blanks(p + 1, s->at.end);
	s->empty = p < s->at.end && *p == (object ? '}' : ']');
	return s->empty || !object ? p : scan_key(s, p);
}

/* Over all brackets that close, up to the value that follows, if one does. */
static const char *
scan_close(struct scanner *s, const char *p)
{
	bool object;

	for (;; p++) {
		if (s->depth == 1 && s->member != NULL)
			s->member->value_len = (uint32_t)(p - s->start) -
			    s->member->value;
		if (s->depth == 0)
			return p;
		object = (s->objects >> (s->depth - 1) & 1) != 0;
		p = scan_skip_blanks(p, s->at.end);
		if (p < s->at.end && *p == ',')
			break;
		if (p == s->at.end || *p != (object ? '}' : ']'))
			return scan_fail(s, p,
			    object ? "expected ',' or '}'"
				   : "expected ',' or ']'");
		s->depth--;
	}
	return object ? scan_key(s, p + 1) : p + 1;
}

/* One value, or the opening of one, and what follows up to the next. */
static const char *
scan_one(struct scanner *s, const char *p)
{
	bool bracket = *p == '{' || *p == '[';

	if (s->depth == 1 && s->member != NULL)
		s->member->value = (uint32_t)(p - s->start);
	if (*p == '"')
		p = scan_text(s, p);
	else if (bracket)
		p = scan_open(s, p, *p == '{');
	else
		p = scan_bare(s, p);
	if (p == NULL || (bracket && !s->empty))
		return p;
	return scan_close(s, p);
}

static enum scan_result
scan_run(struct scanner *s)
{
	const char *p = s->at.p;

	do {
		p = scan_skip_blanks(p, s->at.end);
		if (p == s->at.end)
			return scan_truncated(&s->at);
		p = scan_one(s, p);
		if (p == NULL)
			return s->result;
	} while (s->depth > 0);
	s->at.p = scan_skip_blanks(p, s->at.end);
	if (s->at.p != s->at.end)
		return scan_bad(&s->at, "text after the value");
	return SCAN_GOOD;
}

static enum scan_result
scan_tell(
    const struct scanner *s, enum scan_result result, struct scan_fault *fault)
{
	fault->offset = (size_t)(s->at.p - s->start);
	fault->what = s->at.what;
	return result;
}

enum scan_result
scan_value(struct slice text, size_t depth_max, struct scan_fault *fault)
{
	struct scanner s = {.start = text.p,
	    .at = {.p = text.p, .end = text.p + text.n},
	    .depth_max = depth_max};

	return scan_tell(&s, scan_run(&s), fault);
}

/* All keys with their escapes read, once: there may be thousands. */
static struct slice *
scan_read_keys(const struct scanner *s, struct arena *arena)
{
	size_t count = s->index->count, i;
	struct slice *keys = arena_alloc(arena, count * sizeof(*keys));

	for (i = 0; i < count; i++) {
		const struct scan_member *m = &s->index->members[i];

		keys[i] = (struct slice){s->start + m->key, m->key_len};
		if (m->escaped)
			keys[i] = view_unescape(keys[i], arena);
	}
	return keys;
}

/* The key as it compares; `keys` is NULL while none has an escape. */
static struct slice
scan_key_at(const struct scanner *s, const struct slice *keys, size_t i)
{
	const struct scan_member *m = &s->index->members[i];

	return keys != NULL ? keys[i]
			    : (struct slice){s->start + m->key, m->key_len};
}

/*
 * Refuses equal keys, and keys with \u0000 (C strings would cut them).  Most
 * records have none that could be.
 */
static enum scan_result
scan_check_keys(struct scanner *s)
{
	uint64_t seen[SCAN_BLOOM_BITS / 64] = {0};
	const struct slice *keys = NULL;
	struct arena arena = {0};
	size_t i, j;

	for (i = 0; i < s->index->count && s->at.what == NULL; i++) {
		const struct scan_member *m = &s->index->members[i];
		struct slice key;
		unsigned bit;

		if (m->escaped && keys == NULL)
			keys = scan_read_keys(s, &arena);
		key = scan_key_at(s, keys, i);
		if (m->escaped && memchr(key.p, '\0', key.n) != NULL)
			s->at.what = "key with \\u0000";
		bit = scan_key_bit(key.p, key.n);
		for (j = 0; seen[bit / 64] >> (bit % 64) & 1 && j < i; j++)
			if (slice_equal(key, scan_key_at(s, keys, j)))
				s->at.what =
				    "duplicate_key: this key came before";
		seen[bit / 64] |= (uint64_t)1 << (bit % 64);
		if (s->at.what != NULL)
			s->at.p = s->start + m->key;
	}
	arena_release(&arena);
	return s->at.what != NULL ? SCAN_BAD : SCAN_GOOD;
}

enum scan_result
scan_object(
    struct slice text, struct scan_index *index, struct scan_fault *fault)
{
	struct scanner s = {.start = text.p,
	    .at = {.p = text.p, .end = text.p + text.n},
	    .depth_max = SCAN_DEPTH_MAX,
	    .index = index};
	enum scan_result result;

	index->count = 0;
	s.at.p = scan_skip_blanks(s.at.p, s.at.end);
	if (s.at.p == s.at.end)
		return scan_tell(&s, scan_truncated(&s.at), fault);
	if (*s.at.p != '{')
		return scan_tell(
		    &s, scan_bad(&s.at, "a record is a JSON object"), fault);
	result = scan_run(&s);
	if (result == SCAN_GOOD && s.suspicious)
		result = scan_check_keys(&s);
	return scan_tell(&s, result, fault);
}

/* Apart from the next one: a scanner is large, and cleared on entry. */
__attribute__((noinline)) static const char *
scan_nested_at(const char *p, const char *end)
{
	struct scanner inner = {.start = p,
	    .at = {.p = p, .end = end},
	    .depth_max = SCAN_DEPTH_MAX - 1};

	do {
		p = scan_skip_blanks(p, end);
		p = p < end ? scan_one(&inner, p) : NULL;
	} while (p != NULL && inner.depth > 0);
	return p;
}

const char *
scan_other(const char *p, const char *end)
{
	struct scan_cursor at = {.p = p, .end = end};

	if (*p == '{' || *p == '[')
		return scan_nested_at(p, end);
	return scan_bare_at(&at) == SCAN_GOOD ? at.p : NULL;
}

void
scan_index_release(struct scan_index *index)
{
	free(index->members);
	*index = (struct scan_index){0};
}
