/* SPDX-License-Identifier: ISC */
/* Signature Version 4, from both ends: what libcurl signs on our behalf, and
 * how the simulator judges it. */
#include "cmd/smssim/sigv4.h"

#include "base/error.h"
#include "http/client.h"
#include "http/listen.h"
#include "http/server.h"
#include "tests/unit/test.h"
#include "time/clock.h"
#include "time/instant.h"

#include <signal.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define KEY_ID "AKIDINVENTED00000001"
#define SECRET "inventedTestSecret/0123456789+abcdefghij"

enum { TURN_MS = 5, LONG_MS = 20 * 1000 };

/* ---- made by the official signer ----------------------------------------- */

struct pair {
	const char *name, *value;
};

static const char *
pair_header(const void *context, const char *name)
{
	const struct pair *pair;

	for (pair = context; pair->name != NULL; pair++)
		if (strcasecmp(pair->name, name) == 0)
			return pair->value;
	return NULL;
}

static int64_t
at(const char *text)
{
	int64_t ms = 0;

	CHECK_INT(instant_parse(slice_of(text), &ms), 0);
	return ms;
}

#define SCOPE(service, region)                                                \
	"AWS4-HMAC-SHA256 Credential=" KEY_ID "/20260102/" region "/" service \
	"/aws4_request, "
#define SNS_SIGNATURE \
	"cf29c86f4ec208b2c5d9234e2e6957390af804772e8148dae56803dd46473295"

static const struct pair sns_headers[] = {
    {"Host", "127.0.0.1:14020"},
    {"Content-Type", "application/x-www-form-urlencoded"},
    {"X-Amz-Date", "20260102T030405Z"},
    {"Authorization",
	SCOPE("sns", "us-east-1") "SignedHeaders=content-type;host;x-amz-date, "
				  "Signature=" SNS_SIGNATURE},
    {NULL, NULL},
};

static const struct pair voice_headers[] = {
    {"host", "sms-voice.us-west-2.amazonaws.com"},
    {"content-type", "application/x-amz-json-1.0"},
    {"x-amz-date", "20260102T030405Z"},
    {"x-amz-security-token", "SESSIONTOKENEXAMPLE"},
    {"x-amz-target", "PinpointSMSVoiceV2.SendTextMessage"},
    {"authorization",
	SCOPE("sms-voice", "us-west-2") "SignedHeaders=content-type;host;"
					"x-amz-date;x-amz-security-token;"
					"x-amz-target, Signature="
					"52893c0e4a286b3820094f27cede8e7e84bd40"
					"e2ba51929954279860138c3236"},
    {NULL, NULL},
};

static struct sigv4_request
sns_request(const struct pair *headers)
{
	return (struct sigv4_request){.method = "POST",
	    .path = "/",
	    .body = slice_of("Action=Publish&Version=2010-03-31&PhoneNumber="
			     "%2B15550001111&Message=hi"),
	    .header = pair_header,
	    .context = headers,
	    .key_id = KEY_ID,
	    .secret = SECRET,
	    .service = "sns",
	    .now_ms = at("2026-01-02T03:04:05Z")};
}

/* The verdict when one header has another value; NULL: it is not there. */
static enum sigv4_verdict
with(const char *name, const char *value)
{
	struct pair headers[sizeof(sns_headers) / sizeof(sns_headers[0])];
	struct sigv4_request request;
	size_t i;

	memcpy(headers, sns_headers, sizeof(headers));
	request = sns_request(headers);
	for (i = 0; headers[i].name != NULL; i++)
		if (strcmp(headers[i].name, name) == 0) {
			headers[i].value = value;
			if (value == NULL)
				headers[i].name = "gone";
		}
	return sigv4_check(&request);
}

static void
test_vectors(void)
{
	struct sigv4_request request = sns_request(sns_headers);

	TEST("what the official signer made is right")
	{
		CHECK_INT(sigv4_check(&request), SIGV4_GOOD);
		request.context = voice_headers;
		request.service = "sms-voice";
		request.body = slice_of(
		    "{\"DestinationPhoneNumber\":\"+15550001111\","
		    "\"OriginationIdentity\":\"+15550002222\","
		    "\"MessageBody\":\"hi\"}");
		CHECK_INT(sigv4_check(&request), SIGV4_GOOD);
	}
	TEST("another body, path, query, key or secret is not")
	{
		request = sns_request(sns_headers);
		request.body.n--;
		CHECK_INT(sigv4_check(&request), SIGV4_MISMATCH);
		request = sns_request(sns_headers);
		request.path = "/x";
		CHECK_INT(sigv4_check(&request), SIGV4_MISMATCH);
		request = sns_request(sns_headers);
		request.query = "x=1";
		CHECK_INT(sigv4_check(&request), SIGV4_MISMATCH);
		request = sns_request(sns_headers);
		request.secret = "other";
		CHECK_INT(sigv4_check(&request), SIGV4_MISMATCH);
		request.key_id = "AKIDOTHER";
		CHECK_INT(sigv4_check(&request), SIGV4_UNKNOWN_KEY);
	}
	TEST("a signature is for one service and some minutes")
	{
		request = sns_request(sns_headers);
		request.service = "sms-voice";
		CHECK_INT(sigv4_check(&request), SIGV4_SCOPE);
		request = sns_request(sns_headers);
		request.now_ms += SIGV4_SKEW_MS;
		CHECK_INT(sigv4_check(&request), SIGV4_GOOD);
		request.now_ms++;
		CHECK_INT(sigv4_check(&request), SIGV4_EXPIRED);
		request.now_ms -= 2 * SIGV4_SKEW_MS + 2;
		CHECK_INT(sigv4_check(&request), SIGV4_EXPIRED);
	}
}

