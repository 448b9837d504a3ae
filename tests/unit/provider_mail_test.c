/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

static const struct provider *sendgrid, *mailgun;
static const struct provider_values sendgrid_values = {{"http://127.0.0.1:9/",
    NULL, "250", "KEY1", "desk@maple.example", "Maple \"Street\"", NULL}};
static const struct provider_values mailgun_values = {{NULL, NULL, NULL, "KEY1",
    "mg.maple.example", "desk@maple.example", "Maple \"Street\"", NULL}};

#define MAIL                                                           \
	"{'channel':'email','to':null,'email':'pat@example.test','sub" \
	"ject':'Your visit','body':'See you\\u00e9\\n'"

static void
test_sendgrid_build(void)
{
	TEST("SendGrid: a request is JSON with our reference in custom_args")
	{
		CHECK_INT(build(sendgrid, &sendgrid_values, MAIL "}"), 0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(request.http.url, "http://127.0.0.1:9/v3/mail/send");
		CHECK_STR(
		    header_of(&request.http, "Authorization"), "Bearer KEY1");
		CHECK_SLICE(request.http.body,
		    "{\"personalizations\":[{\"to\":[{\"email\":\"pat@example"
		    ".test\"}],\"custom_args\":{\"ref\":\"r7\"}}],\"from\":{"
		    "\"email\":\"desk@maple.example\",\"name\":\"Maple \\\"Str"
		    "eet\\\"\"},\"subject\":\"Your visit\",\"content\":[{\"typ"
		    "e\":\"text/plain\",\"value\":\"See you\xc3\xa9\\n\"}]}");
	}
	TEST("SendGrid: a message's own address wins over the settings'")
	{
		CHECK_INT(build(sendgrid, &sendgrid_values,
			      MAIL ",'from':'lee@maple.example'}"),
		    0);
		CHECK(slice_find(request.http.body,
			  slice_of("\"from\":{\"email\":\"lee@maple."
				   "example\"},")) != SIZE_MAX);
	}
}

static void
test_bad(const struct provider *provider, const struct provider_values *values)
{
	static const char *const bad[] = {
	    "{'channel':'sms','email':'pat@example.test','subject':'a',"
	    "'body':'b'}",
	    "{'channel':'email','subject':'a','body':'b'}",
	    "{'channel':'email','email':'pat@x@y','subject':'a','body':'b'}",
	    "{'channel':'email','email':'pat@x, b@y','subject':'a','body':'b'}",
	    "{'channel':'email','email':'pat@example.test','body':'b'}",
	    "{'channel':'email','email':'pat@example.test','subject':"
	    "'a\\nBcc: x@y','body':'b'}",
	    "{'channel':'email','email':'pat@example.test','subject':'a'}",
	};
	size_t i;

	TEST("what is no email, or would be two headers, is not sent")
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		CHECK_INT(build(provider, values, bad[i]), -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

static const char *
message_id_header(const void *context, const char *name)
{
	return strcasecmp(name, "X-Message-Id") == 0 ? context : NULL;
}

#define REFUSED(field) \
	"{\"errors\":[{\"message\":\"no\",\"field\":\"" field "\"}]}"

static const struct answer_case sendgrid_answers[] = {
    {202, "", PROVIDER_SENT, NULL},
    {202, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, REFUSED("personalizations.0.to.0.email"), PROVIDER_FAILED,
	"invalid_number"},
    {400, REFUSED("from.email"), PROVIDER_FAILED, "content_rejected"},
    {400, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, REFUSED(""), PROVIDER_FATAL, "auth"},
    {403, REFUSED(""), PROVIDER_FATAL, "auth"},
    {413, REFUSED(""), PROVIDER_FAILED, "content_rejected"},
    {413, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
    {429, REFUSED(""), PROVIDER_RETRY, "rate_limited"},
    {500, REFUSED(""), PROVIDER_AMBIGUOUS, "ambiguous"},
    {503, "", PROVIDER_AMBIGUOUS, "ambiguous"},
};

static const struct answer_case mailgun_answers[] = {
    {200, "{\"id\":\"<20261126.0123456789abcdef@mg.maple.example>\"}",
	PROVIDER_SENT, NULL},
    {200, "{\"id\":\"<1@m>\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"id\":\"20261126\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"message\":\"Queued. Thank you.\"}", PROVIDER_AMBIGUOUS,
	"ambiguous"},
    {200, "{\"id\":\"<20261126.0123456789abcdef@mg.maple", PROVIDER_AMBIGUOUS,
	"ambiguous"},
    {400, "{\"message\":\"to parameter is not a valid address\"}",
	PROVIDER_FAILED, "invalid_number"},
    {400, "{\"message\":\"Domain mg.maple.example is not allowed to send\"}",
	PROVIDER_FATAL, "auth"},
    {400, "{\"message\":\"Need at least one of text\"}", PROVIDER_FAILED,
	"content_rejected"},
    {400, "", PROVIDER_AMBIGUOUS, "ambiguous"},
    {401, "Forbidden", PROVIDER_FATAL, "auth"},
    {402, "{\"message\":\"Payment required\"}", PROVIDER_FATAL,
	"insufficient_funds"},
    {404, "{\"message\":\"Domain not found\"}", PROVIDER_FATAL, "auth"},
    {413, "{\"message\":\"too large\"}", PROVIDER_FAILED, "content_rejected"},
    {500, "{\"message\":\"Internal\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
test_sendgrid_parse(void)
{
	struct http_answer answer = answer_of(202, "");

	TEST("SendGrid: an answer means what the table of outcomes says")
	{
		PARSE_ALL(sendgrid, sendgrid_answers);
		parse_strange(sendgrid);
	}
	TEST("SendGrid: the id is a header's, or ours stands for it")
	{
		answer.header = message_id_header;
		answer.context = "Ab3_xyz-0123456789ABCD";
		sendgrid->parse(&answer, &arena, &outcome);
		CHECK_SLICE(outcome.id, "Ab3_xyz-0123456789ABCD");
		answer.context = "<bad>";
		sendgrid->parse(&answer, &arena, &outcome);
		CHECK_INT(outcome.verdict, PROVIDER_SENT);
		CHECK(outcome.id.n == 0 && sendgrid->names_no_id);
	}
}

/* An event, and what it becomes: status, terminal, class. */
struct event_case {
	const char *body, *status, *class;
	bool terminal;
};

static void
events_run(const struct provider *provider, const struct event_case *cases,
    size_t count, const char *id)
{
	bool terminal = false;
	size_t i;

	for (i = 0; i < count; i++) {
		CHECK_INT(receipt_at(provider, "https://h.example.test/",
			      cases[i].body),
		    1);
		(void)line_of(&record);
		CHECK_SLICE(record_text(&record, "status"), cases[i].status);
		CHECK(record_bool(&record, "terminal", &terminal));
		CHECK_INT(terminal, cases[i].terminal);
		if (cases[i].class == NULL)
			CHECK(record_text(&record, "error_class").p == NULL);
		else
			CHECK_SLICE(record_text(&record, "error_class"),
			    cases[i].class);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
		CHECK_SLICE(record_text(&record, "to"), "pat@example.test");
		CHECK_SLICE(record_text(&record, "provider_message_id"), id);
	}
}
#define EVENTS_RUN(provider, cases, id) \
	events_run(provider, cases, sizeof(cases) / sizeof(cases[0]), id)

#define SENDGRID_EVENT(event)                                               \
	"{\"email\":\"pat@example.test\",\"ref\":\"r7\",\"sg_message_id\":" \
	"\"Ab3_xyz.recvd-1-0\",\"event\":\"" event "\"}"

static const struct event_case sendgrid_events[] = {
    {SENDGRID_EVENT("processed"), "accepted", NULL, false},
    {SENDGRID_EVENT("deferred"), "sent", "unreachable", false},
    {SENDGRID_EVENT("delivered"), "delivered", NULL, true},
    {SENDGRID_EVENT("bounce\",\"type\":\"bounce"), "undelivered",
	"invalid_number", true},
    {SENDGRID_EVENT("bounce\",\"type\":\"blocked"), "undelivered",
	"carrier_filtered", true},
    {SENDGRID_EVENT("dropped\",\"reason\":\"Bounced Address"), "failed",
	"invalid_number", true},
    {SENDGRID_EVENT("dropped\",\"reason\":\"Unsubscribed Address"), "failed",
	"opted_out", true},
    {SENDGRID_EVENT("dropped\",\"reason\":\"Spam Content"), "failed",
	"content_rejected", true},
    {SENDGRID_EVENT("dropped"), "failed", "unknown", true},
    {SENDGRID_EVENT("spamreport"), "delivered", "opted_out", true},
    {SENDGRID_EVENT("unsubscribe"), "delivered", "opted_out", true},
};

#define MAILGUN_EVENT(event)                                             \
	"{\"signature\":{},\"event-data\":{\"recipient\":\"pat@example." \
	"test\",\"user-variables\":{\"ref\":\"r7\"},\"message\":{\"head" \
	"ers\":{\"message-id\":\"20261126.abc@mg.example\"}},\"event\":" \
	"\"" event "\"}}"

static const struct event_case mailgun_events[] = {
    {MAILGUN_EVENT("accepted"), "accepted", NULL, false},
    {MAILGUN_EVENT("delivered"), "delivered", NULL, true},
    {MAILGUN_EVENT("failed\",\"severity\":\"temporary"), "sent", "unreachable",
	false},
    {MAILGUN_EVENT("failed\",\"severity\":\"permanent\",\"reason\":\"bounce"),
	"undelivered", "invalid_number", true},
    {MAILGUN_EVENT("failed\",\"severity\":\"permanent\",\"reason\":"
		   "\"suppress-unsubscribe"),
	"undelivered", "opted_out", true},
    {MAILGUN_EVENT("failed\",\"severity\":\"permanent\",\"reason\":"
		   "\"suppress-complaint"),
	"undelivered", "opted_out", true},
    {MAILGUN_EVENT("failed\",\"severity\":\"permanent\",\"reason\":\"new"),
	"undelivered", "unknown", true},
    {MAILGUN_EVENT("complained"), "delivered", "opted_out", true},
    {MAILGUN_EVENT("unsubscribed"), "delivered", "opted_out", true},
};

static void
test_events(void)
{
	static const char url[] = "https://h.example.test/";

	TEST("SendGrid: an event means what the table of events says")
	EVENTS_RUN(sendgrid, sendgrid_events, "Ab3_xyz");
	TEST("Mailgun: an event means what the table of events says")
	EVENTS_RUN(mailgun, mailgun_events, "20261126.abc@mg.example");
	TEST("other events are no receipts, broken ones are told")
	{
		CHECK_INT(receipt_at(sendgrid, url, SENDGRID_EVENT("open")), 0);
		CHECK_INT(receipt_at(sendgrid, url, "{\"event\":"), -1);
		CHECK_INT(receipt_at(mailgun, url, MAILGUN_EVENT("opened")), 0);
		CHECK_INT(receipt_at(mailgun, url, "{"), -1);
		CHECK_INT(receipt_at(mailgun, url, "sender=a&body-plain=b"), 0);
	}
}

static void
test_mailgun(void)
{
	TEST("Mailgun: a request is a form with our reference as v:ref")
	{
		CHECK_INT(build(mailgun, &mailgun_values, MAIL "}"), 0);
		CHECK_STR(request.http.url,
		    "https://api.mailgun.net/v3/mg.maple.example/messages");
		CHECK_STR(request.http.user, "api");
		CHECK_STR(request.http.password, "KEY1");
		CHECK_SLICE(request.http.body,
		    "from=%22Maple%20%5C%22Street%5C%22%22%20%3Cdesk%40maple."
		    "example%3E&to=pat%40example.test&subject=Your%20visit&"
		    "text=See%20you%C3%A9%0A&v%3Aref=r7");
	}
	TEST("Mailgun: an answer means what the table of outcomes says")
	{
		PARSE_ALL(mailgun, mailgun_answers);
		parse_strange(mailgun);
	}
}

int
main(void)
{
	sendgrid = provider_find("sendgrid");
	mailgun = provider_find("mailgun");
	test_sendgrid_build();
	test_sendgrid_parse();
	test_mailgun();
	test_bad(sendgrid, &sendgrid_values);
	test_bad(mailgun, &mailgun_values);
	test_events();
	return fixture_done();
}
