/* SPDX-License-Identifier: ISC */
/*
 * What goes wrong between a payload and a call record, on the platforms that
 * tell most, and how their webhooks are signed.
 */
#include "base/crypto.h"
#include "tests/unit/call_fixture.h"

static const char maple[] =
    "timezone: America/New_York\n"
    "numbers: ['+14155550100']\n"
    "senders: {'+12125550100': {kind: 10dlc, provider: file}}\n"
    "providers: {file: {path: out.jsonl}}\n"
    "calls:\n"
    "  appointment:\n"
    "    starts_at: [data.appointment_start, data.new_slot]\n"
    "    service: data.service\n"
    "    appointment_id: data.appointment_id\n"
    "    location: =123 Main St\n"
    "    version: data.version\n";

/* ---- traps -------------------------------------------------------------- */

#define VAPI(members) \
	"{\"message\":{\"type\":\"end-of-call-report\"," members "}}"
#define RETELL(event, members) \
	"{" event ",\"call\":{\"call_id\":\"c1\"," members "}}"
#define ENDED "\"event\":\"call_ended\""

static void
test_numbers(struct fixture *f)
{
	TEST("an outbound call has the customer at the other end")
	{
		CHECK_INT(normalise(f, NULL,
			      RETELL(ENDED,
				  "\"direction\":\"outbound\","
				  "\"from_number\":\"+14155550100\","
				  "\"to_number\":\"tel:+1-415-555-0132\"")),
		    1);
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("business_number", "+14155550100");
		CHECK_FIELD("to", "+14155550132");
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\",\"type\":"
			 "\"outboundPhoneCall\"},"
			 "\"customer\":{\"number\":\"+12125550147\"},"
			 "\"phoneNumber\":{\"number\":\"+12125550100\"}"));
		CHECK_FIELD("from", "+12125550100");
		CHECK_FIELD("to", "+12125550147");
		CHECK_FIELD("customer_number", "+12125550147");
	}
	TEST("without a direction the end that is ours is the business")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"from_number\":\"+14155550100\","
			"\"to_number\":\"+14155550132\""));
		CHECK_FIELD("direction", "outbound");
		CHECK_FIELD("customer_number", "+14155550132");
	}
	TEST("without a direction and with two ends of ours nobody is guessed")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"from_number\":\"+14155550100\","
			"\"to_number\":\"+12125550100\""));
		CHECK_FIELD("direction", "unknown");
		CHECK_FIELD("customer_number", "null");
		CHECK_FIELD("from", "+14155550100");
	}
}

static void
test_missing_numbers(struct fixture *f)
{
	TEST("a web call has no number")
	{
		normalise(f, NULL, RETELL(ENDED, "\"call_type\":\"web_call\""));
		CHECK_FIELD("direction", "web");
		CHECK_FIELD("customer_number", "null");
		CHECK_FIELD("from", "null");
	}
	TEST("a withheld caller is no number, and the raw end is kept")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"direction\":\"inbound\","
			"\"from_number\":\"anonymous\","
			"\"to_number\":\"+14155550100\""));
		CHECK_FIELD("customer_number", "null");
		CHECK_FIELD("from", "anonymous");
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"direction\":\"inbound\","
			"\"from_number\":\"+266696687\""));
		CHECK_FIELD("customer_number", "null");
	}
	TEST("a SIP caller has a number only if its user part is one")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"direction\":\"inbound\",\"from_number\":"
			"\"sip:+14155550132@sip.example.test\""));
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("from", "sip:+14155550132@sip.example.test");
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"direction\":\"inbound\",\"from_number\":"
			"\"sip:alice@sip.example.test\""));
		CHECK_FIELD("customer_number", "null");
	}
	TEST("a callback number leaves the call's own number alone")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"direction\":\"inbound\","
			"\"from_number\":\"+14155550132\","
			"\"collected_dynamic_variables\":"
			"{\"callback_number\":\"+14155550177\"}"));
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("data.callback_number", "+14155550177");
	}
}

