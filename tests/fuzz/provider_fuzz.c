/* SPDX-License-Identifier: ISC */
/*
 * provider: any bytes as the answer of each provider, as a page of its lists,
 * and as the body or query of its webhooks.  Proof that a message was or was
 * not accepted is never made up, no page is asked for elsewhere, nothing
 * unsigned is believed, and the records that come out are records.
 */
#include "base/buf.h"
#include "provider/provider.h"
#include "tests/fuzz/fuzz_record.h"
#include "tests/unit/provider_samples.h"

#include <strings.h>

#define URL "https://hooks.example.test/hook?"
#define NOW_MS INT64_C(1796758200000)

/* ---- answers ------------------------------------------------------------- */

/* 5xx may have been accepted; Kannel's page of a full queue says that it was
 * not.  A refusal within a 200 is Vonage's way. */
static void
check_proof(const struct provider *provider, int status,
    const struct provider_outcome *outcome)
{
	bool fine = status >= 200 && status < 300;

	switch (outcome->verdict) {
	case PROVIDER_SENT:
		HOLDS(fine);
		HOLDS(outcome->id.n > 0 || provider->names_no_id);
		break;
	case PROVIDER_AMBIGUOUS:
		HOLDS(status != 401 && status != 429);
		break;
	default:
		HOLDS(outcome->id.p == NULL);
		HOLDS(status != 302 &&
		    (status < 500 || strcmp(provider->name, "kannel") == 0 ||
			strcmp(provider->name, "sns") == 0 ||
			strcmp(provider->name, "aws-sms") == 0));
	}
}

static void
check_answers(const struct provider *provider, struct slice body)
{
	static const int statuses[] = {
	    200, 201, 202, 302, 400, 401, 404, 429, 500, 503};
	struct http_answer answer = {.outcome = HTTP_ANSWERED,
	    .body = body,
	    .retry_after_ms = -1,
	    .what = "reset"};
	struct provider_outcome outcome;
	struct arena arena = {0};
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		answer.status = statuses[i];
		provider->parse(&answer, &arena, &outcome);
		HOLDS((outcome.error_class == NULL) ==
		    (outcome.verdict == PROVIDER_SENT));
		HOLDS(outcome.retry_after_ms >= -1);
		check_proof(provider, statuses[i], &outcome);
	}
	/* Cut off: whatever came, nobody knows. */
	answer.outcome = HTTP_UNKNOWN;
	answer.status = 0;
	provider->parse(&answer, &arena, &outcome);
	HOLDS(outcome.verdict == PROVIDER_AMBIGUOUS);
	arena_release(&arena);
}

/* ---- lists --------------------------------------------------------------- */

/* Up to the end of the host. */
static size_t
host_length(const char *url)
{
	const char *host = strstr(url, "://");

	HOLDS(host != NULL);
	return (size_t)(host - url) + 3 + strcspn(host + 3, "/?");
}

static void
check_next(const char *first, const char *next)
{
	size_t n = host_length(first);

	HOLDS(host_length(next) == n && strncmp(first, next, n) == 0);
}

static void
check_page(const struct provider_page *page)
{
	size_t i;

	for (i = 0; i < page->count; i++) {
		HOLDS(page->messages[i].id.n > 0);
		HOLDS(page->messages[i].to.n > 0);
		HOLDS(page->messages[i].status != NULL);
		HOLDS(page->messages[i].created_ms >= 0);
	}
}

static void
check_list(const struct provider *provider,
    const struct provider_values *values, const struct provider_query *query,
    const struct http_answer *answer, struct arena *arena)
{
	struct http_request first, next;
	struct provider_page page;
	struct error err = {0};

	HOLDS(provider->list_build(values, query, NULL, arena, &first, &err) ==
	    0);
	if (provider->list_parse(values, answer, arena, &page, &err) != 0) {
		HOLDS(err.code == EX_DATAERR);
		return;
	}
	check_page(&page);
	if (page.next == NULL)
		return;
	if (provider->list_build(
		values, query, page.next, arena, &next, &err) == 0)
		check_next(first.url, next.url);
}

