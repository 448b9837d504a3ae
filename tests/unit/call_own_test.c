/* SPDX-License-Identifier: ISC */
/*
 * Mappings of the configuration: where a fact stands in a payload of one's own,
 * in which unit and in whose words.
 */
#include "tests/unit/call_fixture.h"

static const char maple[] =
    "timezone: America/New_York\n"
    "numbers: ['+12125550100']\n"
    "calls:\n"
    "  mappings:\n"
    "    orders:\n"
    "      recognise: [type=order.shipped|order.sent, order.id]\n"
    "      event_id: order.id\n"
    "      occurred_at: {path: order.at, unit: s}\n"
    "      customer_number: [order.phone, customer.phone]\n"
    "      data.link: order.link\n"
    "      data.count: order.count\n"
    "    bare: {recognise: type=bare, customer_number: phone}\n"
    "    calls: {recognise: type=call, call_id: id}\n"
    "    desk:\n"
    "      recognise: kind=desk\n"
    "      call_id: id\n"
    "      direction: {path: way, words: {rein: inbound, raus: outbound}}\n"
    "      from: a\n"
    "      to: b\n"
    "      started_at: start\n"
    "      duration_ms: {path: minutes, unit: min}\n"
    "      end_reason: {path: [how, why], words: {'gone*': customer_hangup}}\n"
    "      success: {path: ok, words: {fine: true}}\n"
    "      summary: text\n"
    "      answered_by: who\n"
    "      channel_preferred: {path: wish, words: {post: email}}\n"
    "      data: {path: facts, words: {begin: appointment_start, junk: ''}}\n"
    "      data.size: {path: size, words: {L: large}}\n"
    "      data.room: =12\n"
    "      metadata.desk: desk.name\n";

static void
test_event(struct fixture *f)
{
	static const char order[] =
	    "'type':'order.shipped','order':{'id':'o-7','at':1796053891,"
	    "'link':'https://maple.example/t/7','count':2},"
	    "'customer':{'phone':'+12125550147'}";
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
		    "{'specversion':'1.0','type':'shop','id':'e','data':{%s}}",
		    order);
		CHECK_INT(normalise(f, NULL, buf_text(&event)), 1);
		CHECK_FIELD("event_id", "o-7");
		CHECK_FIELD("data.count", "2");
	}
	buf_release(&event);
}

static void
test_signs(struct fixture *f)
{
	TEST("the envelope's type may be the sign, and its id and time serve")
	{
		CHECK_BECOMES("{'specversion':'1.0','type':'bare','id':'e-9',"
			      "'time':'2026-11-30T15:51:31Z',"
			      "'data':{'phone':'+12125550147'}}",
		    "event_id", "e-9");
		CHECK_FIELD("occurred_at", "2026-11-30T15:51:31.000Z");
		CHECK_BECOMES("{'specversion':'1.0','type':'call','id':'e-9',"
			      "'data':{'id':null}}",
		    "call_id", "e-9");
		CHECK_BECOMES("{'specversion':'1.0','type':'call','id':'e-9',"
			      "'data':{'id':'c-1'}}",
		    "call_id", "c-1");
	}
	TEST("without any id there is no record")
	{
		CHECK_INT(normalise(f, NULL, "{'type':'bare'}"), -1);
		CHECK_STR(f->err.text, "bare: no event_id at 'event_id'");
		CHECK_INT(f->err.code, EX_DATAERR);
	}
	TEST("one of several words may be the sign")
	{
		CHECK_BECOMES("{'type':'order.sent','order':{'id':'o-8'}}",
		    "event_id", "o-8");
		CHECK_INT(
		    normalise(f, NULL, "{'type':'order','order':{'id':'o-8'}}"),
		    0);
	}
}

#define DESK(members) "{'kind':'desk','id':7," members "}"

