/* SPDX-License-Identifier: ISC */
#include "store/key.h"

#include "base/crypto.h"
#include "base/file.h"

#include <string.h>

enum { KEY_BYTES = 32 };

void
key_person(
    const struct store *store, struct slice number, uint8_t out[CHAIN_HASH])
{
	const struct slice key = {store->key, KEY_TEXT};

	crypto_hmac_sha256(key, number, out);
}

/* 1 read, 0 there is no such file. */
static int
key_read(struct store *store, struct error *err)
{
	struct buf text;
	int result;

	buf_init(&text, KEY_TEXT + 1);
	result = file_read_secret(store->key_path, &text, err);
	if (result == 0 && text.len == KEY_TEXT) {
		memcpy(store->key, text.data, KEY_TEXT);
		result = 1;
	} else if (result == 0) {
		result = error_set(err, EX_CONFIG, "%s: is no key of a ledger",
		    store->key_path);
	} else if (err->code == EX_NOINPUT) {
		result = 0;
	}
	if (text.data != NULL)
		crypto_wipe(text.data, text.len);
	buf_release(&text);
	return result;
}

/* Does the ledger name the key that was read?  1 yes, 0 no. */
static int
key_is_named(struct store *store, struct error *err)
{
	uint8_t mark[CHAIN_HASH];
	struct arena arena = {0};
	struct ledger_entry *entries;
	size_t count = 0;
	int result;

	key_person(store, slice_of(""), mark);
	result = store->engine->ledger_kept(store,
	    (struct slice){(const char *)mark, sizeof(mark)}, &arena, &entries,
	    &count, err);
	arena_release(&arena);
	return result != 0 ? -1 : count > 0;
}

int
key_find(struct store *store, struct error *err)
{
	int got;

	if (store->has_key)
		return 0;
	got = key_read(store, err);
	if (got > 0)
		got = key_is_named(store, err);
	if (got < 0)
		return -1;
	store->has_key = got > 0;
	if (got > 0)
		return 0;
	return error_set(err, EX_CONFIG,
	    "%s: the key of this ledger is needed here: without it the "
	    "opt-outs of people who were erased are not known again",
	    store->key_path);
}

/* A key that lies there from before is taken. */
static int
key_make(struct store *store, int64_t now_ms, struct error *err)
{
	uint8_t random[KEY_BYTES], mark[CHAIN_HASH];
	char text[KEY_TEXT + 1];
	const struct ledger_entry named = {.action = slice_of(LEDGER_KEYED),
	    .person = {(const char *)mark, sizeof(mark)},
	    .effective_ms = now_ms,
	    .recorded_ms = now_ms};
	int got = key_read(store, err);

	if (got == 0) {
		crypto_random(random, sizeof(random));
		crypto_hex(random, sizeof(random), text);
		memcpy(store->key, text, KEY_TEXT);
		got = file_replace(
		    store->key_path, (struct slice){text, KEY_TEXT}, 0600, err);
		crypto_wipe(random, sizeof(random));
		crypto_wipe(text, sizeof(text));
	}
	if (got < 0)
		return -1;
	key_person(store, slice_of(""), mark);
	if (ledger_add(store, &named, err) < 0)
		return -1;
	store->has_key = true;
	return 0;
}

int
key_need(struct store *store, int64_t now_ms, struct error *err)
{
	bool kept;

	if (store->has_key)
		return 0;
	if (store->engine->ledger_has_kept(store, &kept, err) != 0)
		return -1;
	return kept ? key_find(store, err) : key_make(store, now_ms, err);
}
