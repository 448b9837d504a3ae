/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "http/client.h"
#include "http/listen.h"
#include "http/server.h"
#include "tests/unit/test.h"
#include "time/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	TURN_MS = 5, /* of the loop */
	SOON_MS = 60, /* a timeout that is meant to strike */
	LONG_MS = 20 * 1000, /* one that is not */
	BODY_MAX = 1000,
};

/* Everything a test needs, all in one loop. */
struct stage {
	struct http_client *client;
	struct http_server *server;
	struct http_reply next; /* what the handler answers, without body */
	const char *next_body;
	size_t next_len; /* 0: that of next_body */
	int calls;
	struct buf seen; /* the last call, as text */
	struct http_answer answer; /* when ended is set */
	bool ended;
	char url[64];
};

static void
handle(void *context, const struct http_call *call, struct http_reply *reply)
{
	const char *type = http_call_header(call, "content-type");
	const char *auth = http_call_header(call, "Authorization");
	struct stage *stage = context;
	struct buf body = reply->body;

	stage->calls++;
	buf_reset(&stage->seen);
	buf_addf(&stage->seen, "%s %s ? %s\n%s\n%s\n%.*s", call->method,
	    call->path, call->query != NULL ? call->query : "-",
	    type != NULL ? type : "-", auth != NULL ? auth : "-",
	    SLICE_ARG(call->body));
	*reply = stage->next;
	reply->body = body;
	if (stage->next_len > 0)
		memset(buf_reserve(&reply->body, stage->next_len), 'x',
		    stage->next_len);
	reply->body.len = stage->next_len;
	buf_adds(&reply->body, stage->next_body);
}

static bool
stage_open(struct stage *stage, bool keep_alive, int64_t deadline_ms)
{
	struct http_server_options options = {.address = "127.0.0.1",
	    .body_max = BODY_MAX,
	    .keep_alive = keep_alive,
	    .deadline_ms = deadline_ms,
	    .handle = handle,
	    .context = stage};
	struct error err;

	*stage = (struct stage){.next = {.status = 200}, .next_body = "hello"};
	buf_init(&stage->seen, BUF_NO_CAP);
	stage->client = http_client_new(&err);
	stage->server = http_server_open(&options, &err);
	if (stage->client == NULL || stage->server == NULL)
		return false;
	(void)snprintf(stage->url, sizeof(stage->url), "http://127.0.0.1:%u/a",
	    (unsigned int)http_server_port(stage->server));
	return true;
}

static void
stage_close(struct stage *stage)
{
	http_client_free(stage->client);
	http_server_close(stage->server);
	buf_release(&stage->seen);
}

/* One turn of the loop; an answer stays until `ended` is taken back. */
static void
stage_turn(struct stage *stage)
{
	(void)http_client_wait(
	    stage->client, http_server_fd(stage->server), TURN_MS);
	http_server_run(stage->server, 0);
	if (!stage->ended)
		stage->ended = http_client_next(stage->client, &stage->answer);
}

static int
start(struct stage *stage, struct http_request request)
{
	struct error err;

	stage->ended = false;
	return http_client_start(stage->client, &request, &err);
}

/* The answer to what was started; borrowed until the next start. */
static struct http_answer
finish(struct stage *stage)
{
	int64_t end = clock_monotonic() + LONG_MS;

	while (!stage->ended && clock_monotonic() < end)
		stage_turn(stage);
	CHECK(stage->ended);
	return stage->ended ? stage->answer
			    : (struct http_answer){.what = "none"};
}

static struct http_answer
ask(struct stage *stage, const struct http_request *request)
{
	CHECK_INT(start(stage, *request), 0);
	return finish(stage);
}

static struct http_request
post_to(const char *url)
{
	return (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "text/x-test"}},
	    .header_count = 1,
	    .body = {"one\0two", 7},
	    .timeout_ms = LONG_MS};
}