static void
test_call(struct fixture *f)
{
	TEST("a call of ours: minutes, words, guessed epochs, our numbers")
	{
		CHECK_BECOMES(
		    DESK("'a':'+12125550147','b':'+12125550100',"
			 "'start':1796053682,'minutes':'1.5','ok':'yes',"
			 "'facts':{'x':1}"),
		    "call_id", "7");
		CHECK_FIELD("direction", "inbound");
		CHECK_FIELD("started_at", "2026-11-30T15:48:02.000Z");
		CHECK_FIELD("duration_ms", "90000");
		CHECK_FIELD("ended_at", "2026-11-30T15:49:32.000Z");
		CHECK_FIELD("success", "true");
		CHECK_FIELD("data", "{\"x\":1,\"room\":\"12\"}");
	}
	TEST("without a unit an epoch is told by its size, and a date is read")
	{
		CHECK_BECOMES(DESK("'start':1796053682118"), "started_at",
		    "2026-11-30T15:48:02.118Z");
		CHECK_BECOMES(DESK("'start':1796053682"), "started_at",
		    "2026-11-30T15:48:02.000Z");
		CHECK_BECOMES(DESK("'start':'2026-11-30T10:48:02-05:00'"),
		    "started_at", "2026-11-30T15:48:02.000Z");
		CHECK_BECOMES(DESK("'start':'Mon, 30 Nov 2026 15:48:02 +0000'"),
		    "started_at", "2026-11-30T15:48:02.000Z");
	}
}

static void
test_words(struct fixture *f)
{
	TEST("their words become ours, and those that we know stay")
	{
		CHECK_BECOMES(DESK("'way':'raus'"), "direction", "outbound");
		CHECK_BECOMES(DESK("'way':'incoming'"), "direction", "inbound");
		CHECK_BECOMES(
		    DESK("'how':'gone home'"), "end_reason", "customer_hangup");
		CHECK_FIELD("end_reason_raw", "gone home");
		CHECK_BECOMES(DESK("'how':'busy'"), "stage", "not_connected");
		CHECK_BECOMES(DESK("'ok':'fine'"), "success", "true");
		CHECK_BECOMES(DESK("'ok':false"), "success", "false");
		CHECK_BECOMES(DESK("'size':'L'"), "data.size", "large");
		CHECK_BECOMES(DESK("'size':'M'"), "data.size", "M");
		CHECK_BECOMES(
		    DESK("'wish':'post'"), "channel_preferred", "email");
		CHECK_BECOMES(
		    DESK("'wish':'text'"), "channel_preferred", "sms");
		CHECK_BECOMES(
		    DESK("'desk':{'name':'north'}"), "metadata.desk", "north");
	}
	TEST("a word that nobody knows is unknown, and no broken record")
	{
		CHECK_BECOMES(DESK("'how':'moon','way':'up','who':'a cat',"
				   "'wish':'pigeon','ok':'perhaps'"),
		    "end_reason", "unknown");
		CHECK_FIELD("end_reason_raw", "moon");
		CHECK_FIELD("direction", "unknown");
		CHECK_FIELD("answered_by", "unknown");
		CHECK_FIELD("success", "null");
		CHECK(record_view(&f->call, "channel_preferred").p == NULL);
		CHECK_INT(record_check(&f->call, &f->err), 0);
	}
	TEST("names of variables become ours, and some are left out")
	{
		CHECK_BECOMES(DESK("'facts':{'begin':'2026-12-08T14:30',"
				   "'junk':1,'y':2}"),
		    "data",
		    "{\"appointment_start\":\"2026-12-08T14:30\",\"y\":2,"
		    "\"room\":\"12\"}");
	}
	TEST("a summary or a verdict makes a call analyzed")
	{
		CHECK_BECOMES("{'type':'call','id':'c'}", "stage", "ended");
		CHECK_BECOMES(DESK("'text':'s'"), "stage", "analyzed");
	}
}

/* ---- units and paths ---------------------------------------------------- */

