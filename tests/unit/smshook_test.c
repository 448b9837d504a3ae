/* SPDX-License-Identifier: ISC */
#include "cmd/smshook/handle.h"
#include "cmd/smshook/seen.h"

#include "test.h"

#include <strings.h>

#define URL "https://hooks.maple.example/hook/twilio"
#define FORM "application/x-www-form-urlencoded"
#define RECEIPT "MessageSid=SM1&MessageStatus=sent"

static struct arena arena;
static const struct config config;

/* The headers of a request: what is NULL is absent. */
struct headers {
	const char *type, *secret;
};

static const char *
header(const void *context, const char *name)
{
	const struct headers *headers = context;

	if (strcasecmp(name, "Content-Type") == 0)
		return headers->type;
	if (strcasecmp(name, "X-Vapi-Secret") == 0)
		return headers->secret;
	return NULL;
}

/* A POST to a door that is open to everybody. */
static struct handle_request
request_of(const char *path, const struct headers *headers, const char *body)
{
	return (struct handle_request){.door = door_at(path),
	    .method = "POST",
	    .url = slice_of(URL),
	    .body = slice_of(body),
	    .header = header,
	    .context = headers,
	    .insecure = true,
	    .now_ms = 1796053890000,
	    .config = &config};
}

static struct handle_result
answer(const struct handle_request *request)
{
	struct handle_result result;

	handle(request, &arena, &result);
	return result;
}

static bool
same_key(const struct handle_result *a, const struct handle_result *b)
{
	return a->event_count == 1 && b->event_count == 1 &&
	    memcmp(&a->events->key, &b->events->key, sizeof(a->events->key)) ==
	    0;
}

static void
test_doors(void)
{
	const struct door *doors;
	size_t count, i;

	TEST("each door is found at its path and by its name, no other is")
	{
		doors = door_table(&count);
		for (i = 0; i < count; i++) {
			CHECK(door_at(doors[i].path) == &doors[i]);
			CHECK(door_named(slice_of(doors[i].name)) == &doors[i]);
		}
		CHECK(door_at("/hook/none") == NULL);
		CHECK(door_named(slice_of("none")) == NULL);
		CHECK(door_named((struct slice){NULL, 0}) == NULL);
	}
}

static void
test_order(void)
{
	static char large[DOOR_MESSAGE_MAX + 2];
	struct headers headers = {"text/plain", NULL};
	struct handle_request request;

	memset(large, 'a', sizeof(large) - 1);
	request = request_of("/hook/twilio", &headers, large);
	TEST("path, secret, method, size, type, signature: in this order")
	{
		request.method = "PUT";
		request.insecure = false;
		request.door = NULL;
		CHECK_INT(answer(&request).status, 404);
		request.door = door_at("/hook/twilio");
		CHECK_INT(answer(&request).status, 404);
		request.secret = slice_of("key");
		CHECK_INT(answer(&request).status, 405);
		CHECK_STR(answer(&request).allow, "GET, POST");
		request.method = "POST";
		CHECK_INT(answer(&request).status, 413);
		request.body.n = DOOR_MESSAGE_MAX;
		CHECK_INT(answer(&request).status, 415);
		headers.type = FORM "; charset=UTF-8";
		CHECK_INT(answer(&request).status, 401);
		request.secret = slice_of("");
		request.insecure = true;
		CHECK_INT(answer(&request).status, 200);
		request.body = slice_of("a=%zz");
		CHECK_INT(answer(&request).status, 400);
	}
	TEST("a method or type that only begins like a known one is none")
	{
		request.method = "POS";
		CHECK_INT(answer(&request).status, 405);
		request.method = "GET, POST";
		CHECK_INT(answer(&request).status, 405);
		request.method = "POST";
		headers.type = "application/jso";
		CHECK_INT(answer(&request).status, 415);
		headers.type = "application/jsonp";
		CHECK_INT(answer(&request).status, 415);
		headers.type = NULL;
		CHECK_INT(answer(&request).status, 415);
	}
	TEST("a GET has no body and needs no content type")
	{
		request.method = "GET";
		request.body = slice_of("");
		request.url = slice_of(URL "?" RECEIPT);
		CHECK(answer(&request).event_count == 1);
	}
}

static void
test_secret(void)
{
	struct headers headers = {"application/json", "wrong"};
	struct handle_request request = request_of("/hook/vapi", &headers,
	    "{\"message\":{\"type\":\"end-of-call-report\","
	    "\"call\":{\"id\":\"c-1\"}}}");

	TEST("a door that has a secret asks for it, --insecure or not")
	{
		CHECK(answer(&request).event_count == 1);
		request.secret = slice_of("key");
		CHECK_INT(answer(&request).status, 403);
		CHECK(answer(&request).event_count == 0);
		headers.secret = "key";
		CHECK(answer(&request).event_count == 1);
		CHECK_STR(answer(&request).body, "{}");
	}
}

static void
test_keys(void)
{
	const struct headers headers = {FORM, NULL};
	struct handle_request request = request_of(
	    "/hook/twilio", &headers, RECEIPT "&To=%2B15550100147");
	struct handle_result first = answer(&request), next;

	TEST("a repeated event has the same key, whenever it comes")
	{
		request.now_ms += 60000;
		request.body = slice_of(
		    "To=%2B15550100147&MessageStatus=sent&MessageSid=SM1");
		next = answer(&request);
		CHECK(same_key(&first, &next));
	}
	TEST("another status, id or kind of event has another key")
	{
		request.body = slice_of("MessageSid=SM1&MessageStatus=queued");
		next = answer(&request);
		CHECK(next.event_count == 1 && !same_key(&first, &next));
		/* Both are `accepted` in our words. */
		first = next;
		request.body = slice_of("MessageSid=SM1&MessageStatus=sending");
		next = answer(&request);
		CHECK(next.event_count == 1 && !same_key(&first, &next));
		request.body = slice_of("MessageSid=SM2&MessageStatus=queued");
		next = answer(&request);
		CHECK(next.event_count == 1 && !same_key(&first, &next));
		request.body = slice_of("MessageSid=SM1&From=%2B15550100147&"
					"To=%2B15550100100&Body=queued");
		next = answer(&request);
		CHECK(next.event_count == 1 && !same_key(&first, &next));
	}
}

static void
test_seen(void)
{
	struct handle_key key = {{0}};
	struct seen seen = {0};
	unsigned int i;

	TEST("an event is known until SEEN_MAX others came")
	{
		CHECK(!seen_has(&seen, &key));
		for (i = 0; i < SEEN_MAX; i++) {
			memcpy(key.hash, &i, sizeof(i));
			seen_add(&seen, &key);
		}
		memset(&key, 0, sizeof(key));
		CHECK(seen_has(&seen, &key));
		memcpy(key.hash, &i, sizeof(i));
		CHECK(!seen_has(&seen, &key));
		seen_add(&seen, &key);
		CHECK(seen_has(&seen, &key));
		memset(&key, 0, sizeof(key));
		CHECK(!seen_has(&seen, &key));
		i = 1;
		memcpy(key.hash, &i, sizeof(i));
		CHECK(seen_has(&seen, &key));
	}
	seen_release(&seen);
}

int
main(void)
{
	test_doors();
	test_order();
	test_secret();
	test_keys();
	test_seen();
	arena_release(&arena);
	return test_done();
}
