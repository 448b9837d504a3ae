/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define URL "http://127.0.0.1:8080/hook/kannel"

static const struct provider *kannel;
static const struct provider_values plain = {
    {NULL, NULL, NULL, "tester", "foo bar", NULL, NULL, NULL}};
static const struct provider_values full = {{"http://127.0.0.1:9/", NULL, "250",
    "tester", "foobar", "FAKE", URL, "s&t"}};

static void
test_build(void)
{
	TEST("a request is a query; the report's URL is escaped as a whole")
	{
		CHECK_INT(build(kannel, &full,
			      "{'to':'+15550001111','from':'15550002222',"
			      "'body':'5 \\u20ac'}"),
		    -1);
		CHECK_INT(build(kannel, &full,
			      "{'to':'+15550001111','from':'+15550002222',"
			      "'body':'5 \\u20ac'}"),
		    0);
		CHECK_STR(request.http.method, "GET");
		CHECK_INT(request.http.timeout_ms, 250);
		CHECK(request.http.body.n == 0);
		CHECK_STR(request.http.url,
		    "http://127.0.0.1:9/cgi-bin/sendsms?username=tester&"
		    "password=foobar&from=%2B15550002222&to=%2B15550001111&"
		    "text=5%20%E2%82%AC&charset=UTF-8&coding=0&smsc=FAKE&"
		    "dlr-mask=31&dlr-url=http%3A%2F%2F127.0.0.1%3A8080%2Fhook"
		    "%2Fkannel%3Fref%3Dr7%26d%3D%25d%26p%3D%25p%26P%3D%25P%26"
		    "F%3D%25F%26A%3D%25A%26key%3Ds%2526t");
	}
	TEST("what GSM 7 bit cannot carry is UCS-2, media are refused")
	{
		CHECK_INT(build(kannel, &plain,
			      "{'to':'+15550001111','body':'\\u2713'}"),
		    0);
		CHECK_STR(request.http.url,
		    "http://127.0.0.1:13013/cgi-bin/sendsms?username=tester&"
		    "password=foo%20bar&to=%2B15550001111&text=%E2%9C%93&"
		    "charset=UTF-8&coding=2");
		CHECK_INT(build(kannel, &plain,
			      "{'to':'+15550001111','media_urls':"
			      "['https://m.example.test/1']}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static const struct answer_case answers[] = {
    {202, "0: Accepted for delivery", PROVIDER_SENT, NULL},
    {202, "3: Queued for later delivery\r\n", PROVIDER_SENT, NULL},
    {202, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {202, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "0: Accepted for delivery", PROVIDER_AMBIGUOUS, "ambiguous"},
    {403, "Authorization failed for sendsms", PROVIDER_FATAL, "auth"},
    {400, "Missing receiver number, rejected", PROVIDER_FAILED,
	"invalid_number"},
    {400, "Sender missing and no global set, rejected", PROVIDER_FAILED,
	"auth"},
    {400, "Number(s) has/have been denied by white- and/or black-lists.",
	PROVIDER_FAILED, "invalid_number"},
    {400, "something else", PROVIDER_AMBIGUOUS, "ambiguous"},
    {404, "Unknown request.", PROVIDER_FATAL, "auth"},
    {404, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {503, "Temporal failure, try again later.", PROVIDER_RETRY,
	"provider_fault"},
    {500, "Temporal failure, try again later.", PROVIDER_AMBIGUOUS,
	"ambiguous"},
};

static void
test_parse(void)
{
	struct http_answer answer = answer_of(202, "0: Accepted for delivery");

	TEST("an answer means what the table of outcomes says")
	{
		PARSE_ALL(kannel, answers);
		parse_strange(kannel);
	}
	TEST("it names no id")
	{
		kannel->parse(&answer, &arena, &outcome);
		CHECK(outcome.id.n == 0 && kannel->names_no_id);
	}
}

#define REPORT URL "?ref=r7&p=%2B15550001111&P=15550002222&F=&d="

static const struct {
	const char *url, *status, *class;
} reports[] = {
    {REPORT "1&A=", "delivered", NULL},
    {REPORT "4&A=", "accepted", NULL},
    {REPORT "8&A=ACK%2F", "sent", NULL},
    {REPORT "16&A=NACK%2F0x0000000b%2FInvalid+Destination+Address", "failed",
	"invalid_number"},
    {REPORT "16&A=NACK%2F0x00000058%2FThrottled", "failed", "rate_limited"},
    {REPORT "16&A=NACK%2F0x00000099", "failed", "unknown"},
    {REPORT "2&A=id%3A1+stat%3AREJECTD+err%3A000", "undelivered",
	"carrier_filtered"},
    {REPORT "2&A=id%3A1+stat%3AEXPIRED", "undelivered", "queue_expired"},
    {REPORT "2&A=", "undelivered", "unknown"},
};

static void
test_receipts(void)
{
	size_t i;

	TEST("a report is a delivery under our reference")
	for (i = 0; i < sizeof(reports) / sizeof(reports[0]); i++) {
		CHECK_INT(receipt_at(kannel, reports[i].url, NULL), 1);
		(void)line_of(&record);
		CHECK_SLICE(record_text(&record, "status"), reports[i].status);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
		CHECK_SLICE(record_text(&record, "provider_message_id"), "r7");
		CHECK_SLICE(record_text(&record, "to"), "+15550001111");
		CHECK_SLICE(record_text(&record, "from"), "+15550002222");
		if (reports[i].class == NULL)
			CHECK(record_text(&record, "error_class").p == NULL);
		else
			CHECK_SLICE(record_text(&record, "error_class"),
			    reports[i].class);
	}
	TEST("what has no state or no reference is none")
	{
		CHECK_INT(receipt_at(kannel, REPORT "3", NULL), 0);
		CHECK_INT(receipt_at(kannel, URL "?d=1&p=1", NULL), 0);
		CHECK_INT(receipt_at(kannel, URL "?d=%", NULL), -1);
	}
}

static void
test_inbound(void)
{
	struct provider_hook hook = hook_at(URL "?d=1&key=s%26t", NULL);

	TEST("an inbound text is a reply")
	{
		CHECK_INT(inbound_at(kannel,
			      URL "?from=%2B15550001111&to=15550002222&id=u-1&"
				  "text=S%C3%AD+%2B",
			      NULL),
		    1);
		(void)line_of(&record);
		CHECK_SLICE(record_text(&record, "from"), "+15550001111");
		CHECK_SLICE(record_text(&record, "to"), "+15550002222");
		CHECK_SLICE(record_text(&record, "body"), "S\xc3\xad +");
		CHECK_INT(
		    inbound_at(kannel, URL "?from=1&to=2&text=a", NULL), 0);
	}
	TEST("the key in the query proves who calls")
	{
		hook.secret = slice_of("s&t");
		CHECK(kannel->verify(&hook, &arena));
		hook.secret = slice_of("s&u");
		CHECK(!kannel->verify(&hook, &arena));
		hook.secret = slice_of("");
		hook.url = slice_of(URL "?key=");
		CHECK(!kannel->verify(&hook, &arena));
	}
}

int
main(void)
{
	kannel = provider_find("kannel");
	test_build();
	test_parse();
	test_receipts();
	test_inbound();
	return fixture_done();
}
