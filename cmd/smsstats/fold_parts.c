/* SPDX-License-Identifier: ISC */
#include "fold_parts.h"

#include "base/mem.h"
#include "pack.h"

#include <stdlib.h>
#include <string.h>

enum { PART_SHIFT = 56 }; /* the eight highest bits of a key */

/* ---- putting aside --------------------------------------------------------
 */

struct numbering {
	struct fold *fold;
	struct fold_worker *worker;
};

/* A word of the worker's is one of the fold's from now on. */
static uint32_t
share_word(void *context, uint32_t word)
{
	struct fold_worker *worker = ((struct numbering *)context)->worker;
	struct fold *fold = ((struct numbering *)context)->fold;
	size_t room;

	if (word >= worker->shared_room) {
		room = 2 * (size_t)word + 64;
		worker->shared = mem_realloc(
		    worker->shared, room, sizeof(*worker->shared));
		memset(worker->shared + worker->shared_room, 0,
		    (room - worker->shared_room) * sizeof(*worker->shared));
		worker->shared_room = room;
	}
	if (worker->shared[word] == 0) {
		bulk_lock_take(fold->lock);
		worker->shared[word] = words_number(
		    &fold->words, words_text(&worker->words, word));
		bulk_lock_give(fold->lock);
	}
	return worker->shared[word];
}

uint32_t
fold_same_word(void *context, uint32_t word)
{
	(void)context;
	return word;
}

/* Parts of orphans are numbered behind the others. */
static int
spill_parts(struct fold *fold, struct buf *parts, int64_t first)
{
	int64_t i;

	for (i = 0; i < FOLD_PARTS; i++) {
		if (parts[i].len > 0 &&
		    spill_add(fold->spill, first + i, buf_slice(&parts[i]),
			&fold->failed) != 0)
			return -1;
		buf_release(&parts[i]);
		buf_init(&parts[i], BUF_NO_CAP);
	}
	return 0;
}

static void
spill_worker(struct fold *fold, struct fold_worker *worker)
{
	bulk_lock_take(fold->lock);
	if (fold->spill == NULL && fold->failed.code == 0)
		fold->spill = spill_open(&fold->failed);
	if (fold->failed.code == 0 && spill_parts(fold, worker->parts, 0) == 0)
		(void)spill_parts(fold, worker->orphans, FOLD_PARTS);
	bulk_lock_give(fold->lock);
	worker->bytes = 0;
}

static void
pack_part(struct fold *fold, struct fold_worker *worker,
    const struct message *message)
{
	struct buf *parts = (message->bits & MESSAGE_ORPHAN) != 0
	    ? worker->orphans
	    : worker->parts;
	struct buf *part = &parts[message->key.high >> PART_SHIFT];
	struct numbering numbering = {fold, worker};
	size_t before = part->len;

	pack_message(part, message, fold->dims->traits, share_word, &numbering);
	worker->bytes += part->len - before;
}

void
fold_put_aside(struct fold *fold, size_t number)
{
	struct fold_worker *worker = &fold->workers[number];
	size_t size = message_size(fold->dims->traits), i;

	for (i = 0; i < worker->count; i++)
		pack_part(fold, worker,
		    (const struct message *)(const void *)(worker->open +
			i * size));
	worker->count = 0;
	map_reset(&worker->map);
	if (worker->bytes > fold->memory / fold->worker_count)
		spill_worker(fold, worker);
}

void
fold_put_alias(struct fold *fold, size_t number, struct hash_key key,
    struct hash_key alias)
{
	struct message *message = mem_alloc(message_size(fold->dims->traits));

	message_init(message, fold->dims->traits);
	message->key = key;
	message->alias = alias;
	pack_part(fold, &fold->workers[number], message);
	free(message);
}

/* ---- the end --------------------------------------------------------------
 */

static void
gather_worker(struct fold *fold, const struct fold_worker *worker)
{
	size_t i;

	if (worker->newest > fold->newest)
		fold->newest = worker->newest;
	for (i = 0; i < FOLD_COUNTS; i++)
		fold->counts[i] += worker->counts[i];
	for (i = 0; i < worker->people.room; i++) {
		const struct map_place *place = &worker->people.places[i];

		if (place->value != 0)
			*map_put(&fold->people,
			    (struct hash_key){
				place->high, place->low}) |= place->value;
	}
}

int
fold_read_spilt(
    struct fold *fold, size_t number, struct buf *out, struct error *err)
{
	int result;

	buf_reset(out);
	if (fold->spill == NULL)
		return 0;
	bulk_lock_take(fold->lock);
	result = spill_read(fold->spill, (int64_t)number, out, err);
	bulk_lock_give(fold->lock);
	return result;
}

