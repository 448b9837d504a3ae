/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define SID "CA0123456789abcdef0123456789abcdef"
#define URL "https://hooks.example.test/hook/twilio-voice?ref=r7"
#define CALL "{'channel':'voice','to':'+12125550147','from':'+12125550100'}"

static const struct provider *voice;
static const struct provider_values by_url = {{"http://127.0.0.1:9/", NULL,
    "250", "AC1", "secret", "https://agent.maple.example/callback", NULL,
    "https://hooks.example.test/hook/twilio-voice"}};
static const struct provider_values by_twiml = {{NULL, NULL, NULL, "AC1",
    "secret", NULL, "<Response><Say>Hi</Say></Response>", NULL}};
static const struct provider_values by_nothing = {
    {NULL, NULL, NULL, "AC1", "secret", NULL, NULL, NULL}};

static void
test_build(void)
{
	TEST("a call asks a URL what to do, and tells each of its states")
	{
		CHECK_INT(build(voice, &by_url, CALL), 0);
		CHECK_STR(request.http.url,
		    "http://127.0.0.1:9/2010-04-01/Accounts/AC1/Calls.json");
		CHECK_STR(request.http.user, "AC1");
		CHECK_STR(request.http.password, "secret");
		CHECK_SLICE(request.http.body,
		    "To=%2B12125550147&From=%2B12125550100&Url=https%3A%2F%2Fa"
		    "gent.maple.example%2Fcallback&StatusCallback=https%3A%2F%"
		    "2Fhooks.example.test%2Fhook%2Ftwilio-voice%3Fref%3Dr7&Sta"
		    "tusCallbackEvent=initiated&StatusCallbackEvent=ringing&St"
		    "atusCallbackEvent=answered&StatusCallbackEvent=completed");
	}
	TEST("or is told what to do, but not nothing, and texts are no calls")
	{
		CHECK_INT(build(voice, &by_twiml, CALL), 0);
		CHECK_SLICE(request.http.body,
		    "To=%2B12125550147&From=%2B12125550100&Twiml=%3CResponse%3"
		    "E%3CSay%3EHi%3C%2FSay%3E%3C%2FResponse%3E");
		CHECK_INT(build(voice, &by_nothing, CALL), -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK_INT(build(voice, &by_url,
			      "{'channel':'sms','to':'+12125550147','from':"
			      "'+12125550100','body':'a'}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static const struct answer_case answers[] = {
    {201, "{\"sid\":\"" SID "\",\"status\":\"queued\"}", PROVIDER_SENT, NULL},
    {201, "{\"sid\":\"SM0123456789abcdef0123456789abcdef\"}",
	PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, "{\"code\":21211}", PROVIDER_FAILED, "invalid_number"},
    {401, "{\"code\":20003}", PROVIDER_FATAL, "auth"},
    {400, "{\"code\":99999}", PROVIDER_AMBIGUOUS, "ambiguous"},
};

static const struct {
	const char *word, *status, *class;
} states[] = {
    {"queued", "accepted", NULL},
    {"ringing", "sent", NULL},
    {"in-progress", "sent", NULL},
    {"completed", "delivered", NULL},
    {"busy", "undelivered", "unreachable"},
    {"no-answer", "undelivered", "unreachable"},
    {"failed", "failed", "unknown"},
    {"canceled", "cancelled", NULL},
};

static void
test_receipts(void)
{
	struct buf body;
	size_t i;

	buf_init(&body, BUF_NO_CAP);
	TEST("a state of a call is one of a delivery")
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		buf_reset(&body);
		buf_addf(&body,
		    "CallSid=" SID "&To=%%2B12125550147&CallStatus=%s",
		    states[i].word);
		CHECK_INT(receipt_at(voice, URL, buf_text(&body)), 1);
		(void)line_of(&record);
		CHECK_SLICE(record_text(&record, "status"), states[i].status);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
		if (states[i].class == NULL)
			CHECK(record_text(&record, "error_class").p == NULL);
		else
			CHECK_SLICE(record_text(&record, "error_class"),
			    states[i].class);
	}
	TEST("a text's state is none of a call")
	CHECK_INT(
	    receipt_at(voice, URL, "MessageSid=SM1&MessageStatus=sent"), 0);
	buf_release(&body);
}

int
main(void)
{
	voice = provider_find("twilio-voice");
	test_build();
	TEST("an answer means what the table of outcomes says")
	{
		PARSE_ALL(voice, answers);
		parse_strange(voice);
	}
	test_receipts();
	return fixture_done();
}
