/* SPDX-License-Identifier: ISC */
#include "fold.h"

#include "base/mem.h"
#include "fold_parts.h"

#include <stdlib.h>
#include <string.h>

/* Ids of one kind are not to be mixed up with those of another. */
enum space { SPACE_MESSAGE, SPACE_PROVIDER, SPACE_PROVIDER_ID, SPACE_CALL };

static void
worker_init(struct fold *fold, struct fold_worker *worker)
{
	size_t i;

	worker->newest = INT64_MIN;
	draft_reader_init(&worker->reader, fold->dims);
	words_init(&worker->words, &fold->seed);
	buf_init(&worker->provider_text, BUF_NO_CAP);
	worker->open = mem_zalloc(FOLD_OPEN, message_size(fold->dims->traits));
	for (i = 0; i < FOLD_PARTS; i++) {
		buf_init(&worker->parts[i], BUF_NO_CAP);
		buf_init(&worker->orphans[i], BUF_NO_CAP);
	}
}

void
fold_init(struct fold *fold, const struct hash_seed *seed,
    const struct dims *dims, size_t workers, size_t memory)
{
	size_t i;

	*fold = (struct fold){.seed = *seed,
	    .dims = dims,
	    .worker_count = workers,
	    .memory = memory,
	    .newest = INT64_MIN};
	fold->workers = mem_zalloc(workers, sizeof(*fold->workers));
	fold->lock = bulk_lock_new();
	words_init(&fold->words, seed);
	for (i = 0; i < workers; i++)
		worker_init(fold, &fold->workers[i]);
}

static void
worker_release(struct fold_worker *worker)
{
	size_t i;

	words_release(&worker->words);
	map_release(&worker->map);
	map_release(&worker->people);
	buf_release(&worker->provider_text);
	free(worker->shared);
	free(worker->open);
	for (i = 0; i < FOLD_PARTS; i++) {
		buf_release(&worker->parts[i]);
		buf_release(&worker->orphans[i]);
	}
}

void
fold_release(struct fold *fold)
{
	size_t i;

	for (i = 0; i < fold->worker_count; i++)
		worker_release(&fold->workers[i]);
	free(fold->workers);
	spill_close(fold->spill);
	words_release(&fold->words);
	map_release(&fold->people);
	bulk_lock_free(fold->lock);
	*fold = (struct fold){.worker_count = 0};
}

/* ---- keys -----------------------------------------------------------------
 */

static struct hash_key
fold_key(const struct fold *fold, enum space space, struct slice text)
{
	struct hash_seed seed = fold->seed;

	seed.k1 ^= (uint64_t)space << 32;
	return hash_text(&seed, text);
}

struct hash_key
fold_message_key(const struct fold *fold, struct slice id)
{
	return fold_key(fold, SPACE_MESSAGE, id);
}

static struct hash_key
join_keys(struct hash_key a, struct hash_key b)
{
	return (struct hash_key){a.high ^ b.high, a.low ^ b.low};
}

struct hash_key
fold_call_key(const struct fold *fold, struct slice source, struct slice id)
{
	return join_keys(fold_key(fold, SPACE_PROVIDER, source),
	    fold_key(fold, SPACE_CALL, id));
}

static struct hash_key
alias_key(
    const struct fold *fold, struct fold_worker *worker, struct event *event)
{
	struct slice provider = event->provider;

	if (worker->provider.p == NULL ||
	    !slice_equal(provider, worker->provider)) {
		buf_reset(&worker->provider_text);
		buf_addslice(&worker->provider_text, provider);
		worker->provider = (struct slice){
		    buf_text(&worker->provider_text), provider.n};
		worker->provider_key = fold_key(fold, SPACE_PROVIDER, provider);
	}
	return join_keys(worker->provider_key,
	    fold_key(fold, SPACE_PROVIDER_ID, event->provider_message_id));
}

/* ---- words ----------------------------------------------------------------
 */

/* Where a text is at hand, if it is. */
static struct fold_word *
word_place(struct fold_worker *worker, struct slice text)
{
	size_t mix = text.n * 31;

	if (text.n > 3)
		mix += (size_t)(unsigned char)text.p[text.n / 2] * 7 +
		    (size_t)(unsigned char)text.p[text.n - 2] * 5 +
		    (size_t)(unsigned char)text.p[text.n - 3];
	return &worker->cache[mix % FOLD_CACHE];
}

static bool
is_word(const struct fold_word *word, struct slice text)
{
	return word->number != 0 && slice_equal(word->text, text);
}

static uint32_t
worker_word(struct fold_worker *worker, struct slice text)
{
	struct fold_word *word;

	if (text.p == NULL)
		return 0;
	word = word_place(worker, text);
	if (!is_word(word, text)) {
		word->number = words_number(&worker->words, text);
		word->text = words_text(&worker->words, word->number);
	}
	return word->number;
}

/* The same text is the same word, however its JSON was spelt. */
static uint32_t
trait_word(struct fold_worker *worker, struct view view, struct arena *arena)
{
	struct slice raw = {view.p, view.n};
	struct buf json;
	uint32_t word;

	if (raw.p == NULL || is_word(word_place(worker, raw), raw) ||
	    raw.p[0] != '"' || memchr(raw.p, '\\', raw.n) == NULL)
		return worker_word(worker, raw);
	buf_init(&json, BUF_NO_CAP);
	view_write_string(&json, view_string(view, arena));
	word = worker_word(worker, buf_slice(&json));
	buf_release(&json);
	return word;
}

