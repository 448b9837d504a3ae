/* SPDX-License-Identifier: ISC */
#include "record/key.h"

void
key_add(struct buf *key, struct slice part)
{
	size_t i, start = 0;

	if (part.p == NULL)
		part = slice_of("-");
	for (i = 0; i < part.n; i++)
		if (part.p[i] == '/' || part.p[i] == '@' || part.p[i] == '%') {
			buf_add(key, part.p + start, i - start);
			buf_addf(key, "%%%02X", (unsigned)part.p[i]);
			start = i + 1;
		}
	buf_add(key, part.p + start, part.n - start);
}

void
key_id(struct crypto_sha256 *digest, char letter, struct slice key,
    char id[KEY_ID_SIZE])
{
	uint8_t hash[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX];

	if (digest != NULL) {
		crypto_sha256_start(digest);
		crypto_sha256_add(digest, key.p, key.n);
		crypto_sha256_end(digest, hash);
		crypto_hex(hash, sizeof(hash), hex);
	} else {
		crypto_sha256_hex(key, hex);
	}
	id[0] = letter;
	memcpy(id + 1, hex, KEY_ID_SIZE - 2);
	id[KEY_ID_SIZE - 1] = '\0';
}

void
key_name(struct record *message, struct crypto_sha256 *digest, struct slice key)
{
	char id[KEY_ID_SIZE];

	key_id(digest, 'm', key, id);
	record_set_text(message, "message_id", slice_of(id));
	record_set_text(message, "dedupe_key", key);
}
