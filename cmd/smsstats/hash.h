/* SPDX-License-Identifier: ISC */
/*
 * hash: a text as a key of fixed size: 96 of the 128 bits of SipHash-2-4
 * (Aumasson and Bernstein, 2012).  Under a seed that nobody knows, texts that
 * collide cannot be chosen; by chance two of ten million collide in one run of
 * about 10^15.
 */
#ifndef SMSSTATS_HASH_H
#define SMSSTATS_HASH_H

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

struct hash_seed {
	uint64_t k0, k1;
};

struct hash_key {
	uint64_t high;
	uint32_t low;
};

/* SipHash-2-4 with 128 bits, as two little-endian halves. */
void hash_sip128(
    const struct hash_seed *seed, struct slice text, uint64_t out[2]);

/* A key is none with both halves 0, which no text has but by chance. */
bool hash_same(struct hash_key a, struct hash_key b);
bool hash_is_none(struct hash_key key);

struct hash_key hash_text(const struct hash_seed *seed, struct slice text);

/* Different numbers have different keys. */
struct hash_key hash_number(const struct hash_seed *seed, int64_t number);

#endif
