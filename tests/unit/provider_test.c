/* SPDX-License-Identifier: ISC */
#include "provider/provider.h"
#include "tests/unit/test.h"

#include <strings.h>

#define SID "SM0123456789abcdef0123456789abcdef"

static struct arena arena;
static struct record record;
static struct error err;

/* ---- webhooks ------------------------------------------------------------ */

static const char *
form_header(const void *context, const char *name)
{
	(void)context;
	if (strcasecmp(name, "Content-Type") == 0)
		return "application/x-www-form-urlencoded";
	if (strcasecmp(name, "I-Twilio-Idempotency-Token") == 0)
		return "token-1";
	return NULL;
}

static struct provider_hook
hook_of(const char *url, const char *body)
{
	return (struct provider_hook){.method = "POST",
	    .url = slice_of(url),
	    .body = slice_of(body),
	    .header = form_header,
	    .now_ms = 1764517890000};
}

static int
receipt(const char *url, const char *body)
{
	struct provider_hook hook = hook_of(url, body);

	return provider_find("twilio")->receipt(&hook, &arena, &record, &err);
}

static int
inbound(const char *body)
{
	struct provider_hook hook = hook_of(
	    "https://hooks.example.test/hook/twilio", body);

	return provider_find("twilio")->inbound(&hook, &arena, &record, &err);
}