static void
test_exchange(struct stage *stage)
{
	struct http_request request = post_to(stage->url);
	struct http_answer answer;
	char url[128];
	int tag;

	TEST("a request arrives as it was sent, and its answer comes back")
	{
		(void)snprintf(
		    url, sizeof(url), "%s%%2f%%20b?x=%%41+y&z", stage->url);
		request.url = url;
		request.user = "AC1";
		request.password = "secret";
		request.tag = &tag;
		stage->next.status = 201;
		answer = ask(stage, &request);
		CHECK_STR(buf_text(&stage->seen),
		    "POST /a%2f%20b ? x=%41+y&z\ntext/x-test\n"
		    "Basic QUMxOnNlY3JldA==\none");
		CHECK_INT(answer.outcome, HTTP_ANSWERED);
		CHECK_INT(answer.status, 201);
		CHECK_SLICE(answer.body, "hello");
		CHECK_INT(answer.retry_after_ms, -1);
		CHECK(answer.tag == &tag);
	}
	TEST("the next request does not inherit password, headers or body")
	{
		request = (struct http_request){
		    .method = "GET", .url = stage->url};
		(void)ask(stage, &request);
		CHECK_STR(buf_text(&stage->seen), "GET /a ? -\n-\n-\n");
	}
	TEST("other methods carry a body too")
	{
		request = post_to(stage->url);
		request.method = "PUT";
		(void)ask(stage, &request);
		CHECK_STR(
		    buf_text(&stage->seen), "PUT /a ? -\ntext/x-test\n-\none");
	}
}

static void
test_answers(struct stage *stage)
{
	struct http_request request = post_to(stage->url);
	struct http_answer answer;

	TEST("Retry-After is read, in seconds or as zero")
	{
		stage->next.status = 429;
		stage->next.headers[0].name = "Retry-After";
		stage->next.headers[0].value = "7";
		stage->next.header_count = 1;
		answer = ask(stage, &request);
		CHECK_INT(answer.status, 429);
		CHECK_INT(answer.retry_after_ms, 7000);
		stage->next.headers[0].value = "0";
		CHECK_INT(ask(stage, &request).retry_after_ms, 0);
	}
	TEST("a redirect is an answer, not an order")
	{
		stage->next.status = 302;
		stage->next.headers[0].name = "Location";
		stage->next.headers[0].value = stage->url;
		stage->calls = 0;
		CHECK_INT(ask(stage, &request).status, 302);
		CHECK_INT(stage->calls, 1);
	}
	TEST("a proxy in the environment is not asked")
	{
		(void)setenv("http_proxy", "http://127.0.0.1:1", 1);
		CHECK_INT(ask(stage, &request).outcome, HTTP_ANSWERED);
		(void)unsetenv("http_proxy");
	}
}

static void
test_many(struct stage *stage)
{
	int64_t end = clock_monotonic() + LONG_MS;
	struct http_request request = post_to(stage->url);
	int answered[64] = {0}, all = 0, i;
	struct error err;

	TEST("64 requests in flight each get their own answer")
	{
		stage->calls = 0;
		for (i = 0; i < 64; i++) {
			request.tag = &answered[i];
			CHECK_INT(
			    http_client_start(stage->client, &request, &err),
			    0);
		}
		CHECK_INT(http_client_running(stage->client), 64);
		while (http_client_running(stage->client) > 0 &&
		    clock_monotonic() < end) {
			stage->ended = false;
			stage_turn(stage);
			if (stage->ended &&
			    stage->answer.outcome == HTTP_ANSWERED)
				++*(int *)stage->answer.tag;
		}
		for (i = 0; i < 64; i++)
			all += answered[i] == 1;
		CHECK_INT(all, 64);
		CHECK_INT(stage->calls, 64);
	}
}

