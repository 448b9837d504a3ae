/* SPDX-License-Identifier: ISC */
/*
 * twilio: any bytes as Twilio's answer, as a page of its list, and as the body
 * or query of its webhooks.  Proof that a message was not accepted is never
 * made up, no page is asked for elsewhere, and the records that come out are
 * records.
 */
#include "base/buf.h"
#include "provider/provider.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define URL "https://hooks.example.test/hook/twilio?"

/* ---- answers ------------------------------------------------------------- */

static void
check_outcome(int status, const struct provider_outcome *outcome)
{
	HOLDS(outcome->retry_after_ms == -1);
	HOLDS((outcome->error_class == NULL) ==
	    (outcome->verdict == PROVIDER_SENT));
	switch (outcome->verdict) {
	case PROVIDER_SENT:
		HOLDS(status >= 200 && status < 300 && outcome->id.n == 34);
		break;
	case PROVIDER_AMBIGUOUS:
		break;
	default:
		HOLDS(status >= 400 && status < 500);
		HOLDS(outcome->id.p == NULL);
	}
}

static void
check_answers(const struct provider *provider, struct slice body)
{
	static const int statuses[] = {200, 201, 302, 400, 401, 404, 429, 500};
	struct provider_outcome outcome;
	struct arena arena = {0};
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
		const struct http_answer answer = {.outcome = HTTP_ANSWERED,
		    .status = statuses[i],
		    .body = body,
		    .retry_after_ms = -1};

		provider->parse(&answer, &arena, &outcome);
		check_outcome(statuses[i], &outcome);
	}
	arena_release(&arena);
}

static void
check_page(const struct provider_page *page)
{
	static const char list[] = "https://api.twilio.com/2010-04-01/Accounts/"
				   "AC1/Messages.json?";
	size_t i;

	HOLDS(page->next == NULL ||
	    strncmp(page->next, list, sizeof(list) - 1) == 0);
	for (i = 0; i < page->count; i++) {
		HOLDS(page->messages[i].id.n == 34);
		HOLDS(page->messages[i].to.p != NULL);
		HOLDS(page->messages[i].status != NULL);
	}
}

static void
check_list(const struct provider *provider, struct slice body)
{
	const struct provider_values values = {
	    {NULL, NULL, NULL, "AC1", "secret"}};
	const struct http_answer answer = {
	    .outcome = HTTP_ANSWERED, .status = 200, .body = body};
	struct provider_page page;
	struct http_request request;
	struct arena arena = {0};
	struct error err;

	if (provider->list_parse(&values, &answer, &arena, &page, &err) == 0) {
		check_page(&page);
		if (page.next != NULL)
			HOLDS(provider->list_build(&values, NULL, page.next,
				  &arena, &request, &err) == 0);
	} else {
		HOLDS(err.code == EX_DATAERR);
	}
	arena_release(&arena);
}

/* ---- webhooks ------------------------------------------------------------ */

/* The context is the content type. */
static const char *
header(const void *context, const char *name)
{
	if (strcmp(name, "Content-Type") == 0)
		return context;
	if (strcmp(name, "X-Twilio-Signature") == 0)
		return "c2lnbmF0dXJlc2lnbmF0dXJlMDE=";
	return NULL;
}

static void
check_record(const struct record *made, enum record_kind kind)
{
	struct record record = {0};
	struct error err;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	record_write(made, &out);
	HOLDS(record_fill(&record, buf_slice(&out), &err) == 0);
	HOLDS(record_kind(&record) == kind);
	HOLDS(record_check(&record, &err) == 0);
	buf_release(&out);
	record_release(&record);
}

static void
check_hook(const struct provider *provider, const struct provider_hook *hook)
{
	struct record record = {0};
	struct arena arena = {0};
	struct error err = {0};
	int receipt = provider->receipt(hook, &arena, &record, &err);
	int inbound;

	if (receipt == 1)
		check_record(&record, RECORD_DELIVERY);
	inbound = provider->inbound(hook, &arena, &record, &err);
	if (inbound == 1)
		check_record(&record, RECORD_REPLY);
	HOLDS((receipt == -1) == (inbound == -1));
	HOLDS(receipt != -1 || err.code == EX_DATAERR);
	HOLDS(!provider->verify(hook, &arena));
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
	    .secret = slice_of("secret"),
	    .now_ms = 1796758200000};
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
	const struct provider *provider = provider_find("twilio");
	struct slice text = fuzz_slice(data, size);

	HOLDS(provider != NULL);
	check_answers(provider, text);
	check_list(provider, text);
	check_hooks(provider, text);
	return 0;
}
