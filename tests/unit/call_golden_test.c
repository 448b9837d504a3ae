/* SPDX-License-Identifier: ISC */
/*
 * One payload of each platform and the call record it becomes; and what is
 * left of the payload when parts of it are missing or wrong.
 */
#include "base/file.h"
#include "record/doc.h"
#include "tests/unit/call_fixture.h"

/* The business's end of each of the calls. */
static const char ours[] =
    "timezone: America/New_York\n"
    "numbers: ['+12125550100', '+12065550100', '+13035550100',\n"
    "  '+13125550100', '+14155550100', '+15125550100', '+16025550100',\n"
    "  '+16175550100', '+17185550100', '+18085550100', '+442079460100']\n";

/* In the order of the lines of calls.jsonl. */
static const struct sample {
	const char *file;
	int line;
} samples[] = {
    {"vapi.json", 1},
    {"retell-call_ended.json", 2},
    {"retell.json", 3},
    {"bland.json", 4},
    {"elevenlabs.json", 5},
    {"twilio.json", 6},
    {"twilio-conversationrelay.json", 7},
    {"livekit.json", 8},
    {"livekit-js.json", 8},
    {"pipecat.json", 9},
    {"synthflow.json", 10},
    {"telnyx.json", 11},
    {"telnyx-insights.json", 12}, /* after the one before it */
    {"openai-realtime.json", 13},
    {"vcon.json", 14},
};

enum { SAMPLES = sizeof(samples) / sizeof(samples[0]) };

static void
read_fixture(struct fixture *fixture, const char *name)
{
	char path[128];

	(void)snprintf(path, sizeof(path), "tests/fixtures/%s", name);
	buf_reset(&fixture->text);
	CHECK_INT(file_read(path, &fixture->text, &fixture->err), 0);
}

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

/* The line of calls.jsonl, as a tree. */
static struct json_object *
golden_line(struct fixture *fixture, int line)
{
	struct json_object *tree;
	struct slice left;

	read_fixture(fixture, "calls.jsonl");
	left = buf_slice(&fixture->text);
	for (; line > 1; line--) {
		const char *end = memchr(left.p, '\n', left.n);

		left.n -= (size_t)(end + 1 - left.p);
		left.p = end + 1;
	}
	left.n = (size_t)((const char *)memchr(left.p, '\n', left.n) - left.p);
	tree = doc_parse(left, &fixture->err);
	CHECK(tree != NULL);
	return tree;
}

static void
test_schema(void)
{
	struct fixture fixture;
	struct slice left;
	size_t n, count = 0;

	fixture_open(&fixture, ours);
	TEST("each golden line holds to the schema")
	{
		read_fixture(&fixture, "calls.jsonl");
		for (left = buf_slice(&fixture.text); left.n > 0; count++) {
			n = (size_t)((const char *)memchr(
					 left.p, '\n', left.n) -
			    left.p);
			CHECK_INT(record_fill(&fixture.call,
				      (struct slice){left.p, n}, &fixture.err),
			    0);
			CHECK_INT(record_check(&fixture.call, &fixture.err), 0);
			left.p += n + 1;
			left.n -= n + 1;
		}
		CHECK_INT(count, 14);
	}
	fixture_close(&fixture);
}

static void
check_golden(struct fixture *fixture, const struct sample *sample)
{
	struct json_object *want = golden_line(fixture, sample->line), *got;
	struct buf json;

	read_fixture(fixture, sample->file);
	CHECK_INT(normalise_text(fixture, NULL), 1);
	CHECK_INT(record_check(&fixture->call, &fixture->err), 0);
	buf_init(&json, BUF_NO_CAP);
	record_write(&fixture->call, &json);
	got = doc_parse(buf_slice(&json), &fixture->err);
	CHECK(same(got, want));
	buf_release(&json);
	doc_free(got);
	doc_free(want);
}

static void
test_golden(void)
{
	struct fixture fixture;
	char name[128];
	size_t i;

	fixture_open(&fixture, ours);
	fixture.memory = call_memory_new();
	for (i = 0; i < SAMPLES; i++) {
		(void)snprintf(name, sizeof(name), "%s becomes golden line %d",
		    samples[i].file, samples[i].line);
		TEST(name)
		{
			check_golden(&fixture, &samples[i]);
		}
	}
	fixture_close(&fixture);
}

