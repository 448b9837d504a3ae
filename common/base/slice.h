/* SPDX-License-Identifier: ISC */
/*
 * slice: bytes that belong to somebody else.  Not NUL-terminated; a slice
 * whose pointer is NULL means "not there", unlike an empty one.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
	const char *p;
	size_t n; /* bytes */
};

/* For printf: printf("%.*s", SLICE_ARG(s)). */
#define SLICE_ARG(s) (int)(s).n, (s).p != NULL ? (s).p : ""

static inline struct slice
slice_of(const char *text)
{
	return (struct slice){text, text != NULL ? strlen(text) : 0};
}

static inline bool
slice_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
slice_is(struct slice a, const char *text)
{
	return a.p != NULL && slice_equal(a, slice_of(text));
}

/* By bytes, as strcmp orders: below, at or above 0. */
static inline int
slice_compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

/* Where the part begins in the text first; SIZE_MAX: nowhere. */
static inline size_t
slice_find(struct slice text, struct slice part)
{
	const char *at = text.p, *end;

	if (part.n == 0)
		return 0;
	if (text.n < part.n)
		return SIZE_MAX;
	end = text.p + text.n;
	while ((size_t)(end - at) >= part.n) {
		at = memchr(at, part.p[0], (size_t)(end - at) - part.n + 1);
		if (at == NULL)
			break;
		if (memcmp(at, part.p, part.n) == 0)
			return (size_t)(at - text.p);
		at++;
	}
	return SIZE_MAX;
}

/* Without what is in `blanks` at both ends. */
static inline struct slice
slice_trim(struct slice text, const char *blanks)
{
	size_t n = strlen(blanks);

	while (text.n > 0 && memchr(blanks, text.p[0], n) != NULL)
		text = (struct slice){text.p + 1, text.n - 1};
	while (text.n > 0 && memchr(blanks, text.p[text.n - 1], n) != NULL)
		text.n--;
	return text;
}

/* Is it one of the words of "a|b|c"? */
static inline bool
slice_among(struct slice a, const char *words)
{
	size_t n;

	for (; *words != '\0'; words += n + (words[n] == '|')) {
		n = strcspn(words, "|");
		if (slice_equal(a, (struct slice){words, n}))
			return true;
	}
	return false;
}

#endif
