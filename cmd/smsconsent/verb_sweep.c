/* SPDX-License-Identifier: ISC */
/*
 * sweep: asks providers for the texts and opt-outs that the webhook did not
 * hear of.  A text becomes the reply that the webhook would have written, for
 * smsreply; who is on a list of opt-outs is withdrawn in the ledger.
 */
#include "session.h"
#include "sweep.h"
#include "verbs.h"

#include "record/stream.h"
#include "text/phone.h"
#include "time/instant.h"

#include <string.h>

/* How far back it looks unless it is told. */
#define SWEEP_DEFAULT_MS INSTANT_DAY

struct options {
	struct opt_common common;
	const char *since;
};

static const struct opt own_options[] = {
    {0, "since", "time", OPT_TEXT, offsetof(struct options, since),
	"look back to this time (RFC 3339); else a day"},
    VERB_NOW,
};

struct swept {
	struct session *session;
	struct http_client *client;
	struct stream_writer out;
	int64_t since_ms;
	struct buf lines; /* of a page, until its commit; each ends with '\n' */
	size_t texts, optouts, lists;
	int failure; /* exit code of the first list that failed; 0: none */
};

static void
swept_add_line(struct swept *swept, const struct record *record)
{
	record_write(record, &swept->lines);
	buf_addc(&swept->lines, '\n');
}

/* ---- what was missed ----------------------------------------------------- */

static int
swept_text(struct swept *swept, const struct provider *provider,
    const struct provider_missed *missed, struct error *err)
{
	struct session *session = swept->session;
	struct record reply = {0};
	struct inbound_filter known = {.number = missed->from, .limit = 1};
	struct inbound_text *texts;
	size_t count;
	int result;

	provider_missed_reply(
	    provider, missed, clock_now(&session->clock), &reply);
	known.reply_id = record_text(&reply, "reply_id");
	result = inbound_list(
	    session->store, &known, &session->arena, &texts, &count, err);
	if (result == 0 && count == 0) {
		swept_add_line(swept, &reply);
		swept->texts++;
	}
	record_release(&reply);
	return result;
}

static int
swept_optout(struct swept *swept, const struct provider *provider,
    const struct provider_missed *missed, struct error *err)
{
	struct session *session = swept->session;
	struct record consent = {0};
	struct ledger_act act = {.tenant = slice_of(session->config.tenant),
	    .number = missed->from,
	    .action = "revoked",
	    .method = "provider",
	    .category = "any",
	    .channel = "any",
	    .scope = "tenant",
	    .sender = missed->to,
	    .excerpt = missed->body,
	    .effective_ms = missed->at_ms};
	struct buf source;
	int added;

	if (!phone_is_e164(missed->from))
		return 0;
	buf_init(&source, BUF_NO_CAP);
	buf_addf(&source, "optout:%s/%.*s/%.*s@%lld", provider->name,
	    SLICE_ARG(missed->to), SLICE_ARG(missed->from),
	    (long long)missed->at_ms);
	act.source = buf_slice(&source);
	added = ledger_write(
	    session->store, &act, clock_now(&session->clock), &consent, err);
	if (added > 0) {
		swept_add_line(swept, &consent);
		swept->optouts++;
	}
	record_release(&consent);
	buf_release(&source);
	return added < 0 ? -1 : 0;
}

/* Nothing of a page is told of before all of it is written down. */
static int
swept_take(void *context, const struct sweep_list *list,
    const struct provider_missed_page *page, struct error *err)
{
	struct swept *swept = context;
	struct store *store = swept->session->store;
	const struct provider_missed *missed;
	int result = store_begin(store, err);
	size_t i;

	for (i = 0; result == 0 && i < page->count; i++) {
		missed = &page->list[i];
		/* A provider may know days only. */
		if (missed->at_ms != 0 && missed->at_ms < swept->since_ms)
			continue;
		result = missed->id.p != NULL
		    ? swept_text(swept, list->provider, missed, err)
		    : swept_optout(swept, list->provider, missed, err);
	}
	if (result == 0)
		result = store_commit(store, err);
	store_rollback(store);
	if (result == 0 && swept->lines.len > 0)
		result = stream_write_text(
		    &swept->out, buf_slice(&swept->lines), err);
	buf_reset(&swept->lines);
	arena_reset(&swept->session->arena);
	return result;
}

/* ---- whom to ask --------------------------------------------------------- */

/* One list that fails keeps no other from being asked. */
static void
swept_ask(struct swept *swept, struct sweep_list *list, const char *sender)
{
	struct error err = {.code = 0};

	list->query = (struct provider_query){
	    .to = slice_of(sender), .since_ms = swept->since_ms};
	swept->lists++;
	if (sweep_list(swept->client, list, swept_take, swept, &err) == 0)
		return;
	error_prefix(&err, "%s%s%s", list->provider->name,
	    sender != NULL ? ": " : "", sender != NULL ? sender : "");
	if (err.code == EX_DATAERR)
		err.code = EX_UNAVAILABLE;
	diag_error(&swept->session->diag, &err);
	if (swept->failure == 0)
		swept->failure = err.code;
}

/* Each of its senders, or all in one where none is named (a pool). */
static int
swept_provider(
    struct swept *swept, const struct provider *provider, struct error *err)
{
	const struct config *config = &swept->session->config;
	struct sweep_list list = {.provider = provider};
	size_t before = swept->lists, i;

	if (provider_configure(provider, config, &list.values, err) != 0)
		return -1;
	for (i = 0; i < config->sender_count; i++)
		if (config->senders[i].provider == NULL ||
		    strcmp(config->senders[i].provider, provider->name) == 0)
			swept_ask(swept, &list, config->senders[i].number);
	if (swept->lists == before)
		swept_ask(swept, &list, NULL);
	return 0;
}

static int
swept_all(struct swept *swept, struct error *err)
{
	const struct config *config = &swept->session->config;
	const struct provider *const *provider = provider_table();

	for (; *provider != NULL; provider++)
		if ((*provider)->missed_build != NULL &&
		    yaml_get(config->providers, (*provider)->name) != NULL &&
		    swept_provider(swept, *provider, err) != 0)
			return -1;
	if (swept->lists == 0)
		return error_set(err, EX_CONFIG,
		    "no provider is configured that can be asked");
	diag_note(&swept->session->diag, "missed: %zu texts, %zu opt-outs",
	    swept->texts, swept->optouts);
	return swept->failure == 0
	    ? 0
	    : error_set(err, swept->failure, "not all were asked: sweep again");
}

static int
sweep(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct swept swept = {.session = session};
	int result = 0;

	(void)number;
	swept.since_ms = clock_now(&session->clock) - SWEEP_DEFAULT_MS;
	if (options->since != NULL &&
	    instant_parse(slice_of(options->since), &swept.since_ms) != 0)
		return error_set(err, EX_USAGE,
		    "no RFC 3339 time with an offset: '%s'", options->since);
	swept.client = http_client_new(err);
	if (swept.client == NULL)
		return -1;
	buf_init(&swept.lines, BUF_NO_CAP);
	result = stream_writer_open(&swept.out, NULL, err);
	if (result == 0) {
		result = swept_all(&swept, err);
		if (stream_writer_close(&swept.out, err) != 0)
			result = -1;
	}
	buf_release(&swept.lines);
	http_client_free(swept.client);
	return result == 0 ? 1 : -1;
}

static int
sweep_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, false, sweep);
}

const struct verb verb_sweep = {
    .word = "sweep",
    .program = {.name = "smsconsent sweep",
	.operands = "",
	.about = "Ask providers what the webhook has missed.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = sweep_run,
};