static void
test_refused_requests(struct stage *stage)
{
	struct http_request request = post_to(stage->url);

	stage->calls = 0;
	TEST("a header cannot smuggle a line, nor anything not printable")
	{
		request.headers[0].value = "a\r\nX-Evil: b";
		CHECK_INT(start(stage, request), -1);
		request.headers[0].value = "caf\xc3\xa9";
		CHECK_INT(start(stage, request), -1);
		request.headers[0].value = "a";
		request.headers[0].name = "X: y\n";
		CHECK_INT(start(stage, request), -1);
	}
	TEST("http:// to another machine needs to be asked for")
	{
		CHECK_INT(start(stage, post_to("http://192.0.2.1/")), -1);
		request = post_to("http://192.0.2.1/");
		request.insecure = true;
		CHECK_INT(start(stage, request), 0);
	}
	TEST("other schemes and user info in the URL are refused")
	{
		CHECK_INT(start(stage, post_to("ftp://127.0.0.1/")), -1);
		CHECK_INT(start(stage, post_to("file:///etc/passwd")), -1);
		CHECK_INT(start(stage, post_to("https://a:b@c.example/")), -1);
	}
	CHECK_INT(stage->calls, 0);
}

static void
test_misbehaviour(struct stage *stage)
{
	struct http_request request = post_to(stage->url);
	struct http_answer answer;

	TEST("an answer that breaks off is unknown")
	{
		stage->next.cut = true;
		answer = ask(stage, &request);
		CHECK_INT(answer.outcome, HTTP_UNKNOWN);
		CHECK_STR(answer.what, "answer cut off");
		stage->next.cut = false;
	}
	TEST("no answer at all is unknown")
	{
		stage->next.drop = true;
		answer = ask(stage, &request);
		CHECK_INT(answer.outcome, HTTP_UNKNOWN);
		CHECK_STR(answer.what, "connection closed without an answer");
		stage->next.drop = false;
	}
	TEST("an answer at the cap is read, one beyond it is unknown")
	{
		stage->next_body = "";
		stage->next_len = HTTP_ANSWER_MAX;
		answer = ask(stage, &request);
		CHECK_INT(answer.outcome, HTTP_ANSWERED);
		CHECK_INT(answer.body.n, HTTP_ANSWER_MAX);
		stage->next_len++;
		answer = ask(stage, &request);
		CHECK_INT(answer.outcome, HTTP_UNKNOWN);
		CHECK_STR(answer.what, "answer too long");
		stage->next_body = "hello";
		stage->next_len = 0;
	}
	TEST("a slow answer comes later, one that is too slow is unknown")
	{
		stage->next.delay_ms = SOON_MS / 4;
		CHECK_INT(ask(stage, &request).outcome, HTTP_ANSWERED);
		stage->next.delay_ms = LONG_MS;
		request.timeout_ms = SOON_MS;
		answer = ask(stage, &request);
		CHECK_INT(answer.outcome, HTTP_UNKNOWN);
		CHECK_STR(answer.what, "timed out");
		stage->next.delay_ms = 0;
	}
}

static void
test_not_sent(struct stage *stage)
{
	struct error err;
	int fd = listen_open("127.0.0.1", 0, &err);
	struct http_request request;
	char url[64];

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
	    (unsigned int)listen_port(fd));
	request = post_to(url);
	request.timeout_ms = SOON_MS;
	TEST("a request that was written and not answered is unknown")
	{
		CHECK_INT(ask(stage, &request).outcome, HTTP_UNKNOWN);
		request.method = "GET";
		request.body = (struct slice){NULL, 0};
		CHECK_INT(ask(stage, &request).outcome, HTTP_UNKNOWN);
	}
	TEST("a TLS handshake that nobody answers has sent nothing")
	{
		(void)snprintf(url, sizeof(url), "https://127.0.0.1:%u/",
		    (unsigned int)listen_port(fd));
		CHECK_INT(ask(stage, &request).outcome, HTTP_NOT_SENT);
	}
	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
	    (unsigned int)listen_port(fd));
	(void)close(fd);
	request = post_to(url);
	TEST("a refused connection has sent nothing")
	{
		CHECK_INT(ask(stage, &request).outcome, HTTP_NOT_SENT);
	}
	TEST("a TLS handshake with a server that speaks none has sent nothing")
	{
		(void)snprintf(url, sizeof(url), "https://127.0.0.1:%u/",
		    (unsigned int)http_server_port(stage->server));
		CHECK_INT(ask(stage, &request).outcome, HTTP_NOT_SENT);
	}
	TEST("a host that does not exist has been sent nothing")
	{
		request.url = "https://nobody.invalid/";
		CHECK_INT(ask(stage, &request).outcome, HTTP_NOT_SENT);
	}
}

