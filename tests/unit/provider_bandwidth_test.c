/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define ID "1589228074636lm4k2je7j7jklbn2"
#define HOOK "https://hooks.example.test/hook/bandwidth"
#define LIST "https://messaging.bandwidth.com/api/v2/users/99/messages?"
#define FROM_TO "'to':'+12125550147','from':'+12125550100',"

static const struct provider *bandwidth;
static const struct provider_values plain = {
    {NULL, NULL, NULL, "99", "user", "pass", "app-1"}};

static void
test_build(void)
{
	TEST("a request is JSON, our reference its tag, the recipient a list")
	{
		CHECK_INT(build(bandwidth, &plain,
			      "{" FROM_TO "'body':'a \\u00e9','expires_at':"
			      "'2026-12-08T14:30:00-05:00'}"),
		    0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(request.http.url,
		    "https://messaging.bandwidth.com/api/v2/users/99/messages");
		CHECK_STR(request.http.user, "user");
		CHECK_STR(request.http.password, "pass");
		CHECK_STR(header_of(&request.http, "Content-Type"),
		    "application/json");
		CHECK_SLICE(request.http.body,
		    "{\"applicationId\":\"app-1\",\"to\":[\"+12125550147\"],"
		    "\"from\":\"+12125550100\",\"text\":\"a \xc3\xa9\","
		    "\"tag\":\"r7\","
		    "\"expiration\":\"2026-12-08T19:30:00.000Z\"}");
	}
	TEST("media make it an MMS")
	{
		CHECK_INT(build(bandwidth, &plain,
			      "{" FROM_TO "'media_urls':"
			      "['https://m.example.test/1']}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"applicationId\":\"app-1\",\"to\":[\"+12125550147\"],"
		    "\"from\":\"+12125550100\","
		    "\"media\":[\"https://m.example.test/1\"],"
		    "\"tag\":\"r7\"}");
	}
	TEST("without a sender nothing is built")
	{
		CHECK_INT(build(bandwidth, &plain,
			      "{'to':'+12125550147','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define TYPE(type) "{\"type\":\"" type "\",\"description\":\"d\"}"
#define FIELD(name)                                               \
	"{\"type\":\"request-validation\",\"description\":\"d\"," \
	"\"fieldErrors\":[{\"fieldName\":\"" name                 \
	"\",\"description\":\"bad\"}]}"

static const struct answer_case answers[] = {
    {202, "{\"id\":\"" ID "\"}", PROVIDER_SENT, NULL},
    {202, "{\"id\":\"" ID, PROVIDER_AMBIGUOUS, "ambiguous"},
    {202, "{\"id\":7}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {202, "[{\"id\":\"" ID "\"}]", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, FIELD("to"), PROVIDER_FAILED, "invalid_number"},
    {400, FIELD("to[0]"), PROVIDER_FAILED, "invalid_number"},
    {400, FIELD("from"), PROVIDER_FAILED, "auth"},
    {400, FIELD("text"), PROVIDER_FAILED, "content_rejected"},
    {400, FIELD("media[1]"), PROVIDER_FAILED, "media"},
    {400, FIELD("priority"), PROVIDER_FAILED, "unknown"},
    {400, TYPE("something-new"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, TYPE("unauthorized"), PROVIDER_FATAL, "auth"},
    {403, TYPE("forbidden"), PROVIDER_FATAL, "auth"},
    {404, TYPE("not-found"), PROVIDER_FATAL, "auth"},
    {404, "{\"status\":404,\"path\":\"/x\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {415, TYPE("unsupported-media-type"), PROVIDER_FAILED, "unknown"},
    {429, TYPE("max-message-queue-size-exceeded"), PROVIDER_RETRY,
	"rate_limited"},
    {500, TYPE("request-validation"), PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
test_parse(void)
{
	struct http_answer answer = answer_of(
	    202, "{\"id\":\"" ID "\",\"segmentCount\":3}");

	TEST("an answer means what the table of outcomes says")
	{
		PARSE_ALL(bandwidth, answers);
		parse_strange(bandwidth);
	}
	TEST("an accepted message carries Bandwidth's id and count")
	{
		bandwidth->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.id, ID);
		CHECK_SLICE(outcome.segments, "3");
	}
	TEST("an error carries its type, and the words about the field")
	{
		answer = answer_of(400, FIELD("to"));
		bandwidth->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.error_code, "request-validation");
		CHECK_SLICE(outcome.error_text, "bad");
	}
}

/* dev.bandwidth.com/docs/messaging/errors/codes */
static const struct receipt_case codes[] = {
    {"4001 4451 4493", "auth"},
    {"4301 4752", "content_rejected"},
    {"4302 4405 4407 4740", "auth"},
    {"4303 4350 4404 4406 4720", "invalid_number"},
    {"4360", "queue_expired"},
    {"4401 4420 4421 4730", "unreachable"},
    {"4403 4431 4432 4433 4452", "auth"},
    {"4408 4434 4492 4721", "invalid_number"},
    {"4409 4700 4410 4411 4412 4711 4712", "media"},
    {"4435 4751 4771", "content_rejected"},
    {"4470 4770 4481 4750 4753 4772", "carrier_filtered"},
    {"4482 4775", "opted_out"},
    {"4701 4702", "unreachable"},
    {"4773 4774 4790 4791 4792 4793 4795", "unregistered"},
    {"4780 4781 4785 5600", "rate_limited"},
    {"5100 5101 5111 5201 5211 5220 5999 5106 5231 9999", "unknown"},
    {"5500 5501 5610 5620 5630 5650", "unreachable"},
    {NULL, NULL},
};

/* One event of a list, as the caller hands it over. */
#define EVENT(type, more, message)                                             \
	"{\"time\":\"2026-01-02T03:04:05Z\",\"type\":\"" type "\","            \
	"\"to\":\"+12125550147\"" more ",\"message\":{\"id\":\"" ID "\","      \
	"\"owner\":\"+12125550100\",\"direction\":\"out\",\"segmentCount\":2," \
	"\"to\":[\"+12125550147\"],\"from\":\"+12125550100\",\"text\":"        \
	"\"\"" message "}}"

static const char *
failed_with(const char *code)
{
	char event[600];

	(void)snprintf(event, sizeof(event),
	    EVENT("message-failed", ",\"errorCode\":%s", ""), code);
	return arena_string(&arena, slice_of(event));
}

static void
test_receipts(void)
{
	static const char *const words[][2] = {
	    {EVENT("message-sending", "", ""), "accepted"},
	    {EVENT("message-sent", "", ""), "sent"},
	    {EVENT("message-delivered", "", ""), "delivered"},
	    {EVENT("message-read", "", ""), "read"},
	    {EVENT("message-failed", ",\"errorCode\":4720", ""), "failed"},
	    {EVENT("message-failed", ",\"errorCode\":9902", ""), "unconfirmed"},
	};
	size_t i;

	TEST("each type becomes our word; a receipt that never came is no end")
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		CHECK_INT(receipt_at(bandwidth, HOOK, words[i][0]), 1);
		CHECK_SLICE(record_text(&record, "status"), words[i][1]);
		CHECK_INT(record_check(&record, &err), 0);
	}
	TEST("each code has its class")
	check_codes(bandwidth, HOOK, codes, failed_with);
	TEST("a receipt carries reference, error, class and count")
	{
		CHECK_INT(receipt_at(bandwidth, HOOK,
			      EVENT("message-failed",
				  ",\"errorCode\":4470,\"description\":"
				  "\"rejected-spam-detected\"",
				  ",\"tag\":\"r7\"")),
		    1);
		CHECK_STR(line_of(&record),
		    "{\"record\":\"delivery\",\"record_version\":1,"
		    "\"message_id\":null,\"provider\":\"bandwidth\","
		    "\"provider_message_id\":\"" ID "\",\"reference\":\"r7\","
		    "\"to\":\"+12125550147\",\"from\":\"+12125550100\","
		    "\"status\":\"failed\",\"status_raw\":\"message-failed\","
		    "\"terminal\":true,\"error_code\":\"4470\","
		    "\"error_text\":\"rejected-spam-detected\","
		    "\"error_class\":\"carrier_filtered\","
		    "\"retryable\":false,\"segments\":2,"
		    "\"received_at\":\"2025-11-30T15:51:30.000Z\"}");
	}
	TEST("another event is no receipt, what is no JSON is broken")
	{
		CHECK_INT(receipt_at(bandwidth, HOOK,
			      EVENT("message-received", "", "")),
		    0);
		CHECK_INT(receipt_at(bandwidth, HOOK, "{\"type\":"), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define TEXT(more)                                                   \
	"{\"type\":\"message-received\",\"to\":\"+12125550100\","    \
	"\"message\":{\"id\":\"" ID "\",\"owner\":\"+12125550100\"," \
	"\"to\":[\"+12125550100\"],\"from\":\"+12125550147\"" more "}}"

static void
test_inbound(void)
{
	TEST("an inbound text becomes a reply to the number that is ours")
	{
		CHECK_INT(inbound_at(bandwidth, HOOK,
			      TEXT(",\"direction\":\"in\",\"text\":"
				   "\"S\\u00ed\",\"media\":["
				   "\"https://m.example.test/1\"]")),
		    1);
		CHECK_INT(record_check(&record, &err), 0);
		CHECK_SLICE(record_text(&record, "body"), "S\xc3\xad");
		CHECK_SLICE(record_text(&record, "from"), "+12125550147");
		CHECK_SLICE(record_text(&record, "to"), "+12125550100");
		CHECK_SLICE(
		    view_string(record_path(&record, "media_urls.0"), &arena),
		    "https://m.example.test/1");
	}
	TEST("our own message in that form is none, so that none is answered")
	CHECK_INT(inbound_at(bandwidth, HOOK,
		      TEXT(",\"direction\":\"out\",\"text\":\"a\"")),
	    0);
	TEST("a picture without a word is kept")
	{
		CHECK_INT(inbound_at(bandwidth, HOOK, TEXT("")), 1);
		CHECK_SLICE(record_text(&record, "body"), "");
	}
}

static const char *const listed =
    "{\"totalCount\":2,\"pageInfo\":{\"nextPage\":\"" LIST "pageToken=x\"},"
    "\"messages\":[{\"messageId\":\"" ID "\",\"sourceTn\":\"+12125550100\","
    "\"destinationTn\":\"+12125550147\",\"messageStatus\":\"FAILED\","
    "\"messageDirection\":\"OUTBOUND\",\"segmentCount\":1,"
    "\"errorCode\":4720,\"receiveTime\":\"2026-12-08T19:30:00.000Z\"},"
    "{\"messageId\":\"" ID "x\",\"sourceTn\":\"+12125550147\","
    "\"destinationTn\":\"+12125550100\",\"messageStatus\":\"RECEIVED\","
    "\"messageDirection\":\"INBOUND\",\"errorCode\":0}]}";

static void
test_list(void)
{
	struct provider_query query = {.to = slice_of("+12125550147"),
	    .from = slice_of("+12125550100"),
	    .since_ms = INT64_C(1796758200123)};
	struct http_request http;

	TEST("the list is asked for two numbers and a time")
	{
		CHECK_INT(bandwidth->list_build(
			      &plain, &query, NULL, &arena, &http, &err),
		    0);
		CHECK_STR(http.method, "GET");
		CHECK_STR(http.user, "user");
		CHECK_STR(http.url,
		    LIST "messageDirection=OUTBOUND&destinationTn="
			 "%2B12125550147&sourceTn=%2B12125550100&"
			 "fromDateTime=2026-12-08T19%3A30%3A00.123Z&limit=100");
	}
	TEST("what was sent is listed, what came in is not")
	{
		CHECK_INT(list_page(bandwidth, &plain, 200, listed), 0);
		CHECK_INT(page.count, 1);
		CHECK_SLICE(page.messages[0].id, ID);
		CHECK_SLICE(page.messages[0].to, "+12125550147");
		CHECK_STR(page.messages[0].status, "failed");
		CHECK_STR(page.messages[0].error_class, "invalid_number");
		CHECK_INT(page.messages[0].created_ms, INT64_C(1796758200000));
		CHECK_STR(page.next, LIST "pageToken=x");
	}
	TEST("a page elsewhere, a part of one, an error are no list")
	{
		CHECK_INT(list_page(bandwidth, &plain, 200,
			      "{\"messages\":[],\"pageInfo\":{\"nextPage\":"
			      "\"https://evil.example.test/\"}}"),
		    -1);
		CHECK_INT(list_page(bandwidth, &plain, 200, "{}"), -1);
		CHECK_INT(list_page(bandwidth, &plain, 200,
			      "{\"messages\":[{\"sourceTn\":\"a\"}]}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(list_page(bandwidth, &plain, 500, listed), -1);
		CHECK_INT(err.code, EX_UNAVAILABLE);
		CHECK_INT(
		    list_page(bandwidth, &plain, 401, TYPE("unauthorized")),
		    -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
}

int
main(void)
{
	bandwidth = provider_find("bandwidth");
	test_build();
	test_parse();
	test_receipts();
	test_inbound();
	test_list();
	return fixture_done();
}
