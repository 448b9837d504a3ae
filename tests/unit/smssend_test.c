/* SPDX-License-Identifier: ISC */
#include "base/file.h"
#include "cmd/smssend/backoff.h"
#include "cmd/smssend/channel.h"
#include "cmd/smssend/entry.h"
#include "cmd/smssend/found.h"
#include "cmd/smssend/output.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#include <stdlib.h>

static const char config_text[] =
    "tenant: maple-street\n"
    "senders:\n"
    "  \"+12125550100\": {kind: 10dlc, provider: file, campaign: c1}\n"
    "  \"+12125550101\": {kind: toll_free, provider: twilio}\n"
    "providers:\n"
    "  file: {path: out.jsonl}\n"
    "  twilio: {account_sid: AC1, auth_token: \"file:token\"}\n"
    "route: [twilio, file]\n"
    "routes:\n"
    "  adverts: {category: promotional, route: [file, twilio]}\n"
    "  home: {countries: [CA, US], category: transactional, route: [file]}\n"
    "  far: {countries: [CA], route: [file]}\n"
    "prices: {twilio: {toll_free: 0.0083}}\n";

static struct config config;
static struct carriers carriers;
static struct crypto_sha256 *digest;
static struct record message;
static struct arena arena;
static struct journal_row row;
static struct error err;
static int64_t now;
static unsigned down; /* carriers */

static void
set_up(struct folder *folder)
{
	folder_make(folder);
	(void)folder_put(folder, "token", "secret\n", 0600);
	CHECK_INT(config_load(&config,
		      folder_put(folder, "c.yaml", config_text, 0600), &err),
	    0);
	CHECK_INT(carriers_load(&carriers, &config, &err), 0);
	digest = crypto_sha256_new();
	CHECK_INT(instant_parse(slice_of("2026-11-30T16:00:00Z"), &now), 0);
}

/* The message with these members, as JSON without braces, beside its own. */
static int
make(const char *members)
{
	const struct entry_context context = {.config = &config,
	    .carriers = &carriers,
	    .digest = digest,
	    .down = down,
	    .now_ms = now};
	char text[1024];
	char *copy;
	int n;

	n = snprintf(text, sizeof(text),
	    "{\"record\":\"message\",\"message_id\":\"x1\",\"dedupe_key\":"
	    "\"k1\",\"to\":\"+12125550147\"%s%s}",
	    members[0] != '\0' ? "," : "", members);
	copy = arena_copy(&arena, text, (size_t)n);
	if (record_fill(&message, (struct slice){copy, (size_t)n}, &err) != 0)
		return -1;
	return entry_make(&context, &message, &arena, &row, &err);
}

static struct slice
hash_of(const char *text)
{
	char *hex = arena_alloc(&arena, CRYPTO_SHA256_HEX);

	CHECK_INT(record_fill(&message, slice_of(text), &err), 0);
	entry_hash(&message, digest, hex);
	return slice_of(hex);
}

static void
test_hash(void)
{
	TEST("the hash covers sender, recipient, text and media")
	{
		struct slice base = hash_of(
		    "{\"from\":\"1\",\"to\":\"2\",\"body\":\"b\"}");

		CHECK(!slice_equal(base,
		    hash_of("{\"from\":\"9\",\"to\":\"2\",\"body\":\"b\"}")));
		CHECK(!slice_equal(base,
		    hash_of("{\"from\":\"1\",\"to\":\"9\",\"body\":\"b\"}")));
		CHECK(!slice_equal(base,
		    hash_of("{\"from\":\"1\",\"to\":\"2\",\"body\":\"9\"}")));
		CHECK(!slice_equal(base,
		    hash_of("{\"from\":\"1\",\"to\":\"2\",\"body\":\"b\","
			    "\"media_urls\":[\"m\"]}")));
		CHECK(slice_equal(base,
		    hash_of("{\"body\":\"\\u0062\",\"send_at\":\"x\","
			    "\"to\":\"2\",\"from\":\"1\"}")));
	}
	TEST("what moves from one field to the next changes the hash")
	{
		CHECK(!slice_equal(
		    hash_of("{\"from\":\"12\",\"to\":\"3\",\"body\":\"b\"}"),
		    hash_of("{\"from\":\"1\",\"to\":\"23\",\"body\":\"b\"}")));
		CHECK(!slice_equal(
		    hash_of("{\"body\":\"b\",\"media_urls\":[\"x\",\"y\"]}"),
		    hash_of("{\"body\":\"b\",\"media_urls\":[\"xy\"]}")));
	}
}

