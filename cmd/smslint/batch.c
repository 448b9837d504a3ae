/* SPDX-License-Identifier: ISC */
#include "batch.h"

#include "base/mem.h"
#include "lint.h"

#include <stdlib.h>
#include <string.h>

enum {
	SKETCH = 16, /* minima of a body */
	SKETCH_ALIKE = 8, /* of them, from which on bodies are near alike */
	BANDS = 8, /* pairs of minima, by which one is found again */
	BAND_SLOTS = 1 << 16,
	SHINGLE = 3, /* words in a row */
	TEXT_WAYS = 4, /* places of a text in the table */
};

struct body {
	uint32_t sketch[SKETCH];
	uint32_t senders[BATCH_SENDERS], hosts[BATCH_HOSTS];
	uint32_t made; /* counts what has been in this place; 0: nothing */
	uint8_t sender_count, host_count;
};

/* Where bodies of that pair of minima are. */
struct band {
	uint32_t key;
	uint32_t made; /* of the body, which may have been replaced */
	uint32_t body;
};

struct text {
	uint64_t key; /* of number and body; 0: nothing */
	uint64_t id; /* of the record */
	int64_t at_ms;
};

struct batch {
	struct body bodies[BATCH_BODIES];
	struct band bands[BAND_SLOTS];
	struct text texts[BATCH_TEXTS];
	uint32_t made; /* bodies so far */
};

struct batch *
batch_new(void)
{
	return mem_zalloc(1, sizeof(struct batch));
}

void
batch_free(struct batch *batch)
{
	free(batch);
}

/* ---- sketches ----------------------------------------------------------- */

static uint64_t
mix(uint64_t a, uint64_t b)
{
	uint64_t h = (a ^ (b + UINT64_C(0x9e3779b97f4a7c15))) *
	    UINT64_C(0xff51afd7ed558ccd);

	return h ^ h >> 32;
}

static uint64_t
hash_of(struct slice text)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < text.n; i++)
		hash = (hash ^ (unsigned char)text.p[i]) *
		    UINT64_C(0x100000001b3);
	return hash;
}

/* Numbers and links are what differs; each kind of them is one word. */
static uint64_t
hash_of_token(const struct token *token)
{
	return token->word != LEXICON_UNKNOWN && token->word < LEXICON_WORDS
	    ? token->word
	    : token->hash;
}

/*
 * One hash a shingle: its top bits say which minimum it competes for.  One for
 * which none did takes the next one's (Shrivastava and Li, 2014).
 */
static void
sketch_of(const struct token *tokens, size_t count, uint32_t sketch[SKETCH])
{
	uint32_t minima[SKETCH];
	uint64_t shingle;
	uint32_t low;
	size_t i, k;

	memset(minima, 0xff, sizeof(minima));
	for (i = 0; i < count; i++) {
		shingle = hash_of_token(&tokens[i]);
		for (k = 1; k < SHINGLE && i + k < count; k++)
			shingle = mix(shingle, hash_of_token(&tokens[i + k]));
		shingle = mix(shingle, SHINGLE);
		low = (uint32_t)shingle;
		k = (size_t)(shingle >> 40) % SKETCH;
		if (low < minima[k])
			minima[k] = low;
	}
	for (i = 0; i < SKETCH; i++) {
		for (k = 0;
		     k < SKETCH - 1 && minima[(i + k) % SKETCH] == UINT32_MAX;
		     k++)
			;
		sketch[i] = minima[(i + k) % SKETCH] + (uint32_t)k;
	}
}

static size_t
sketch_alike(const uint32_t *a, const uint32_t *b)
{
	size_t i, alike = 0;

	for (i = 0; i < SKETCH; i++)
		alike += a[i] == b[i];
	return alike;
}

/* ---- bodies ------------------------------------------------------------- */

