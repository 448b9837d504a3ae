/* SPDX-License-Identifier: ISC */
#include "base/crypto.h"
#include "base/file.h"
#include "call/call.h"
#include "record/doc.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#define RECEIVED_MS INT64_C(1796054000000) /* 2026-11-30T15:53:20Z */

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
    "    version: data.version\n"
    "  mappings:\n"
    "    orders:\n"
    "      recognise: [type=order.shipped, order.id]\n"
    "      event_id: order.id\n"
    "      occurred_at: {path: order.at, unit: s}\n"
    "      customer_number: [order.phone, customer.phone]\n"
    "      data.link: order.link\n"
    "      data.count: order.count\n"
    "    desk:\n"
    "      recognise: kind=desk\n"
    "      call_id: id\n"
    "      direction: way\n"
    "      from: a\n"
    "      to: b\n"
    "      started_at: start\n"
    "      duration_ms: {path: minutes, unit: min}\n"
    "      success: ok\n"
    "      data: facts\n";

struct fixture {
	struct folder folder;
	struct config config;
	struct buf text;
	struct record call;
	struct error err;
};

static void
fixture_open(struct fixture *fixture, const char *config)
{
	*fixture = (struct fixture){0};
	folder_make(&fixture->folder);
	buf_init(&fixture->text, BUF_NO_CAP);
	if (config_load(&fixture->config,
		folder_put(&fixture->folder, "smspipe.yaml", config, 0600),
		&fixture->err) != 0)
		(void)printf("# %s\n", fixture->err.text);
}

static void
fixture_close(struct fixture *fixture)
{
	record_release(&fixture->call);
	buf_release(&fixture->text);
	config_release(&fixture->config);
	folder_remove(&fixture->folder);
}

static int
normalise(struct fixture *fixture, const char *from, const char *payload)
{
	buf_reset(&fixture->text);
	buf_adds(&fixture->text, payload);
	return call_normalise_text(buf_slice(&fixture->text), from,
	    &fixture->config, RECEIVED_MS, &fixture->call, &fixture->err);
}

static struct slice
text(struct fixture *fixture, const char *path)
{
	struct view view = record_path(&fixture->call, path);
	struct slice string = view_string(view, &fixture->call.arena);

	return string.p != NULL ? string : (struct slice){view.p, view.n};
}

#define CHECK_FIELD(path, want) CHECK_SLICE(text(f, path), want)

/* ---- golden lines ------------------------------------------------------- */

static bool same(struct json_object *a, struct json_object *b);

static bool
same_members(struct json_object *a, struct json_object *b)
{
	struct doc_step step = {0};

	while (doc_next(a, &step))
		if (!same(step.value, doc_get(b, step.key))) {
			(void)printf("# differs: %s\n", step.key);
			return false;
		}
	return true;
}

/* Equal but for the order of members; null and absent are the same. */
static bool
same(struct json_object *a, struct json_object *b)
{
	struct buf left, right;
	bool equal;
	size_t i;

	if (doc_type(a) != doc_type(b) || doc_count(a) != doc_count(b))
		return false;
	if (doc_type(a) == SCAN_OBJECT)
		return same_members(a, b) && same_members(b, a);
	for (i = 0; i < doc_count(a); i++)
		if (!same(doc_at(a, i), doc_at(b, i)))
			return false;
	if (doc_type(a) == SCAN_ARRAY)
		return true;
	buf_init(&left, BUF_NO_CAP);
	buf_init(&right, BUF_NO_CAP);
	doc_write(a, &left);
	doc_write(b, &right);
	equal = slice_equal(buf_slice(&left), buf_slice(&right));
	buf_release(&left);
	buf_release(&right);
	return equal;
}

static bool
is_golden(struct fixture *fixture, const char *sample, int line)
{
	struct json_object *got, *want;
	struct buf golden;
	struct slice left;
	bool good;

	buf_reset(&fixture->text);
	buf_init(&golden, BUF_NO_CAP);
	if (file_read(sample, &fixture->text, &fixture->err) != 0 ||
	    file_read("tests/fixtures/calls.jsonl", &golden, &fixture->err) !=
		0)
		return false;
	left = buf_slice(&golden);
	for (; line > 1; line--) {
		const char *end = memchr(left.p, '\n', left.n);

		left.n -= (size_t)(end + 1 - left.p);
		left.p = end + 1;
	}
	left.n = (size_t)((const char *)memchr(left.p, '\n', left.n) - left.p);
	want = doc_parse(left, &fixture->err);
	good = call_normalise_text(buf_slice(&fixture->text), NULL,
		   &fixture->config, RECEIVED_MS, &fixture->call,
		   &fixture->err) == 1;
	buf_reset(&golden);
	record_write(&fixture->call, &golden);
	got = doc_parse(buf_slice(&golden), &fixture->err);
	good = good && same(got, want) &&
	    record_check(&fixture->call, &fixture->err) == 0;
	doc_free(got);
	doc_free(want);
	buf_release(&golden);
	return good;
}

