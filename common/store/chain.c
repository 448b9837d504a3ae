/* SPDX-License-Identifier: ISC */
#include "store/chain.h"

#include "base/crypto.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 8 }; /* bytes */

struct chain {
	struct crypto_sha256 *digest;
	struct buf text; /* what is hashed */
};

struct chain *
chain_new(void)
{
	struct chain *chain = mem_zalloc(1, sizeof(*chain));

	chain->digest = crypto_sha256_new();
	buf_init(&chain->text, BUF_NO_CAP);
	return chain;
}

void
chain_free(struct chain *chain)
{
	if (chain == NULL)
		return;
	crypto_sha256_free(chain->digest);
	buf_release(&chain->text);
	free(chain);
}

static void
put_word(char *bytes, uint64_t word)
{
	int i;

	for (i = WORD - 1; i >= 0; i--, word >>= 8)
		bytes[i] = (char)(word & 0xff);
}

static void
add_word(struct buf *text, uint64_t word)
{
	put_word(buf_reserve(text, WORD), word);
	text->len += WORD;
}

static void
add_text(struct buf *text, struct slice field)
{
	size_t n = field.p != NULL ? field.n : 0;
	char *to = buf_reserve(text, WORD + n);

	put_word(to, field.p != NULL ? n : UINT64_MAX);
	if (n > 0)
		memcpy(to + WORD, field.p, n);
	text->len += WORD + n;
}

static void
add_number(struct buf *text, int64_t number)
{
	add_word(text, sizeof(number));
	add_word(text, (uint64_t)number);
}

void
chain_secret(struct chain *chain, const struct ledger_entry *entry,
    uint8_t out[CHAIN_HASH])
{
	buf_reset(&chain->text);
	add_text(&chain->text, entry->consent_id);
	add_text(&chain->text, entry->number);
	add_text(&chain->text, entry->record);
	crypto_sha256_hmac(
	    chain->digest, entry->salt, buf_slice(&chain->text), out);
}

void
chain_hash(struct chain *chain, const uint8_t before[CHAIN_HASH],
    const struct ledger_entry *entry, uint8_t out[CHAIN_HASH])
{
	const struct slice texts[] = {entry->tenant, entry->program,
	    entry->channel, entry->category, entry->action, entry->basis,
	    entry->kind, entry->method, entry->scope, entry->sender};
	struct buf *text = &chain->text;
	size_t i;

	buf_reset(text);
	buf_addc(text, '\0');
	buf_add(text, before, CHAIN_HASH);
	add_number(text, entry->seq);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		add_text(text, texts[i]);
	add_number(text, entry->effective_ms);
	add_number(text, entry->recorded_ms);
	add_number(text, entry->expires_ms);
	add_text(text, entry->person);
	add_text(text, entry->about);
	add_text(text, entry->secret);
	crypto_sha256_start(chain->digest);
	crypto_sha256_add(chain->digest, text->data, text->len);
	crypto_sha256_end(chain->digest, out);
}
