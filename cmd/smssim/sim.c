/* SPDX-License-Identifier: ISC */
#include "sim.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "base/num.h"
#include "text/segment.h"
#include "wire.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	SIM_SID_RANDOM = 12, /* random bytes of a sid; the index follows */
	SIM_SID_INDEX = 8, /* hex digits of the index */
	SIM_FIRST_ROOM = 256,
};

static int
sim_compare_phones(const void *a, const void *b)
{
	const struct sim_phone *one = a, *other = b;

	return strcmp(one->number, other->number);
}

struct sim_phone *
sim_phone(const struct sim *sim, struct slice number)
{
	char *text = mem_strndup(number.p, number.n);
	struct sim_phone key = {.number = text};
	struct sim_phone **found = tfind(
	    &key, &sim->phone_tree, sim_compare_phones);

	free(text);
	return found != NULL ? *found : NULL;
}

static void
sim_unlink_phone(struct sim *sim, struct sim_phone *phone)
{
	if (phone->newer != NULL)
		phone->newer->older = phone->older;
	if (phone->older != NULL)
		phone->older->newer = phone->newer;
	if (sim->newest == phone)
		sim->newest = phone->older;
	phone->newer = phone->older = NULL;
}

/* Puts the message into its phone's conversation, and that one on top. */
static void
sim_show(struct sim *sim, struct sim_message *message, struct slice number)
{
	struct sim_phone *phone = sim_phone(sim, number);

	if (phone == NULL) {
		phone = mem_zalloc(1, sizeof(*phone));
		phone->number = mem_strndup(number.p, number.n);
		if (tsearch(phone, &sim->phone_tree, sim_compare_phones) ==
		    NULL)
			mem_exhausted();
		sim->phone_count++;
	} else {
		sim_unlink_phone(sim, phone);
	}
	message->before = phone->last;
	phone->last = message;
	phone->count++;
	phone->older = sim->newest;
	if (phone->older != NULL)
		phone->older->newer = phone;
	sim->newest = phone;
}

/*
 * 32 hex digits in the provider's form.  The last eight are the message's
 * index, so that it is found again without a table; the rest is random, since a
 * store that outlives this program must not meet an id twice.
 */
static void
sim_name(struct sim_message *message)
{
	uint8_t random[SIM_SID_RANDOM];
	char hex[WIRE_HEX_SIZE];

	crypto_random(random, sizeof(random));
	crypto_hex(random, sizeof(random), hex);
	(void)snprintf(hex + 2 * SIM_SID_RANDOM,
	    sizeof(hex) - 2 * SIM_SID_RANDOM, "%0*zx", SIM_SID_INDEX,
	    message->index);
	if (message->account != NULL &&
	    message->account->wire->name_message != NULL)
		message->account->wire->name_message(
		    hex, message->media > 0, message->sid);
	else
		(void)snprintf(message->sid, sizeof(message->sid), "%s%s",
		    message->media > 0 ? "MM" : "SM", hex);
}

struct sim_message *
sim_find(const struct sim *sim, struct slice sid)
{
	char digits[SIM_SID_INDEX + 1];
	unsigned long index;

	if (sid.n < SIM_SID_INDEX || sid.n >= SIM_SID_MAX)
		return NULL;
	memcpy(digits, sid.p + sid.n - SIM_SID_INDEX, SIM_SID_INDEX);
	digits[SIM_SID_INDEX] = '\0';
	index = strtoul(digits, NULL, 16);
	if (index >= sim->count || !slice_is(sid, sim->messages[index]->sid))
		return NULL;
	return sim->messages[index];
}

/* Copies the text to *at with a NUL and moves on; NULL for one not there. */
static const char *
sim_copy(char **at, struct slice text)
{
	char *copy = *at;

	if (text.p == NULL)
		return NULL;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	*at += text.n + 1;
	return copy;
}

/* The message and its texts in one block. */
static struct sim_message *
sim_make(const struct sim_draft *draft, size_t size)
{
	struct sim_message *message = mem_zalloc(1, size);
	char *at = (char *)(message + 1);

	message->account = draft->account;
	message->origin = draft->origin;
	message->to = sim_copy(&at, draft->to);
	message->from = sim_copy(&at, draft->from);
	message->body = sim_copy(&at, draft->body);
	message->callback = sim_copy(&at, draft->callback);
	message->reference = sim_copy(&at, draft->reference);
	message->fate = draft->fate;
	message->media = draft->media;
	return message;
}

