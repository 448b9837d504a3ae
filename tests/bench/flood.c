/* SPDX-License-Identifier: ISC */
/*
 * flood [FILE ...]: what smssend does without its journal.  Each message record
 * is read and checked, its request is built by the same driver and goes out by
 * the same client, 64 at a time; the answer is parsed and told as a delivery
 * record.  Nothing is written down before, no rule is asked.
 */
#include "config/config.h"
#include "http/client.h"
#include "provider/provider.h"
#include "record/stream.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { FLOOD_SLOTS = 64, FLOOD_POLL_MS = 20 };

struct shot {
	struct record message;
	struct arena arena;
	struct provider_request request;
	bool busy;
};

struct flood {
	const struct provider *provider;
	struct provider_values values;
	struct http_client *client;
	struct stream_reader in;
	struct stream_writer out;
	struct record read, delivery;
	struct shot shots[FLOOD_SLOTS];
	size_t busy;
};

static void
flood_check(int result, const struct error *err)
{
	if (result == 0)
		return;
	(void)fprintf(stderr, "flood: %s\n", err->text);
	exit(err->code);
}

/* The next record on its way; false at the end. */
static bool
flood_start(struct flood *flood, struct shot *shot)
{
	struct error err;
	int got = stream_next(&flood->in, &flood->read, &err);

	flood_check(got < 0 ? -1 : 0, &err);
	if (got == 0)
		return false;
	arena_reset(&shot->arena);
	flood_check(record_fill(&shot->message,
			arena_slice(&shot->arena, flood->read.text), &err),
	    &err);
	flood_check(record_check(&shot->message, &err), &err);
	flood_check(flood->provider->build(&flood->values, &shot->message,
			"flood", &shot->arena, &shot->request, &err),
	    &err);
	shot->request.http.tag = shot;
	flood_check(
	    http_client_start(flood->client, &shot->request.http, &err), &err);
	shot->busy = true;
	flood->busy++;
	return true;
}

static void
flood_end(struct flood *flood, const struct http_answer *answer)
{
	static const char *const names[] = {[PROVIDER_SENT] = "accepted",
	    [PROVIDER_FAILED] = "failed",
	    [PROVIDER_RETRY] = "queued",
	    [PROVIDER_AMBIGUOUS] = "ambiguous",
	    [PROVIDER_FATAL] = "failed"};
	struct shot *shot = answer->tag;
	struct record *delivery = &flood->delivery;
	struct provider_outcome outcome;
	struct error err;

	flood->provider->parse(answer, &shot->arena, &outcome);
	record_start(delivery, RECORD_DELIVERY);
	record_copy_text(
	    delivery, "message_id", record_text(&shot->message, "message_id"));
	record_copy_text(delivery, "provider_message_id", outcome.id);
	record_copy_text(delivery, "to", record_text(&shot->message, "to"));
	record_set_text(delivery, "status", slice_of(names[outcome.verdict]));
	flood_check(stream_write(&flood->out, delivery, &err), &err);
	shot->busy = false;
	flood->busy--;
}

static void
flood_work(struct flood *flood)
{
	struct http_answer answer;
	bool more = true;
	size_t i;

	do {
		for (i = 0; more && i < FLOOD_SLOTS; i++)
			if (!flood->shots[i].busy)
				more = flood_start(flood, &flood->shots[i]);
		(void)http_client_wait(flood->client, -1, FLOOD_POLL_MS);
		while (http_client_next(flood->client, &answer))
			flood_end(flood, &answer);
	} while (more || flood->busy > 0);
}

int
main(int argc, char **argv)
{
	static struct flood flood;
	struct config config = {0};
	struct error err;

	(void)argc;
	(void)signal(SIGPIPE, SIG_IGN);
	flood.provider = provider_find("twilio");
	flood_check(config_load(&config, NULL, &err), &err);
	flood_check(
	    provider_configure(flood.provider, &config, &flood.values, &err),
	    &err);
	flood.client = http_client_new(&err);
	flood_check(flood.client != NULL ? 0 : -1, &err);
	flood_check(stream_writer_open(&flood.out, NULL, &err), &err);
	stream_reader_init(&flood.in, argv + 1);
	flood_work(&flood);
	flood_check(stream_writer_close(&flood.out, &err), &err);
	return 0;
}
