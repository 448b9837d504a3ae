/* SPDX-License-Identifier: ISC */
/* What providers list of texts and opt-outs that a webhook missed. */
#include "tests/unit/provider_fixture.h"

#define SID "SM00112233445566778899aabbccddeeff"
#define ACCOUNT "AC00112233445566778899aabbccddeeff"
#define TEXT                                                              \
	"{\"sid\":\"" SID "\",\"direction\":\"inbound\",\"from\":"        \
	"\"+12125550147\",\"to\":\"+12125550100\",\"body\":\"S\\u00ed\"," \
	"\"date_created\":\"Tue, 08 Dec 2026 19:30:00 +0000\"}"
#define END ",\"next_page_uri\":null}"
#define ROW                                                               \
	"{\"to\":\"+12125550147\",\"from\":\"+12125550100\",\"keyword\":" \
	"\"STOP\",\"created_at\":\"2026-12-08 19:30:00.123456+00:00\"}"
#define META(at, all) \
	",\"meta\":{\"page_number\":" at ",\"total_pages\":" all "}}"

static const struct provider_values twilio_values = {
    {"http://127.0.0.1:9", NULL, NULL, ACCOUNT, "token"}};
static const struct provider_values telnyx_values = {
    {"http://127.0.0.1:9", NULL, NULL, "KEY1"}};

static struct provider_missed_page missed;

static int
parse(const char *name, int status, const char *body)
{
	struct http_answer answer = answer_of(status, body);

	return provider_find(name)->missed_parse(
	    strcmp(name, "twilio") == 0 ? &twilio_values : &telnyx_values,
	    &answer, &arena, &missed, &err);
}

static const char *
url_of(const char *name, const struct provider_values *values,
    const char *sender, const char *next)
{
	const struct provider_query query = {
	    .to = slice_of(sender), .since_ms = INT64_C(1796758200000)};
	struct http_request http;

	if (provider_find(name)->missed_build(
		values, &query, next, &arena, &http, &err) != 0)
		return err.text;
	return http.url;
}

static void
test_twilio(void)
{
	static const char *const faults[] = {"", "{}", "{\"messages\":[{}]" END,
	    "{\"messages\":[{\"sid\":\"" SID
	    "\",\"direction\":\"inbound\",\"to\":\"+1\"}]" END,
	    "{\"messages\":[" TEXT "]}"};
	size_t i;

	TEST("Twilio is asked for what went to our sender since that day")
	{
		CHECK_STR(
		    url_of("twilio", &twilio_values, "+12125550100", NULL),
		    "http://127.0.0.1:9/2010-04-01/Accounts/" ACCOUNT
		    "/Messages.json?To=%2B12125550100&DateSent%3E=2026-12-08"
		    "&PageSize=20");
		CHECK_STR(url_of("twilio", &twilio_values, NULL, NULL),
		    "http://127.0.0.1:9/2010-04-01/Accounts/" ACCOUNT
		    "/Messages.json?DateSent%3E=2026-12-08&PageSize=20");
	}
	TEST("of its messages those to us count")
	{
		CHECK_INT(
		    parse("twilio", 200,
			"{\"messages\":[{\"sid\":\"" SID
			"\",\"direction\":\"outbound-api\"}," TEXT "]" END),
		    0);
		CHECK_INT(missed.count, 1);
		CHECK_SLICE(missed.list[0].id, SID);
		CHECK_SLICE(missed.list[0].from, "+12125550147");
		CHECK_SLICE(missed.list[0].to, "+12125550100");
		CHECK_SLICE(missed.list[0].body, "S\xc3\xad");
		CHECK_INT(missed.list[0].at_ms, INT64_C(1796758200000));
		CHECK(missed.next == NULL);
	}
	TEST("what is no whole page of texts is an error")
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		CHECK_INT(parse("twilio", 200, faults[i]), -1);
}

static void
test_telnyx(void)
{
	static const char *const faults[] = {"", "{}", "{\"data\":[" ROW "]}",
	    "{\"data\":[{}]" META("1", "1"), "{\"data\":7" META("1", "1"),
	    "{\"data\":[]" META("\"x\"", "1")};
	size_t i;

	TEST("Telnyx is asked who opted out of our sender since then, by pages")
	{
		CHECK_STR(
		    url_of("telnyx", &telnyx_values, "+12125550100", NULL),
		    "http://127.0.0.1:9/v2/messaging_optouts?filter%5Bfrom%5D="
		    "%2B12125550100&created_at%5Bgte%5D=2026-12-08T19%3A30%3A"
		    "00.000Z&page%5Bsize%5D=250&page%5Bnumber%5D=1");
		CHECK_STR(url_of("telnyx", &telnyx_values, NULL, "2"),
		    "http://127.0.0.1:9/v2/messaging_optouts?created_at%5Bgte"
		    "%5D=2026-12-08T19%3A30%3A00.000Z&page%5Bsize%5D=250"
		    "&page%5Bnumber%5D=2");
	}
	TEST("its rows are opt-outs, whose `to` is the person")
	{
		CHECK_INT(
		    parse("telnyx", 200, "{\"data\":[" ROW "]" META("1", "3")),
		    0);
		CHECK_INT(missed.count, 1);
		CHECK(missed.list[0].id.p == NULL);
		CHECK_SLICE(missed.list[0].from, "+12125550147");
		CHECK_SLICE(missed.list[0].to, "+12125550100");
		CHECK_SLICE(missed.list[0].body, "STOP");
		CHECK_INT(missed.list[0].at_ms, INT64_C(1796758200000));
		CHECK_STR(missed.next, "2");
	}
	TEST("the last page names no other, and nobody may be on it")
	{
		CHECK_INT(
		    parse("telnyx", 200, "{\"data\":[]" META("1", "0")), 0);
		CHECK_INT(missed.count, 0);
		CHECK(missed.next == NULL);
	}
	TEST("what is no whole page of opt-outs is an error")
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		CHECK_INT(parse("telnyx", 200, faults[i]), -1);
}

int
main(void)
{
	test_twilio();
	test_telnyx();
	return fixture_done();
}
