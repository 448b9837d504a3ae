/* SPDX-License-Identifier: ISC */
/*
 * key: ids that are derived from what they name, so that making a record twice
 * makes the same record: a letter and the first 32 hex digits of SHA-256 over a
 * key (sms-record.5, MESSAGE IDS).
 */
#ifndef RECORD_KEY_H
#define RECORD_KEY_H

#include "base/buf.h"
#include "base/crypto.h"
#include "base/slice.h"
#include "record/record.h"

enum { KEY_ID_SIZE = 34 }; /* bytes: the letter, 32 digits, the NUL */

/*
 * Adds a part.  '/', '@' and '%', which join parts, are percent-encoded; "-"
 * stands for a part that is not there.
 */
void key_add(struct buf *key, struct slice part);

/* The id of a key.  digest is used if given, else one is set up for this. */
void key_id(struct crypto_sha256 *digest, char letter, struct slice key,
    char id[KEY_ID_SIZE]);

/* Sets the message's dedupe_key, and the message_id that is its id.  digest as
 * for key_id. */
void key_name(
    struct record *message, struct crypto_sha256 *digest, struct slice key);

#endif