struct sim_message *
sim_add(struct sim *sim, const struct sim_draft *draft)
{
	size_t size = sizeof(struct sim_message) + draft->to.n + draft->from.n +
	    draft->body.n + draft->callback.n + draft->reference.n + 5;
	struct sim_message *message;
	struct segment_count count;

	if (sim->count == SIM_MESSAGES_MAX ||
	    size > SIM_MEMORY_MAX - sim->memory)
		return NULL;
	if (sim->count == sim->room) {
		sim->room = sim->room > 0 ? 2 * sim->room : SIM_FIRST_ROOM;
		sim->messages = mem_realloc(
		    sim->messages, sim->room, sizeof(struct sim_message *));
	}
	message = sim_make(draft, size);
	message->index = sim->count;
	sim_name(message);
	segment_count(draft->body, &count);
	message->segments = count.segments;
	message->created_at = clock_now(&sim->clock);
	message->updated_at = message->created_at;
	message->status = draft->origin == SIM_API ? STATUS_QUEUED
						   : STATUS_DELIVERED;
	if (draft->origin == SIM_INBOUND)
		message->status = STATUS_RECEIVED;
	if (draft->origin != SIM_API)
		message->sent_at = message->created_at;
	sim->messages[sim->count++] = message;
	sim->memory += size;
	sim_show(sim, message,
	    draft->origin == SIM_INBOUND ? draft->from : draft->to);
	sim->version++;
	return message;
}

void
sim_advance(struct sim *sim, struct sim_message *message, enum status status)
{
	if (status <= message->status)
		return;
	message->status = status;
	message->updated_at = clock_now(&sim->clock);
	if (message->sent_at == 0 && status != STATUS_FAILED)
		message->sent_at = message->updated_at;
	if (message->receipt != NULL && message->account != NULL &&
	    (status == STATUS_UNDELIVERED || status == STATUS_FAILED))
		message->error_code =
		    message->account->wire->codes[message->receipt->reason];
	sim->version++;
}

/* Where the sender stands among the blocked ones; blocked_count: nowhere. */
static size_t
sim_block_of(const struct sim_phone *phone, struct slice sender)
{
	size_t i = 0;

	while (i < phone->blocked_count && !slice_is(sender, phone->blocked[i]))
		i++;
	return i;
}

bool
sim_is_blocked(const struct sim *sim, struct slice number, struct slice sender)
{
	const struct sim_phone *phone = sim_phone(sim, number);

	return phone != NULL &&
	    sim_block_of(phone, sender) < phone->blocked_count;
}

bool
sim_block(
    struct sim *sim, struct slice number, struct slice sender, bool blocked)
{
	struct sim_phone *phone = sim_phone(sim, number);
	size_t at;

	if (phone == NULL)
		return false;
	at = sim_block_of(phone, sender);
	if (blocked == (at < phone->blocked_count) || at == SIM_BLOCKS_MAX)
		return false;
	if (blocked) {
		phone->blocked[phone->blocked_count++] = mem_strndup(
		    sender.p, sender.n);
	} else {
		free(phone->blocked[at]);
		phone->blocked[at] = phone->blocked[--phone->blocked_count];
	}
	sim->version++;
	return true;
}

static void
sim_free_phone(struct sim_phone *phone)
{
	size_t i;

	for (i = 0; i < phone->blocked_count; i++)
		free(phone->blocked[i]);
	free(phone->number);
	free(phone);
}

void
sim_release(struct sim *sim)
{
	struct sim_phone *phone, *older;
	size_t i;

	for (phone = sim->newest; phone != NULL; phone = older) {
		older = phone->older;
		(void)tdelete(phone, &sim->phone_tree, sim_compare_phones);
		sim_free_phone(phone);
	}
	for (i = 0; i < sim->count; i++)
		free(sim->messages[i]);
	free(sim->messages);
	accounts_release(&sim->accounts);
	*sim = (struct sim){0};
}
