/* SPDX-License-Identifier: ISC */
/*
 * Webhooks that were signed by the providers' own libraries, and forgeries of
 * them: verify has to tell which is which.
 */
#include "base/file.h"
#include "provider/provider.h"
#include "tests/unit/test.h"

#include <stdlib.h>
#include <strings.h>

#define VECTORS "tests/fixtures/webhook-vectors-"

static struct arena arena;

/* The header of that name in a vector's "headers", as a C string. */
static const char *
vector_header(const void *context, const char *name)
{
	const struct view *headers = context;
	struct view_step step = {0};

	while (view_next(*headers, &step))
		if (step.key.n == strlen(name) &&
		    strncasecmp(step.key.p, name, step.key.n) == 0)
			return arena_string(
			    &arena, view_string(step.value, &arena));
	return NULL;
}

static const char *
vector_text(struct record *vector, const char *name)
{
	return arena_string(&arena, record_text(vector, name));
}

/* Runs one vector; true when verify says what the vector says. */
static bool
vector_holds(struct record *vector)
{
	const struct provider *provider = provider_find(
	    vector_text(vector, "provider"));
	struct view headers = record_view(vector, "headers");
	struct slice key = record_text(vector, "public_key");
	struct provider_hook hook = {.method = vector_text(vector, "method"),
	    .url = record_text(vector, "url"),
	    .body = record_text(vector, "body"),
	    .secret = key.n > 0 ? key : record_text(vector, "secret"),
	    .header = vector_header,
	    .context = &headers};
	int64_t now;
	bool valid = false;

	if (record_int(vector, "now", &now))
		hook.now_ms = 1000 * now;
	return record_bool(vector, "valid", &valid) && provider != NULL &&
	    provider->verify(&hook, &arena) == valid;
}

/* How many vectors there are in the file of that name. */
static int
vectors_run(const char *name)
{
	struct record vector = {0};
	struct slice rest, line;
	struct buf path, text;
	struct error err;
	const char *end;
	int count = 0;

	buf_init(&path, BUF_NO_CAP);
	buf_init(&text, 1024 * 1024);
	buf_addf(&path, VECTORS "%s.jsonl", name);
	CHECK_INT(file_read(buf_text(&path), &text, &err), 0);
	rest = buf_slice(&text);
	while (rest.n > 0) {
		end = memchr(rest.p, '\n', rest.n);
		line = (struct slice){rest.p, (size_t)(end - rest.p)};
		CHECK_INT(record_fill(&vector, line, &err), 0);
		if (!vector_holds(&vector))
			CHECK_STR(vector_text(&vector, "id"), "right");
		count++;
		rest.p = end + 1;
		rest.n -= line.n + 1;
	}
	buf_release(&text);
	buf_release(&path);
	record_release(&vector);
	return count;
}

int
main(void)
{
	static const struct {
		const char *name;
		int count;
	} files[] = {
	    {"bandwidth", 5},
	    {"plivo", 13},
	    {"vonage", 8},
	    {"mailgun", 5},
	    {"sendgrid", 5},
	    {"sns", 9},
	    {"telnyx", 10},
	    {"twilio", 17},
	};
	size_t i;

	TEST("every signed webhook is accepted, every forged one refused")
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		CHECK_INT(vectors_run(files[i].name), files[i].count);
	arena_release(&arena);
	return test_done();
}