static void
test_ids(void)
{
	char text[256], hex[CRYPTO_SHA256_HEX];

	crypto_sha256_hex(slice_of("t/A1@1/confirm/+1"), hex);
	TEST("an id that is the hash of its key is derived")
	{
		(void)snprintf(text, sizeof(text),
		    "{\"message_id\":\"m%.32s\",\"dedupe_key\":"
		    "\"t/A1@1/confirm/+1\"}",
		    hex);
		CHECK_INT(record_fill(&message, slice_of(text), &err), 0);
		CHECK(entry_is_derived(&message, digest));
	}
	TEST("any other id was given from outside")
	{
		text[17] = text[17] == '0' ? '1' : '0';
		CHECK_INT(record_fill(&message, slice_of(text), &err), 0);
		CHECK(!entry_is_derived(&message, digest));
		CHECK_INT(make("\"body\":\"b\""), 0);
		CHECK(row.key_given);
	}
}

static void
test_routes(void)
{
	TEST("when that one is down, by the next")
	{
		down = 1u << (carriers_find(&carriers, slice_of("twilio")) -
			   carriers.list);
		CHECK_INT(make("\"body\":\"b\""), 0);
		CHECK_SLICE(row.from, "+12125550100");
		CHECK_SLICE(record_text(&message, "sender_kind"), "10dlc");
		CHECK_SLICE(record_text(&message, "campaign"), "c1");
		CHECK(record_text(&message, "cost_estimate").p == NULL);
	}
	TEST("when all are down, by the first")
	{
		down = ~0u;
		CHECK_INT(make("\"body\":\"b\""), 0);
		CHECK_SLICE(row.from, "+12125550101");
		down = 0;
	}
	TEST("routes of a category or a country come before the route")
	{
		CHECK_INT(
		    make("\"body\":\"b\",\"category\":\"promotional\""), 0);
		CHECK_SLICE(row.from, "+12125550100");
		CHECK_INT(
		    make("\"body\":\"b\",\"category\":\"transactional\""), 0);
		CHECK_SLICE(row.from, "+12125550100");
		CHECK_INT(make("\"body\":\"b\",\"from\":\"+12125550101\","
			       "\"category\":\"promotional\""),
		    0);
		CHECK_SLICE(row.from, "+12125550101");
		CHECK(record_text(&message, "from_basis").p == NULL);
	}
}

static void
test_lanes(void)
{
	const struct channel *texts = channel_of_lane(slice_of("+12125550100"));

	TEST("a text waits for its sender, an e-mail for who sends it")
	{
		CHECK_INT(make("\"body\":\"b\",\"from\":\"+12125550101\""), 0);
		CHECK_SLICE(row.from, "+12125550101");
		CHECK_INT(make("\"channel\":\"email\",\"email\":\"d@a.test\","
			       "\"subject\":\"s\",\"body\":\"b\""),
		    0);
		CHECK_SLICE(row.from, "email/file");
	}
	TEST("a lane says who sends what")
	{
		CHECK_SLICE(
		    channel_lane(texts, slice_of(NULL), "twilio", &arena),
		    "pool/twilio");
		CHECK_SLICE(channel_carrier(slice_of("pool/twilio")), "twilio");
		CHECK(channel_carrier(slice_of("+1")).p == NULL);
		CHECK(channel_sender(slice_of("pool/twilio")).p == NULL);
		CHECK_SLICE(channel_sender(slice_of("+1")), "+1");
		CHECK(channel_of_lane(slice_of("pool/twilio")) == texts);
		/* A name may be any word. */
		CHECK(channel_of_lane(slice_of("email")) == texts);
		CHECK(channel_of_lane(slice_of("email/file")) != texts);
	}
}