/* A connection accepted from a listening socket, once there is one. */
static int
accept_one(struct stage *stage, int listener)
{
	int64_t end = clock_monotonic() + LONG_MS;
	int fd;

	while (
	    (fd = accept(listener, NULL, NULL)) < 0 && clock_monotonic() < end)
		(void)stage_turn(stage);
	return fd;
}

/* Reads until `mark` has come; false at the end of the stream. */
static bool
read_until(struct stage *stage, int fd, const char *mark)
{
	int64_t end = clock_monotonic() + LONG_MS;
	char text[4096];
	size_t len = 0;
	ssize_t got;

	while (clock_monotonic() < end) {
		got = recv(
		    fd, text + len, sizeof(text) - 1 - len, MSG_DONTWAIT);
		if (got == 0)
			return false;
		if (got > 0)
			len += (size_t)got;
		text[len] = '\0';
		if (strstr(text, mark) != NULL)
			return true;
		(void)stage_turn(stage);
	}
	return false;
}

/*
 * Reads requests that end in `mark` from the kept connection and from new ones,
 * and closes each unanswered, until the client has its outcome: how many?
 */
static int
count_requests(struct stage *stage, int listener, int kept, const char *mark)
{
	int64_t end = clock_monotonic() + LONG_MS;
	struct pollfd ready = {.fd = kept, .events = POLLIN};
	int count = 0, fd;

	while (!stage->ended && clock_monotonic() < end) {
		stage_turn(stage);
		if (poll(&ready, 1, 0) == 1) {
			fd = ready.fd;
			ready.fd = -1;
		} else {
			fd = accept(listener, NULL, NULL);
		}
		if (fd < 0)
			continue;
		count += read_until(stage, fd, mark);
		(void)close(fd);
	}
	return count;
}

/* A connection that the client keeps after a good answer. */
static int
keep_one(struct stage *stage, int listener, struct http_request request)
{
	static const char good[] = "HTTP/1.1 200 OK\r\n"
				   "Content-Length: 2\r\n\r\nok";
	int fd;

	request.body = slice_of("body-1");
	CHECK_INT(start(stage, request), 0);
	fd = accept_one(stage, listener);
	CHECK(read_until(stage, fd, "body-1"));
	CHECK(send(fd, good, sizeof(good) - 1, MSG_NOSIGNAL) > 0);
	CHECK_INT(finish(stage).outcome, HTTP_ANSWERED);
	return fd;
}

static void
test_resend_trap(struct stage *stage)
{
	struct error err;
	int listener = listen_open("127.0.0.1", 0, &err), kept;
	struct http_request request;
	char url[64];

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
	    (unsigned int)listen_port(listener));
	request = post_to(url);
	TEST("a kept connection that dies without an answer is not tried again")
	{
		kept = keep_one(stage, listener, request);
		request.body = slice_of("body-2");
		CHECK_INT(start(stage, request), 0);
		CHECK_INT(count_requests(stage, listener, kept, "body-2"), 1);
		CHECK_INT(finish(stage).outcome, HTTP_UNKNOWN);
		CHECK_STR(
		    stage->answer.what, "connection closed without an answer");
	}
	TEST("nor is a request without a body")
	{
		kept = keep_one(stage, listener, request);
		request.method = "GET";
		request.body = (struct slice){NULL, 0};
		CHECK_INT(start(stage, request), 0);
		CHECK_INT(count_requests(stage, listener, kept, "GET /"), 1);
		CHECK_INT(finish(stage).outcome, HTTP_UNKNOWN);
	}
	(void)close(listener);
}

