/* SPDX-License-Identifier: ISC */
/* The ledger, whatever the engine: entries are sealed here. */
#include "store/engine.h"

#include "base/crypto.h"
#include "store/key.h"

#include <string.h>

static struct chain *
ledger_chain(struct store *store)
{
	if (store->chain == NULL)
		store->chain = chain_new();
	return store->chain;
}

static struct slice
bytes(const uint8_t *p, size_t n)
{
	return (struct slice){(const char *)p, n};
}

/* Writes an entry behind `head`, which moves on to it. */
static int
ledger_append(struct store *store, struct ledger_head *head,
    const struct ledger_entry *given, struct error *err)
{
	struct chain *chain = ledger_chain(store);
	struct ledger_entry entry = *given;
	uint8_t salt[CHAIN_SALT], secret[CHAIN_HASH], hash[CHAIN_HASH];
	int added;

	entry.seq = head->seq + 1;
	entry.salt = entry.secret = entry.hash = (struct slice){NULL, 0};
	if (entry.consent_id.p != NULL) {
		crypto_random(salt, sizeof(salt));
		entry.salt = bytes(salt, sizeof(salt));
		chain_secret(chain, &entry, secret);
		entry.secret = bytes(secret, sizeof(secret));
	}
	chain_hash(chain, head->hash, &entry, hash);
	entry.hash = bytes(hash, sizeof(hash));
	added = store->engine->ledger_put(store, &entry, err);
	if (added > 0) {
		head->seq = entry.seq;
		memcpy(head->hash, hash, sizeof(hash));
	}
	return added;
}

/* The first entry gives the ledger its name. */
static int
ledger_name(struct store *store, struct ledger_head *head, int64_t now_ms,
    struct error *err)
{
	char name[37];
	const struct ledger_entry first = {.action = slice_of(LEDGER_NAMED),
	    .about = {name, sizeof(name) - 1},
	    .effective_ms = now_ms,
	    .recorded_ms = now_ms};

	crypto_uuid7(now_ms, name);
	return ledger_append(store, head, &first, err);
}

int
ledger_head(struct store *store, struct ledger_head *head, struct error *err)
{
	*head = (struct ledger_head){.seq = 0};
	return store->engine->ledger_head(store, head, err);
}

int
ledger_end(struct store *store, struct ledger_head *head, struct error *err)
{
	if (ledger_head(store, head, err) != 0)
		return -1;
	if (head->last <= head->seq)
		return 0;
	return error_set(err, EX_IOERR,
	    "the ledger ends at entry %lld and had %lld: run smsconsent verify",
	    (long long)head->seq, (long long)head->last);
}

int
ledger_add(
    struct store *store, const struct ledger_entry *entry, struct error *err)
{
	struct ledger_head head;

	/* Nothing is written over a gap. */
	if (ledger_end(store, &head, err) != 0)
		return -1;
	if (head.seq == 0 &&
	    ledger_name(store, &head, entry->recorded_ms, err) < 0)
		return -1;
	return ledger_append(store, &head, entry, err);
}

/* Two lists, each by seq, as one. */
static struct ledger_entry *
ledger_merge(struct arena *arena, const struct ledger_entry *a, size_t a_count,
    const struct ledger_entry *b, size_t b_count)
{
	struct ledger_entry *all = arena_alloc(
	    arena, (a_count + b_count) * sizeof(*all));
	size_t i = 0, j = 0;

	while (i < a_count || j < b_count) {
		bool first = j == b_count ||
		    (i < a_count && a[i].seq < b[j].seq);

		all[i + j] = first ? a[i] : b[j];
		if (first)
			i++;
		else
			j++;
	}
	return all;
}

int
ledger_kept(struct store *store, struct slice number, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err)
{
	uint8_t person[CHAIN_HASH];
	bool kept;

	*entries = NULL;
	*count = 0;
	if (store->engine->ledger_has_kept(store, &kept, err) != 0)
		return -1;
	if (!kept)
		return 0;
	if (key_find(store, err) != 0)
		return -1;
	key_person(store, number, person);
	return store->engine->ledger_kept(
	    store, bytes(person, sizeof(person)), arena, entries, count, err);
}

int
ledger_entries(struct store *store, struct slice number, struct arena *arena,
    struct ledger_entry **entries, size_t *count, struct error *err)
{
	struct ledger_entry *kept;
	size_t kept_count;

	if (store->engine->ledger_entries(
		store, number, arena, entries, count, err) != 0 ||
	    ledger_kept(store, number, arena, &kept, &kept_count, err) != 0)
		return -1;
	if (kept_count > 0) {
		*entries = ledger_merge(
		    arena, *entries, *count, kept, kept_count);
		*count += kept_count;
	}
	return 0;
}

int
ledger_person(struct store *store, struct slice number, int64_t now_ms,
    uint8_t out[CHAIN_HASH], struct error *err)
{
	if (key_need(store, now_ms, err) != 0)
		return -1;
	key_person(store, number, out);
	return 0;
}

int
ledger_walk(
    struct store *store, ledger_visit *each, void *context, struct error *err)
{
	return store->engine->ledger_walk(store, each, context, err);
}

int
ledger_forget(
    struct store *store, struct slice number, bool entries, struct error *err)
{
	return store->engine->ledger_forget(store, number, entries, err);
}

int
ledger_scrub(struct store *store, struct error *err)
{
	return store->engine->ledger_scrub(store, err);
}
