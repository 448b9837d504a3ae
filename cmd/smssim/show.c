/* SPDX-License-Identifier: ISC */
#include "show.h"

#include "base/mem.h"
#include "record/doc.h"
#include "time/instant.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

static void
show_text(struct json_object *object, const char *key, const char *text)
{
	doc_put_take(
	    object, key, text != NULL ? doc_new_text(slice_of(text)) : NULL);
}

static void
show_number(struct json_object *object, const char *key, int64_t number)
{
	doc_put_take(object, key, doc_new_int(number));
}

/* A message as its phone sees it. */
static struct json_object *
show_bubble(const struct sim_message *message)
{
	struct json_object *object = doc_new_object();
	bool typed = message->origin == SIM_INBOUND;

	show_text(object, "sid", message->sid);
	doc_put_take(object, "typed", doc_new_bool(typed));
	show_text(object, "peer", typed ? message->to : message->from);
	show_text(object, "body", message->body);
	show_text(object, "status", status_name(message->status));
	show_number(object, "error_code", message->error_code);
	show_number(object, "media", (int64_t)message->media);
	show_number(object, "at", message->created_at);
	return object;
}

static struct json_object *
show_phone(const struct sim_phone *phone, size_t messages_max)
{
	const struct sim_message *last = phone->last, *message;
	size_t count = phone->count < messages_max ? phone->count
						   : messages_max;
	const struct sim_message **shown = mem_zalloc(count, sizeof(*shown));
	struct json_object *object = doc_new_object();
	struct json_object *blocked = doc_new_array();
	struct json_object *messages = doc_new_array();
	size_t i;

	for (i = count, message = last; i > 0; message = message->before)
		shown[--i] = message;
	for (i = 0; i < count; i++)
		doc_push_take(messages, show_bubble(shown[i]));
	for (i = 0; i < phone->blocked_count; i++)
		doc_push_take(
		    blocked, doc_new_text(slice_of(phone->blocked[i])));
	show_text(object, "number", phone->number);
	show_text(object, "sender",
	    last->origin == SIM_INBOUND ? last->to : last->from);
	show_number(object, "count", (int64_t)phone->count);
	doc_put_take(object, "blocked", blocked);
	doc_put_take(object, "messages", messages);
	free(shown);
	return object;
}

struct json_object *
show_phones(const struct sim *sim, size_t phones_max, size_t messages_max)
{
	struct json_object *object = doc_new_object();
	struct json_object *phones = doc_new_array();
	const struct sim_phone *phone = sim->newest;
	size_t i;

	for (i = 0; i < phones_max && phone != NULL; i++) {
		doc_push_take(phones, show_phone(phone, messages_max));
		phone = phone->older;
	}
	show_number(object, "version", (int64_t)sim->version);
	show_number(object, "count", (int64_t)sim->phone_count);
	doc_put_take(object, "phones", phones);
	return object;
}

static struct json_object *
show_message(const struct sim_message *message)
{
	static const char *const origins[] = {
	    [SIM_API] = "api", [SIM_AUTO] = "auto", [SIM_INBOUND] = "inbound"};
	struct json_object *object = doc_new_object();
	char created[INSTANT_TEXT_MAX];

	instant_format(message->created_at, created);
	show_text(object, "sid", message->sid);
	show_text(object, "provider",
	    message->account != NULL ? message->account->wire->name : NULL);
	show_text(object, "origin", origins[message->origin]);
	show_text(object, "to", message->to);
	show_text(object, "from", message->from);
	show_text(object, "body", message->body);
	show_text(object, "status", status_name(message->status));
	show_number(object, "error_code", message->error_code);
	show_text(object, "created_at", created);
	show_text(object, "ref", message->reference);
	show_text(object, "status_callback", message->callback);
	show_text(object, "fate", message->fate);
	show_text(object, "receipt",
	    message->receipt != NULL ? message->receipt->name : NULL);
	show_number(object, "posted", message->posted);
	show_number(object, "post_failed", message->post_failed);
	return object;
}

typedef int show_compare(const void *a, const void *b);

static int
show_compare_texts(const void *a, const void *b)
{
	const struct sim_message *const *one = a, *const *other = b;
	int order = strcmp((*one)->to, (*other)->to);

	return order != 0 ? order : strcmp((*one)->body, (*other)->body);
}

static int
show_compare_references(const void *a, const void *b)
{
	const struct sim_message *const *one = a, *const *other = b;

	return strcmp((*one)->reference, (*other)->reference);
}

/* Sorts the messages and adds one entry for each run of equal ones. */
static struct json_object *
show_counts(const struct sim_message **messages, size_t count,
    show_compare *compare, bool by_reference)
{
	struct json_object *counts = doc_new_array(), *entry;
	size_t i, run;

	qsort(messages, count, sizeof(*messages), compare);
	for (i = 0; i < count; i += run) {
		run = 1;
		while (i + run < count &&
		    compare(&messages[i], &messages[i + run]) == 0)
			run++;
		entry = doc_new_object();
		if (by_reference) {
			show_text(entry, "ref", messages[i]->reference);
		} else {
			show_text(entry, "to", messages[i]->to);
			show_text(entry, "body", messages[i]->body);
		}
		show_number(entry, "count", (int64_t)run);
		doc_push_take(counts, entry);
	}
	return counts;
}

struct json_object *
show_messages(const struct sim *sim)
{
	const struct sim_message **sent = mem_zalloc(sim->count, sizeof(*sent));
	const struct sim_message **referred = mem_zalloc(
	    sim->count, sizeof(*referred));
	struct json_object *object = doc_new_object();
	struct json_object *messages = doc_new_array();
	size_t sent_count = 0, referred_count = 0, i;

	for (i = 0; i < sim->count; i++) {
		doc_push_take(messages, show_message(sim->messages[i]));
		if (sim->messages[i]->origin != SIM_API)
			continue;
		sent[sent_count++] = sim->messages[i];
		if (sim->messages[i]->reference != NULL)
			referred[referred_count++] = sim->messages[i];
	}
	show_number(object, "accepted", (int64_t)sent_count);
	doc_put_take(object, "messages", messages);
	doc_put_take(object, "counts",
	    show_counts(sent, sent_count, show_compare_texts, false));
	doc_put_take(object, "references",
	    show_counts(
		referred, referred_count, show_compare_references, true));
	free(referred);
	free(sent);
	return object;
}
