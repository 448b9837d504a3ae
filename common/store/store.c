/* SPDX-License-Identifier: ISC */
/* Each verb is the engine's. */
#include "store/engine.h"

#include "base/crypto.h"

#include <stddef.h>
#include <stdlib.h>

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	chain_free(store->chain);
	crypto_wipe(store->key, sizeof(store->key));
	free(store->key_path);
	store->engine->close(store);
}

int
store_begin(struct store *store, struct error *err)
{
	return store->engine->begin(store, err);
}

int
store_begin_reading(struct store *store, struct error *err)
{
	return store->engine->begin_reading(store, err);
}

int
store_begin_turn(struct store *store, struct error *err)
{
	return store->engine->begin_turn != NULL
	    ? store->engine->begin_turn(store, err)
	    : store->engine->begin(store, err);
}

bool
store_passed_over(struct store *store)
{
	return store->engine->passed_over != NULL &&
	    store->engine->passed_over(store);
}

int
store_commit(struct store *store, struct error *err)
{
	return store->engine->commit(store, err);
}

void
store_rollback(struct store *store)
{
	if (store != NULL)
		store->engine->rollback(store);
}

int
journal_find(struct store *store, struct slice id, struct arena *arena,
    struct journal_row *row, struct error *err)
{
	return store->engine->find(store, id, arena, row, err);
}

int
journal_find_provider(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena, struct journal_row *row,
    struct error *err)
{
	return store->engine->find_provider(
	    store, provider, provider_id, arena, row, err);
}

int
journal_find_reference(struct store *store, struct slice reference,
    struct arena *arena, struct journal_row *row, struct error *err)
{
	return store->engine->find_reference(store, reference, arena, row, err);
}

int
journal_add(
    struct store *store, const struct journal_row *row, struct error *err)
{
	return store->engine->add(store, row, err);
}

int
journal_replace(
    struct store *store, const struct journal_row *row, struct error *err)
{
	return store->engine->replace(store, row, err);
}

int
journal_reroute(struct store *store, int64_t seq, struct slice sender,
    struct slice record, int64_t now_ms, struct error *err)
{
	return store->engine->reroute(store, seq, sender, record, now_ms, err);
}

int
journal_promote(struct store *store, int64_t now_ms, size_t limit,
    size_t *count, struct error *err)
{
	return store->engine->promote(store, now_ms, limit, count, err);
}

int
journal_left(struct store *store, int64_t until_ms, size_t limit, size_t *count,
    struct error *err)
{
	return store->engine->left(store, until_ms, limit, count, err);
}

int
journal_lane(struct store *store, struct slice sender, struct error *err)
{
	return store->engine->lane != NULL
	    ? store->engine->lane(store, sender, err)
	    : 1;
}

int
journal_lanes(struct store *store, struct arena *arena, struct slice **senders,
    size_t *count, struct error *err)
{
	return store->engine->lanes(store, arena, senders, count, err);
}

int
journal_due(struct store *store, const struct journal_turn *turn,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	return store->engine->due(store, turn, arena, rows, count, err);
}

int
journal_next_due(struct store *store, int64_t after_ms, int64_t *not_before_ms,
    struct error *err)
{
	return store->engine->next_due(store, after_ms, not_before_ms, err);
}

int
journal_claim(struct store *store, int64_t seq, struct slice provider,
    struct slice reference, int64_t now_ms, struct error *err)
{
	return store->engine->claim(
	    store, seq, provider, reference, now_ms, err);
}

int
journal_settle(struct store *store, int64_t seq,
    const struct journal_change *change, int64_t now_ms, struct error *err)
{
	return store->engine->settle(store, seq, change, now_ms, err);
}

int
journal_claims(struct store *store, const struct journal_row *row,
    const struct journal_claims *wanted, struct arena *arena,
    int64_t **claimed_ms, size_t *count, struct error *err)
{
	return store->engine->claims(
	    store, row, wanted, arena, claimed_ms, count, err);
}

int
journal_rescue(
    struct store *store, int64_t now_ms, size_t *count, struct error *err)
{
	return store->engine->rescue(store, now_ms, count, err);
}

int
journal_list(struct store *store, const struct journal_filter *filter,
    struct arena *arena, struct journal_row **rows, size_t *count,
    struct error *err)
{
	return store->engine->list(store, filter, arena, rows, count, err);
}

int
journal_event_add(
    struct store *store, const struct journal_event *event, struct error *err)
{
	return store->engine->event_add(store, event, err);
}

int
journal_events(struct store *store, struct slice provider,
    struct slice provider_id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	return store->engine->events(
	    store, provider, provider_id, arena, events, count, err);
}

int
journal_events_of(struct store *store, struct slice id, struct arena *arena,
    struct journal_event **events, size_t *count, struct error *err)
{
	return store->engine->events_of(store, id, arena, events, count, err);
}

int
journal_look_add(struct store *store, struct slice id, int64_t now_ms,
    bool found, struct error *err)
{
	return store->engine->look_add(store, id, now_ms, found, err);
}

int
journal_looks(struct store *store, struct slice id, struct arena *arena,
    struct journal_look **looks, size_t *count, struct error *err)
{
	return store->engine->looks(store, id, arena, looks, count, err);
}

int
meter_lock(struct store *store, struct error *err)
{
	return store->engine->meter_lock != NULL
	    ? store->engine->meter_lock(store, err)
	    : 0;
}

int
meter_read(struct store *store, struct slice name, int64_t *period_ms,
    int64_t *amount, struct error *err)
{
	return store->engine->meter_read(store, name, period_ms, amount, err);
}

int
meter_write(struct store *store, struct slice name, int64_t period_ms,
    int64_t amount, struct error *err)
{
	return store->engine->meter_write(store, name, period_ms, amount, err);
}

int
inbound_add(
    struct store *store, const struct inbound_text *text, struct error *err)
{
	return store->engine->inbound_add(store, text, err);
}

int
journal_tell(struct store *store, enum journal_tale tale, int64_t after,
    size_t limit, struct arena *arena, struct journal_told **rows,
    size_t *count, struct error *err)
{
	return store->engine->tell(
	    store, tale, after, limit, arena, rows, count, err);
}

int
inbound_list(struct store *store, const struct inbound_filter *filter,
    struct arena *arena, struct inbound_text **texts, size_t *count,
    struct error *err)
{
	return store->engine->inbound_list(
	    store, filter, arena, texts, count, err);
}

int
inbound_close(struct store *store, struct slice number, int64_t now_ms,
    size_t *count, struct error *err)
{
	return store->engine->inbound_close(store, number, now_ms, count, err);
}

int
inbound_note(struct store *store, struct slice number, struct slice sender,
    int64_t received_ms, struct error *err)
{
	return store->engine->inbound_note(
	    store, number, sender, received_ms, err);
}

int
inbound_last(struct store *store, struct slice number, struct slice sender,
    int64_t until_ms, int64_t *received_ms, struct error *err)
{
	return store->engine->inbound_last(
	    store, number, sender, until_ms, received_ms, err);
}