static uint32_t
band_key(const uint32_t *sketch, size_t band)
{
	return (uint32_t)mix(
	    (uint64_t)sketch[2 * band] << 32 | sketch[2 * band + 1], band);
}

/* A body near alike, or a new place for this one. */
static struct body *
body_of(struct batch *batch, const uint32_t sketch[SKETCH])
{
	struct body *body;
	struct band *band;
	uint32_t key;
	size_t i;

	for (i = 0; i < BANDS; i++) {
		key = band_key(sketch, i);
		band = &batch->bands[key % BAND_SLOTS];
		body = &batch->bodies[band->body];
		if (band->made != 0 && band->key == key &&
		    body->made == band->made &&
		    sketch_alike(sketch, body->sketch) >= SKETCH_ALIKE)
			return body;
	}
	body = &batch->bodies[batch->made % BATCH_BODIES];
	*body = (struct body){.made = ++batch->made};
	memcpy(body->sketch, sketch, sizeof(body->sketch));
	for (i = 0; i < BANDS; i++) {
		key = band_key(sketch, i);
		batch->bands[key % BAND_SLOTS] = (struct band){
		    key, body->made, (uint32_t)(body - batch->bodies)};
	}
	return body;
}

/* Adds to a list of different ones that is never longer than its limit. */
static void
list_add(uint32_t *list, uint8_t *count, size_t limit, uint64_t hash)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (list[i] == (uint32_t)hash)
			return;
	if (*count < limit)
		list[(*count)++] = (uint32_t)hash;
}

/* "a.maple.example" and "b.maple.example" are of one owner. */
static struct slice
owner_of(struct slice host)
{
	size_t at = host.n, dots = 0;

	while (at > 0 && dots < 2)
		dots += host.p[--at] == '.';
	at += dots == 2;
	return (struct slice){host.p + at, host.n - at};
}

/* ---- texts -------------------------------------------------------------- */

/* The same text to the same person, by another record, not long ago? */
static bool
text_again(struct batch *batch, const struct lint_message *message)
{
	uint64_t key = mix(hash_of(message->to), hash_of(message->body)) | 1;
	uint64_t id = hash_of(message->id);
	struct text *text, *oldest = NULL;
	size_t i, slot = (size_t)(key >> 8) % (BATCH_TEXTS / TEXT_WAYS);
	bool again;

	for (i = 0; i < TEXT_WAYS; i++) {
		text = &batch->texts[slot * TEXT_WAYS + i];
		if (text->key == key) {
			again = text->id != id &&
			    message->at_ms - text->at_ms < BATCH_WINDOW_MS &&
			    text->at_ms - message->at_ms < BATCH_WINDOW_MS;
			text->id = id;
			text->at_ms = message->at_ms;
			return again;
		}
		if (oldest == NULL || text->key == 0 ||
		    (oldest->key != 0 && text->at_ms < oldest->at_ms))
			oldest = text;
	}
	*oldest = (struct text){key, id, message->at_ms};
	return false;
}

void
batch_note(struct batch *batch, const struct lint_message *message,
    struct batch_answer *answer)
{
	const struct links *links = &message->links;
	uint32_t sketch[SKETCH];
	struct body *body;
	size_t i;

	*answer = (struct batch_answer){.senders = 0};
	if (message->tokens.count == 0)
		return;
	sketch_of(message->tokens.list, message->tokens.count, sketch);
	body = body_of(batch, sketch);
	if (message->from.p != NULL)
		list_add(body->senders, &body->sender_count, BATCH_SENDERS,
		    hash_of(message->from));
	for (i = 0; i < links->count; i++)
		if (links->list[i].host.n > 0)
			list_add(body->hosts, &body->host_count, BATCH_HOSTS,
			    hash_of(owner_of(links->list[i].host)));
	answer->senders = body->sender_count;
	answer->hosts = links->count > 0 ? body->host_count : 0;
	answer->again = message->to.p != NULL && text_again(batch, message);
}
