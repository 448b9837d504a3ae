/* SPDX-License-Identifier: ISC */
/*
 * smshook: any request.  The first byte is the door, the second the method and
 * the headers, then the URL's query up to a newline, then the body.  A door
 * answers what it may answer, keeps sound records alone, says the same when it
 * is asked again, and without the right proof keeps nothing.
 */
#include "cmd/smshook/handle.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>
#include <strings.h>

static const char *const types[] = {"application/x-www-form-urlencoded",
    "application/json; charset=UTF-8", "text/plain", NULL};
static const char *const methods[] = {"POST", "GET", "PUT", "POST"};

struct headers {
	const char *type, *proof;
};

static const char *
header(const void *context, const char *name)
{
	const struct headers *headers = context;

	if (strcasecmp(name, "Content-Type") == 0)
		return headers->type;
	return headers->proof;
}

static void
check_events(const struct handle_result *result)
{
	size_t i;

	for (i = 0; i < result->event_count; i++) {
		struct record record = {0};
		struct error err;

		HOLDS(record_fill(&record, result->events[i].line, &err) == 0);
		HOLDS(record_check(&record, &err) == 0);
		HOLDS(record_text(&record, "received_at").n > 0);
		record_release(&record);
	}
}

static void
check_result(const struct handle_result *result)
{
	static const int known[] = {200, 400, 401, 403, 404, 405, 413, 415};
	size_t i = 0;

	while (i < 8 && known[i] != result->status)
		i++;
	HOLDS(i < 8);
	HOLDS(result->what != NULL);
	HOLDS(result->status == 200 || result->event_count == 0);
	HOLDS((result->status == 405) == (result->allow != NULL));
	check_events(result);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct config config;
	struct slice text = fuzz_slice(data, size), query = {"", 0};
	struct arena arena = {.head = NULL};
	struct handle_result first, second;
	struct headers headers;
	struct buf url;
	size_t count, end;
	const struct door *doors = door_table(&count);
	struct handle_request request = {.header = header,
	    .context = &headers,
	    .insecure = true,
	    .now_ms = 1796053890000,
	    .config = &config};

	if (size < 2)
		return 0;
	request.door = &doors[data[0] % count];
	request.method = methods[data[1] % 4];
	headers.type = types[data[1] / 4 % 4];
	headers.proof = data[1] >= 128 ? "t=1796053890,v0=00" : NULL;
	text = (struct slice){text.p + 2, text.n - 2};
	end = text.n > 0 && memchr(text.p, '\n', text.n) != NULL
	    ? (size_t)((const char *)memchr(text.p, '\n', text.n) - text.p)
	    : 0;
	query.p = text.p;
	query.n = end;
	request.body = (struct slice){text.p + end, text.n - end};
	if (request.body.n > 0 && request.body.p[0] == '\n')
		request.body = (struct slice){
		    request.body.p + 1, request.body.n - 1};
	buf_init(&url, BUF_NO_CAP);
	buf_addf(&url, "https://hooks.maple.example%s?%.*s", request.door->path,
	    SLICE_ARG(query));
	request.url = buf_slice(&url);

	handle(&request, &arena, &first);
	check_result(&first);
	handle(&request, &arena, &second);
	HOLDS(first.status == second.status);
	HOLDS(first.event_count == second.event_count);
	/* A proof for this key cannot be made by chance. */
	request.insecure = false;
	request.secret = slice_of("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
	handle(&request, &arena, &first);
	check_result(&first);
	HOLDS(first.status != 200);
	buf_release(&url);
	arena_release(&arena);
	return 0;
}
