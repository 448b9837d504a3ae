/* SPDX-License-Identifier: ISC */
#include "map.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MAP_ROOM_MIN = 4 }; /* a group has several, and most are small */

void
map_release(struct map *map)
{
	free(map->places);
	*map = (struct map){0};
}

void
map_reset(struct map *map)
{
	if (map->count > 0)
		memset(map->places, 0, map->room * sizeof(*map->places));
	map->count = 0;
}

/* Where the key is, or the free place where it belongs. */
static struct map_place *
map_place(const struct map *map, struct hash_key key)
{
	size_t mask = map->room - 1, at = (size_t)key.high & mask;
	struct map_place *place;

	for (;; at = (at + 1) & mask) {
		place = &map->places[at];
		if (place->value == 0 ||
		    (place->high == key.high && place->low == key.low))
			return place;
	}
}

static void
map_grow(struct map *map)
{
	struct map old = *map;
	struct map_place *place;
	size_t i;

	map->room = old.room > 0 ? 2 * old.room : MAP_ROOM_MIN;
	map->places = mem_zalloc(map->room, sizeof(*map->places));
	for (i = 0; i < old.room; i++) {
		place = &old.places[i];
		if (place->value != 0)
			*map_place(map,
			    (struct hash_key){
				place->high, place->low}) = *place;
	}
	free(old.places);
}

uint32_t
map_find(const struct map *map, struct hash_key key)
{
	return map->room > 0 ? map_place(map, key)->value : 0;
}

uint32_t *
map_put(struct map *map, struct hash_key key)
{
	struct map_place *place;

	if (4 * (map->count + 1) > 3 * map->room)
		map_grow(map);
	place = map_place(map, key);
	if (place->value == 0) {
		place->high = key.high;
		place->low = key.low;
		map->count++;
	}
	return &place->value;
}