static void
test_rows(void)
{
	TEST("a message without sender goes by the first one on the route")
	{
		CHECK_INT(make("\"body\":\"b\""), 0);
		CHECK_SLICE(row.from, "+12125550101");
		CHECK_SLICE(record_text(&message, "sender_kind"), "toll_free");
		CHECK_SLICE(record_text(&message, "from_basis"), "route");
		CHECK_SLICE(row.tenant, "maple-street");
	}
	TEST("its sender decides who carries it and what it costs")
	{
		CHECK_INT(make("\"body\":\"b\",\"from\":\"+12125550101\""), 0);
		CHECK_SLICE(row.from, "+12125550101");
		/* 0.0083 and the mean fee 0.0041667 */
		CHECK_SLICE(record_text(&message, "cost_estimate"), "0.0125");
		CHECK_SLICE(record_text(&message, "currency"), "USD");
	}
	TEST("what the linter counted stands")
	{
		int64_t segments;

		CHECK_INT(make("\"body\":\"b\",\"segments\":3,\"from\":"
			       "\"+12125550101\",\"cost_estimate\":\"9\""),
		    0);
		CHECK(record_int(&message, "segments", &segments));
		CHECK_INT(segments, 3);
		CHECK_SLICE(record_text(&message, "cost_estimate"), "9");
	}
	TEST("a time to come schedules, one gone by does not hold")
	{
		CHECK_INT(
		    make("\"body\":\"b\",\"send_at\":\"2026-11-30T16:00:01Z\""),
		    0);
		CHECK_INT(row.state, JOURNAL_SCHEDULED);
		CHECK_INT(row.not_before_ms, now + 1000);
		CHECK_INT(
		    make("\"body\":\"b\",\"send_at\":\"2026-11-30T16:00:00Z\""),
		    0);
		CHECK_INT(row.state, JOURNAL_QUEUED);
		CHECK_INT(row.not_before_ms, 0);
	}
	TEST("nothing to send is no message")
	{
		CHECK_INT(make("\"body\":\"\""), -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(make("\"body\":\"\",\"from\":\"+12125550101\","
			       "\"media_urls\":[\"https://m.example.test/\"]"),
		    0);
	}
}

static void
test_expiry(void)
{
	TEST("a message whose time is over has expired")
	{
		CHECK_INT(make("\"body\":\"b\",\"expires_at\":"
			       "\"2026-11-30T16:00:00Z\""),
		    0);
		CHECK_INT(row.state, JOURNAL_EXPIRED);
		CHECK_SLICE(row.reason, "expired");
		CHECK_INT(make("\"body\":\"b\",\"expires_at\":"
			       "\"0001-01-01T00:00:00Z\""),
		    0);
		CHECK_INT(row.state, JOURNAL_EXPIRED);
	}
}

static void
test_differs(void)
{
	const struct journal_row waits = {.content_hash = slice_of("h"),
	    .state = JOURNAL_SCHEDULED,
	    .not_before_ms = 7000};
	struct journal_row newer = waits;

	TEST("the same message again is no news")
	{
		CHECK(!entry_differs(&waits, &newer));
	}
	TEST("another text, time or end is")
	{
		newer.content_hash = slice_of("i");
		CHECK(entry_differs(&waits, &newer));
		newer = waits;
		newer.not_before_ms = 8000;
		CHECK(entry_differs(&waits, &newer));
		newer = waits;
		newer.expires_ms = 9000;
		CHECK(entry_differs(&waits, &newer));
	}
	TEST("the time of a next attempt is not the message's")
	{
		struct journal_row again = waits;

		again.state = JOURNAL_QUEUED;
		newer = again;
		newer.not_before_ms = 0;
		CHECK(!entry_differs(&again, &newer));
	}
}

static void
test_backoff(void)
{
	int64_t number, wait, longest = 0;

	TEST("each wait is up to twice the one before, and at least half of it")
	{
		CHECK_INT(backoff_ms(1, 0), BACKOFF_FIRST_MS);
		CHECK_INT(backoff_ms(2, 0), 2 * BACKOFF_FIRST_MS);
		CHECK_INT(backoff_ms(5, 0), 16 * BACKOFF_FIRST_MS);
		for (number = 1; number < 100; number++) {
			wait = backoff_ms(number, UINT32_MAX);
			CHECK(2 * wait >= backoff_ms(number, 0));
			CHECK(wait < backoff_ms(number, 0));
			if (backoff_ms(number, 0) > longest)
				longest = backoff_ms(number, 0);
		}
	}
	TEST("and never more than ten minutes")
	{
		CHECK_INT(longest, BACKOFF_MAX_MS);
	}
	TEST("what the provider asks for holds from half a second to an hour")
	{
		CHECK_INT(backoff_told_ms(1000, 9, 0), 1000);
		CHECK_INT(backoff_told_ms(-1, 2, 0), 2 * BACKOFF_FIRST_MS);
		CHECK_INT(backoff_told_ms(0, 2, 0), 2 * BACKOFF_FIRST_MS);
		CHECK_INT(
		    backoff_told_ms(INT64_MAX, 1, 0), BACKOFF_TOLD_MAX_MS);
	}
}

static void
test_output(void)
{
	const struct provider_outcome refused = {.verdict = PROVIDER_FAILED,
	    .error_code = slice_of("21211"),
	    .error_class = "invalid_number",
	    .status_raw = slice_of("http_400")};
	const struct output output = {.id = slice_of("x1"),
	    .to = slice_of("+12125550147"),
	    .provider = slice_of("twilio"),
	    .state = JOURNAL_FAILED,
	    .reason = slice_of("invalid_number"),
	    .outcome = &refused,
	    .attempt = 2,
	    .attempted_ms = 1764518400000,
	    .received_ms = 1764518400250};
	struct record out = {0};
	bool flag;
	int64_t number;

	CHECK_INT(make("\"body\":\"b\",\"call_id\":\"c 1\",\"campaign\":null,"
		       "\"purpose\":\"reminder\",\"program\":\"p\""),
	    0);
	output_fill(&out, &output, &message);
	TEST("a delivery record says what became of the message")
	{
		CHECK_INT(record_check(&out, &err), 0);
		CHECK_SLICE(record_text(&out, "status"), "failed");
		CHECK(record_bool(&out, "terminal", &flag) && flag);
		CHECK(record_bool(&out, "retryable", &flag) && !flag);
		CHECK_SLICE(record_text(&out, "error_class"), "invalid_number");
		CHECK(record_int(&out, "latency_ms", &number));
		CHECK_INT(number, 250);
	}
	TEST("and carries what statistics ask of its message")
	{
		CHECK_SLICE(record_text(&out, "call_id"), "c 1");
		CHECK_SLICE(record_text(&out, "purpose"), "reminder");
		CHECK_SLICE(record_text(&out, "program"), "p");
		CHECK(record_view(&out, "body").p == NULL);
	}
	record_release(&out);
}

/* ---- which listed message is ours ---------------------------------------- */

static const struct found_wanted wanted = {.to = {"+1", 2},
    .from = {"+2", 2},
    .body = {"text", 4},
    .attempted_ms = 1000000,
    .settle_ms = 600000};

/* A message that is listed: its id, text and how long after the attempt it was
 * made. */
static struct provider_listed
listed(const char *id, const char *body, int64_t after_ms)
{
	return (struct provider_listed){.id = slice_of(id),
	    .to = slice_of("+1"),
	    .from = slice_of("+2"),
	    .body = slice_of(body),
	    .created_ms = wanted.attempted_ms + after_ms,
	    .status = "accepted"};
}

static struct found
found_of(struct provider_listed *messages, size_t count)
{
	const struct provider_page page = {
	    .messages = messages, .count = count};
	struct found found = {.count = 0};

	found_add(&found, &page);
	found_add(&found, &page); /* a page that was seen before */
	return found;
}

/* Ids of what is picked; "-" for nothing.  What was picked is told to be
 * another's, until nothing is left. */
static const char *
picks(struct found found,
    struct found_candidate *(*pick)(
	struct found *, const struct found_wanted *))
{
	static char ids[64];
	struct found_candidate *one;
	size_t n = 0;

	while ((one = pick(&found, &wanted)) != NULL && n < sizeof(ids) - 8) {
		n += (size_t)snprintf(ids + n, sizeof(ids) - n, "%.*s ",
		    SLICE_ARG(one->listed.id));
		one->no = true;
	}
	(void)snprintf(ids + n, sizeof(ids) - n, "-");
	found_release(&found);
	return ids;
}

#define PICKS(pick, ...)                                            \
	picks(found_of((struct provider_listed[]){__VA_ARGS__},     \
		  sizeof((struct provider_listed[]){__VA_ARGS__}) / \
		      sizeof(struct provider_listed)),              \
	    pick)

static void
test_found_exact(void)
{
	struct provider_listed other = listed("o", "text", 0);

	TEST("the very text nearest behind the attempt, then nearest before")
	CHECK_STR(PICKS(found_exact, listed("d", "text", -90000),
		      listed("b", "text", 9000000), listed("a", "text", -5000),
		      listed("c", "text", -6000), listed("e", "Text", 0)),
	    "a b c d -");
	TEST("only between the same numbers; a sender may not be known yet")
	{
		other.to = slice_of("+3");
		CHECK_STR(PICKS(found_exact, other), "-");
		other = listed("o", "text", 0);
		other.from = slice_of("+3");
		CHECK_STR(PICKS(found_exact, other), "-");
		other.from = (struct slice){NULL, 0};
		CHECK_STR(PICKS(found_exact, other), "o -");
		other.created_ms = 0;
		CHECK_STR(PICKS(found_exact, other), "o -");
	}
}

static void
test_found_lone(void)
{
	struct found_wanted pictures = wanted;
	struct found found;
	struct provider_listed bare = listed("p", "", 0);

	TEST("another text is it where it stands alone around the attempt")
	{
		CHECK_STR(PICKS(found_lone, listed("a", "x", -5000)), "a -");
		CHECK_STR(PICKS(found_lone, listed("a", "x", 599999)), "a -");
		CHECK_STR(PICKS(found_lone, listed("a", "x", -5001)), "-");
		CHECK_STR(PICKS(found_lone, listed("a", "x", 600000)), "-");
		CHECK_STR(PICKS(found_lone, listed("a", "x", 0),
			      listed("b", "y", 700000)),
		    "a -");
		CHECK_STR(
		    PICKS(found_lone, listed("a", "x", 0), listed("b", "y", 1)),
		    "-");
	}
	TEST("a provider that keeps texts has not changed this one")
	CHECK_STR(
	    PICKS(found_lone, listed("a", "x", 0), listed("b", "text", -99999)),
	    "-");
	TEST("no words are no proof, a picture alone is found by its time")
	{
		pictures.body = slice_of("");
		found = found_of(&bare, 1);
		CHECK(found_exact(&found, &pictures) == NULL);
		CHECK(found_lone(&found, &pictures) == &found.list[0]);
		found_release(&found);
	}
}

int
main(void)
{
	struct folder folder;

	TEST("a configuration with two providers")
	{
		set_up(&folder);
	}
	test_hash();
	test_ids();
	test_routes();
	test_lanes();
	test_rows();
	test_expiry();
	test_differs();
	test_backoff();
	test_output();
	test_found_exact();
	test_found_lone();
	record_release(&message);
	arena_release(&arena);
	crypto_sha256_free(digest);
	config_release(&config);
	folder_remove(&folder);
	return test_done();
}