/* One field of a mapping, and what it makes of a payload. */
static const struct {
	const char *row, *value, *want;
} rows[] = {
    {"ended_at: {path: v, unit: s}", "1796053682", "2026-11-30T15:48:02.000Z"},
    {"ended_at: {path: v, unit: s}", "'1796053682.5'",
	"2026-11-30T15:48:02.500Z"},
    {"ended_at: {path: v, unit: ms}", "1796053682118",
	"2026-11-30T15:48:02.118Z"},
    {"ended_at: {path: v, unit: ms}", "1000", "1970-01-01T00:00:01.000Z"},
    {"ended_at: {path: v, unit: iso}", "'2026-11-30T15:48:02Z'",
	"2026-11-30T15:48:02.000Z"},
    {"ended_at: {path: v, unit: iso}", "1796053682", RECEIVED_AT},
    {"ended_at: {path: v, unit: guess}", "1796053682118",
	"2026-11-30T15:48:02.118Z"},
    {"duration_ms: {path: v, unit: s}", "1.5", "1500"},
    {"duration_ms: {path: v, unit: ms}", "1500", "1500"},
    {"duration_ms: v", "1500", "1500"},
    {"duration_ms: {path: v, unit: min}", "1.5", "90000"},
    {"duration_ms: {path: v, unit: iso}", "'PT1M28S'", "88000"},
    {"duration_ms: {path: v, unit: iso}", "88", "-"},
    {"duration_ms: {path: v, unit: s}", "-1", "-"},
    {"summary: v.1.b", "['x',{'b':'y'}]", "y"},
    {"summary: v.*.b", "['x',{'b':''},{'b':'y'}]", "y"},
    {"summary: 'v.[k=b].t'", "[{'k':'a','t':1},{'k':'B','t':2}]", "2"},
    {"summary: 'v.(p|1)'", "['x','y']", "y"},
    {"summary: 'v.(q|1)'", "['x','y']", "x"},
    {"summary: v.json().b", "'{\\'b\\':\\'y\\'}'", "y"},
    {"summary: v.json().b", "{'b':'y'}", "y"},
    {"summary: v.json().b", "'{'", "null"},
    {"summary: v.base64()", "'eQ=='", "y"},
    {"summary: v.base64()", "'/w=='", "null"},
    {"summary: v.base64().json().b", "'eyJiIjoieSJ9'", "y"},
    {"summary: v.a\\.b", "{'a.b':'y','a':{'b':'x'}}", "y"},
    {"summary: v.a.b", "{'a.b':'y','a':{'b':'x'}}", "x"},
    {"summary: [u, v]", "'y'", "y"},
    {"summary: {path: v, words: {'*b*c': x}}", "'abbac'", "x"},
    {"summary: {path: v, words: {'*b*c': x}}", "'abcb'", "abcb"},
    {"summary: {path: v, words: {'a*': x}}", "'a'", "x"},
    {"summary: {path: v, words: {'a*a': x}}", "'a'", "a"},
    {"summary: =v", "'y'", "v"},
};

static void
test_rows(void)
{
	struct fixture fixture, *f = &fixture;
	struct buf config, payload;
	char field[32], name[128];
	size_t i;

	buf_init(&config, BUF_NO_CAP);
	buf_init(&payload, BUF_NO_CAP);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_reset(&config);
		buf_addf(&config,
		    "calls:\n  mappings:\n    m:\n      call_id: id\n"
		    "      %s\n",
		    rows[i].row);
		buf_reset(&payload);
		buf_addf(&payload, "{'id':'c','q':0,'v':%s}", rows[i].value);
		(void)snprintf(field, sizeof(field), "%.*s",
		    (int)strcspn(rows[i].row, ":"), rows[i].row);
		(void)snprintf(name, sizeof(name), "%s makes %s of %s",
		    rows[i].row, rows[i].want, rows[i].value);
		fixture_open(f, buf_text(&config));
		TEST(name)
		{
			CHECK_INT(call_check(&f->config, "m", &f->err), 0);
			CHECK_INT(normalise(f, "m", buf_text(&payload)), 1);
			if (strcmp(rows[i].want, "-") == 0)
				CHECK(record_view(&f->call, field).p == NULL);
			else
				CHECK_FIELD(field, rows[i].want);
		}
		fixture_close(f);
	}
	buf_release(&payload);
	buf_release(&config);
}

