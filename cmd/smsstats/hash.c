/* SPDX-License-Identifier: ISC */
#include "hash.h"

#include <string.h>

enum { HASH_WORD = 8 }; /* bytes taken at a time */

struct hash_state {
	uint64_t v0, v1, v2, v3;
};

static inline uint64_t
hash_rotate(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static inline void
hash_round(struct hash_state *s)
{
	s->v0 += s->v1;
	s->v1 = hash_rotate(s->v1, 13) ^ s->v0;
	s->v0 = hash_rotate(s->v0, 32);
	s->v2 += s->v3;
	s->v3 = hash_rotate(s->v3, 16) ^ s->v2;
	s->v0 += s->v3;
	s->v3 = hash_rotate(s->v3, 21) ^ s->v0;
	s->v2 += s->v1;
	s->v1 = hash_rotate(s->v1, 17) ^ s->v2;
	s->v2 = hash_rotate(s->v2, 32);
}

static inline void
hash_take(struct hash_state *s, uint64_t word)
{
	s->v3 ^= word;
	hash_round(s);
	hash_round(s);
	s->v0 ^= word;
}

static inline uint64_t
hash_finish(struct hash_state *s)
{
	int i;

	for (i = 0; i < 4; i++)
		hash_round(s);
	return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

/* Up to eight bytes, the first one lowest. */
static inline uint64_t
hash_load(const char *p, size_t n)
{
	unsigned char bytes[HASH_WORD] = {0};
	uint64_t word = 0;
	int i;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (n == HASH_WORD) {
		memcpy(&word, p, HASH_WORD);
		return word;
	}
#endif
	memcpy(bytes, p, n);
	for (i = HASH_WORD - 1; i >= 0; i--)
		word = word << 8 | bytes[i];
	return word;
}

void
hash_sip128(const struct hash_seed *seed, struct slice text, uint64_t out[2])
{
	struct hash_state s = {
	    .v0 = UINT64_C(0x736f6d6570736575) ^ seed->k0,
	    .v1 = UINT64_C(0x646f72616e646f6d) ^ seed->k1 ^ 0xee,
	    .v2 = UINT64_C(0x6c7967656e657261) ^ seed->k0,
	    .v3 = UINT64_C(0x7465646279746573) ^ seed->k1,
	};
	uint64_t last = (uint64_t)text.n << 56;
	size_t at;

	for (at = 0; at + HASH_WORD <= text.n; at += HASH_WORD)
		hash_take(&s, hash_load(text.p + at, HASH_WORD));
	if (at < text.n)
		last |= hash_load(text.p + at, text.n - at);
	hash_take(&s, last);
	s.v2 ^= 0xee;
	out[0] = hash_finish(&s);
	s.v1 ^= 0xdd;
	out[1] = hash_finish(&s);
}

bool
hash_same(struct hash_key a, struct hash_key b)
{
	return a.high == b.high && a.low == b.low;
}

bool
hash_is_none(struct hash_key key)
{
	return key.high == 0 && key.low == 0;
}

struct hash_key
hash_text(const struct hash_seed *seed, struct slice text)
{
	uint64_t sum[2];

	hash_sip128(seed, text, sum);
	return (struct hash_key){sum[0], (uint32_t)sum[1]};
}

/* The finisher of MurmurHash3 (A. Appleby), which is a permutation. */
struct hash_key
hash_number(const struct hash_seed *seed, int64_t number)
{
	uint64_t x = (uint64_t)number ^ seed->k0;

	x = (x ^ x >> 33) * UINT64_C(0xff51afd7ed558ccd);
	x = (x ^ x >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return (struct hash_key){x ^ x >> 33, 0};
}