/* What the client makes of an answer of these bytes and the end of stream. */
static struct http_answer
answer_of(struct stage *stage, int listener, struct http_request request,
    const char *bytes)
{
	int fd;

	CHECK_INT(start(stage, request), 0);
	fd = accept_one(stage, listener);
	CHECK(read_until(stage, fd, "body-1"));
	CHECK(send(fd, bytes, strlen(bytes), MSG_NOSIGNAL) > 0);
	(void)close(fd);
	return finish(stage);
}

static void
test_cut_heads(struct stage *stage)
{
	static const char *const cut[] = {"HTTP/1.1 202 Accepted\r\n",
	    "HTTP/1.1 202 Accepted\r\nX-Mess",
	    "HTTP/1.1 202 Accepted\r\nX-Message-Id: abc\r\n",
	    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\n"};
	struct error err;
	int listener = listen_open("127.0.0.1", 0, &err);
	struct http_request request;
	struct http_answer answer;
	char url[64];
	size_t i;

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%u/",
	    (unsigned int)listen_port(listener));
	request = post_to(url);
	request.body = slice_of("body-1");
	TEST("an answer that breaks off in its headers is unknown")
	{
		for (i = 0; i < sizeof(cut) / sizeof(cut[0]); i++) {
			answer = answer_of(stage, listener, request, cut[i]);
			CHECK_INT(answer.outcome, HTTP_UNKNOWN);
			CHECK_STR(answer.what, "answer cut off");
		}
	}
	TEST("one that ends with its headers is whole")
	{
		answer = answer_of(stage, listener, request,
		    "HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\n");
		CHECK_INT(answer.outcome, HTTP_ANSWERED);
		CHECK_INT(answer.status, 202);
	}
	(void)close(listener);
}

/* A socket connected to the server. */
static int
dial(struct stage *stage)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
	    .sin_port = htons(http_server_port(stage->server)),
	    .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0) {
		(void)close(fd);
		return -1;
	}
	return fd;
}

static int
say(int fd, const char *text)
{
	return send(fd, text, strlen(text), MSG_NOSIGNAL) > 0 ? 0 : -1;
}

/* The status that raw text is answered with; 0 when there is none. */
static int
status_of(struct stage *stage, const char *text)
{
	char head[] = "HTTP/1.1 000", got[sizeof(head)] = "";
	int64_t end = clock_monotonic() + LONG_MS;
	int fd = dial(stage), status = 0;
	ssize_t n = -1;

	(void)say(fd, text);
	while (n < 0 && clock_monotonic() < end) {
		(void)stage_turn(stage);
		n = recv(fd, got, sizeof(head) - 1, MSG_DONTWAIT);
	}
	if (n == sizeof(head) - 1)
		status = (int)strtol(got + strlen("HTTP/1.1 "), NULL, 10);
	(void)close(fd);
	return status;
}

