/* SPDX-License-Identifier: ISC */
#include "found.h"

#include "base/mem.h"

#include <stdlib.h>

static bool
found_has(const struct found *found, struct slice id)
{
	size_t i;

	for (i = 0; i < found->count; i++)
		if (slice_equal(found->list[i].listed.id, id))
			return true;
	return false;
}

void
found_add(struct found *found, const struct provider_page *page)
{
	size_t i;

	for (i = 0; i < page->count; i++) {
		if (found_has(found, page->messages[i].id))
			continue;
		if (found->count == found->room) {
			found->room = found->room > 0 ? 2 * found->room : 32;
			found->list = mem_realloc(
			    found->list, found->room, sizeof(*found->list));
		}
		found->list[found->count++] = (struct found_candidate){
		    .listed = page->messages[i]};
	}
}

void
found_release(struct found *found)
{
	free(found->list);
	*found = (struct found){.list = NULL};
}

/* Between the same two numbers?  A sender that is not chosen yet may be ours.
 */
static bool
found_is_between(
    const struct provider_listed *listed, const struct found_wanted *wanted)
{
	return slice_equal(listed->to, wanted->to) &&
	    (wanted->from.p == NULL || listed->from.p == NULL ||
		slice_equal(listed->from, wanted->from));
}

/* An empty text is no proof: pictures without words all have it. */
static bool
found_is_exact(
    const struct provider_listed *listed, const struct found_wanted *wanted)
{
	return found_is_between(listed, wanted) && wanted->body.n > 0 &&
	    slice_equal(listed->body, wanted->body);
}

/* How far from the attempt; what was made before it is farther than all that
 * came later. */
static uint64_t
found_distance(
    const struct provider_listed *listed, const struct found_wanted *wanted)
{
	int64_t first = wanted->attempted_ms - FOUND_SKEW_MS;
	int64_t made = listed->created_ms;

	if (made >= first)
		return (uint64_t)(made - first);
	return (uint64_t)INT64_MAX + (uint64_t)(first - made);
}

struct found_candidate *
found_exact(struct found *found, const struct found_wanted *wanted)
{
	struct found_candidate *best = NULL, *one;
	size_t i;

	for (i = 0; i < found->count; i++) {
		one = &found->list[i];
		if (!one->no && found_is_exact(&one->listed, wanted) &&
		    (best == NULL ||
			found_distance(&one->listed, wanted) <
			    found_distance(&best->listed, wanted)))
			best = one;
	}
	return best;
}

struct found_candidate *
found_lone(struct found *found, const struct found_wanted *wanted)
{
	struct found_candidate *lone = NULL, *one;
	int64_t made;
	size_t i;

	for (i = 0; i < found->count; i++) {
		one = &found->list[i];
		made = one->listed.created_ms;
		if (found_is_exact(&one->listed, wanted))
			return NULL;
		if (one->no || !found_is_between(&one->listed, wanted) ||
		    made < wanted->attempted_ms - FOUND_SKEW_MS ||
		    made >= wanted->attempted_ms + wanted->settle_ms)
			continue;
		if (lone != NULL)
			return NULL;
		lone = one;
	}
	return lone;
}
