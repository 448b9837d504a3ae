/* SPDX-License-Identifier: ISC */
/*
 * fold: events in, one state a message out.
 *
 * A message is known by its message_id and by each provider's id that came
 * with it: a receipt that has only the provider's id joins it, whether it came
 * before or behind the record that has both.
 */
#ifndef SMSSTATS_FOLD_H
#define SMSSTATS_FOLD_H

#include "base/buf.h"
#include "event.h"
#include "map.h"
#include "message.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fold {
	struct hash_seed seed;
	struct map keys; /* message_id or provider's id -> message, from 1 */
	struct message *messages;
	size_t count, room;
	struct map opted_out; /* a person's number -> 1 */
	struct words words;
	struct buf scratch;
	int64_t newest; /* ms, of all events; INT64_MIN when there is none */
};

void fold_init(struct fold *fold, const struct hash_seed *seed);
void fold_release(struct fold *fold);

void fold_add(struct fold *fold, const struct event *event);

/*
 * Walks the messages (not what only a reply spoke of): *step 0 at first; NULL
 * at the end.
 */
const struct message *fold_next(const struct fold *fold, size_t *step);

bool fold_opted_out(const struct fold *fold, int64_t person);

#endif
