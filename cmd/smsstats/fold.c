/* SPDX-License-Identifier: ISC */
#include "fold.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FOLD_ROOM_MIN = 1024 }; /* messages */

void
fold_init(struct fold *fold, const struct hash_seed *seed)
{
	*fold = (struct fold){.seed = *seed, .newest = INT64_MIN};
	words_init(&fold->words, seed);
	buf_init(&fold->scratch, BUF_NO_CAP);
}

void
fold_release(struct fold *fold)
{
	map_release(&fold->keys);
	map_release(&fold->opted_out);
	words_release(&fold->words);
	buf_release(&fold->scratch);
	free(fold->messages);
	*fold = (struct fold){0};
}

static uint32_t
fold_new(struct fold *fold)
{
	if (fold->count == fold->room) {
		fold->room = fold->room > 0 ? 2 * fold->room : FOLD_ROOM_MIN;
		fold->messages = mem_realloc(
		    fold->messages, fold->room, sizeof(*fold->messages));
	}
	message_init(&fold->messages[fold->count++]);
	return (uint32_t)fold->count;
}

/* The message that one turned out to be; the way there gets shorter. */
static uint32_t
fold_root(struct fold *fold, uint32_t number)
{
	struct message *message = &fold->messages[number - 1];

	while (message->forward != 0) {
		const struct message *next =
		    &fold->messages[message->forward - 1];

		if (next->forward != 0)
			message->forward = next->forward;
		number = message->forward;
		message = &fold->messages[number - 1];
	}
	return number;
}

/* The message of a key that stands in scratch; *known 0, or what it must be. */
static void
fold_join(struct fold *fold, uint32_t *known)
{
	struct hash_key key = hash_text(&fold->seed, buf_slice(&fold->scratch));
	uint32_t *number = map_put(&fold->keys, key), root;

	if (*number == 0) {
		*number = *known != 0 ? *known : fold_new(fold);
		*known = *number;
		return;
	}
	root = fold_root(fold, *number);
	if (*known != 0 && root != *known) {
		message_merge(&fold->messages[root - 1],
		    &fold->messages[*known - 1], &fold->words);
		fold->messages[*known - 1].forward = root;
	}
	*known = root;
}

/* 0 when the event is about no message. */
static uint32_t
fold_find(struct fold *fold, const struct event *event)
{
	struct buf *key = &fold->scratch;
	uint32_t number = 0;

	if (event->message_id.p != NULL) {
		buf_reset(key);
		buf_addc(key, 'm');
		buf_addslice(key, event->message_id);
		fold_join(fold, &number);
	}
	if (event->provider_message_id.p != NULL) {
		buf_reset(key);
		buf_addc(key, 'p');
		buf_addslice(key, event->provider);
		buf_addc(key, '\0');
		buf_addslice(key, event->provider_message_id);
		fold_join(fold, &number);
	}
	return number;
}

/* "twilio\0" "30007\0" "carrier_filtered": the labels of a row. */
static uint32_t
fold_error(struct fold *fold, const struct event *event)
{
	enum error_class class = event->error_class != ERROR_NONE
	    ? event->error_class
	    : ERROR_UNKNOWN;
	struct buf *label = &fold->scratch;

	if (event->error_code.p == NULL)
		return 0;
	buf_reset(label);
	buf_addslice(label, event->provider);
	buf_addc(label, '\0');
	buf_addslice(label, event->error_code);
	buf_addc(label, '\0');
	buf_addslice(label, event_errors[class].name);
	return words_number(&fold->words, buf_slice(label));
}

void
fold_add(struct fold *fold, const struct event *event)
{
	uint32_t number = fold_find(fold, event), reason, error;

	if (event->at > fold->newest)
		fold->newest = event->at;
	if (event->opt_out && event->person != 0)
		*map_put(&fold->opted_out,
		    hash_number(&fold->seed, event->person)) = 1;
	if (number == 0)
		return;
	if (event->state == STATE_NONE) {
		message_answer(
		    &fold->messages[number - 1], event->answer, event->at);
		return;
	}
	reason = words_number(&fold->words, event->reason);
	error = fold_error(fold, event);
	message_add(
	    &fold->messages[number - 1], event, reason, error, &fold->words);
}

const struct message *
fold_next(const struct fold *fold, size_t *step)
{
	const struct message *message;

	while (*step < fold->count) {
		message = &fold->messages[(*step)++];
		if (message->forward == 0 &&
		    message->marks[MARK_STATE].state != STATE_NONE)
			return message;
	}
	return NULL;
}

bool
fold_opted_out(const struct fold *fold, int64_t person)
{
	return map_find(&fold->opted_out, hash_number(&fold->seed, person)) !=
	    0;
}
