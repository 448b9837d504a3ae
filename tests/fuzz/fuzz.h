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
#include "record/scan.h"

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

static inline bool
fuzz_is_utf8(struct slice text)
{
	const char *p = text.p, *end = text.p + text.n;
	size_t len;

	for (; p < end; p += len) {
		len = scan_utf8(p, end);
		if (len == 0)
			return false;
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
