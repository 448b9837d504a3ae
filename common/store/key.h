/* SPDX-License-Identifier: ISC */
/*
 * key: the secret by which the ledger knows erased people again.  32 random
 * bytes, in hex, in a file that only its owner may read.  An entry LEDGER_KEYED
 * of the ledger says which key is its own, so that a wrong one is noticed and
 * no opt-out overlooked.
 */
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include "store/engine.h"

/* Reads the key that the ledger names.  EX_CONFIG: it is gone, or another. */
int key_find(struct store *store, struct error *err);

/* The same; makes the file and the entry where there are none yet. */
int key_need(struct store *store, int64_t now_ms, struct error *err);

/* HMAC of a number, after key_find or key_need. */
void key_person(
    const struct store *store, struct slice number, uint8_t out[CHAIN_HASH]);

#endif