/* Calls `each` for every piece of a message in the parts from first on. */
static int
each_piece(struct fold *fold, size_t first,
    void (*each)(struct fold *fold, void *context, struct message *piece),
    void *context, struct error *err)
{
	struct message *piece = mem_alloc(message_size(fold->dims->traits));
	size_t traits = fold->dims->traits, i, w, at;
	struct buf spilt;
	int result = 0;

	buf_init(&spilt, BUF_NO_CAP);
	for (i = 0; i < FOLD_PARTS && result == 0; i++) {
		result = fold_read_spilt(fold, first + i, &spilt, err);
		for (at = 0; pack_next(&spilt, &at, piece, traits);)
			each(fold, context, piece);
		for (w = 0; w < fold->worker_count; w++) {
			const struct buf *part = first == 0
			    ? &fold->workers[w].parts[i]
			    : &fold->workers[w].orphans[i];

			for (at = 0; pack_next(part, &at, piece, traits);)
				each(fold, context, piece);
		}
	}
	buf_release(&spilt);
	free(piece);
	return result;
}

/* Which message does a provider's id belong to? */
struct owner {
	struct hash_key key; /* none: no message claimed the id */
	bool several; /* did, which no provider means */
};

struct claims {
	struct map ids; /* alias -> place in owners, from 1 */
	struct owner *owners;
	size_t count, room;
	struct buf *kept; /* orphans that nobody claims, by part */
};

static void
note_orphan(struct fold *fold, void *context, struct message *piece)
{
	struct claims *claims = context;
	uint32_t *place = map_put(&claims->ids, piece->key);

	(void)fold;
	if (*place != 0)
		return;
	if (claims->count == claims->room) {
		claims->room = claims->room > 0 ? 2 * claims->room : 1024;
		claims->owners = mem_realloc(
		    claims->owners, claims->room, sizeof(*claims->owners));
	}
	claims->owners[claims->count++] = (struct owner){.several = false};
	*place = (uint32_t)claims->count;
}

static void
note_owner(struct fold *fold, void *context, struct message *piece)
{
	struct claims *claims = context;
	struct owner *owner;
	uint32_t place = map_find(&claims->ids, piece->alias);

	if (place == 0 || hash_is_none(piece->alias))
		return;
	owner = &claims->owners[place - 1];
	if (hash_is_none(owner->key))
		owner->key = piece->key;
	if (hash_same(owner->key, piece->key) || owner->several)
		return;
	owner->several = true;
	fold->contested++;
}

/* A receipt whose message cannot be told is one by itself. */
static void
give_orphan(struct fold *fold, void *context, struct message *piece)
{
	struct claims *claims = context;
	const struct owner *owner =
	    &claims->owners[map_find(&claims->ids, piece->key) - 1];
	struct buf *part;

	if (hash_is_none(owner->key) || owner->several) {
		part = &claims->kept[piece->key.high >> PART_SHIFT];
	} else {
		piece->key = owner->key;
		piece->bits &= (uint8_t)~MESSAGE_ORPHAN;
		part = &fold->workers[0].parts[owner->key.high >> PART_SHIFT];
	}
	pack_message(part, piece, fold->dims->traits, fold_same_word, NULL);
}

static void
keep_orphans(struct fold *fold, struct buf *kept)
{
	size_t i, w;

	for (i = 0; i < FOLD_PARTS; i++) {
		for (w = 0; w < fold->worker_count; w++)
			buf_reset(&fold->workers[w].orphans[i]);
		buf_release(&fold->workers[0].orphans[i]);
		fold->workers[0].orphans[i] = kept[i];
	}
}

/* Receipts find their messages. */
static int
join_orphans(struct fold *fold, struct error *err)
{
	struct claims claims = {.kept = NULL};
	size_t i;
	int result;

	fold->contested = 0;
	result = each_piece(fold, FOLD_PARTS, note_orphan, &claims, err);
	if (result == 0 && claims.count > 0) {
		claims.kept = mem_zalloc(FOLD_PARTS, sizeof(*claims.kept));
		for (i = 0; i < FOLD_PARTS; i++)
			buf_init(&claims.kept[i], BUF_NO_CAP);
		result = each_piece(fold, 0, note_owner, &claims, err);
		if (result == 0)
			result = each_piece(
			    fold, FOLD_PARTS, give_orphan, &claims, err);
		keep_orphans(fold, claims.kept);
		if (result == 0 && fold->spill != NULL)
			result = spill_drop(fold->spill, FOLD_PARTS, err);
	}
	map_release(&claims.ids);
	free(claims.owners);
	free(claims.kept);
	return result;
}

int
fold_gather(struct fold *fold, struct error *err)
{
	size_t i;

	memset(fold->counts, 0, sizeof(fold->counts));
	for (i = 0; i < fold->worker_count; i++) {
		fold_put_aside(fold, i);
		gather_worker(fold, &fold->workers[i]);
	}
	if (fold->failed.code == 0)
		return 0;
	*err = fold->failed;
	return -1;
}

int
fold_finish(struct fold *fold, struct error *err)
{
	return fold_gather(fold, err) == 0 ? join_orphans(fold, err) : -1;
}
