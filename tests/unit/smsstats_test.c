/* SPDX-License-Identifier: ISC */
#include "cmd/smsstats/acc.h"
#include "cmd/smsstats/event.h"
#include "cmd/smsstats/fold.h"
#include "cmd/smsstats/report.h"
#include "cmd/smsstats/wilson.h"
#include "test.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Members of a delivery record, so that the cases below can be read. */
#define DELIVERY "{\"record\":\"delivery\",\"provider\":\"twilio\","
#define MESSAGE                                                \
	"{\"record\":\"message\",\"dedupe_key\":\"k\",\"to\":" \
	"\"+12125550147\",\"category\":\"transactional\","     \
	"\"body\":\"b\","
#define REPLY                                                           \
	"{\"record\":\"reply\",\"provider\":\"twilio\",\"body\":\"C\"," \
	"\"to\":\"+12125550100\","
#define AT(time) "\"received_at\":\"2026-12-01T" time "Z\"}"

static const struct hash_seed seed = {1, 2};

static const struct dims no_dims;
static const struct ask all = {.dims = &no_dims,
    .since = INT64_MIN,
    .until = INT64_MAX,
    .splits = {SIZE_MAX, SIZE_MAX, SIZE_MAX}};

static void
begin(struct fold *fold, const struct hash_seed *with)
{
	fold_init(fold, with, &no_dims, 1, SIZE_MAX);
	fold->repeat = true;
}

static bool
add(struct fold *fold, const char *line)
{
	struct record record = {.file = NULL};
	struct error err;
	bool good;

	good = record_fill(&record, slice_of(line), &err) == 0 &&
	    fold_take(fold, 0, &record, false, &err) == 0;
	record_release(&record);
	return good;
}

static void
visit(void *context, size_t worker, const struct message *message)
{
	(void)worker;
	tally_add(context, message);
}

/* The report of a fold, as JSON and as a table; the caller's to free.
 * as_of 0: the newest event. */
static char *
report(struct fold *fold, int64_t as_of)
{
	struct ask ask = all;
	struct report report;
	struct tally tally;
	struct error err;
	struct buf text;

	CHECK(fold_finish(fold, &err) == 0);
	/* How often it was told is in the footer alone. */
	fold->counts[FOLD_RECORDS] = 0;
	ask.as_of = as_of != 0 ? as_of : fold->newest;
	tally_init(&tally, &ask, fold);
	CHECK(fold_visit(fold, visit, &tally, &err) == 0);
	report_make(&report, &tally, 0, report_form_find("json"));
	buf_init(&text, BUF_NO_CAP);
	report_json(&report, &text);
	buf_addc(&text, '\n');
	report_table(&report, &text);
	report_release(&report);
	tally_release(&tally);
	return buf_take(&text);
}

static char *
report_lines(const struct hash_seed *with, const char *const *lines,
    const size_t *order, size_t count)
{
	struct fold fold;
	char *text;
	size_t i;

	begin(&fold, with);
	for (i = 0; i < count; i++)
		CHECK(add(&fold, lines[order != NULL ? order[i] : i]));
	text = report(&fold, 0);
	fold_release(&fold);
	return text;
}

/* Does the report of these lines, in this order, say so? */
static bool
says(const char *const *lines, size_t count, const char *what)
{
	char *text = report_lines(&seed, lines, NULL, count);
	bool found = strstr(text, what) != NULL;

	if (!found)
		(void)printf("# not '%s' in %s\n", what, text);
	free(text);
	return found;
}

#define SAYS(lines, what) CHECK(says((lines), COUNT(lines), (what)))

/* ---- numbers ---------------------------------------------------------- */

/* R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
static void
test_wilson(void)
{
	static const struct {
		uint64_t hits, tries;
		double low, high;
	} published[] = {
	    {81, 263, 0.2553, 0.3662},
	    {15, 148, 0.0624, 0.1605},
	    {0, 20, 0.0000, 0.1611},
	    {1, 29, 0.0061, 0.1718},
	};
	struct wilson got;
	size_t i;

	TEST("the interval is Wilson's, as published")
	{
		for (i = 0; i < COUNT(published); i++) {
			got = wilson_interval(
			    published[i].hits, published[i].tries);
			CHECK(fabs(got.low - published[i].low) < 0.00005);
			CHECK(fabs(got.high - published[i].high) < 0.00005);
		}
	}
	TEST("the interval never leaves 0 to 1, and mirrors")
	{
		got = wilson_interval(20, 20);
		CHECK(got.high == 1);
		CHECK(fabs(got.low - (1 - 0.1611)) < 0.00005);
		CHECK(wilson_interval(0, 1).low == 0);
		CHECK(wilson_interval(1000000007, 1000000007).high == 1);
	}
}

/* The vectors of the reference implementation: key 00…0f, texts of 00, 01, …
 */