static void
test_framing(struct stage *stage)
{
#define POST "POST /a HTTP/1.1\r\nHost: a\r\n"
	static const struct {
		const char *what, *text;
	} bad[] = {
	    {"length and chunks",
		POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
		     "0\r\n\r\n"},
	    {"chunks",
		POST "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"},
	    {"no chunks", POST "Transfer-Encoding: xchunked\r\n\r\n"},
	    {"two lengths",
		POST "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
	    {"equal lengths",
		POST "Content-Length: 1\r\nContent-Length: 1\r\n\r\na"},
	    {"length +5", POST "Content-Length: +5\r\n\r\nabcde"},
	    {"length 5, 5", POST "Content-Length: 5, 5\r\n\r\nabcde"},
	    {"length -1", POST "Content-Length: -1\r\n\r\n"},
	    {"blank before the colon", POST "Content-Length : 1\r\n\r\na"},
	    {"no host", "GET /a HTTP/1.1\r\n\r\n"},
	    {"no host in 1.0", "GET /a HTTP/1.0\r\n\r\n"},
	    {"two hosts", "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
	    {"NUL in the path", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
	};
	size_t i;

	stage->calls = 0;
	TEST("framing that can be read in two ways is refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			(void)test_check(status_of(stage, bad[i].text) == 400,
			    __FILE__, __LINE__, bad[i].what);
		CHECK_INT(stage->calls, 0);
	}
	TEST("plain requests pass")
	{
		CHECK_INT(
		    status_of(stage, POST "Content-Length: 1\r\n\r\na"), 200);
		CHECK_INT(
		    status_of(stage, "GET /a HTTP/1.0\r\nHost: a\r\n\r\n"),
		    200);
		CHECK_INT(stage->calls, 2);
	}
	TEST("a body over the cap is refused before it is read")
	{
		CHECK_INT(
		    status_of(stage, POST "Content-Length: 1001\r\n\r\n"), 413);
		CHECK_INT(
		    status_of(stage,
			POST "Content-Length: 99999999999999999999\r\n\r\n") /
			100,
		    4);
		CHECK_INT(stage->calls, 2);
	}
}

static void
test_large_head(struct stage *stage)
{
	struct buf text;
	int i;

	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "GET /a HTTP/1.1\r\nHost: a\r\nX: ");
	for (i = 0; i < 64 * 1024; i++)
		buf_addc(&text, 'x');
	buf_adds(&text, "\r\n\r\n");
	TEST("a head of 64 KB is refused")
	{
		stage->calls = 0;
		CHECK_INT(status_of(stage, buf_text(&text)), 431);
		CHECK_INT(stage->calls, 0);
	}
	buf_release(&text);
}

static void
test_one_request(struct stage *stage)
{
	int fd = dial(stage);

	TEST("the server closes after one request")
	{
		CHECK_INT(say(fd, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
		CHECK(read_until(stage, fd, "Connection: close"));
		CHECK(!read_until(stage, fd, "never"));
	}
	(void)close(fd);
}

static void
test_kept(struct stage *stage)
{
	int fd = dial(stage), i;

	TEST("with keep_alive a connection serves request after request")
	{
		for (i = 0; i < 3; i++) {
			CHECK_INT(
			    say(fd, "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
			CHECK(read_until(stage, fd, "hello"));
		}
		CHECK_INT(stage->calls, 3);
	}
	(void)close(fd);
}

static void
test_deadline(struct stage *stage)
{
	/* Well below what a silent connection is allowed. */
	int64_t end = clock_monotonic() + 5000;
	int fd = dial(stage), count = 0;
	char byte;

	TEST("a request that drips in is cut off at the deadline")
	{
		CHECK_INT(say(fd, POST "Content-Length: 1000\r\n\r\n"), 0);
		while (recv(fd, &byte, 1, MSG_DONTWAIT) < 0 &&
		    clock_monotonic() < end) {
			if (count++ < BODY_MAX / 2)
				(void)say(fd, "x");
			(void)stage_turn(stage);
		}
		CHECK(clock_monotonic() < end);
		CHECK_INT(stage->calls, 0);
	}
	(void)close(fd);
}

static void
test_port_taken(struct stage *stage)
{
	struct http_server_options options = {.address = "127.0.0.1",
	    .port = http_server_port(stage->server),
	    .handle = handle};
	struct error err;

	TEST("a port in use is reported as unavailable")
	{
		CHECK(http_server_open(&options, &err) == NULL);
		CHECK_INT(err.code, EX_UNAVAILABLE);
	}
}

int
main(void)
{
	struct stage stage;

	(void)signal(SIGPIPE, SIG_IGN);
	if (!stage_open(&stage, false, 0))
		return 1;
	test_exchange(&stage);
	test_answers(&stage);
	stage.next = (struct http_reply){.status = 200};
	test_many(&stage);
	test_misbehaviour(&stage);
	test_not_sent(&stage);
	test_resend_trap(&stage);
	test_cut_heads(&stage);
	test_framing(&stage);
	test_large_head(&stage);
	test_one_request(&stage);
	test_port_taken(&stage);
	test_refused_requests(&stage);
	stage_close(&stage);
	if (!stage_open(&stage, true, 0))
		return 1;
	test_many(&stage);
	stage.calls = 0;
	test_kept(&stage);
	stage_close(&stage);
	if (!stage_open(&stage, false, SOON_MS))
		return 1;
	test_deadline(&stage);
	stage_close(&stage);
	return test_done();
}
