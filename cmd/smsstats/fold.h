/* SPDX-License-Identifier: ISC */
/*
 * fold: events in, one state a message out.
 *
 * A message is known by its message_id.  A receipt that has a provider's id
 * alone joins the message that was seen with this id, wherever that was.
 *
 *	worker: event -> open messages (a table that fits a core's cache)
 *	     -> when it is full, packed and put aside, in parts by key
 *	     -> beyond a limit, the parts go to a temporary file
 *	end:    receipts find their messages; then part by part what was put
 *		aside is brought together, each message once
 *
 * Since what is known of a message is the greatest of what its events offer
 * (message.h), it does not matter in how many pieces it was put aside.
 */
#ifndef SMSSTATS_FOLD_H
#define SMSSTATS_FOLD_H

#include "base/buf.h"
#include "dim.h"
#include "draft.h"
#include "event.h"
#include "map.h"
#include "message.h"
#include "record/bulk.h"
#include "store/spill.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FOLD_PARTS = 256,
	FOLD_OPEN = 2048, /* messages of a worker's table */
	FOLD_CACHE = 256, /* words at hand */
};

/* What is known of a person. */
enum { PERSON_OPTED_OUT = 1, PERSON_COMPLAINED = 2 };

/* What was read, beside messages: for the report's footer. */
enum fold_count {
	FOLD_RECORDS, /* that count here */
	FOLD_OTHER_KIND, /* records of a kind that we do not know */
	FOLD_REFUSED, /* lines that are no record, or not a good one */
	FOLD_CUT, /* last lines that end in the middle */
	FOLD_ROTATED, /* times that a followed file was another one */
	FOLD_DAMAGED, /* files that could not be read to their end */
	FOLD_MISSING, /* files that could not be opened */
	FOLD_COUNTS
};

struct fold_word {
	struct slice text; /* borrowed from the words */
	uint32_t number;
};

struct fold_worker {
	struct draft_reader reader;
	struct words words; /* of its own; others' numbers differ */
	struct fold_word cache[FOLD_CACHE];
	uint32_t *shared; /* number in the fold's words, or 0 */
	size_t shared_room;
	struct map map; /* key -> place in open, from 1 */
	char *open; /* messages, message_size apart */
	size_t count;
	struct buf parts[FOLD_PARTS], orphans[FOLD_PARTS];
	size_t bytes; /* that parts and orphans may have in memory */
	struct map people; /* number -> what is known */
	int64_t newest; /* ms, of all events; INT64_MIN when there is none */
	uint64_t counts[FOLD_COUNTS];
	struct slice provider; /* the last one, in provider_text */
	struct buf provider_text;
	struct hash_key provider_key;
};

struct fold {
	struct hash_seed seed;
	const struct dims *dims;
	size_t memory; /* bytes from which on what was put aside is spilt */
	struct fold_worker *workers;
	size_t worker_count;
	struct bulk_lock *lock; /* of the members below, while workers work */
	struct words words;
	struct spill *spill; /* NULL: none was needed */
	struct error failed; /* code not 0: the file did not work */
	bool repeat; /* fold_finish is called more than once */

	/* As of the last fold_finish. */
	struct map people;
	int64_t newest;
	uint64_t counts[FOLD_COUNTS];
	uint64_t contested; /* ids of providers that several messages have */
};

void fold_init(struct fold *fold, const struct hash_seed *seed,
    const struct dims *dims, size_t workers, size_t memory);
void fold_release(struct fold *fold);

/* A record; -1 with EX_DATAERR when it is to be refused. */
int fold_take(struct fold *fold, size_t worker, struct record *record,
    bool alike, struct error *err);

/* What is known of a message, or of a person, already: a piece of another fold
 * with the same seed.  Words are those of fold_word. */
void fold_put(struct fold *fold, size_t worker, const struct message *message);
void fold_put_person(
    struct fold *fold, size_t worker, struct hash_key person, unsigned known);
uint32_t fold_word(struct fold *fold, size_t worker, struct slice text);

/*
 * When nothing more comes, or nothing for now: -1 when the temporary file did
 * not work.  Then fold_visit calls `visit` for each message, calls included,
 * and for what only replies spoke of, one worker after the other in its own
 * thread.
 */
typedef void fold_visitor(
    void *context, size_t worker, const struct message *message);
int fold_finish(struct fold *fold, struct error *err);
int fold_visit(
    struct fold *fold, fold_visitor *visit, void *context, struct error *err);

/*
 * In place of both: what another fold needs to know, receipts that have not
 * found their message and further ids of providers included.  The people, the
 * newest instant and the counts of the fold belong to it.
 */
int fold_pieces(
    struct fold *fold, fold_visitor *visit, void *context, struct error *err);

/* PERSON_... bits. */
unsigned fold_person(const struct fold *fold, int64_t person);

/* The keys of ids. */
struct hash_key fold_message_key(const struct fold *fold, struct slice id);
struct hash_key fold_call_key(
    const struct fold *fold, struct slice source, struct slice id);

#endif
