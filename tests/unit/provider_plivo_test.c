/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define UUID "40385f64-5717-4562-b3fc-2c963f66afa6"
#define HOOK "https://hooks.example.test/hook/plivo"
#define MESSAGES "https://api.plivo.com/v1/Account/MA1/Message/"
#define FROM_TO "'to':'+12125550147','from':'+12125550100',"

static const struct provider *plivo;
static const struct provider_values plain = {
    {NULL, NULL, NULL, "MA1", "token", NULL, NULL, NULL}};
static const struct provider_values full = {{"http://127.0.0.1:9", NULL, NULL,
    "MA1", "token", "pool-1", "Service_Explicit", HOOK "?a=b"}};

static void
test_build(void)
{
	TEST("a request is JSON, its numbers digits, our reference in its URL")
	{
		CHECK_INT(
		    build(plivo, &full, "{" FROM_TO "'body':'a \\u00e9'}"), 0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(request.http.url,
		    "http://127.0.0.1:9/v1/Account/MA1/Message/");
		CHECK_STR(request.http.user, "MA1");
		CHECK_STR(request.http.password, "token");
		CHECK_STR(header_of(&request.http, "Content-Type"),
		    "application/json");
		CHECK_SLICE(request.http.body,
		    "{\"src\":\"12125550100\",\"dst\":\"12125550147\","
		    "\"text\":\"a \xc3\xa9\",\"type\":\"sms\","
		    "\"url\":\"" HOOK "?a=b&ref=r7\",\"method\":\"POST\"}");
	}
	TEST("a pool sends where no sender is named; media make it an MMS")
	{
		CHECK_INT(build(plivo, &full,
			      "{'to':'+12125550147','media_urls':"
			      "['https://m.example.test/1']}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"powerpack_uuid\":\"pool-1\",\"dst\":\"12125550147\","
		    "\"type\":\"mms\","
		    "\"media_urls\":[\"https://m.example.test/1\"],"
		    "\"url\":\"" HOOK "?a=b&ref=r7\",\"method\":\"POST\"}");
		CHECK_INT(
		    build(plivo, &plain, "{'to':'+12125550147','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
	TEST("India's ids and the category go with each other")
	{
		CHECK_INT(build(plivo, &full,
			      "{'to':'+919876543210','from':'MAPLE',"
			      "'body':'a','india_entity_id':'1101',"
			      "'india_template_id':'1107'}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"src\":\"MAPLE\",\"dst\":\"919876543210\","
		    "\"text\":\"a\",\"type\":\"sms\","
		    "\"dlt_entity_id\":\"1101\",\"dlt_template_id\":\"1107\","
		    "\"dlt_template_category\":\"Service_Explicit\","
		    "\"url\":\"" HOOK "?a=b&ref=r7\",\"method\":\"POST\"}");
	}
	TEST("several recipients in one are none")
	{
		CHECK_INT(build(plivo, &plain,
			      "{'to':'+12125550147<12125550148',"
			      "'from':'+12125550100','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define QUEUED(ids) "{\"message\":\"message(s) queued\",\"message_uuid\":" ids
#define ERROR(words) "{\"api_id\":\"" UUID "\",\"error\":\"" words "\"}"

static const struct answer_case answers[] = {
    {202, QUEUED("[\"" UUID "\"]}"), PROVIDER_SENT, NULL},
    {202, QUEUED("[]}"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {202, QUEUED("[\"" UUID "\""), PROVIDER_AMBIGUOUS, "ambiguous"},
    {202, QUEUED("[],\"invalid_number\":[\"123\"]}"), PROVIDER_FAILED,
	"invalid_number"},
    {202, QUEUED("[\"" UUID "\"],\"invalid_number\":[\"123\"]}"), PROVIDER_SENT,
	NULL},
    {202, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, ERROR("dst parameter is not valid"), PROVIDER_FAILED,
	"invalid_number"},
    {400, ERROR("src parameter is not valid"), PROVIDER_FAILED, "auth"},
    {400, ERROR("powerpack_uuid not found"), PROVIDER_FAILED, "auth"},
    {400, ERROR("text parameter is too long"), PROVIDER_FAILED,
	"content_rejected"},
    {400, ERROR("media_urls are not valid"), PROVIDER_FAILED, "media"},
    {400, ERROR("no"), PROVIDER_FAILED, "unknown"},
    {400, "bad request", PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, "Could not verify", PROVIDER_FATAL, "auth"},
    {402, ERROR("insufficient credit"), PROVIDER_FATAL, "insufficient_funds"},
    {403, ERROR("country is not permitted"), PROVIDER_FAILED, "auth"},
    {403, "", PROVIDER_FATAL, "auth"},
    {404, ERROR("not found"), PROVIDER_FATAL, "auth"},
    {404, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
    {429, ERROR("rate limit exceeded"), PROVIDER_RETRY, "rate_limited"},
    {500, ERROR("dst"), PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
test_parse(void)
{
	struct http_answer answer = answer_of(202, QUEUED("[\"" UUID "\"]}"));

	TEST("an answer means what the table of outcomes says")
	{
		PARSE_ALL(plivo, answers);
		parse_strange(plivo);
	}
	TEST("an accepted message carries Plivo's id")
	{
		plivo->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.id, UUID);
	}
	TEST("a refusal is told in its words, JSON or not")
	{
		answer = answer_of(400, ERROR("dst parameter is not valid"));
		plivo->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.error_text, "dst parameter is not valid");
		answer = answer_of(401, "Could not verify\n");
		plivo->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.error_text, "Could not verify");
		answer = answer_of(401, "<html>\x1b[2J");
		plivo->parse(&answer, &arena, &outcome);
		CHECK_INT(outcome.error_text.n, 0);
	}
}

/* www.plivo.com/docs/messaging/troubleshooting/error-codes */
static const struct receipt_case codes[] = {
    {"10 110", "content_rejected"},
    {"20 80 90", "unreachable"},
    {"30 100", "carrier_filtered"},
    {"40 201 450 910", "auth"},
    {"50 70", "invalid_number"},
    {"60 300 1000 4711", "unknown"},
    {"200", "opted_out"},
    {"420", "queue_expired"},
    {"900", "insufficient_funds"},
    {"950 960 970", "unregistered"},
    {NULL, NULL},
};

#define RECEIPT(status)                                                  \
	"MessageUUID=" UUID "&From=12125550100&To=12125550147&Type=sms&" \
	"Units=2&TotalRate=0.00550&TotalAmount=0.01100&Status=" status

static const char *
failed_with(const char *code)
{
	char body[300];

	(void)snprintf(
	    body, sizeof(body), RECEIPT("failed") "&ErrorCode=%s", code);
	return arena_string(&arena, slice_of(body));
}

static void
test_receipts(void)
{
	static const char *const words[][2] = {{RECEIPT("queued"), "accepted"},
	    {RECEIPT("sent"), "sent"}, {RECEIPT("delivered"), "delivered"},
	    {RECEIPT("undelivered"), "undelivered"},
	    {RECEIPT("failed"), "failed"}, {RECEIPT("rejected"), "rejected"},
	    {RECEIPT("read"), "read"}};
	size_t i;

	TEST("each status becomes our word")
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		CHECK_INT(receipt_at(plivo, HOOK, words[i][0]), 1);
		CHECK_SLICE(record_text(&record, "status"), words[i][1]);
		CHECK_INT(record_check(&record, &err), 0);
	}
	TEST("each code has its class")
	check_codes(plivo, HOOK, codes, failed_with);
	TEST("a receipt carries reference, error, count and price")
	{
		CHECK_INT(receipt_at(plivo, HOOK "?ref=r7",
			      RECEIPT("undelivered") "&ErrorCode=200"),
		    1);
		CHECK_STR(line_of(&record),
		    "{\"record\":\"delivery\",\"record_version\":1,"
		    "\"message_id\":null,\"provider\":\"plivo\","
		    "\"provider_message_id\":\"" UUID "\","
		    "\"reference\":\"r7\",\"to\":\"+12125550147\","
		    "\"from\":\"+12125550100\",\"status\":\"undelivered\","
		    "\"status_raw\":\"undelivered\",\"terminal\":true,"
		    "\"error_code\":\"200\","
		    "\"error_text\":\"recipient replied STOP\","
		    "\"error_class\":\"opted_out\",\"retryable\":false,"
		    "\"segments\":2,\"price\":\"0.01100\","
		    "\"currency\":\"USD\","
		    "\"received_at\":\"2025-11-30T15:51:30.000Z\"}");
	}
}

static void
test_other_receipts(void)
{
	TEST("000 is no error, a part is its parent's, a GET is read too")
	{
		CHECK_INT(receipt_at(plivo, HOOK,
			      "MessageUUID=part&ParentMessageUUID=" UUID
			      "&Status=delivered&ErrorCode=000"),
		    1);
		CHECK(record_view(&record, "error_code").p == NULL);
		CHECK_SLICE(record_text(&record, "provider_message_id"), UUID);
		CHECK_INT(
		    receipt_at(plivo,
			HOOK "?ref=r7&MessageUUID=" UUID "&Status=sent", NULL),
		    1);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
	}
	TEST("another word is no receipt, a bad escape is broken")
	{
		CHECK_INT(receipt_at(plivo, HOOK, RECEIPT("stored")), 0);
		CHECK_INT(receipt_at(plivo, HOOK, "Status=sent"), 0);
		CHECK_INT(receipt_at(plivo, HOOK, "Status=%zz"), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define TEXT "MessageUUID=" UUID "&From=12125550147&To=12125550100&"

static void
test_inbound(void)
{
	TEST("an inbound text becomes a reply, with Plivo's word for STOP")
	{
		CHECK_INT(inbound_at(plivo, HOOK,
			      TEXT "Text=st%C3%B6p+it&MessageIntent=optout&"
				   "MediaCount=1&Media1=https%3A%2F%2F"
				   "m.example.test%2F1"),
		    1);
		CHECK_INT(record_check(&record, &err), 0);
		CHECK_SLICE(record_text(&record, "body"), "st\xc3\xb6p it");
		CHECK_SLICE(record_text(&record, "provider_opt_out"), "STOP");
		CHECK_SLICE(record_text(&record, "from"), "+12125550147");
		CHECK_SLICE(record_text(&record, "to"), "+12125550100");
		CHECK_SLICE(
		    view_string(record_path(&record, "media_urls.0"), &arena),
		    "https://m.example.test/1");
	}
	TEST("the text of an MMS is its Body; a picture alone is kept")
	{
		CHECK_INT(inbound_at(plivo, HOOK, TEXT "Body=hi"), 1);
		CHECK_SLICE(record_text(&record, "body"), "hi");
		CHECK_INT(inbound_at(plivo, HOOK, TEXT "MediaCount=1"), 1);
		CHECK_SLICE(record_text(&record, "body"), "");
		CHECK(record_view(&record, "provider_opt_out").p == NULL);
	}
	TEST("a receipt is no inbound text, nor is what names nobody")
	{
		CHECK_INT(inbound_at(plivo, HOOK, RECEIPT("sent")), 0);
		CHECK_INT(inbound_at(plivo, HOOK, "Text=hi"), 0);
	}
}

#define NEXT "/v1/Account/MA1/Message/?limit=20&offset=20"

static const char *const listed =
    "{\"api_id\":\"x\",\"meta\":{\"limit\":20,\"next\":\"" NEXT "\"},"
    "\"objects\":[{\"message_uuid\":\"" UUID "\",\"from_number\":"
    "\"12125550100\",\"to_number\":\"12125550147\",\"message_state\":"
    "\"failed\",\"message_direction\":\"outbound\",\"units\":1,"
    "\"error_code\":\"70\",\"total_amount\":\"0.00550\","
    "\"message_time\":\"2026-12-08 19:30:00.123456+00:00\"},"
    "{\"message_uuid\":\"" UUID "\",\"to_number\":\"12125550100\","
    "\"message_direction\":\"inbound\",\"message_state\":\"delivered\"}]}";

static void
test_list(void)
{
	struct provider_query query = {
	    .to = slice_of("+12125550147"), .since_ms = INT64_C(1796758200123)};
	struct http_request http;

	TEST("the list is asked for all that was sent since")
	{
		CHECK_INT(plivo->list_build(
			      &plain, &query, NULL, &arena, &http, &err),
		    0);
		CHECK_STR(http.method, "GET");
		CHECK_STR(http.user, "MA1");
		CHECK_STR(http.url,
		    MESSAGES "?message_direction=outbound&message_time__gte="
			     "2026-12-08%2019%3A30%3A00&limit=20");
	}
	TEST("what was sent is listed, what came in is not")
	{
		CHECK_INT(list_page(plivo, &plain, 200, listed), 0);
		CHECK_INT(page.count, 1);
		CHECK_SLICE(page.messages[0].id, UUID);
		CHECK_SLICE(page.messages[0].to, "+12125550147");
		CHECK_SLICE(page.messages[0].from, "+12125550100");
		CHECK_STR(page.messages[0].status, "failed");
		CHECK_STR(page.messages[0].error_class, "invalid_number");
		CHECK_SLICE(page.messages[0].price, "0.00550");
		CHECK_INT(page.messages[0].created_ms, INT64_C(1796758200000));
		CHECK_STR(page.next, "https://api.plivo.com" NEXT);
	}
	TEST("a page elsewhere, a part of one, an error are no list")
	{
		CHECK_INT(list_page(plivo, &plain, 200,
			      "{\"objects\":[],\"meta\":{\"next\":"
			      "\"@evil.example.test/\"}}"),
		    -1);
		CHECK_INT(
		    list_page(plivo, &plain, 200, "{\"objects\":[]}"), -1);
		CHECK_INT(list_page(plivo, &plain, 200,
			      "{\"meta\":{},\"objects\":[{\"units\":1}]}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(list_page(plivo, &plain, 401, ""), -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
}

int
main(void)
{
	plivo = provider_find("plivo");
	test_build();
	test_parse();
	test_receipts();
	test_other_receipts();
	test_inbound();
	test_list();
	return fixture_done();
}