static void
test_odd_facts(struct fixture *f)
{
	TEST("a time beyond the year 9999 is not there")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"start_timestamp\":1000,"
			"\"end_timestamp\":253402300800000"));
		CHECK_FIELD("started_at", "1970-01-01T00:00:01.000Z");
		CHECK_FIELD("ended_at_basis", "received");
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"start_timestamp\":253402300799999,"
			"\"duration_ms\":1"));
		CHECK_FIELD("started_at", "9999-12-31T23:59:59.999Z");
		CHECK_FIELD("ended_at_basis", "received");
	}
	TEST("U+0000 is left out of a text")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"call_analysis\":{\"call_summary\":"
			"\"a\\u0000b\"}"));
		CHECK_FIELD("summary", "ab");
	}
}

static void
test_course(struct fixture *f)
{
	TEST("Retell's event_type counts as event")
	{
		CHECK_INT(normalise(f, NULL,
			      RETELL("\"event_type\":\"call_analyzed\"",
				  "\"call_analysis\":{\"call_summary\":"
				  "\"x\"}")),
		    1);
		CHECK_FIELD("stage", "analyzed");
	}
	TEST("call_analyzed without an analysis is a call that ended")
	{
		normalise(f, NULL,
		    RETELL("\"event\":\"call_analyzed\"",
			"\"call_analysis\":{\"call_summary\":\"\"}"));
		CHECK_FIELD("stage", "ended");
		CHECK_FIELD("summary", "null");
	}
	TEST("Retell's epochs are milliseconds, whatever their size")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"start_timestamp\":1000,\"end_timestamp\":2500"));
		CHECK_FIELD("started_at", "1970-01-01T00:00:01.000Z");
		CHECK_FIELD("ended_at", "1970-01-01T00:00:02.500Z");
		CHECK_FIELD("duration_ms", "1500");
	}
	TEST("without an end the start and the duration say when it was")
	{
		normalise(f, NULL,
		    RETELL(
			ENDED, "\"start_timestamp\":1000,\"duration_ms\":500"));
		CHECK_FIELD("ended_at", "1970-01-01T00:00:01.500Z");
		CHECK_FIELD("ended_at_basis", "computed");
	}
	TEST("without any time the call ended when it arrived")
	{
		normalise(f, NULL, RETELL(ENDED, "\"agent_id\":\"x\""));
		CHECK_FIELD("ended_at", "2026-11-30T19:22:38.000Z");
		CHECK_FIELD("ended_at_basis", "received");
	}
}

static void
test_connected(struct fixture *f)
{
	TEST("a call nobody answered is not_connected, analyzed or not")
	{
		normalise(f, NULL,
		    RETELL("\"event\":\"call_analyzed\"",
			"\"disconnection_reason\":\"dial_no_answer\","
			"\"call_analysis\":{\"call_summary\":\"x\"}"));
		CHECK_FIELD("stage", "not_connected");
		CHECK_FIELD("end_reason", "no_answer");
		CHECK_FIELD("answered_by", "unknown");
	}
	TEST("a failure before the answer is not_connected, after it not")
	{
		normalise(f, NULL,
		    RETELL(ENDED, "\"disconnection_reason\":\"dial_failed\""));
		CHECK_FIELD("stage", "not_connected");
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"disconnection_reason\":\"error_asr\","
			"\"duration_ms\":9000"));
		CHECK_FIELD("stage", "ended");
		CHECK_FIELD("end_reason", "failed");
	}
	TEST("voicemail was reached")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"disconnection_reason\":\"voicemail_reached\""));
		CHECK_FIELD("stage", "ended");
		CHECK_FIELD("answered_by", "voicemail");
		CHECK_FIELD("end_reason", "voicemail");
	}
	TEST("an end reason nobody knows is unknown and its word is kept")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},"
			 "\"endedReason\":\"moon-was-full\""));
		CHECK_FIELD("end_reason", "unknown");
		CHECK_FIELD("end_reason_raw", "moon-was-full");
	}
}