static void
test_envelope(void)
{
	struct fixture fixture, *f = &fixture;
	struct json_object *want;
	struct buf event;
	size_t i;

	fixture_open(f, ours);
	buf_init(&event, BUF_NO_CAP);
	TEST("a payload in a CloudEvents envelope becomes the same record")
	{
		for (i = 0; i < SAMPLES; i++) {
			if (samples[i].line == 12)
				continue;
			read_fixture(f, samples[i].file);
			buf_reset(&event);
			buf_adds(&event,
			    "{\"specversion\":\"1.0\",\"type\":\"test.call\","
			    "\"id\":\"e-1\",\"source\":\"/t\",\"data\":");
			buf_addslice(&event, buf_slice(&f->text));
			buf_addc(&event, '}');
			want = golden_line(f, samples[i].line);
			buf_reset(&f->text);
			buf_addslice(&f->text, buf_slice(&event));
			CHECK_INT(normalise_text(f, NULL), 1);
			CHECK_SLICE(text(f, "call_id"),
			    doc_text(doc_get(want, "call_id")).p);
			CHECK_SLICE(text(f, "ended_at"),
			    doc_text(doc_get(want, "ended_at")).p);
			doc_free(want);
		}
	}
	buf_release(&event);
	fixture_close(f);
}

/* ---- parts that are missing or wrong ------------------------------------ */

static const char *const wrongs[] = {"null", "\"\"", "7", "true", "[]", "{}",
    "\"x\"", "\"\\u0000\"", "[{\"a\":[1]}]", "{\"a\":{\"b\":null}}", "-1e300"};

/* A call record that holds, a clear error, or nobody's payload. */
static bool
is_sound(struct fixture *f, const char *from)
{
	f->err = (struct error){0};
	switch (normalise_text(f, from)) {
	case 1:
		return record_check(&f->call, &f->err) == 0;
	case 0:
		return from == NULL;
	default:
		return f->err.code == EX_DATAERR && f->err.text[0] != '\0';
	}
}

struct wreck {
	struct fixture *fixture;
	struct json_object *root;
	const char *from;
	int bad, count;
};

static void
wreck_one(struct wreck *wreck)
{
	struct fixture *f = wreck->fixture;

	buf_reset(&f->text);
	doc_write(wreck->root, &f->text);
	wreck->count++;
	if (!is_sound(f, NULL) || !is_sound(f, wreck->from)) {
		if (wreck->bad++ == 0)
			(void)printf(
			    "# %s\n# %s\n", f->err.text, buf_text(&f->text));
	}
}

/* Each member, however deep, in turn: taken out, and each wrong value. */
static void
wreck_all(struct wreck *wreck, struct json_object *node)
{
	struct json_object *was, *wrong;
	struct doc_step step = {0};
	struct error err;
	size_t i;

	for (i = 0; i < doc_count(node); i++)
		wreck_all(wreck, doc_at(node, i));
	while (doc_next(node, &step)) {
		wreck_all(wreck, step.value);
		was = doc_share(step.value);
		for (i = 0; i < sizeof(wrongs) / sizeof(wrongs[0]); i++) {
			wrong = doc_parse(slice_of(wrongs[i]), &err);
			doc_put_take(node, step.key, wrong);
			wreck_one(wreck);
		}
		doc_put_take(node, step.key, was);
	}
}

static void
test_wrecks(void)
{
	struct fixture fixture;
	struct wreck wreck = {.fixture = &fixture};
	char name[128], from[32];
	size_t i;

	fixture_open(&fixture, ours);
	for (i = 0; i < SAMPLES; i++) {
		(void)snprintf(name, sizeof(name),
		    "%s with any part wrong is a record or a clear error",
		    samples[i].file);
		(void)snprintf(from, sizeof(from), "%.*s",
		    (int)strcspn(samples[i].file, "-."), samples[i].file);
		TEST(name)
		{
			read_fixture(&fixture, samples[i].file);
			wreck.root = doc_parse(
			    buf_slice(&fixture.text), &fixture.err);
			wreck.from = from;
			wreck.bad = wreck.count = 0;
			wreck_all(&wreck, wreck.root);
			CHECK(wreck.count > 100);
			CHECK_INT(wreck.bad, 0);
			doc_free(wreck.root);
		}
	}
	fixture_close(&fixture);
}

int
main(void)
{
	test_schema();
	test_golden();
	test_envelope();
	test_wrecks();
	return test_done();
}