static void
test_receipts(void)
{
	static const char *const words[][2] = {{"queued", "accepted"},
	    {"sending", "accepted"}, {"sent", "sent"},
	    {"delivered", "delivered"}, {"undelivered", "undelivered"},
	    {"failed", "failed"}, {"canceled", "cancelled"},
	    {"partially_delivered", "undelivered"}, {"read", "read"}};
	char body[128];
	bool terminal;
	size_t i;

	TEST("each status becomes our word, Twilio's stays beside it")
	{
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			(void)snprintf(body, sizeof(body),
			    "MessageSid=" SID "&MessageStatus=%s", words[i][0]);
			CHECK_INT(receipt("https://h.example.test/", body), 1);
			CHECK_SLICE(
			    record_text(&record, "status"), words[i][1]);
			CHECK_SLICE(
			    record_text(&record, "status_raw"), words[i][0]);
			CHECK_INT(record_check(&record, &err), 0);
		}
	}
	TEST("a receipt carries our reference, the error and its class")
	{
		CHECK_INT(receipt("https://h.example.test/t?x=1&ref=r7",
			      "MessageSid=" SID "&To=%2B15550100147&"
			      "From=%2B15550100100&MessageStatus=undelivered&"
			      "ErrorCode=30005"),
		    1);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
		CHECK_SLICE(record_text(&record, "provider_message_id"), SID);
		CHECK_SLICE(record_text(&record, "error_code"), "30005");
		CHECK_SLICE(
		    record_text(&record, "error_class"), "invalid_number");
		CHECK_SLICE(record_text(&record, "to"), "+15550100147");
		CHECK_SLICE(record_text(&record, "event_id"), "token-1");
		CHECK(record_bool(&record, "terminal", &terminal) && terminal);
	}
	TEST("an inbound text and a JSON event are no receipt")
	{
		CHECK_INT(receipt("https://h.example.test/",
			      "MessageSid=" SID "&SmsStatus=received"),
		    0);
		CHECK_INT(
		    receipt("https://h.example.test/", "[{\"type\":\"x\"}]"),
		    0);
	}
	TEST("a body with a bad escape is broken")
	{
		CHECK_INT(receipt("https://h.example.test/", "a=%zz"), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static void
test_inbound(void)
{
	TEST("an inbound text becomes a reply with an id made from Twilio's")
	{
		CHECK_INT(inbound("MessageSid=" SID "&From=%2B15550100147&"
				  "To=%2B15550100100&Body=STOP+%C3%A9&"
				  "NumMedia=0&OptOutType=STOP"),
		    1);
		CHECK_INT(record_check(&record, &err), 0);
		CHECK_SLICE(record_text(&record, "body"), "STOP \xc3\xa9");
		CHECK_SLICE(record_text(&record, "provider_opt_out"), "STOP");
		/* printf %s twilio/SM… | sha256sum */
		CHECK_SLICE(record_text(&record, "reply_id"),
		    "r1251f0f2117476da6cc893db651a8832");
		CHECK(record_view(&record, "media_urls").p == NULL);
	}
	TEST("media of an inbound text are listed, an empty body is kept")
	{
		CHECK_INT(inbound("MessageSid=" SID "&From=%2B15550100147&"
				  "To=%2B15550100100&Body=&NumMedia=2&"
				  "MediaUrl0=https%3A%2F%2Fa.example.test%2F0&"
				  "MediaUrl1=https%3A%2F%2Fa.example.test%2F1"),
		    1);
		CHECK_SLICE(record_text(&record, "body"), "");
		CHECK_SLICE(
		    view_string(record_path(&record, "media_urls.1"), &arena),
		    "https://a.example.test/1");
		CHECK_INT(view_count(record_view(&record, "media_urls")), 2);
	}
	TEST("a receipt is no inbound text")
	{
		CHECK_INT(
		    inbound("MessageSid=" SID "&MessageStatus=sent&From=%2B1&"
			    "To=%2B2&Body=x"),
		    0);
	}
}

/* ---- requests and answers ------------------------------------------------ */

static const struct provider_values values = {{"http://127.0.0.1:9/", NULL,
    "250", "AC1", "secret", NULL, "https://hooks.example.test/hook/twilio"}};

static void
test_build(void)
{
	const struct provider *twilio = provider_find("twilio");
	const struct provider_values pool = {
	    {NULL, NULL, NULL, "AC1", "secret", "MG7"}};
	const struct provider_values none = {
	    {NULL, NULL, NULL, "AC1", "secret"}};
	struct provider_request request;

	TEST("a request is a form with our reference in the receipt's URL")
	{
		CHECK_INT(record_fill(&record,
			      slice_of("{\"to\":\"+15550100147\","
				       "\"from\":\"+15550100100\",\"body\":"
				       "\"a & b\",\"media_urls\":["
				       "\"https://m.example.test/1\"]}"),
			      &err),
		    0);
		CHECK_INT(twilio->build(
			      &values, &record, "r7", &arena, &request, &err),
		    0);
		CHECK_STR(request.http.url,
		    "http://127.0.0.1:9/2010-04-01/Accounts/AC1/Messages.json");
		CHECK_STR(request.http.user, "AC1");
		CHECK_STR(request.http.password, "secret");
		CHECK_INT(request.http.timeout_ms, 250);
		CHECK_SLICE(request.http.body,
		    "To=%2B15550100147&From=%2B15550100100&Body=a%20%26%20b&"
		    "MediaUrl=https%3A%2F%2Fm.example.test%2F1&"
		    "StatusCallback=https%3A%2F%2Fhooks.example.test%2Fhook%2F"
		    "twilio%3Fref%3Dr7");
	}
	TEST("without a sender the pool sends, without a pool nobody")
	{
		CHECK_INT(
		    record_fill(&record,
			slice_of("{\"to\":\"+15550100147\",\"body\":\"a\"}"),
			&err),
		    0);
		CHECK_INT(
		    twilio->build(&pool, &record, "r7", &arena, &request, &err),
		    0);
		CHECK_SLICE(request.http.body,
		    "To=%2B15550100147&MessagingServiceSid=MG7&Body=a");
		CHECK_STR(request.http.url,
		    "https://api.twilio.com/2010-04-01/Accounts/AC1/"
		    "Messages.json");
		CHECK_INT(
		    twilio->build(&none, &record, "r7", &arena, &request, &err),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static void
test_outbox(void)
{
	struct provider_request request;

	TEST("the outbox gets the message on a line, with the reference")
	{
		const struct provider_values file = {{"out.jsonl"}};

		CHECK_INT(
		    record_fill(&record, slice_of("{\"to\":\"+1\"}"), &err), 0);
		CHECK_INT(provider_find("file")->build(
			      &file, &record, "r7", &arena, &request, &err),
		    0);
		CHECK(request.http.url == NULL);
		CHECK_STR(request.append_path, "out.jsonl");
		CHECK_SLICE(request.append_line,
		    "{\"to\":\"+1\",\"reference\":\"r7\"}\n");
	}
}

/* An answer, and what is to be made of it. */
static const struct {
	int status; /* 0: not answered, -1: not sent */
	const char *body;
	enum provider_verdict verdict;
	const char *class;
} answers[] = {
    {201, "{\"sid\":\"" SID "\",\"status\":\"queued\"}", PROVIDER_SENT, NULL},
    {200, "{\"sid\":\"MM0123456789abcdef0123456789abcdef\"}", PROVIDER_SENT,
	NULL},
    {201, "{\"sid\":null}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {201, "{\"sid\":\"SM1\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {201, "{\"sid\":\"" SID, PROVIDER_AMBIGUOUS, "ambiguous"},
    {201, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {201, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, "{\"code\":21211,\"message\":\"no\"}", PROVIDER_FAILED,
	"invalid_number"},
    {400, "{\"code\":21610}", PROVIDER_FAILED, "opted_out"},
    {400, "{\"code\":21614}", PROVIDER_FAILED, "landline"},
    {400, "{\"code\":30034}", PROVIDER_FAILED, "unregistered"},
    {400, "{\"code\":21799}", PROVIDER_FAILED, "unknown"},
    {400, "{\"code\":21611}", PROVIDER_RETRY, "rate_limited"},
    {400, "{\"code\":99999}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, "bad gateway", PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, "{\"code\":20003}", PROVIDER_FATAL, "auth"},
    {403, "", PROVIDER_FATAL, "auth"},
    {404, "{\"code\":20404}", PROVIDER_FATAL, "auth"},
    {408, "{\"code\":21211}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {409, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {425, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {429, "{\"code\":20429}", PROVIDER_RETRY, "rate_limited"},
    {429, "slow down", PROVIDER_RETRY, "rate_limited"},
    {500, "{\"code\":21211}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {503, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {302, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {0, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {-1, "", PROVIDER_RETRY, "provider_fault"},
};

static void
test_parse(void)
{
	const struct provider *twilio = provider_find("twilio");
	struct provider_outcome outcome;
	struct http_answer answer;
	size_t i;

	TEST("an answer means what the table of outcomes says")
	{
		for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
			answer = (struct http_answer){
			    .status = answers[i].status,
			    .outcome = answers[i].status > 0 ? HTTP_ANSWERED
				: answers[i].status == 0     ? HTTP_UNKNOWN
							     : HTTP_NOT_SENT,
			    .body = slice_of(answers[i].body),
			    .retry_after_ms = -1,
			    .what = "reset"};
			twilio->parse(&answer, &arena, &outcome);
			if (outcome.verdict != answers[i].verdict)
				(void)printf("# answer %zu\n", i);
			CHECK_INT(outcome.verdict, answers[i].verdict);
			CHECK_STR(outcome.error_class, answers[i].class);
		}
	}
	TEST("an accepted message carries Twilio's id, word and count")
	{
		char body[] = "{\"sid\":\"" SID "\",\"status\":\"queued\","
			      "\"num_segments\":\"2\",\"price\":null}";

		answer = (struct http_answer){.status = 201,
		    .body = slice_of(body),
		    .retry_after_ms = -1};
		twilio->parse(&answer, &arena, &outcome);
		memset(body, 'x', sizeof(body) - 1);
		CHECK_SLICE(outcome.id, SID);
		CHECK_SLICE(outcome.status_raw, "queued");
		CHECK_SLICE(outcome.segments, "2");
		CHECK(outcome.price.p == NULL);
	}
	TEST("how long to wait is passed on")
	{
		answer = (struct http_answer){.status = 429,
		    .body = slice_of(""),
		    .retry_after_ms = 7000};
		twilio->parse(&answer, &arena, &outcome);
		CHECK_INT(outcome.retry_after_ms, 7000);
	}
}

/* ---- lists --------------------------------------------------------------- */

#define LIST_PATH "/2010-04-01/Accounts/AC1/Messages.json"
#define LISTED                                                         \
	"{\"sid\":\"" SID "\",\"to\":\"+15550100147\",\"from\":"       \
	"\"+15550100100\",\"body\":\"a \\u00e9\",\"status\":"          \
	"\"undelivered\",\"error_code\":30005,\"num_segments\":\"1\"," \
	"\"price\":\"-0.0075\",\"price_unit\":\"USD\",\"direction\":"  \
	"\"outbound-api\",\"date_created\":"                           \
	"\"Tue, 08 Dec 2026 19:30:00 +0000\"}"
#define ENDS ",\"next_page_uri\":null}"

static struct provider_page page;

static int
list(int status, const char *body)
{
	const struct http_answer answer = {
	    .outcome = status > 0 ? HTTP_ANSWERED : HTTP_UNKNOWN,
	    .status = status,
	    .body = slice_of(body),
	    .what = "answer cut off",
	    .retry_after_ms = -1};

	return provider_find("twilio")->list_parse(
	    &values, &answer, &arena, &page, &err);
}

/* The URL of the page behind one that names this as its next. */
static const char *
next_of(const char *uri)
{
	struct buf text;
	int result;

	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "{\"messages\":[],\"next_page_uri\":");
	buf_adds(&text, uri);
	buf_addc(&text, '}');
	result = list(200, buf_text(&text));
	buf_release(&text);
	return result == 0 ? page.next : "refused";
}

static void
test_list_build(void)
{
	const struct provider *twilio = provider_find("twilio");
	/* 2026-12-08T00:00:00.000Z */
	struct provider_query query = {.to = slice_of("+15550100147"),
	    .from = slice_of("+15550100100"),
	    .since_ms = INT64_C(1796688000000)};
	struct http_request request;

	TEST("a list is asked for by recipient, sender and day of UTC")
	{
		CHECK_INT(twilio->list_build(
			      &values, &query, NULL, &arena, &request, &err),
		    0);
		CHECK_STR(request.method, "GET");
		CHECK_STR(request.url,
		    "http://127.0.0.1:9" LIST_PATH "?To=%2B15550100147&"
		    "From=%2B15550100100&DateSent%3E=2026-12-08&PageSize=20");
		CHECK_STR(request.user, "AC1");
		CHECK_INT(request.timeout_ms, 250);
		CHECK_INT(request.body.n, 0);
		query.since_ms--;
		query.from = (struct slice){NULL, 0};
		CHECK_INT(twilio->list_build(
			      &values, &query, NULL, &arena, &request, &err),
		    0);
		CHECK_STR(request.url,
		    "http://127.0.0.1:9" LIST_PATH "?To=%2B15550100147&"
		    "DateSent%3E=2026-12-07&PageSize=20");
	}
	TEST("the next page is asked for where it is said to be")
	{
		CHECK_INT(
		    twilio->list_build(&values, &query,
			"http://127.0.0.1:9/x?Page=1", &arena, &request, &err),
		    0);
		CHECK_STR(request.url, "http://127.0.0.1:9/x?Page=1");
		CHECK_STR(request.password, "secret");
	}
	TEST("an outbox cannot be asked")
	CHECK(provider_find("file")->list_build == NULL);
}

static void
test_list_page(void)
{
	const struct provider_listed *listed;

	TEST("a page is read, and only what was sent by request counts")
	{
		CHECK_INT(
		    list(200,
			"{\"messages\":[{\"sid\":\"" SID "\",\"to\":\"+1\","
			"\"direction\":\"outbound-reply\"}," LISTED "]" ENDS),
		    0);
		CHECK_INT(page.count, 1);
		CHECK(page.next == NULL);
		listed = &page.messages[0];
		CHECK_SLICE(listed->id, SID);
		CHECK_SLICE(listed->to, "+15550100147");
		CHECK_SLICE(listed->from, "+15550100100");
		CHECK_SLICE(listed->body, "a \xc3\xa9");
		CHECK_INT(listed->created_ms, INT64_C(1796758200000));
		CHECK_STR(listed->status, "undelivered");
		CHECK_SLICE(listed->status_raw, "undelivered");
		CHECK_SLICE(listed->error_code, "30005");
		CHECK_STR(listed->error_class, "invalid_number");
		CHECK_SLICE(listed->segments, "1");
		CHECK_SLICE(listed->price, "0.0075");
		CHECK_SLICE(listed->currency, "USD");
	}
	TEST("what a message does not say is not made up")
	{
		CHECK_INT(
		    list(200,
			"{\"messages\":[{\"sid\":\"" SID "\",\"to\":\"+1\","
			"\"from\":null,\"status\":\"new\",\"error_code\":"
			"null,\"date_created\":\"Tue, 31 Feb 2026 "
			"19:30:00 +0000\"}]" ENDS),
		    0);
		listed = &page.messages[0];
		CHECK(listed->from.p == NULL && listed->body.p == NULL);
		CHECK_INT(listed->created_ms, 0);
		CHECK_STR(listed->status, "accepted");
		CHECK_STR(listed->error_class, NULL);
	}
}

static void
test_list_faults(void)
{
	static const char *const pages[] = {"", "<html>", "[]", "{}",
	    "{\"messages\":{}" ENDS, "{\"messages\":[" LISTED "]}",
	    "{\"messages\":[" LISTED, "{\"messages\":[{}]" ENDS,
	    "{\"messages\":[7]" ENDS,
	    "{\"messages\":[{\"sid\":\"SM1\",\"to\":\"+1\"}]" ENDS,
	    "{\"messages\":[],\"next_page_uri\":7}"};
	size_t i;

	TEST("the next page is one of this list on this host, or an error")
	{
		CHECK_STR(next_of("null"), NULL);
		CHECK_STR(next_of("\"" LIST_PATH "?Page=1&PageToken=PASM1\""),
		    "http://127.0.0.1:9" LIST_PATH "?Page=1&PageToken=PASM1");
		CHECK_STR(next_of("\"https://evil.example.test" LIST_PATH
				  "?Page=1\""),
		    "refused");
		CHECK_STR(next_of("\"//evil.example.test" LIST_PATH "?a\""),
		    "refused");
		CHECK_STR(next_of("\"@evil.example.test" LIST_PATH "?a\""),
		    "refused");
		CHECK_STR(next_of("\"/2010-04-01/Accounts/AC2/Messages.json?"
				  "Page=1\""),
		    "refused");
		CHECK_STR(next_of("\"" LIST_PATH "\""), "refused");
		CHECK_STR(next_of("\"" LIST_PATH "?a b\""), "refused");
		CHECK_STR(next_of("\"" LIST_PATH "?a#b\""), "refused");
		CHECK_STR(next_of("\"" LIST_PATH "?a\\r\\nX: y\""), "refused");
	}
	TEST("what is no whole page is an error, not an empty list")
	for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		CHECK_INT(list(200, pages[i]), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
	TEST("an answer that is none, or says no, is an error")
	{
		CHECK_INT(list(0, "{\"messages\":[]" ENDS), -1);
		CHECK_INT(err.code, EX_UNAVAILABLE);
		CHECK_STR(err.text, "answer cut off");
		CHECK_INT(list(500, "{\"messages\":[]" ENDS), -1);
		CHECK_INT(err.code, EX_UNAVAILABLE);
		CHECK_INT(list(429, "{\"code\":20429}"), -1);
		CHECK_INT(err.code, EX_UNAVAILABLE);
		CHECK_INT(list(301, ""), -1);
		CHECK_INT(err.code, EX_UNAVAILABLE);
		CHECK_INT(list(401, "{\"code\":20003}"), -1);
		CHECK_INT(err.code, EX_NOPERM);
		CHECK_INT(list(403, ""), -1);
		CHECK_INT(err.code, EX_NOPERM);
		CHECK_INT(list(404, "{\"code\":20404}"), -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
}

int
main(void)
{
	test_receipts();
	test_inbound();
	test_build();
	test_outbox();
	test_parse();
	test_list_build();
	test_list_page();
	test_list_faults();
	record_release(&record);
	arena_release(&arena);
	return test_done();
}