static void
test_consent(struct fixture *f)
{
	TEST("consent comes as a word, and an odd one grants nothing")
	{
		static const struct {
			const char *said, *want;
		} words[] = {{"true", "granted"}, {"\"Yes\"", "granted"},
		    {"\"Sí\"", "granted"}, {"1", "granted"},
		    {"\"NO\"", "denied"}, {"false", "denied"},
		    {"null", "unknown"}, {"\"\"", "unknown"},
		    {"\"STOP\"", "denied"}, {"\"revoked\"", "denied"},
		    {"\"opted_out\"", "denied"}, {"\"declined\"", "denied"},
		    {"\"Stop texting me!\"", "denied"},
		    {"\"please don’t text me\"", "denied"},
		    {"\"No, thanks.\"", "denied"},
		    {"\"nobody asked\"", "unknown"},
		    {"\"yes, please\"", "unknown"}, {"\"maybe\"", "unknown"},
		    {"\"success\"", "unknown"}};
		size_t i;

		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			struct buf payload;

			buf_init(&payload, BUF_NO_CAP);
			buf_addf(&payload,
			    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
				 "{\"structuredData\":{\"sms_consent\":%s}}"),
			    words[i].said);
			normalise(f, NULL, buf_text(&payload));
			CHECK_FIELD("consent.sms", words[i].want);
			buf_release(&payload);
		}
		CHECK_FIELD("consent.sms_raw", "success");
	}
}

static void
test_content(struct fixture *f)
{
	TEST("success comes as a word")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
			 "{\"successEvaluation\":\"FALSE\"}"));
		CHECK_FIELD("success", "false");
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
			 "{\"successEvaluation\":\"Excellent\"}"));
		CHECK_FIELD("success", "null");
	}
	TEST("structured outputs win over structured data")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
			 "{\"structuredData\":{\"intent\":\"book\"}},"
			 "\"artifact\":{\"structuredOutputs\":{\"u1\":"
			 "{\"name\":\"intent\",\"result\":\"cancel\"}}}"));
		CHECK_FIELD("data.intent", "cancel");
	}
	TEST("structured outputs alone are the variables")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},"
			 "\"artifact\":{\"structuredOutputs\":{\"u1\":"
			 "{\"name\":\"booking\",\"result\":"
			 "{\"intent\":\"book\"}}}}"));
		CHECK_FIELD("data.intent", "book");
		CHECK_FIELD("stage", "analyzed");
	}
}

static void
test_appointment(struct fixture *f)
{
	TEST("the appointment is found by the configuration's paths")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
			 "{\"structuredData\":{\"intent\":\"reschedule\","
			 "\"appointment_start\":\"2026-12-08T14:30:00-05:00\","
			 "\"appointment_id\":88,\"version\":3}}"));
		CHECK_FIELD("appointment",
		    "{\"appointment_id\":\"88\","
		    "\"starts_at\":\"2026-12-08T19:30:00.000Z\","
		    "\"location\":\"123 Main St\",\"version\":3,"
		    "\"status\":\"rescheduled\"}");
	}
	TEST("the second path counts where the first is empty")
	{
		normalise(f, NULL,
		    RETELL(ENDED,
			"\"collected_dynamic_variables\":{\"new_slot\":"
			"\"2026-12-03T10:15:00\"}"));
		CHECK_FIELD("appointment.starts_at", "2026-12-03T10:15:00");
		CHECK_FIELD("appointment.status", "booked");
	}
	TEST("a call about no appointment has none")
	{
		normalise(f, NULL,
		    VAPI("\"call\":{\"id\":\"a\"},\"analysis\":"
			 "{\"structuredData\":{\"service\":\"x\"}}"));
		CHECK(record_view(&f->call, "appointment").p == NULL);
	}
}

