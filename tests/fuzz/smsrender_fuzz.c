/* SPDX-License-Identifier: ISC */
/*
 * smsrender: any text as a template's file, and behind a line "===" any words
 * of a caller, as the value of data.x.  A file is refused with its place, or
 * makes a message that is a record, with addresses that may be fetched and
 * no link that neither its author nor the brand has.
 */
#include "cmd/smsrender/guard.h"
#include "cmd/smsrender/message.h"
#include "cmd/smsrender/select.h"
#include "config/url.h"
#include "tests/fuzz/fuzz.h"
#include "text/link.h"

#include <string.h>

#define PLACE "f.yaml"
#define CALL                                                              \
	"{\"record\":\"call\",\"record_version\":1,\"source\":\"vapi\","  \
	"\"call_id\":\"c1\",\"stage\":\"analyzed\","                      \
	"\"direction\":\"inbound\",\"ended_at\":"                         \
	"\"2026-11-30T15:51:20.904Z\","                                   \
	"\"customer_number\":\"+12125550147\",\"customer_email\":"        \
	"\"a@b.example\",\"appointment\":{\"appointment_id\":\"A-1\","    \
	"\"version\":3,\"starts_at\":\"2026-12-08T19:30:00Z\","           \
	"\"service\":\"cleaning\",\"status\":\"booked\"},\"data\":{\"n\"" \
	":3,\"list\":[\"evil\",\".com\"],\"at\":\"2026-12-08T14:30\","    \
	"\"x\":"

static const char *domains[] = {"maple.example"};

static const struct config config = {.tenant = "maple",
    .brand = {.name = "Maple", .domains = domains, .domain_count = 1},
    .brand_json = "{\"name\":\"Maple\",\"domains\":[\"maple.example\"]}",
    .timezone = "UTC",
    .max_segments = 3};

/* Where the caller's words start; the end when there are none. */
static size_t
words_of(struct slice text)
{
	static const char line[] = "\n===\n";
	size_t i;

	for (i = 0; i + 5 <= text.n; i++)
		if (memcmp(text.p + i, line, 5) == 0)
			return i;
	return text.n;
}

static void
check_media(struct record *message)
{
	struct view_step step = {0};

	while (view_next(record_view(message, "media_urls"), &step))
		HOLDS(url_safety(view_string(step.value, &message->arena)) ==
		    URL_SAFE);
}

/* Is each link below a domain, or does its host stand in the file? */
static void
check_links(struct slice body, struct slice file)
{
	struct link link;
	size_t at = 0, i;

	while (link_next(body, &at, &link)) {
		struct slice host = link.host.n > 0 ? link.host : link.text;
		bool found = link_is_below(&link, domains, 1);

		for (i = 0; !found && i + host.n <= file.n; i++)
			found = memcmp(file.p + i, host.p, host.n) == 0;
		HOLDS(found);
	}
}

static void
check_message(struct press *press, struct slice file)
{
	struct record message = {0};
	struct slice body;
	struct error err;

	HOLDS(record_fill(&message, buf_slice(&press->json), &err) == 0);
	HOLDS(record_check(&message, &err) == 0);
	body = record_text(&message, "body");
	HOLDS(body.n > 0 && fuzz_is_utf8(body));
	check_media(&message);
	/* Escapes and folded lines apart: what stands there is read so. */
	if (memchr(file.p, '\\', file.n) == NULL)
		check_links(body, file);
	record_release(&message);
}

static void
press_one(
    const struct template_file *file, struct record *call, struct slice source)
{
	struct selection selection = {.count = 0};
	struct outcome outcome;
	struct facts facts;
	struct press press;
	struct error err;
	int result;

	press_init(&press, &config);
	press.selection = &selection;
	HOLDS(facts_gather(&facts, call, &config, &press.zones, &err) == 0);
	press_start(&press, &facts, 1796000000000);
	result = press_message(&press, &facts, file, &outcome, &err);
	HOLDS(result == 1 || result == 0 || err.code == EX_DATAERR);
	if (result == 1)
		check_message(&press, source);
	press_release(&press);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size), words;
	struct template_file file = {0};
	struct record call = {0};
	struct error err = {0};
	struct buf json;
	size_t end = words_of(text);

	words = (struct slice){text.p + end, text.n - end};
	if (words.n > 0)
		words = (struct slice){words.p + 5, words.n - 5};
	text.n = end;
	words.n = scan_utf8_prefix(words);
	buf_init(&json, BUF_NO_CAP);
	buf_adds(&json, CALL);
	view_write_string(&json, words);
	buf_adds(&json, "}}");
	HOLDS(record_fill(&call, buf_slice(&json), &err) == 0);
	if (template_file_read(&file, text, PLACE, &err) != 0) {
		HOLDS(err.code == EX_CONFIG);
		HOLDS(strncmp(err.text, PLACE ":", strlen(PLACE) + 1) == 0);
	} else {
		HOLDS(file.id != NULL && file.body.count > 0);
		press_one(&file, &call, text);
	}
	template_file_release(&file);
	record_release(&call);
	buf_release(&json);
	return 0;
}