static void
test_headers(void)
{
	TEST("headers that are missing, odd or not covered are told apart")
	{
		CHECK_INT(with("Authorization", NULL), SIGV4_MISSING);
		CHECK_INT(with("Authorization", "Basic x"), SIGV4_INCOMPLETE);
		CHECK_INT(with("Authorization",
			      SCOPE("sns", "us-east-1") "SignedHeaders=host, "
							"Signature=00"),
		    SIGV4_INCOMPLETE);
		CHECK_INT(with("Authorization",
			      SCOPE("sns", "us-east-1") "SignedHeaders=host;"
							"x-amz-date, "
							"Signature=00"),
		    SIGV4_INCOMPLETE);
		CHECK_INT(with("X-Amz-Date", NULL), SIGV4_INCOMPLETE);
		CHECK_INT(with("X-Amz-Date", "2026"), SIGV4_INCOMPLETE);
		CHECK_INT(with("X-Amz-Date", "20260103T030405Z"), SIGV4_SCOPE);
		CHECK_INT(with("Host", "127.0.0.1"), SIGV4_MISMATCH);
		CHECK_INT(with("Content-Type", "text/plain"), SIGV4_MISMATCH);
	}
}

/* ---- made by libcurl ----------------------------------------------------- */

struct stage {
	struct http_client *client;
	struct http_server *server;
	int calls, status;
	enum sigv4_verdict verdict;
	char auth[256];
	char url[64];
};

static const char *
call_header(const void *context, const char *name)
{
	return http_call_header(context, name);
}

static void
handle(void *context, const struct http_call *call, struct http_reply *reply)
{
	struct stage *stage = context;
	const char *auth = http_call_header(call, "Authorization");
	struct sigv4_request request = {.method = call->method,
	    .path = call->path,
	    .query = call->query,
	    .body = call->body,
	    .header = call_header,
	    .context = call,
	    .key_id = KEY_ID,
	    .secret = SECRET,
	    .service = "sns",
	    .now_ms = clock_now(&(struct clock){.fixed = false})};

	stage->calls++;
	stage->verdict = sigv4_check(&request);
	(void)snprintf(stage->auth, sizeof(stage->auth), "%s",
	    auth != NULL ? auth : "none");
	reply->status = stage->status;
	reply->headers[0].name = "X-Message-Id";
	reply->headers[0].value = "abc.1";
	reply->headers[1].name = "WWW-Authenticate";
	reply->headers[1].value = "Basic realm=\"x\"";
	reply->header_count = stage->status == 401 ? 2 : 1;
}

static bool
stage_open(struct stage *stage)
{
	struct http_server_options options = {.address = "127.0.0.1",
	    .body_max = 1024 * 1024,
	    .keep_alive = true,
	    .handle = handle,
	    .context = stage};
	struct error err;

	*stage = (struct stage){.status = 200};
	stage->client = http_client_new(&err);
	stage->server = http_server_open(&options, &err);
	if (stage->client == NULL || stage->server == NULL)
		return false;
	(void)snprintf(stage->url, sizeof(stage->url), "http://127.0.0.1:%u/",
	    (unsigned int)http_server_port(stage->server));
	return true;
}

static struct http_answer
ask(struct stage *stage, const struct http_request *request)
{
	int64_t end = clock_monotonic() + LONG_MS;
	struct http_answer answer = {.what = "none"};
	struct error err;

	CHECK_INT(http_client_start(stage->client, request, &err), 0);
	while (!http_client_next(stage->client, &answer) &&
	    clock_monotonic() < end) {
		(void)http_client_wait(
		    stage->client, http_server_fd(stage->server), TURN_MS);
		http_server_run(stage->server, 0);
	}
	return answer;
}

static struct http_request
signed_post(const char *url, struct slice body)
{
	return (struct http_request){.method = "POST",
	    .url = url,
	    .user = KEY_ID,
	    .password = SECRET,
	    .sigv4 = "aws:amz:us-east-1:sns",
	    .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
		{"X-Amz-Security-Token", "a/b+c="}},
	    .header_count = 2,
	    .body = body,
	    .timeout_ms = LONG_MS};
}

