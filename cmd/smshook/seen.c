/* SPDX-License-Identifier: ISC */
#include "seen.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

bool
seen_has(const struct seen *seen, const struct handle_key *key)
{
	size_t i;

	for (i = 0; i < seen->count; i++)
		if (memcmp(seen->keys[i].hash, key->hash, sizeof(key->hash)) ==
		    0)
			return true;
	return false;
}

void
seen_add(struct seen *seen, const struct handle_key *key)
{
	if (seen->keys == NULL)
		seen->keys = mem_zalloc(SEEN_MAX, sizeof(*seen->keys));
	seen->keys[seen->next] = *key;
	seen->next = (seen->next + 1) % SEEN_MAX;
	if (seen->count < SEEN_MAX)
		seen->count++;
}

void
seen_release(struct seen *seen)
{
	free(seen->keys);
	*seen = (struct seen){0};
}
