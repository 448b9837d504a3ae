/* SPDX-License-Identifier: ISC */
#include "words.h"

#include <stdlib.h>

void
words_init(struct words *words, const struct hash_seed *seed)
{
	*words = (struct words){.seed = *seed};
}

void
words_release(struct words *words)
{
	map_release(&words->map);
	arena_release(&words->arena);
	free(words->texts);
	*words = (struct words){0};
}

static uint32_t
words_add(struct words *words, struct slice text)
{
	if (words->count == words->room) {
		words->room = words->room > 0 ? 2 * words->room : 32;
		words->texts = mem_realloc(
		    words->texts, words->room, sizeof(*words->texts));
	}
	words->texts[words->count++] = arena_slice(&words->arena, text);
	return (uint32_t)words->count;
}

uint32_t
words_number(struct words *words, struct slice text)
{
	uint32_t *number;

	if (text.p == NULL)
		return 0;
	number = map_put(&words->map, hash_text(&words->seed, text));
	if (*number == 0)
		*number = words_add(words, text);
	return *number;
}

struct slice
words_text(const struct words *words, uint32_t number)
{
	if (number == 0)
		return (struct slice){NULL, 0};
	return words->texts[number - 1];
}

int
words_compare(const struct words *words, uint32_t a, uint32_t b)
{
	struct slice x = words_text(words, a), y = words_text(words, b);

	if (a == b || x.p == NULL || y.p == NULL)
		return (x.p != NULL) - (y.p != NULL);
	return slice_compare(x, y);
}