/* "twilio\0" "30007\0" "carrier_filtered": the labels of a row. */
static uint32_t
error_word(struct fold_worker *worker, const struct event *event)
{
	enum error_class class = event->error_class != ERROR_NONE
	    ? event->error_class
	    : ERROR_UNKNOWN;
	struct buf label;
	uint32_t number;

	if (event->error_code.p == NULL)
		return 0;
	buf_init(&label, BUF_NO_CAP);
	buf_addslice(&label, event->provider);
	buf_addc(&label, '\0');
	buf_addslice(&label, event->error_code);
	buf_addc(&label, '\0');
	buf_addslice(&label, event_errors[class].name);
	number = worker_word(worker, buf_slice(&label));
	buf_release(&label);
	return number;
}

/* ---- events ---------------------------------------------------------------
 */

static struct message *
open_message(struct fold *fold, size_t number, struct hash_key key)
{
	struct fold_worker *worker = &fold->workers[number];
	size_t size = message_size(fold->dims->traits);
	struct message *message;
	uint32_t *place;

	if (worker->count == FOLD_OPEN)
		fold_put_aside(fold, number);
	place = map_put(&worker->map, key);
	if (*place != 0)
		return (struct message *)(void *)(worker->open +
		    (*place - 1) * size);
	message = (struct message *)(void *)(worker->open +
	    worker->count * size);
	*place = (uint32_t)++worker->count;
	message_init(message, fold->dims->traits);
	message->key = key;
	return message;
}

/* A message may have several ids of providers: the others are put aside. */
static void
add_alias(struct fold *fold, size_t number, struct message *message,
    struct hash_key alias)
{
	if (hash_same(message->alias, alias))
		return;
	if (hash_is_none(message->alias))
		message->alias = alias;
	else
		fold_put_alias(fold, number, message->key, alias);
}

/* The message of an event, NULL: it is about none. */
static struct message *
find_message(struct fold *fold, size_t number, struct event *event)
{
	struct fold_worker *worker = &fold->workers[number];
	struct hash_key alias = {0, 0};
	struct message *message;

	if (event->kind == RECORD_CALL && event->call_id.p != NULL)
		return open_message(fold, number,
		    fold_call_key(fold, event->source, event->call_id));
	if (event->provider_message_id.p != NULL)
		alias = alias_key(fold, worker, event);
	if (event->message_id.p == NULL) {
		if (event->provider_message_id.p == NULL)
			return NULL;
		message = open_message(fold, number, alias);
		message->bits |= MESSAGE_ORPHAN;
		return message;
	}
	message = open_message(
	    fold, number, fold_message_key(fold, event->message_id));
	if (event->provider_message_id.p != NULL)
		add_alias(fold, number, message, alias);
	return message;
}

static void
add_person(
    struct fold *fold, struct fold_worker *worker, const struct event *event)
{
	unsigned known = (event->opt_out ? PERSON_OPTED_OUT : 0) |
	    (event->complaint ? PERSON_COMPLAINED : 0);

	if (known != 0 && event->person != 0)
		*map_put(&worker->people,
		    hash_number(&fold->seed, event->person)) |= known;
}

static void
add_event(struct fold *fold, size_t number, const struct event *given,
    struct arena *arena)
{
	struct fold_worker *worker = &fold->workers[number];
	uint32_t traits[DIMS_MAX] = {0};
	struct event event = *given;
	struct event_words texts = {.traits = traits};
	struct message *message;
	size_t i;

	if (event.at != EVENT_NEVER && event.kind != RECORD_CALL &&
	    event.at > worker->newest)
		worker->newest = event.at;
	add_person(fold, worker, &event);
	message = find_message(fold, number, &event);
	if (message == NULL)
		return;
	texts.reason = worker_word(worker, event.reason);
	texts.error = error_word(worker, &event);
	texts.currency = worker_word(worker, event.currency);
	for (i = 0; event.traits != NULL && i < fold->dims->traits; i++)
		traits[i] = trait_word(worker, event.traits[i], arena);
	message_add(
	    message, &event, &texts, fold->dims->traits, &worker->words);
}

int
fold_take(struct fold *fold, size_t number, struct record *record, bool alike,
    struct error *err)
{
	struct fold_worker *worker = &fold->workers[number];
	enum record_kind kind;
	struct event event;
	int got = event_read(
	    &worker->reader, record, alike, &event, &kind, err);

	if (got < 0)
		return -1;
	worker->counts[got > 0 ? FOLD_RECORDS : FOLD_OTHER_KIND]++;
	if (got > 0)
		add_event(fold, number, &event, &record->arena);
	return 0;
}

void
fold_put(struct fold *fold, size_t number, const struct message *message)
{
	struct fold_worker *worker = &fold->workers[number];
	struct message *open = open_message(fold, number, message->key);

	if (!hash_is_none(message->alias))
		add_alias(fold, number, open, message->alias);
	message_merge(open, message, fold->dims->traits, &worker->words);
}

void
fold_put_person(
    struct fold *fold, size_t number, struct hash_key person, unsigned known)
{
	if (known != 0)
		*map_put(&fold->workers[number].people, person) |= known;
}

uint32_t
fold_word(struct fold *fold, size_t number, struct slice text)
{
	return worker_word(&fold->workers[number], text);
}

unsigned
fold_person(const struct fold *fold, int64_t person)
{
	if (fold->people.count == 0 || person == 0)
		return 0;
	return map_find(&fold->people, hash_number(&fold->seed, person));
}
