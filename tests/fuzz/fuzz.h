/* SPDX-License-Identifier: ISC */
/*
 * fuzz: what the harnesses share.  A harness takes any bytes and demands what
 * must hold for all of them: NAME_fuzz.c is linked with libFuzzer for looking
 * (`make fuzz`) and with replay.c for keeping what was found (`make units`).
 *
 * What one run decides by chance it draws from the input itself, so that the
 * same input always does the same.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* libFuzzer's entry. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process: libFuzzer keeps the input, the replay names it. */
static inline _Noreturn void
fuzz_fail(const char *file, int line, const char *what)
{
	(void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
	abort();
}

#define HOLDS(condition) \
	((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))

static inline struct slice
fuzz_slice(const uint8_t *data, size_t size)
{
	return (struct slice){size > 0 ? (const char *)data : "", size};
}

static inline bool
fuzz_same(struct slice a, struct slice b)
{
	return (a.p == NULL) == (b.p == NULL) && slice_equal(a, b);
}

/*
 * By the value of each code point, unlike scan_utf8: the shortest form, no
 * surrogate, none above U+10FFFF.
 */
static inline bool
fuzz_is_utf8(struct slice text)
{
	static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
	size_t i, more;
	uint32_t point;

	for (i = 0; i < text.n; i++) {
		point = (unsigned char)text.p[i];
		more = point < 0x80 ? 0
		    : point < 0xe0  ? 1
		    : point < 0xf0  ? 2
				    : 3;
		if ((point >= 0x80 && point < 0xc0) || point >= 0xf8 ||
		    more >= text.n - i)
			return false;
		if (more > 0)
			point &= 0x3fU >> more;
		for (size_t k = 1; k <= more; k++) {
			unsigned char c = (unsigned char)text.p[i + k];

			if ((c & 0xc0) != 0x80)
				return false;
			point = point << 6 | (c & 0x3fU);
		}
		if (point < least[more] || point > 0x10ffff ||
		    (point >= 0xd800 && point <= 0xdfff))
			return false;
		i += more;
	}
	return true;
}

/* FNV-1a of the input: the seed of the run. */
static inline uint64_t
fuzz_seed(struct slice text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) *
		    UINT64_C(0x100000001b3);
	return hash;
}

/* The next number below `below` (Knuth's MMIX generator). */
static inline unsigned
fuzz_draw(uint64_t *seed, unsigned below)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)((*seed >> 33) % below);
}

#endif