static void
test_hash(void)
{
	const struct hash_seed key = {
	    UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)};
	static const struct {
		size_t len;
		uint64_t out[2];
	} vectors[] = {
	    {0, {UINT64_C(0xe6a825ba047f81a3), UINT64_C(0x930255c71472f66d)}},
	    {1, {UINT64_C(0x44af996bd8c187da), UINT64_C(0x45fc229b11597634)}},
	    {15, {UINT64_C(0x11a8b03399e99354), UINT64_C(0xd9c3cf970fec087e)}},
	    {63, {UINT64_C(0x4a83502f77d15051), UINT64_C(0x7cbd3f979a063e50)}},
	};
	uint64_t out[2];
	char text[64];
	size_t i;

	for (i = 0; i < sizeof(text); i++)
		text[i] = (char)i;
	TEST("the hash is SipHash-2-4 with 128 bits")
	{
		for (i = 0; i < COUNT(vectors); i++) {
			hash_sip128(
			    &key, (struct slice){text, vectors[i].len}, out);
			CHECK(out[0] == vectors[i].out[0]);
			CHECK(out[1] == vectors[i].out[1]);
		}
	}
}

static void
test_map(void)
{
	enum { KEYS = 100000 };
	struct map map = {0};
	uint32_t *value;
	size_t good = 0;
	int64_t i;

	TEST("a map keeps every key while it grows")
	{
		for (i = 1; i <= KEYS; i++) {
			value = map_put(&map, hash_number(&seed, i));
			good += *value == 0;
			*value = (uint32_t)i;
		}
		CHECK_INT(good, KEYS);
		CHECK_INT(map.count, KEYS);
		for (i = 1, good = 0; i <= KEYS; i++)
			good += map_find(&map, hash_number(&seed, i)) == i;
		CHECK_INT(good, KEYS);
		CHECK_INT(map_find(&map, hash_number(&seed, 0)), 0);
	}
	map_release(&map);
}

/* ---- the fold --------------------------------------------------------- */