/* ---- what is refused ---------------------------------------------------- */

static const struct {
	const char *row, *want;
} faults[] = {
    {"call_idd: x", "unknown field 'call_idd', did you mean 'call_id'?"},
    {"stage: x", "unknown field 'stage'"},
    {"data.: x", "unknown field 'data.', did you mean 'data'?"},
    {"ended_at: {path: x, unit: h}",
	"unknown unit 'h': use one of s, ms, min, iso, guess"},
    {"ended_at: {path: x, unit: mins}",
	"unknown unit 'mins', did you mean 'min'?"},
    {"ended_at: {path: x, unit: min}", "this field has no unit 'min'"},
    {"duration_ms: {path: x, unit: guess}", "this field has no unit 'guess'"},
    {"summary: {path: x, unit: s}", "this field has no unit 's'"},
    {"ended_at: {pth: x}", "unknown key 'pth', did you mean 'path'?"},
    {"ended_at: {unit: s}", "no path for 'ended_at'"},
    {"ended_at: ''", "no path for 'ended_at'"},
    {"ended_at: [a, b, c, d, e]", "too many paths for 'ended_at'"},
    {"summary: 'a.[b].c'", "not a path 'a.[b].c'"},
    {"summary: 'a.(b'", "not a path 'a.(b'"},
    {"direction: {path: x, words: {in: inbund}}",
	"unknown word 'inbund', did you mean 'inbound'?"},
    {"answered_by: {path: x, words: {cat: pet}}",
	"unknown word 'pet': use one of human, voicemail, ivr, unknown"},
    {"success: {path: x, words: {fine: tru}}",
	"unknown word 'tru', did you mean 'true'?"},
    {"summary: {path: x, words: {a: ''}}", "no word for 'a'"},
    {"ended_at: {path: x, words: {a: b}}", "no words can stand for 'ended_at'"},
    {"success: {path: x, words: fine}", "no words can stand for 'success'"},
};

static void
test_faults(void)
{
	struct fixture fixture, *f = &fixture;
	char config[256], want[256], name[128];
	size_t i;

	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		(void)snprintf(config, sizeof(config),
		    "calls:\n  mappings:\n    m:\n      %s\n", faults[i].row);
		fixture_open(f, config);
		(void)snprintf(want, sizeof(want), "%s:4: %s", f->config.path,
		    faults[i].want);
		(void)snprintf(
		    name, sizeof(name), "%s is refused", faults[i].row);
		TEST(name)
		{
			CHECK_INT(call_check(&f->config, NULL, &f->err), -1);
			CHECK_STR(f->err.text, want);
			CHECK_INT(f->err.code, EX_CONFIG);
		}
		fixture_close(f);
	}
}

static void
test_names(struct fixture *f)
{
	TEST("a mapping is insisted upon by its name, or its nearest is told")
	{
		CHECK_INT(call_check(&f->config, "desk", &f->err), 0);
		CHECK_INT(normalise(f, "desk", "{'id':'c'}"), 1);
		CHECK_FIELD("call_id", "c");
		CHECK_INT(call_check(&f->config, "dekk", &f->err), -1);
		CHECK_STR(f->err.text,
		    "unknown platform 'dekk', did you mean 'desk'?");
		CHECK_INT(f->err.code, EX_USAGE);
	}
	TEST("a path of the appointment with an unknown name is refused")
	{
		struct fixture fixture;

		fixture_open(
		    &fixture, "calls:\n  appointment:\n    start_at: x\n");
		CHECK_INT(call_check(&fixture.config, NULL, &fixture.err), -1);
		CHECK(strstr(fixture.err.text,
			  ":3: unknown field 'start_at', did you mean "
			  "'starts_at'?") != NULL);
		fixture_close(&fixture);
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_open(&fixture, maple);
	test_event(&fixture);
	test_signs(&fixture);
	test_call(&fixture);
	test_words(&fixture);
	test_names(&fixture);
	fixture_close(&fixture);
	test_rows();
	test_faults();
	return test_done();
}
