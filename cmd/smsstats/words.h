/* SPDX-License-Identifier: ISC */
/*
 * words: texts that repeat (reasons, error codes), each kept once and known by
 * a number from 1; 0 stands for no text.
 */
#ifndef SMSSTATS_WORDS_H
#define SMSSTATS_WORDS_H

#include "base/mem.h"
#include "base/slice.h"
#include "map.h"

#include <stddef.h>
#include <stdint.h>

struct words {
	struct hash_seed seed;
	struct map map;
	struct slice *texts; /* number 1 is the first */
	size_t count, room;
	struct arena arena;
};

void words_init(struct words *words, const struct hash_seed *seed);
void words_release(struct words *words);

/* The number of a text, new or known; 0 for one that is not there. */
uint32_t words_number(struct words *words, struct slice text);

/* Borrowed as long as the words are; not there for 0. */
struct slice words_text(const struct words *words, uint32_t number);

/* By bytes, as strcmp orders; no text comes before any. */
int words_compare(const struct words *words, uint32_t a, uint32_t b);

#endif