static void
test_ranks(void)
{
	static const char *const lower[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"sent\"," AT("10:00:00"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"accepted\"," AT("10:00:09"),
	};
	static const char *const terminal[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"undelivered\"," AT("10:00:05"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"delivered\"," AT("10:00:06"),
	};
	static const char *const tie[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"delivered\"," AT("10:00:05"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"undelivered\"," AT("10:00:05"),
	};
	static const char *const waiting[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"held\"," AT("10:00:00"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"scheduled\"," AT("10:00:01"),
	    MESSAGE "\"message_id\":\"m1\",\"purpose\":\"other\","
		    "\"created_at\":\"2026-12-01T11:00:00Z\"}",
	};

	TEST("a message never goes back to a lower rank")
	SAYS(lower,
	    "\"sent\":1,\"delivered\":0,\"undelivered\":0,"
	    "\"failed\":0,\"unknown\":0,\"pending\":1");
	TEST("the first terminal status stays")
	SAYS(terminal, "\"delivered\":0,\"undelivered\":1");
	TEST("of two terminal states at one instant the bad one counts")
	SAYS(tie, "\"delivered\":0,\"undelivered\":1");
	TEST("of the states that wait the last one holds")
	SAYS(waiting, "\"queued\":0,\"scheduled\":1,\"held\":0");
}

static void
test_joining(void)
{
	static const char *const receipt_first[] = {
	    DELIVERY "\"message_id\":null,\"provider_message_id\":\"SM1\","
		     "\"status\":\"delivered\"," AT("10:00:05"),
	    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
		     "\"status\":\"accepted\"," AT("10:00:00"),
	};
	static const char *const two_halves[] = {
	    DELIVERY "\"message_id\":null,\"provider_message_id\":\"SM1\","
		     "\"status\":\"undelivered\",\"error_code\":\"30003\","
		     "\"error_class\":\"unreachable\"," AT("10:00:05"),
	    MESSAGE "\"message_id\":\"m1\",\"purpose\":\"confirmation\","
		    "\"created_at\":\"2026-12-01T10:00:00Z\"}",
	    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
		     "\"status\":\"accepted\"," AT("10:00:01"),
	};
	static const char *const providers[] = {
	    DELIVERY "\"provider_message_id\":\"1\","
		     "\"status\":\"delivered\"," AT("10:00:05"),
	    "{\"record\":\"delivery\",\"provider\":\"telnyx\","
	    "\"provider_message_id\":\"1\",\"status\":\"delivered\"," AT(
		"10:00:05"),
	};
	static const char *const inbound[] = {
	    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
		     "\"purpose\":\"reminder\","
		     "\"status\":\"delivered\"," AT("10:00:00"),
	    REPLY "\"reply_id\":\"r1\",\"from\":\"+12125550147\","
		  "\"provider_message_id\":\"SM1\",\"message_id\":\"m2\","
		  "\"intent\":\"confirm\"," AT("10:00:00"),
	};

	TEST("a receipt without message_id joins by the provider's id")
	SAYS(receipt_first, "\"messages\":1,\"sent\":1,\"delivered\":1");
	TEST("two halves become one message, and all of it is known")
	SAYS(two_halves,
	    "\"messages\":1,\"sent\":1,\"delivered\":0,"
	    "\"undelivered\":1");
	TEST("the same id of two providers is two messages")
	SAYS(providers, "\"messages\":2");
	TEST("a reply joins by message_id only, and makes no message")
	SAYS(inbound, "\"messages\":1,\"sent\":1");
}

static void
test_errors(void)
{
	static const char *const blank[] = {
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"undelivered\","
		     "\"error_code\":\"30007\","
		     "\"error_class\":\"carrier_filtered\"," AT("10:00:05"),
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"undelivered\","
		     "\"error_code\":null," AT("10:00:04"),
	};
	static const char *const arrived[] = {
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"ambiguous\","
		     "\"error_class\":\"ambiguous\"," AT("10:00:05"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"delivered\"," AT("10:00:06"),
	};
	static const char *const unnamed[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"failed\"," AT("10:00:05"),
	};

	TEST("a known error code is not blanked by an event without")
	SAYS(blank,
	    "\"error_codes\":[{\"provider\":\"twilio\","
	    "\"code\":\"30007\",\"class\":"
	    "\"carrier_filtered\",\"count\":1}]");
	TEST("the error of a message that arrived is not counted")
	SAYS(arrived, "\"error_classes\":[],\"error_codes\":[],\"funnel\"");
	TEST("a failure without a cause is of class unknown")
	SAYS(unnamed,
	    "\"error_classes\":[{\"class\":\"unknown\","
	    "\"words\":\"no cause known\",\"count\":1}]");
}

static void
test_time(void)
{
	static const char line[] = DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"accepted\"," AT("10:00:00");
	const int64_t hour = 3600000;
	int64_t taken;
	struct fold fold;
	char *text;

	begin(&fold, &seed);
	CHECK(add(&fold, line));
	free(report(&fold, 0));
	taken = fold.newest;
	TEST("without a receipt a message is pending, and unknown after 24 h")
	{
		text = report(&fold, taken + 24 * hour - 1);
		CHECK(strstr(text, "\"unknown\":0,\"pending\":1") != NULL);
		free(text);
		text = report(&fold, taken + 24 * hour);
		CHECK(strstr(text, "\"unknown\":1,\"pending\":0") != NULL);
		CHECK(strstr(text,
			  "\"delivery_rate\":{\"numerator\":0,"
			  "\"denominator\":1") != NULL);
		free(text);
	}
	fold_release(&fold);
}

static void
test_refusals(void)
{
	static const char *const bad[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"posted\"," AT("10:00:00"),
	    DELIVERY "\"message_id\":\"m1\"," AT("10:00:00"),
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"sent\"}",
	    DELIVERY "\"status\":\"sent\"," AT("10:00:00"),
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"failed\","
		     "\"error_code\":30007," AT("10:00:00"),
	    DELIVERY "\"message_id\":\"m1\",\"status\":\"failed\","
		     "\"error_class\":\"odd\"," AT("10:00:00"),
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"sent\"," AT("25:00:00"),
	};
	struct fold fold;
	size_t i;

	begin(&fold, &seed);
	TEST("what counts here must be there and well formed")
	for (i = 0; i < COUNT(bad); i++)
		CHECK(!add(&fold, bad[i]));
	fold_release(&fold);
}

/* ---- any order -------------------------------------------------------- */

/* One message that is told of in every way, and its neighbours. */
static const char *const tangle[] = {
    DELIVERY
    "\"provider_message_id\":\"SM1\",\"status\":\"delivered\"," AT("10:00:05"),
    MESSAGE "\"message_id\":\"m1\",\"purpose\":\"confirmation\",\"replies\":"
	    "{\"C\":\"confirm\"},\"created_at\":\"2026-12-01T09:59:59Z\"}",
    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
	     "\"to\":\"+12125550147\",\"status\":\"accepted\"," AT("10:00:00"),
    REPLY
    "\"reply_id\":\"r1\",\"from\":\"+12125550147\",\"message_id\":"
    "\"m1\",\"match\":\"single\",\"intent\":\"reschedule\"," AT("11:00:00"),
    REPLY "\"reply_id\":\"r2\",\"from\":\"+12125550147\",\"message_id\":"
	  "\"m1\",\"match\":\"single\",\"intent\":\"confirm\"," AT("11:05:00"),
    DELIVERY "\"provider_message_id\":\"SM1\",\"status\":\"undelivered\","
	     "\"error_code\":\"30003\"," AT("10:00:05.500"),
    DELIVERY
    "\"provider_message_id\":\"SM2\",\"status\":\"failed\","
    "\"error_code\":\"30007\",\"error_class\":\"carrier_filtered\"," AT(
	"10:00:05"),
};

/* And more, for shuffles. */
static const char *const crowd[] = {
    DELIVERY "\"message_id\":\"m2\",\"provider_message_id\":\"SM2\","
	     "\"status\":\"accepted\"," AT("10:00:00"),
    DELIVERY "\"message_id\":\"m2\",\"provider_message_id\":\"SM3\","
	     "\"status\":\"failed\",\"error_code\":\"30005\"," AT("10:00:05"),
    DELIVERY "\"message_id\":\"m2\",\"provider_message_id\":\"SM3\","
	     "\"to\":\"+16025550155\",\"status\":\"sent\"," AT("10:00:02"),
    DELIVERY "\"message_id\":\"m2\",\"to\":\"+16025550156\","
	     "\"status\":\"sent\"," AT("10:00:02"),
    DELIVERY "\"message_id\":\"m3\",\"status\":\"suppressed\","
	     "\"reason\":\"no_consent\"," AT("10:00:02"),
    DELIVERY "\"message_id\":\"m3\",\"status\":\"suppressed\","
	     "\"reason\":\"landline\"," AT("10:00:02"),
    DELIVERY "\"message_id\":\"m4\",\"status\":\"suppressed\","
	     "\"reason\":\"expired\"," AT("10:00:03"),
    DELIVERY "\"message_id\":\"m4\",\"status\":\"suppressed\"," AT("10:00:02"),
    DELIVERY "\"message_id\":\"m5\",\"to\":\"+12125550147\","
	     "\"status\":\"delivered\"," AT("10:00:02"),
    REPLY "\"reply_id\":\"r3\",\"from\":\"+12125550147\","
	  "\"intent\":\"stop\"," AT("12:00:00"),
    "{\"record\":\"consent\",\"consent_id\":\"c1\",\"number\":\"+16025550156\","
    "\"action\":\"revoked\",\"method\":\"keyword\",\"effective_at\":"
    "\"2026-12-01T12:00:00Z\",\"recorded_at\":\"2026-12-01T12:00:00Z\"}",
};

struct orders {
	const char *const *lines;
	size_t count;
	size_t order[8];
	const char *want;
};

/* All orders of the first n, by Heap's algorithm; how many differ. */
static size_t
permute(struct orders *orders, size_t n)
{
	size_t *order = orders->order, differ = 0, i, swap, first;
	struct hash_seed with = {order[0] + 1, n};
	char *text;

	if (n == 1) {
		text = report_lines(&with, orders->lines, order, orders->count);
		differ = strcmp(text, orders->want) != 0;
		free(text);
		return differ;
	}
	for (i = 0; i < n; i++) {
		differ += permute(orders, n - 1);
		first = n % 2 == 0 ? i : 0;
		swap = order[first];
		order[first] = order[n - 1];
		order[n - 1] = swap;
	}
	return differ;
}

/* Is the report the same in every order, and does it say that? */
static void
check_orders(const char *const *lines, size_t count, const char *what)
{
	struct orders orders = {.lines = lines, .count = count};
	char *want = report_lines(&seed, lines, NULL, count);
	size_t i;

	for (i = 0; i < count; i++)
		orders.order[i] = i;
	orders.want = want;
	CHECK(strstr(want, what) != NULL);
	CHECK_INT(permute(&orders, count), 0);
	free(want);
}

/* A small generator with a fixed start (xorshift, G. Marsaglia 2003). */
static size_t
next_random(uint64_t *state, size_t below)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return (size_t)(*state % below);
}

static void
test_permutations(void)
{
	static const char *const late[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"accepted\"," AT("10:00:00"),
	    DELIVERY "\"provider_message_id\":\"SM1\",\"status\":\"sent\"," AT(
		"22:00:00"),
	    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
		     "\"status\":\"sent\","
		     "\"received_at\":\"2026-12-02T10:00:00Z\"}",
	};
	static const char *const early[] = {
	    DELIVERY
	    "\"message_id\":\"m1\",\"status\":\"sent\"," AT("22:00:00"),
	    DELIVERY
	    "\"provider_message_id\":\"SM1\",\"status\":\"accepted\"," AT(
		"10:00:00"),
	    DELIVERY "\"message_id\":\"m1\",\"provider_message_id\":\"SM1\","
		     "\"status\":\"sent\","
		     "\"received_at\":\"2026-12-02T10:00:00Z\"}",
	};

	TEST("every order of seven events gives the same bytes")
	check_orders(tangle, COUNT(tangle),
	    "\"messages\":2,\"sent\":2,\"delivered\":1,"
	    "\"undelivered\":0,\"failed\":1");
	TEST("of two answers the later one counts, in every order")
	check_orders(tangle, COUNT(tangle),
	    "\"asked\":1,\"answered\":1,\"confirmed\":1,"
	    "\"reschedule\":0");
	TEST("the wait for a receipt begins with the first acceptance")
	{
		check_orders(late, COUNT(late), "\"unknown\":1,\"pending\":0");
		check_orders(
		    early, COUNT(early), "\"unknown\":1,\"pending\":0");
	}
}

static void
test_shuffles(void)
{
	enum { SHUFFLES = 2000 };
	const char *lines[2 * (COUNT(tangle) + COUNT(crowd))];
	size_t count = 0, copy, i, j, differ = 0, round;
	uint64_t state = 88172645463325252;
	char *want, *got;

	for (copy = 0; copy < 2; copy++) {
		for (i = 0; i < COUNT(tangle); i++)
			lines[count++] = tangle[i];
		for (i = 0; i < COUNT(crowd); i++)
			lines[count++] = crowd[i];
	}
	want = report_lines(&seed, lines, NULL, count / 2);
	TEST("shuffled and doubled events give the same bytes")
	{
		for (round = 0; round < SHUFFLES; round++) {
			for (i = count - 1; i > 0; i--) {
				const char *line = lines[i];

				j = next_random(&state, i + 1);
				lines[i] = lines[j];
				lines[j] = line;
			}
			got = report_lines(&(struct hash_seed){state, round},
			    lines, NULL, count);
			differ += strcmp(got, want) != 0;
			free(got);
		}
		CHECK_INT(differ, 0);
		CHECK(strstr(want,
			  "\"suppressed_reasons\":[{\"reason\":"
			  "\"expired\",\"count\":1},{\"reason\":"
			  "\"no_consent\",\"count\":1}]") != NULL);
		CHECK(strstr(want,
			  "\"opt_out_rate\":{\"numerator\":2,"
			  "\"denominator\":2") != NULL);
	}
	free(want);
}

int
main(void)
{
	test_wilson();
	test_hash();
	test_map();
	test_ranks();
	test_joining();
	test_errors();
	test_time();
	test_refusals();
	test_permutations();
	test_shuffles();
	return test_done();
}
