/* SPDX-License-Identifier: ISC */
/*
 * chain: what seals the entries of the ledger, the same in every engine.
 *
 *	secret = HMAC-SHA-256(salt, consent_id, number, record)
 *	hash   = SHA-256(0x00, hash of the entry before, seq, tenant, …, secret)
 *
 * Each field has its length in front (8 bytes, big-endian; all ones: not
 * there), a number is a field of 8 bytes, big-endian; the first entry's
 * predecessor has 32 zero bytes.  So an entry cannot be changed, taken out, put
 * in or moved without changing every hash after it, and what identifies the
 * person can be erased without that.
 */
#ifndef STORE_CHAIN_H
#define STORE_CHAIN_H

#include "store/store.h"

#include <stdint.h>

enum {
	CHAIN_HASH = 32, /* bytes of a hash, a secret, a keyed number */
	CHAIN_SALT = 16,
};

struct chain;

struct chain *chain_new(void);
void chain_free(struct chain *chain);

/* What the entry's `secret` must be, by its salt and personal fields. */
void chain_secret(struct chain *chain, const struct ledger_entry *entry,
    uint8_t out[CHAIN_HASH]);

/* What its `hash` must be; `before` is its predecessor's. */
void chain_hash(struct chain *chain, const uint8_t before[CHAIN_HASH],
    const struct ledger_entry *entry, uint8_t out[CHAIN_HASH]);

#endif
