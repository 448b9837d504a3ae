/* SPDX-License-Identifier: ISC */
/*
 * map: from hashed keys to numbers that are not 0.  A zeroed map is empty and
 * valid; it grows as it fills: 16 bytes a place, three quarters of them in use
 * at most.
 */
#ifndef SMSSTATS_MAP_H
#define SMSSTATS_MAP_H

#include "hash.h"

#include <stddef.h>
#include <stdint.h>

struct map_place {
	uint64_t high; /* of the key */
	uint32_t low;
	uint32_t value; /* 0: this place is free */
};

struct map {
	struct map_place *places;
	size_t count, room; /* room is 0 or a power of two */
};

void map_release(struct map *map);
void map_reset(struct map *map); /* empties it and keeps the memory */

/* 0 when the key is not there. */
uint32_t map_find(const struct map *map, struct hash_key key);

/*
 * The value of the key, to be read and set, until the next map_put.  It is 0
 * for a key that was not there, and must be set then.
 */
uint32_t *map_put(struct map *map, struct hash_key key);

#endif