static void
test_golden(void)
{
	struct fixture fixture, *f = &fixture;

	fixture_open(f, "numbers: ['+12125550100', '+14155550100']\n");
	TEST("a Vapi end-of-call-report becomes its golden line")
	{
		CHECK(is_golden(f, "tests/fixtures/vapi.json", 1));
	}
	TEST("Retell's call_ended becomes its golden line")
	{
		CHECK(is_golden(f, "tests/fixtures/retell-call_ended.json", 2));
	}
	TEST("Retell's call_analyzed becomes its golden line")
	{
		CHECK(is_golden(f, "tests/fixtures/retell.json", 3));
	}
	fixture_close(f);
}

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
		CHECK_FIELD("ended_at", "2026-11-30T15:53:20.000Z");
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
	TEST("consent comes as a word, and an odd one grants nothing")
	{
		static const struct {
			const char *said, *want;
		} words[] = {{"true", "granted"}, {"\"Yes\"", "granted"},
		    {"\"Sí\"", "granted"}, {"1", "granted"},
		    {"\"NO\"", "denied"}, {"false", "denied"},
		    {"null", "unknown"}, {"\"\"", "unknown"},
		    {"\"maybe\"", "unknown"}, {"\"success\"", "unknown"}};
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
test_own(struct fixture *f)
{
	static const char order[] = "\"type\":\"order.shipped\",\"order\":"
				    "{\"id\":\"o-7\",\"at\":1796053891,"
				    "\"link\":\"https://maple.example/t/7\","
				    "\"count\":2},\"customer\":"
				    "{\"phone\":\"+12125550147\"}";
	struct buf event;

	buf_init(&event, BUF_NO_CAP);
	TEST("an event of ours that is no call becomes a call record")
	{
		buf_addf(&event, "{%s}", order);
		CHECK_INT(normalise(f, NULL, buf_text(&event)), 1);
		CHECK_FIELD("source", "generic");
		CHECK_FIELD("stage", "event");
		CHECK_FIELD("direction", "none");
		CHECK_FIELD("event_id", "o-7");
		CHECK_FIELD("occurred_at", "2026-11-30T15:51:31.000Z");
		CHECK_FIELD("customer_number", "+12125550147");
		CHECK_FIELD("data.link", "https://maple.example/t/7");
		CHECK_FIELD("data.count", "2");
		CHECK(record_view(&f->call, "call_id").p == NULL);
		CHECK_INT(record_check(&f->call, &f->err), 0);
	}
	TEST("the same inside a CloudEvents envelope is unwrapped")
	{
		buf_reset(&event);
		buf_addf(&event,
		    "{\"specversion\":\"1.0\",\"type\":\"shop\",\"id\":\"e\","
		    "\"data\":{%s}}",
		    order);
		CHECK_INT(normalise(f, NULL, buf_text(&event)), 1);
		CHECK_FIELD("event_id", "o-7");
		CHECK_FIELD("data.count", "2");
	}
	TEST("a call of ours: minutes, words, guessed epochs, our numbers")
	{
		CHECK_INT(normalise(f, NULL,
			      "{\"kind\":\"desk\",\"id\":7,"
			      "\"a\":\"+12125550147\",\"b\":\"+12125550100\","
			      "\"start\":1796053682,\"minutes\":\"1.5\","
			      "\"ok\":\"yes\",\"facts\":{\"x\":1}}"),
		    1);
		CHECK_FIELD("call_id", "7");
		CHECK_FIELD("direction", "inbound");
		CHECK_FIELD("started_at", "2026-11-30T15:48:02.000Z");
		CHECK_FIELD("duration_ms", "90000");
		CHECK_FIELD("ended_at", "2026-11-30T15:49:32.000Z");
		CHECK_FIELD("success", "true");
		CHECK_FIELD("data.x", "1");
		normalise(f, NULL,
		    "{\"kind\":\"desk\",\"id\":7,\"start\":1796053682118}");
		CHECK_FIELD("started_at", "2026-11-30T15:48:02.118Z");
	}
	buf_release(&event);
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
		CHECK_INT(call_check(&f->config, "desk", &f->err), 0);
	}
}

static const char *
complaint(const char *config)
{
	static char line[ERROR_TEXT_MAX];
	struct fixture f;
	const char *text = "";

	fixture_open(&f, config);
	f.err = (struct error){0};
	if (call_check(&f.config, NULL, &f.err) != 0)
		text = f.err.text + strlen(f.config.path);
	(void)snprintf(line, sizeof(line), "%s", text);
	fixture_close(&f);
	return line;
}

static void
test_complaints(void)
{
	TEST("a mapping with an unknown field is refused with its line")
	{
		CHECK_STR(complaint("calls:\n  mappings:\n    shop:\n"
				    "      call_idd: x\n"),
		    ":4: unknown field 'call_idd', did you mean 'call_id'?");
		CHECK_STR(complaint("calls:\n  mappings:\n    shop:\n"
				    "      ended_at: {path: x, unit: h}\n"),
		    ":4: unit must be s, ms, min or iso, not 'h'");
		CHECK_STR(complaint("calls:\n  appointment:\n"
				    "    start_at: x\n"),
		    ":3: unknown field 'start_at', did you mean 'starts_at'?");
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
		CHECK(!verified("retell", name, "v=1796054000000,d=00"));
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

	test_golden();
	fixture_open(&fixture, maple);
	test_numbers(&fixture);
	test_missing_numbers(&fixture);
	test_odd_facts(&fixture);
	test_course(&fixture);
	test_connected(&fixture);
	test_content(&fixture);
	test_appointment(&fixture);
	test_own(&fixture);
	test_recognise(&fixture);
	fixture_close(&fixture);
	test_complaints();
	test_verify();
	return test_done();
}
