/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define UUID "40385f64-5717-4562-b3fc-2c963f66afa6"
#define URL "https://hooks.example.test/hook/telnyx"
#define FROM_TO "'to':'+12125550147','from':'+12125550100',"

static const struct provider *telnyx;
static const struct provider_values plain = {
    {NULL, NULL, NULL, "KEY1", NULL, NULL, NULL}};
static const struct provider_values full = {{"http://127.0.0.1:9/", NULL, "250",
    "KEY1", "public", "profile-1", "https://hooks.example.test/hook/telnyx"}};

static void
test_build(void)
{
	TEST("a request is JSON with our reference in the receipt's URL")
	{
		CHECK_INT(
		    build(telnyx, &full, "{" FROM_TO "'body':'a \\u00e9'}"), 0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(request.http.url, "http://127.0.0.1:9/v2/messages");
		CHECK_INT(request.http.timeout_ms, 250);
		CHECK_STR(
		    header_of(&request.http, "Authorization"), "Bearer KEY1");
		CHECK_STR(header_of(&request.http, "Content-Type"),
		    "application/json");
		CHECK_SLICE(request.http.body,
		    "{\"to\":\"+12125550147\",\"from\":\"+12125550100\","
		    "\"text\":\"a \xc3\xa9\",\"type\":\"SMS\",\"webhook_url\":"
		    "\"" URL "?ref=r7\"}");
	}
	TEST("media make it an MMS, a short code is a sender")
	{
		CHECK_INT(
		    build(telnyx, &plain,
			"{'to':'+12125550147','from':'12345','media_urls':"
			"['https://m.example.test/1']}"),
		    0);
		CHECK_STR(
		    request.http.url, "https://api.telnyx.com/v2/messages");
		CHECK_SLICE(request.http.body,
		    "{\"to\":\"+12125550147\",\"from\":\"12345\","
		    "\"media_urls\":[\"https://m.example.test/1\"],"
		    "\"type\":\"MMS\"}");
	}
	TEST("a name and a pool send by their profile, or not at all")
	{
		CHECK_INT(build(telnyx, &full,
			      "{'to':'+447700900123','from':'MAPLE',"
			      "'body':'a'}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"to\":\"+447700900123\",\"from\":\"MAPLE\","
		    "\"messaging_profile_id\":\"profile-1\",\"text\":\"a\","
		    "\"type\":\"SMS\",\"webhook_url\":\"" URL "?ref=r7\"}");
		CHECK_INT(
		    build(telnyx, &full, "{'to':'+12125550147','body':'a'}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"to\":\"+12125550147\","
		    "\"messaging_profile_id\":\"profile-1\","
		    "\"text\":\"a\",\"type\":\"SMS\",\"webhook_url\":"
		    "\"" URL "?ref=r7\"}");
		CHECK_INT(build(telnyx, &plain,
			      "{'to':'+447700900123','from':'MAPLE',"
			      "'body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(
		    build(telnyx, &plain, "{'to':'+12125550147','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define ERROR(code) "{\"errors\":[{\"code\":\"" code "\",\"title\":\"t\"}]}"

static const struct answer_case answers[] = {
    {200, "{\"data\":{\"id\":\"" UUID "\"}}", PROVIDER_SENT, NULL},
    {202, "{\"data\":{\"id\":\"" UUID "\"}}", PROVIDER_SENT, NULL},
    {200, "{\"data\":{\"id\":null}}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"id\":\"" UUID "\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"data\":{\"id\":\"" UUID, PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, ERROR("40310"), PROVIDER_FAILED, "invalid_number"},
    {400, ERROR("40001"), PROVIDER_FAILED, "landline"},
    {422, ERROR("10004"), PROVIDER_FAILED, "unknown"},
    {400, ERROR("40300"), PROVIDER_FAILED, "opted_out"},
    {400,
	"{\"errors\":[{\"code\":\"40008\",\"detail\":"
	"\"Blocked due to STOP message\"}]}",
	PROVIDER_FAILED, "opted_out"},
    {403, ERROR("40309"), PROVIDER_FAILED, "auth"},
    {403, ERROR("10010"), PROVIDER_FATAL, "auth"},
    {403, "", PROVIDER_FATAL, "auth"},
    {402, ERROR("20100"), PROVIDER_FATAL, "insufficient_funds"},
    {400, ERROR("40318"), PROVIDER_RETRY, "rate_limited"},
    {400, ERROR("40399"), PROVIDER_FAILED, "unknown"},
    {400, ERROR("99999"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, ERROR("10009"), PROVIDER_FATAL, "auth"},
    {404, ERROR("10005"), PROVIDER_FATAL, "auth"},
    {500, ERROR("40310"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {429, ERROR("10011"), PROVIDER_RETRY, "rate_limited"},
};

static void
test_parse(void)
{
	struct http_answer answer = answer_of(200,
	    "{\"data\":{\"id\":\"" UUID "\",\"to\":[{\"status\":\"queued\"}],"
	    "\"parts\":2,\"cost\":{\"amount\":\"0.0051\","
	    "\"currency\":\"USD\"}}}");

	TEST("an answer means what the table of outcomes says")
	{
		PARSE_ALL(telnyx, answers);
		parse_strange(telnyx);
	}
	TEST("an accepted message carries Telnyx's id, word, count and price")
	{
		telnyx->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.id, UUID);
		CHECK_SLICE(outcome.status_raw, "queued");
		CHECK_SLICE(outcome.segments, "2");
		CHECK_SLICE(outcome.price, "0.0051");
		CHECK_SLICE(outcome.currency, "USD");
	}
	TEST("an error carries code and words")
	{
		answer = answer_of(400, ERROR("40310"));
		telnyx->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.error_code, "40310");
		CHECK_SLICE(outcome.error_text, "t");
	}
}

/* An event about one message. */
static const char *
event(const char *type, const char *status, const char *more)
{
	const char *text;
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	buf_addf(&json,
	    "{\"data\":{\"event_type\":\"%s\",\"id\":\"ev-1\",\"payload\":{"
	    "\"id\":\"" UUID "\",\"from\":{\"phone_number\":\"+12125550100\"},"
	    "\"to\":[{\"phone_number\":\"+12125550147\",\"status\":\"%s\","
	    "\"carrier\":\"EXAMPLE MOBILE\"}]%s}}}",
	    type, status, more);
	text = arena_string(&arena, buf_slice(&json));
	buf_release(&json);
	return text;
}

static void
test_receipts(void)
{
	static const char *const words[][2] = {{"queued", "accepted"},
	    {"sending", "accepted"}, {"sent", "sent"},
	    {"delivered", "delivered"}, {"sending_failed", "failed"},
	    {"delivery_failed", "undelivered"},
	    {"delivery_unconfirmed", "unconfirmed"}};
	size_t i;

	TEST("each status becomes our word, Telnyx's stays beside it")
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		CHECK_INT(receipt_at(telnyx, URL,
			      event("message.finalized", words[i][0], "")),
		    1);
		CHECK_SLICE(record_text(&record, "status"), words[i][1]);
		CHECK_SLICE(record_text(&record, "status_raw"), words[i][0]);
		CHECK_INT(record_check(&record, &err), 0);
	}
	TEST("a receipt carries reference, error, class, count and price")
	{
		CHECK_INT(receipt_at(telnyx, URL "?ref=r7",
			      event("message.finalized", "delivery_failed",
				  ",\"parts\":1,\"cost\":{\"amount\":\"0.004\","
				  "\"currency\":\"USD\"},\"errors\":[{"
				  "\"code\":\"40001\",\"title\":\"no mobile\"}"
				  "]")),
		    1);
		CHECK_STR(line_of(&record),
		    "{\"record\":\"delivery\",\"record_version\":1,"
		    "\"message_id\":null,\"provider\":\"telnyx\","
		    "\"provider_message_id\":\"" UUID "\","
		    "\"event_id\":\"ev-1\",\"reference\":\"r7\","
		    "\"to\":\"+12125550147\",\"from\":\"+12125550100\","
		    "\"status\":\"undelivered\","
		    "\"status_raw\":\"delivery_failed\",\"terminal\":true,"
		    "\"error_code\":\"40001\",\"error_text\":\"no mobile\","
		    "\"error_class\":\"landline\",\"retryable\":false,"
		    "\"segments\":1,\"price\":\"0.004\",\"currency\":\"USD\","
		    "\"carrier\":\"EXAMPLE MOBILE\","
		    "\"received_at\":\"2025-11-30T15:51:30.000Z\"}");
	}
}

static void
test_other_receipts(void)
{
	TEST("words about STOP count for more than the number of the code")
	{
		CHECK_INT(receipt_at(telnyx, URL,
			      event("message.finalized", "delivery_failed",
				  ",\"errors\":[{\"code\":\"40008\",\"detail\":"
				  "\"Blocked due to STOP message\"}]")),
		    1);
		CHECK_SLICE(record_text(&record, "error_class"), "opted_out");
	}
	TEST("other events are no receipt, what is no JSON is broken")
	{
		CHECK_INT(receipt_at(telnyx, URL,
			      event("message.received", "delivered", "")),
		    0);
		CHECK_INT(
		    receipt_at(telnyx, URL, event("call.hangup", "sent", "")),
		    0);
		CHECK_INT(receipt_at(telnyx, URL, "{\"data\":"), -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(inbound_at(telnyx, URL, "[1"), -1);
	}
}

static void
test_inbound(void)
{
	TEST("an inbound text becomes a reply, with Telnyx's word for STOP")
	{
		CHECK_INT(inbound_at(telnyx, URL,
			      event("message.received", "delivered",
				  ",\"text\":\"stop \\u00e9\","
				  "\"autoresponse_type\":\"STOP\",\"media\":[{"
				  "\"url\":\"https://m.example.test/1\"}]")),
		    1);
		CHECK_INT(record_check(&record, &err), 0);
		CHECK_SLICE(record_text(&record, "body"), "stop \xc3\xa9");
		CHECK_SLICE(record_text(&record, "provider_opt_out"), "STOP");
		CHECK_SLICE(record_text(&record, "from"), "+12125550100");
		CHECK_SLICE(record_text(&record, "to"), "+12125550147");
		CHECK_SLICE(
		    view_string(record_path(&record, "media_urls.0"), &arena),
		    "https://m.example.test/1");
	}
	TEST("a picture without a word is kept, another answer is no opt-out")
	{
		CHECK_INT(inbound_at(telnyx, URL,
			      event("message.received", "x",
				  ",\"autoresponse_type\":\"INFO\"")),
		    1);
		CHECK_SLICE(record_text(&record, "body"), "");
		CHECK(record_view(&record, "provider_opt_out").p == NULL);
	}
	TEST("a receipt is no inbound text")
	CHECK_INT(inbound_at(
		      telnyx, URL, event("message.finalized", "delivered", "")),
	    0);
}

int
main(void)
{
	telnyx = provider_find("telnyx");
	test_build();
	test_parse();
	test_receipts();
	test_other_receipts();
	test_inbound();
	return fixture_done();
}
