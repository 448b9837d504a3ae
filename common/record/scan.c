/* SPDX-License-Identifier: ISC */
#include "record/scan.h"

#include "base/mem.h"
#include "record/scan_token.h"
#include "record/view.h"

#include <stdlib.h>
#include <string.h>

enum { SCAN_BLOOM_BITS = 256 }; /* of the filter before the key compare */

/* What the scanner expects next. */
enum scan_state {
	SCAN_WANT_VALUE,
	SCAN_WANT_FIRST, /* a value, or the end of an array just opened */
	SCAN_WANT_KEY,
	SCAN_WANT_FIRST_KEY, /* a key, or the end of an object just opened */
	SCAN_WANT_MORE, /* ',' or the end of what is open */
};

struct scanner {
	struct scan_cursor at;
	const char *start;
	uint64_t objects; /* a bit a level: it is an object */
	size_t depth, depth_max;
	struct scan_index *index; /* NULL: members are not noted */
};

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
		return scan_bad(&s->at, "nested too deep");
	if (object)
		s->objects |= (uint64_t)1 << s->depth;
	else
		s->objects &= ~((uint64_t)1 << s->depth);
	s->depth++;
	s->at.p++;
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
		member->value = (uint32_t)(s->at.p - s->start);
	*state = SCAN_WANT_MORE;
	switch (*s->at.p) {
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
		result = scan_string(&s->at, &escaped);
		break;
	case 't':
		type = SCAN_TRUE;
		result = scan_word(&s->at, "true");
		break;
	case 'f':
		type = SCAN_FALSE;
		result = scan_word(&s->at, "false");
		break;
	case 'n':
		type = SCAN_NULL;
		result = scan_word(&s->at, "null");
		break;
	default:
		if (*s->at.p != '-' && (*s->at.p < '0' || *s->at.p > '9'))
			return scan_bad(&s->at, "expected a value");
		type = SCAN_NUMBER;
		result = scan_number(&s->at);
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
		return scan_bad(&s->at, "too many members");
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
	const char *key = s->at.p + 1;
	enum scan_result result;
	bool escaped;
	size_t len;

	if (*s->at.p != '"')
		return scan_bad(&s->at, "expected a key in double quotes");
	result = scan_string(&s->at, &escaped);
	if (result != SCAN_GOOD)
		return result;
	len = (size_t)(s->at.p - 1 - key);
	scan_blanks(&s->at);
	if (s->at.p == s->at.end)
		return scan_truncated(&s->at);
	if (*s->at.p != ':')
		return scan_bad(&s->at, "expected ':'");
	s->at.p++;
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

	if (*s->at.p == ',') {
		s->at.p++;
		*state = object ? SCAN_WANT_KEY : SCAN_WANT_VALUE;
		return SCAN_GOOD;
	}
	if (*s->at.p != (object ? '}' : ']'))
		return scan_bad(&s->at,
		    object ? "expected ',' or '}'" : "expected ',' or ']'");
	s->at.p++;
	s->depth--;
	*state = SCAN_WANT_MORE;
	member = scan_noted(s);
	if (member != NULL)
		member->value_len = (uint32_t)(s->at.p - s->start) -
		    member->value;
	return SCAN_GOOD;
}

static enum scan_result
scan_step(struct scanner *s, enum scan_state *state)
{
	struct scan_member *member;
	enum scan_result result;

	if ((*state == SCAN_WANT_FIRST && *s->at.p == ']') ||
	    (*state == SCAN_WANT_FIRST_KEY && *s->at.p == '}') ||
	    *state == SCAN_WANT_MORE)
		return scan_more(s, state);
	if (*state == SCAN_WANT_KEY || *state == SCAN_WANT_FIRST_KEY)
		return scan_key(s, state);
	result = scan_one(s, state);
	member = *state == SCAN_WANT_MORE ? scan_noted(s) : NULL;
	if (result == SCAN_GOOD && member != NULL)
		member->value_len = (uint32_t)(s->at.p - s->start) -
		    member->value;
	return result;
}

static enum scan_result
scan_run(struct scanner *s)
{
	enum scan_state state = SCAN_WANT_VALUE;
	enum scan_result result;

	do {
		scan_blanks(&s->at);
		if (s->at.p == s->at.end)
			return scan_truncated(&s->at);
		result = scan_step(s, &state);
		if (result != SCAN_GOOD)
			return result;
	} while (s->depth > 0);
	scan_blanks(&s->at);
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
	    .at = {text.p, text.p + text.n, NULL},
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
	    .at = {text.p, text.p + text.n, NULL},
	    .depth_max = SCAN_DEPTH_MAX,
	    .index = index};
	enum scan_result result;

	index->count = 0;
	scan_blanks(&s.at);
	if (s.at.p == s.at.end)
		return scan_tell(&s, scan_truncated(&s.at), fault);
	if (*s.at.p != '{')
		return scan_tell(
		    &s, scan_bad(&s.at, "a record is a JSON object"), fault);
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
