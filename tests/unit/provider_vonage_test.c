/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define ID "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"
#define HOOK "https://hooks.example.test/hook/vonage"
#define FROM_TO "'to':'+12125550147','from':'+12125550100',"

static const struct provider *vonage;
static const struct provider_values plain = {
    {NULL, NULL, NULL, "abcd1234", "secret", NULL, NULL, NULL}};
static const struct provider_values full = {{"http://127.0.0.1:9", NULL, NULL,
    "abcd1234", "secret", "signs", "pool-1", HOOK}};

static void
test_build(void)
{
	TEST("a request is a form, our reference its client-ref")
	{
		CHECK_INT(
		    build(vonage, &full, "{" FROM_TO "'body':'a & b'}"), 0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(request.http.url, "http://127.0.0.1:9/sms/json");
		CHECK_STR(request.http.user, "abcd1234");
		CHECK_STR(request.http.password, "secret");
		CHECK_STR(header_of(&request.http, "Content-Type"),
		    "application/x-www-form-urlencoded");
		CHECK_SLICE(request.http.body,
		    "from=12125550100&to=12125550147&text=a%20%26%20b&"
		    "type=text&client-ref=r7&status-report-req=1&callback="
		    "https%3A%2F%2Fhooks.example.test%2Fhook%2Fvonage");
	}
	TEST(
	    "a text beyond the GSM alphabet says so, and goes to Vonage's host")
	{
		CHECK_INT(
		    build(vonage, &plain, "{" FROM_TO "'body':'\\u2713'}"), 0);
		CHECK_STR(request.http.url, "https://rest.nexmo.com/sms/json");
		CHECK_SLICE(request.http.body,
		    "from=12125550100&to=12125550147&text=%E2%9C%93&"
		    "type=unicode&client-ref=r7&status-report-req=1");
	}
	TEST("a pool, a name, India's ids")
	{
		CHECK_INT(
		    build(vonage, &full, "{'to':'+12125550147','body':'a'}"),
		    0);
		CHECK(slice_find(request.http.body,
			  slice_of("pool-id=pool-1&to=12125550147")) == 0);
		CHECK_INT(build(vonage, &plain,
			      "{'to':'+919876543210','from':'MAPLE',"
			      "'body':'a','india_entity_id':'1101',"
			      "'india_template_id':'1107'}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "from=MAPLE&to=919876543210&text=a&type=text&"
		    "client-ref=r7&status-report-req=1&entity-id=1101&"
		    "content-id=1107");
	}
	TEST("no media, no sender without a pool")
	{
		CHECK_INT(build(vonage, &plain,
			      "{" FROM_TO "'body':'a','media_urls':"
			      "['https://m.example.test/1']}"),
		    -1);
		CHECK_INT(
		    build(vonage, &plain, "{'to':'+12125550147','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define PART(more) "{\"to\":\"12125550147\"," more "}"
#define PARTS(parts) "{\"message-count\":\"1\",\"messages\":[" parts "]}"
#define STATUS(status) PARTS(PART("\"status\":\"" status "\""))
#define TAKEN PART("\"status\":\"0\",\"message-id\":\"" ID "\"")

static const struct answer_case answers[] = {
    {200, PARTS(TAKEN), PROVIDER_SENT, NULL},
    {200, PARTS(PART("\"status\":\"1\"") "," TAKEN), PROVIDER_SENT, NULL},
    {200, STATUS("0"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, PARTS(""), PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"messages\":[{\"status\":\"0\",\"message-id\":\"" ID,
	PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, STATUS("1"), PROVIDER_RETRY, "rate_limited"},
    {200, STATUS("2"), PROVIDER_FAILED, "content_rejected"},
    {200, STATUS("3"), PROVIDER_FAILED, "content_rejected"},
    {200, STATUS("4"), PROVIDER_FATAL, "auth"},
    {200, STATUS("5"), PROVIDER_AMBIGUOUS, "unknown"},
    {200, STATUS("6"), PROVIDER_FAILED, "invalid_number"},
    {200, STATUS("7"), PROVIDER_FAILED, "opted_out"},
    {200, STATUS("8"), PROVIDER_FATAL, "auth"},
    {200, STATUS("9"), PROVIDER_FATAL, "insufficient_funds"},
    {200, STATUS("10"), PROVIDER_RETRY, "rate_limited"},
    {200, STATUS("11"), PROVIDER_FATAL, "auth"},
    {200, STATUS("12"), PROVIDER_FAILED, "content_rejected"},
    {200, STATUS("14"), PROVIDER_FATAL, "auth"},
    {200, STATUS("15"), PROVIDER_FAILED, "auth"},
    {200, STATUS("22"), PROVIDER_FAILED, "content_rejected"},
    {200, STATUS("23"), PROVIDER_FAILED, "content_rejected"},
    {200, STATUS("29"), PROVIDER_FAILED, "auth"},
    {200, STATUS("32"), PROVIDER_FATAL, "auth"},
    {200, STATUS("33"), PROVIDER_FAILED, "invalid_number"},
    {200, STATUS("99"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {500, PARTS(TAKEN), PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
test_parse(void)
{
	struct http_answer answer = answer_of(200,
	    PARTS(PART("\"status\":\"0\",\"message-id\":\"" ID
		       "\",\"message-price\":\"0.0333\"")));

	TEST("an answer means what its status says, not HTTP's")
	{
		PARSE_ALL(vonage, answers);
		parse_strange(vonage);
	}
	TEST("an accepted message carries Vonage's id, count and price")
	{
		vonage->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.id, ID);
		CHECK_SLICE(outcome.segments, "1");
		CHECK_SLICE(outcome.price, "0.0333");
		CHECK_SLICE(outcome.currency, "EUR");
	}
	TEST("a refusal carries its status and words")
	{
		answer = answer_of(200,
		    PARTS(PART("\"status\":\"4\","
			       "\"error-text\":\"Bad Credentials\"")));
		vonage->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.error_code, "4");
		CHECK_SLICE(outcome.error_text, "Bad Credentials");
	}
}

/* developer.vonage.com/en/messaging/sms/guides/delivery-receipts */
static const struct receipt_case codes[] = {
    {"1 99 4711", "unknown"},
    {"2 7 5 8 11 12", "unreachable"},
    {"3", "invalid_number"},
    {"4 9", "opted_out"},
    {"6 13 14", "carrier_filtered"},
    {"10", "content_rejected"},
    {"15", "insufficient_funds"},
    {NULL, NULL},
};

#define FIELDS "msisdn=12125550147&to=12125550100&messageId=" ID "&"

static const char *
failed_with(const char *code)
{
	char body[300];

	(void)snprintf(
	    body, sizeof(body), FIELDS "status=failed&err-code=%s", code);
	return arena_string(&arena, slice_of(body));
}

static const char receipt_line[] =
    "{\"record\":\"delivery\",\"record_version\":1,\"message_id\":null,"
    "\"provider\":\"vonage\",\"provider_message_id\":\"" ID "\","
    "\"reference\":\"r7\",\"to\":\"+12125550147\","
    "\"from\":\"+12125550100\",\"status\":\"undelivered\","
    "\"status_raw\":\"failed\",\"terminal\":true,\"error_code\":\"3\","
    "\"error_text\":\"handset is gone for good\","
    "\"error_class\":\"invalid_number\",\"retryable\":false,"
    "\"price\":\"0.0333\",\"currency\":\"EUR\",\"carrier\":\"310260\","
    "\"received_at\":\"2025-11-30T15:51:30.000Z\"}";

#define RECEIPT                                                       \
	FIELDS "status=failed&err-code=3&client-ref=r7&price=0.0333&" \
	       "network-code=310260"

static void
test_receipts(void)
{
	static const char *const words[][2] = {{"submitted", "accepted"},
	    {"accepted", "sent"}, {"buffered", "sent"},
	    {"delivered", "delivered"}, {"expired", "expired"},
	    {"failed", "undelivered"}, {"rejected", "rejected"},
	    {"deleted", "undelivered"}, {"unknown", "unconfirmed"}};
	char body[200];
	size_t i;

	TEST("each status becomes our word")
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		(void)snprintf(
		    body, sizeof(body), FIELDS "status=%s", words[i][0]);
		CHECK_INT(receipt_at(vonage, HOOK, body), 1);
		CHECK_SLICE(record_text(&record, "status"), words[i][1]);
		CHECK_INT(record_check(&record, &err), 0);
	}
	TEST("each code has its class; what expired did, whatever its code")
	{
		check_codes(vonage, HOOK, codes, failed_with);
		CHECK_INT(receipt_at(
			      vonage, HOOK, FIELDS "status=expired&err-code=1"),
		    1);
		CHECK_SLICE(
		    record_text(&record, "error_class"), "queue_expired");
	}
	TEST("form, JSON and query say the same")
	{
		CHECK_INT(receipt_at(vonage, HOOK, RECEIPT), 1);
		CHECK_STR(line_of(&record), receipt_line);
		CHECK_INT(receipt_at(vonage, HOOK "?" RECEIPT, NULL), 1);
		CHECK_STR(line_of(&record), receipt_line);
		CHECK_INT(receipt_at(vonage, HOOK,
			      "{\"msisdn\":\"12125550147\",\"to\":"
			      "\"12125550100\",\"messageId\":\"" ID "\","
			      "\"status\":\"failed\",\"err-code\":3,"
			      "\"client-ref\":\"r7\",\"price\":\"0.0333\","
			      "\"network-code\":\"310260\"}"),
		    1);
		CHECK_STR(line_of(&record), receipt_line);
	}
	TEST("0 is no error; another word is no receipt, half of one broken")
	{
		CHECK_INT(receipt_at(vonage, HOOK,
			      FIELDS "status=delivered&err-code=0"),
		    1);
		CHECK(record_view(&record, "error_code").p == NULL);
		CHECK_INT(receipt_at(vonage, HOOK, FIELDS "status=new"), 0);
		CHECK_INT(receipt_at(vonage, HOOK, "{\"status\":"), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static void
test_inbound(void)
{
	TEST("an inbound text becomes a reply, as a form and as JSON")
	{
		CHECK_INT(inbound_at(vonage, HOOK,
			      "msisdn=12125550147&to=12125550100&"
			      "messageId=" ID "&text=S%C3%AD&keyword=S%C3%AD"),
		    1);
		CHECK_INT(record_check(&record, &err), 0);
		CHECK_SLICE(record_text(&record, "body"), "S\xc3\xad");
		CHECK_SLICE(record_text(&record, "from"), "+12125550147");
		CHECK_SLICE(record_text(&record, "to"), "+12125550100");
		CHECK_INT(inbound_at(vonage, HOOK,
			      "{\"msisdn\":\"12125550147\",\"to\":\"12345\","
			      "\"messageId\":\"" ID "\",\"text\":\"\"}"),
		    1);
		CHECK_SLICE(record_text(&record, "to"), "12345");
		CHECK_SLICE(record_text(&record, "body"), "");
	}
	TEST("a receipt is no inbound text, nor is what has no text")
	{
		CHECK_INT(inbound_at(vonage, HOOK, RECEIPT "&text=a"), 0);
		CHECK_INT(inbound_at(vonage, HOOK, FIELDS "type=binary"), 0);
	}
}

int
main(void)
{
	vonage = provider_find("vonage");
	test_build();
	test_parse();
	test_receipts();
	test_inbound();
	return fixture_done();
}