static void
test_recognise(struct fixture *f)
{
	TEST("what no platform sends is not recognised")
	{
		CHECK_INT(normalise(f, NULL, "{\"a\":1}"), 0);
		CHECK_INT(normalise(f, NULL,
			      "{\"message\":{\"type\":\"status-update\"}}"),
		    0);
		CHECK_INT(
		    normalise(f, NULL, "{\"event\":\"call_started\"}"), 0);
	}
	TEST("a payload without its call id is broken")
	{
		CHECK_INT(normalise(f, NULL, VAPI("\"call\":{}")), -1);
		CHECK_INT(f->err.code, EX_DATAERR);
		CHECK_STR(f->err.text, "vapi: no call_id at 'message.call.id'");
	}
	TEST("who insists on a platform gets it or an error")
	{
		CHECK_INT(
		    normalise(f, "retell", "{\"call\":{\"call_id\":\"c\"}}"),
		    1);
		CHECK_FIELD("source", "retell");
		CHECK_INT(normalise(f, "vapi", "{\"a\":1}"), -1);
		CHECK_INT(call_check(&f->config, "retel", &f->err), -1);
		CHECK_INT(f->err.code, EX_USAGE);
		CHECK_STR(f->err.text,
		    "unknown platform 'retel', did you mean 'retell'?");
	}
}

/* ---- signatures --------------------------------------------------------- */

struct header {
	const char *name, *value;
};

static const char *
header_of(const void *context, const char *name)
{
	const struct header *header = context;

	return strcmp(header->name, name) == 0 ? header->value : NULL;
}

static bool
verified(const char *platform, const char *name, const char *value)
{
	struct header header = {name, value};

	return call_verify(platform, slice_of("{\"a\":1}"), slice_of("s3cret"),
	    header_of, &header, RECEIVED_MS);
}

static const char *
retell_signature(int64_t at_ms)
{
	static char line[128];
	uint8_t mac[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX], text[64];

	(void)snprintf(text, sizeof(text), "{\"a\":1}%" PRId64, at_ms);
	crypto_hmac_sha256(slice_of("s3cret"), slice_of(text), mac);
	crypto_hex(mac, sizeof(mac), hex);
	(void)snprintf(line, sizeof(line), "v=%" PRId64 ",d=%s", at_ms, hex);
	return line;
}

static void
test_verify(void)
{
	TEST("Vapi is known by its secret, in either header")
	{
		CHECK(verified("vapi", "X-Vapi-Secret", "s3cret"));
		CHECK(verified("vapi", "Authorization", "Bearer s3cret"));
		CHECK(!verified("vapi", "X-Vapi-Secret", "s3cres"));
		CHECK(!verified("vapi", "X-Vapi-Secret", ""));
		CHECK(!verified("vapi", "Authorization", "s3cret"));
		CHECK(!verified("vapi", "X-Other", "s3cret"));
	}
	TEST("Retell's signature holds for body and time, for five minutes")
	{
		const char *name = "x-retell-signature";
		const int64_t window = 5 * (int64_t)INSTANT_MINUTE;

		CHECK(verified("retell", name, retell_signature(RECEIVED_MS)));
		CHECK(verified(
		    "retell", name, retell_signature(RECEIVED_MS - window)));
		CHECK(!verified("retell", name,
		    retell_signature(RECEIVED_MS - window - 1)));
		CHECK(!verified("retell", name,
		    retell_signature(RECEIVED_MS + window + 1)));
		CHECK(!verified("retell", name, "v=1796066558000,d=00"));
		CHECK(!verified("retell", name, "d=00"));
	}
	TEST("no secret, or a platform nobody knows, verifies nothing")
	{
		struct header header = {"X-Vapi-Secret", ""};

		CHECK(!call_verify("vapi", slice_of("x"), slice_of(""),
		    header_of, &header, RECEIVED_MS));
		CHECK(!verified("nobody", "X-Vapi-Secret", "s3cret"));
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_open(&fixture, maple);
	test_numbers(&fixture);
	test_missing_numbers(&fixture);
	test_odd_facts(&fixture);
	test_course(&fixture);
	test_connected(&fixture);
	test_consent(&fixture);
	test_content(&fixture);
	test_appointment(&fixture);
	test_recognise(&fixture);
	fixture_close(&fixture);
	test_verify();
	return test_done();
}
