/* SPDX-License-Identifier: ISC */
/* What was put aside is brought together, and each message visited. */
#include "base/mem.h"
#include "fold_parts.h"
#include "pack.h"

#include <stdlib.h>
#include <string.h>

struct visit {
	struct fold *fold;
	fold_visitor *visit;
	void *context;
	bool pieces; /* as they are, ids of providers included */
	struct error errs[BULK_WORKERS_MAX];
};

/* The messages of one part, brought together. */
struct table {
	struct map map;
	char *messages;
	size_t count, room, size, traits;
	struct message *piece;
	struct buf spilt;
	struct buf aliases; /* struct claim: further ids of providers */
};

struct claim {
	struct hash_key key, alias;
};

/* A message may have several. */
static void
take_alias(
    struct table *table, struct message *known, const struct message *piece)
{
	struct claim claim = {piece->key, piece->alias};

	if (hash_is_none(claim.alias) || hash_same(claim.alias, known->alias))
		return;
	if (hash_is_none(known->alias))
		known->alias = claim.alias;
	else
		buf_add(&table->aliases, &claim, sizeof(claim));
}

static void
table_add(struct fold *fold, struct table *table, const struct buf *from)
{
	struct message *known;
	uint32_t *place;
	size_t at = 0;

	while (pack_next(from, &at, table->piece, table->traits)) {
		place = map_put(&table->map, table->piece->key);
		if (*place != 0) {
			known = (struct message *)(void *)(table->messages +
			    (*place - 1) * table->size);
			take_alias(table, known, table->piece);
			message_merge(
			    known, table->piece, table->traits, &fold->words);
			continue;
		}
		if (table->count == table->room) {
			table->room = table->room > 0 ? 2 * table->room : 1024;
			table->messages = mem_realloc(
			    table->messages, table->room, table->size);
		}
		memcpy(table->messages + table->count * table->size,
		    table->piece, table->size);
		*place = (uint32_t)++table->count;
	}
}

static const struct message *
table_message(const struct table *table, size_t i)
{
	return (const struct message *)(const void *)(table->messages +
	    i * table->size);
}

/* A claim as a message of which nothing else is known; false at the end. */
static bool
next_claim(struct table *table, size_t *at)
{
	struct claim claim;

	if (*at == table->aliases.len)
		return false;
	memcpy(&claim, table->aliases.data + *at, sizeof(claim));
	*at += sizeof(claim);
	message_init(table->piece, table->traits);
	table->piece->key = claim.key;
	table->piece->alias = claim.alias;
	return true;
}

/* What was brought together takes the place of the pieces. */
static void
table_keep(struct fold *fold, struct table *table, size_t number)
{
	struct buf *part = number < FOLD_PARTS
	    ? &fold->workers[0].parts[number]
	    : &fold->workers[0].orphans[number - FOLD_PARTS];
	size_t at = 0, i;

	for (i = 0; i < table->count; i++)
		pack_message(part, table_message(table, i), table->traits,
		    fold_same_word, NULL);
	while (next_claim(table, &at))
		pack_message(
		    part, table->piece, table->traits, fold_same_word, NULL);
}

static void
visit_part(
    struct visit *visit, size_t worker, struct table *table, size_t number)
{
	struct fold *fold = visit->fold;
	struct buf *part;
	size_t at = 0, i;

	table->count = 0;
	buf_reset(&table->aliases);
	map_reset(&table->map);
	if (fold_read_spilt(
		fold, number, &table->spilt, &visit->errs[worker]) != 0)
		return;
	table_add(fold, table, &table->spilt);
	for (i = 0; i < fold->worker_count; i++) {
		part = number < FOLD_PARTS
		    ? &fold->workers[i].parts[number]
		    : &fold->workers[i].orphans[number - FOLD_PARTS];
		table_add(fold, table, part);
		buf_reset(part);
	}
	for (i = 0; i < table->count; i++)
		visit->visit(visit->context, worker, table_message(table, i));
	while (visit->pieces && next_claim(table, &at))
		visit->visit(visit->context, worker, table->piece);
	if (fold->repeat)
		table_keep(fold, table, number);
}

static void
visit_parts(void *context, size_t worker)
{
	struct visit *visit = context;
	struct fold *fold = visit->fold;
	struct table table = {.traits = fold->dims->traits};
	size_t number;

	table.size = message_size(table.traits);
	table.piece = mem_alloc(table.size);
	buf_init(&table.spilt, BUF_NO_CAP);
	buf_init(&table.aliases, BUF_NO_CAP);
	for (number = worker;
	     number < 2 * FOLD_PARTS && visit->errs[worker].code == 0;
	     number += fold->worker_count)
		visit_part(visit, worker, &table, number);
	buf_release(&table.spilt);
	buf_release(&table.aliases);
	map_release(&table.map);
	free(table.messages);
	free(table.piece);
}

static int
visit_all(struct fold *fold, struct visit *all, struct error *err)
{
	size_t i;

	all->fold = fold;
	for (i = 0; i < BULK_WORKERS_MAX; i++)
		all->errs[i].code = 0;
	bulk_each(visit_parts, all, fold->worker_count);
	for (i = 0; i < fold->worker_count; i++)
		if (all->errs[i].code != 0) {
			*err = all->errs[i];
			return -1;
		}
	return fold->repeat && fold->spill != NULL
	    ? spill_drop(fold->spill, 0, err)
	    : 0;
}

int
fold_visit(
    struct fold *fold, fold_visitor *visit, void *context, struct error *err)
{
	struct visit all = {.visit = visit, .context = context};

	return visit_all(fold, &all, err);
}

int
fold_pieces(
    struct fold *fold, fold_visitor *visit, void *context, struct error *err)
{
	struct visit all = {.visit = visit, .context = context, .pieces = true};

	return fold_gather(fold, err) == 0 ? visit_all(fold, &all, err) : -1;
}