static void
check_missed(const struct provider *provider,
    const struct provider_values *values, const struct provider_query *query,
    const struct http_answer *answer, struct arena *arena)
{
	struct http_request first, next;
	struct provider_missed_page page;
	struct record record = {0};
	struct error err = {0};
	size_t i;

	HOLDS(provider->missed_build(
		  values, query, NULL, arena, &first, &err) == 0);
	if (provider->missed_parse(values, answer, arena, &page, &err) != 0) {
		HOLDS(err.code == EX_DATAERR);
		return;
	}
	for (i = 0; i < page.count; i++) {
		HOLDS(page.list[i].from.n > 0);
		if (page.list[i].id.p == NULL)
			continue;
		provider_missed_reply(provider, &page.list[i], NOW_MS, &record);
		HOLDS(record_kind(&record) == RECORD_REPLY);
	}
	record_release(&record);
	if (page.next != NULL &&
	    provider->missed_build(
		values, query, page.next, arena, &next, &err) == 0)
		check_next(first.url, next.url);
}

static void
check_lists(const struct provider *provider, struct slice body)
{
	const struct provider_values values = sample_values(provider, NULL);
	const struct provider_query query = {.to = slice_of("+12125550147"),
	    .from = slice_of("+12125550100"),
	    .since_ms = NOW_MS};
	const struct http_answer answer = {
	    .outcome = HTTP_ANSWERED, .status = 200, .body = body};
	struct arena arena = {0};

	if (provider->list_parse != NULL)
		check_list(provider, &values, &query, &answer, &arena);
	if (provider->missed_parse != NULL)
		check_missed(provider, &values, &query, &answer, &arena);
	arena_release(&arena);
}

/* ---- webhooks ------------------------------------------------------------ */

static bool
has_word(const char *name, const char *word)
{
	for (; *name != '\0'; name++)
		if (strncasecmp(name, word, strlen(word)) == 0)
			return true;
	return false;
}

/* The context is the content type. */
static const char *
header(const void *context, const char *name)
{
	if (strcasecmp(name, "Content-Type") == 0)
		return context;
	if (strcasecmp(name, "Authorization") == 0)
		return "Basic c2lnbmF0dXJlOnNpZ25hdHVyZQ==";
	if (has_word(name, "timestamp"))
		return "1796758200";
	if (has_word(name, "signature"))
		return "c2lnbmF0dXJlc2lnbmF0dXJlMDE=";
	return NULL;
}

static void
check_hook(const struct provider *provider, const struct provider_hook *hook)
{
	int (*const read[])(const struct provider_hook *, struct arena *,
	    struct record *,
	    struct error *) = {provider->receipt, provider->inbound};
	static const enum record_kind kinds[] = {RECORD_DELIVERY, RECORD_REPLY};
	struct record record = {0};
	struct arena arena = {0};
	struct error err;
	size_t i;
	int got;

	for (i = 0; i < 2; i++) {
		if (read[i] == NULL)
			continue;
		err.code = 0;
		got = read[i](hook, &arena, &record, &err);
		HOLDS(got >= -1 && got <= 1);
		HOLDS(got != -1 || err.code == EX_DATAERR);
		if (got == 1)
			fuzz_check_record(&record, kinds[i]);
	}
	if (provider->notice != NULL)
		(void)provider->notice(hook, &arena);
	HOLDS(provider->verify == NULL || !provider->verify(hook, &arena));
	record_release(&record);
	arena_release(&arena);
}

static void
check_hooks(const struct provider *provider, struct slice text)
{
	struct provider_hook hook = {.method = "POST",
	    .url = slice_of(URL "ref=a1"),
	    .body = text,
	    .header = header,
	    .context = "application/x-www-form-urlencoded",
	    .secret = slice_of("yU6cQ2wX9rT4kE7bN1mZ"),
	    .now_ms = NOW_MS};
	struct buf url;

	check_hook(provider, &hook);
	hook.context = "application/json";
	check_hook(provider, &hook);
	buf_init(&url, BUF_NO_CAP);
	buf_adds(&url, URL);
	buf_addslice(&url, text);
	hook.url = buf_slice(&url);
	hook.method = "GET";
	check_hook(provider, &hook);
	hook.method = "POST";
	hook.url = text;
	check_hook(provider, &hook);
	buf_release(&url);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct provider *const *provider = provider_table();
	struct slice text = fuzz_slice(data, size);

	for (; *provider != NULL; provider++) {
		if ((*provider)->parse == NULL)
			continue;
		check_answers(*provider, text);
		check_lists(*provider, text);
		check_hooks(*provider, text);
	}
	return 0;
}