static void
test_libcurl(struct stage *stage)
{
	static char large[400 * 1024];
	struct http_request request = signed_post(
	    stage->url, slice_of("a=b%20c"));
	struct http_answer answer;

	TEST("libcurl's signature is right, with any body, again and again")
	{
		CHECK_INT(ask(stage, &request).status, 200);
		CHECK_INT(stage->verdict, SIGV4_GOOD);
		request.body = slice_of("Message=\xe2\x82\xac\xf0\x9f\x98\x80");
		(void)ask(stage, &request);
		CHECK_INT(stage->verdict, SIGV4_GOOD);
		memset(large, 'x', sizeof(large));
		request.body = (struct slice){large, sizeof(large)};
		(void)ask(stage, &request);
		CHECK_INT(stage->verdict, SIGV4_GOOD);
		request.body = (struct slice){"a\0b", 3};
		(void)ask(stage, &request);
		CHECK_INT(stage->verdict, SIGV4_GOOD);
	}
	TEST("a plain request that follows is signed by nothing")
	{
		request.sigv4 = NULL;
		(void)ask(stage, &request);
		CHECK(strncmp(stage->auth, "Basic ", 6) == 0);
		request.user = NULL;
		request.password = NULL;
		(void)ask(stage, &request);
		CHECK_STR(stage->auth, "none");
	}
	TEST("an answer's headers can be asked for by name")
	{
		answer = ask(stage, &request);
		CHECK_STR(http_answer_header(&answer, "x-message-id"), "abc.1");
		CHECK(http_answer_header(&answer, "X-Absent") == NULL);
	}
	TEST("a refusal is an answer: nothing is sent again")
	{
		request = signed_post(stage->url, slice_of("a=b"));
		stage->status = 401;
		stage->calls = 0;
		CHECK_INT(ask(stage, &request).status, 401);
		CHECK_INT(stage->calls, 1);
		stage->status = 200;
	}
}

static void
test_limits(struct stage *stage)
{
	struct http_request request = signed_post(stage->url, slice_of("a=b"));
	char query[80];
	struct error err;

	TEST("what libcurl would sign wrongly is refused")
	{
		(void)snprintf(query, sizeof(query), "%s?a=b", stage->url);
		request.url = query;
		CHECK_INT(http_client_start(stage->client, &request, &err), -1);
		CHECK_INT(err.code, EX_SOFTWARE);
		request.url = stage->url;
		request.method = "GET";
		CHECK_INT(http_client_start(stage->client, &request, &err), -1);
		request.method = "POST";
		request.body.n = 1024 * 1024;
		CHECK_INT(http_client_start(stage->client, &request, &err), -1);
	}
}

/* Takes one request from the listening socket and closes or answers. */
static bool
take_one(struct stage *stage, int listener, const char *say, int *kept)
{
	int64_t end = clock_monotonic() + LONG_MS;
	char text[4096];
	size_t len = 0;
	ssize_t got;
	int fd = -1;

	while (clock_monotonic() < end) {
		(void)http_client_wait(stage->client, -1, TURN_MS);
		if (fd < 0) {
			fd = accept(listener, NULL, NULL);
			continue;
		}
		got = recv(
		    fd, text + len, sizeof(text) - 1 - len, MSG_DONTWAIT);
		len += got > 0 ? (size_t)got : 0;
		text[len] = '\0';
		if (strstr(text, "\r\n\r\nbody") == NULL)
			continue;
		if (say != NULL)
			(void)send(fd, say, strlen(say), MSG_NOSIGNAL);
		*kept = fd;
		return true;
	}
	return false;
}

static void
test_once(struct stage *stage)
{
	static const char good[] = "HTTP/1.1 200 OK\r\n"
				   "Content-Length: 2\r\n\r\nok";
	struct error err;
	int listener = listen_open("127.0.0.1", 0, &err), fd = -1, second = -1;
	struct http_request request;
	struct http_answer answer;
	int64_t end = clock_monotonic() + LONG_MS;
	char url[64];

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
	    (unsigned int)listen_port(listener));
	request = signed_post(url, slice_of("body"));
	TEST("a signed request is sent once, on a connection of its own")
	{
		CHECK_INT(http_client_start(stage->client, &request, &err), 0);
		CHECK(take_one(stage, listener, good, &fd));
		while (!http_client_next(stage->client, &answer) &&
		    clock_monotonic() < end)
			(void)http_client_wait(stage->client, -1, TURN_MS);
		CHECK_INT(answer.status, 200);
		/* The first connection is kept and alive; it is not used. */
		CHECK_INT(http_client_start(stage->client, &request, &err), 0);
		CHECK(take_one(stage, listener, NULL, &second));
		(void)close(second);
		while (!http_client_next(stage->client, &answer) &&
		    clock_monotonic() < end)
			(void)http_client_wait(stage->client, -1, TURN_MS);
		CHECK_INT(answer.outcome, HTTP_UNKNOWN);
		CHECK(accept(listener, NULL, NULL) < 0);
		CHECK(recv(fd, url, sizeof(url), MSG_DONTWAIT) <= 0);
	}
	(void)close(fd);
	(void)close(listener);
}

int
main(void)
{
	struct stage stage;

	(void)signal(SIGPIPE, SIG_IGN);
	test_vectors();
	test_headers();
	if (!stage_open(&stage))
		return 1;
	test_libcurl(&stage);
	test_limits(&stage);
	test_once(&stage);
	http_client_free(stage.client);
	http_server_close(stage.server);
	return test_done();
}
