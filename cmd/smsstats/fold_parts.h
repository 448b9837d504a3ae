/* SPDX-License-Identifier: ISC */
/*
 * fold_parts: what a worker puts aside, and how it is brought together.  For
 * fold.c.
 */
#ifndef SMSSTATS_FOLD_PARTS_H
#define SMSSTATS_FOLD_PARTS_H

#include "fold.h"

/* Empties the worker's table of open messages. */
void fold_put_aside(struct fold *fold, size_t worker);

/* Notes one more provider's id of a message. */
void fold_put_alias(struct fold *fold, size_t worker, struct hash_key key,
    struct hash_key alias);

/*
 * Puts aside what all workers have, and sums up what they counted; -1 when the
 * temporary file did not work.
 */
int fold_gather(struct fold *fold, struct error *err);

/* What was spilt of one part or (number from FOLD_PARTS on) of its orphans. */
int fold_read_spilt(
    struct fold *fold, size_t number, struct buf *out, struct error *err);

/* For pack_message: words are the fold's already. */
uint32_t fold_same_word(void *context, uint32_t word);

#endif
