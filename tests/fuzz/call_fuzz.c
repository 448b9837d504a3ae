/* SPDX-License-Identifier: ISC */
/*
 * call: any bytes as the payload of a voice platform, recognised by itself and
 * insisted upon, with mappings of our own.  What comes out is a call record
 * that passes its checks; nothing unsigned is believed.
 */
#include "call/call.h"
#include "config/yaml.h"
#include "tests/fuzz/fuzz_record.h"

#include <string.h>

#define RECEIVED_MS INT64_C(1796758200000)

static const char settings[] =
    "calls:\n"
    "  consent: data.sms_consent\n"
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
    "    desk:\n"
    "      recognise: kind=desk\n"
    "      call_id: id\n"
    "      direction: way\n"
    "      from: a\n"
    "      to: b\n"
    "      started_at: start\n"
    "      duration_ms: {path: minutes, unit: min}\n"
    "      success: {path: ok, words: {fine: true}}\n"
    "      end_reason: {path: [how, outcome], words: {gone: failed}}\n"
    "      customer_name: 'people.[role=caller].name'\n"
    "      data: {path: [facts, 'more.json()', 'most.base64().json()'],"
    " words: {start: appointment_start, junk: ''}}\n"
    "      data.who: 'people.(index|0).name'\n";

static const struct config *
own_config(void)
{
	static const char *numbers[] = {"+12125550100", "+14155550100"};
	static struct config config;
	struct error err;

	if (config.calls != NULL)
		return &config;
	config.document = yaml_read_text(slice_of(settings), "f.yaml", &err);
	HOLDS(config.document != NULL);
	config.path = "f.yaml";
	config.timezone = "America/New_York";
	config.numbers = numbers;
	config.number_count = 2;
	config.calls = yaml_get(yaml_root(config.document), "calls");
	HOLDS(call_check(&config, NULL, &err) == 0);
	return &config;
}

static const char *
header(const void *context, const char *name)
{
	(void)name;
	return context;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* Recognised first, and again as what came of it is remembered. */
	static const char *const platforms[] = {NULL, NULL, "vapi", "retell",
	    "bland", "elevenlabs", "twilio", "livekit", "pipecat", "synthflow",
	    "telnyx", "openai", "vcon", "orders", "desk"};
	struct call_context context = {.config = own_config(),
	    .memory = call_memory_new(),
	    .received_ms = RECEIVED_MS};
	struct slice text = fuzz_slice(data, size);
	struct record out = {0};
	struct error err;
	size_t i;
	int got;

	for (i = 0; i < sizeof(platforms) / sizeof(platforms[0]); i++) {
		err.code = 0;
		context.from = platforms[i];
		got = call_normalise_text(text, &context, &out, &err);
		HOLDS(got >= -1 && got <= 1);
		HOLDS(got != -1 || err.code == EX_DATAERR);
		if (got == 1)
			fuzz_check_record(&out, RECORD_CALL);
		if (platforms[i] != NULL)
			HOLDS(
			    !call_verify(platforms[i], text, slice_of("secret"),
				header, "v=1796758200000,d=00", RECEIVED_MS));
	}
	record_release(&out);
	call_memory_free(context.memory);
	return 0;
}
