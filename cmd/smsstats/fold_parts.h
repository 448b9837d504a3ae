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

#endif
