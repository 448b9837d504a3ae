/* SPDX-License-Identifier: ISC */
/*
 * Answers that are not what they should be, over a real connection, to each
 * driver: half of one, one with a length that lies, ten megabytes.  None of
 * them says that a message was accepted, none that it was not.
 */
#include "base/mem.h"
#include "tests/unit/provider_samples.h"
#include "tests/unit/test.h"
#include "time/clock.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	PATIENCE_MS = 20 * 1000,
	HUGE = 10 * 1024 * 1024, /* bytes */
	REQUEST_MAX = 16 * 1024,
};

/* ---- a server that says anything ----------------------------------------- */

struct speech {
	int status;
	const char *length; /* the header, or NULL for the right one */
	size_t blanks; /* in front of the body */
	struct slice body;
};

static void
speak(int fd, const void *p, size_t n)
{
	const char *at = p;
	ssize_t sent;

	for (; n > 0; n -= (size_t)sent, at += sent) {
		sent = send(fd, at, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return;
	}
}

/* Until the request is whole: its length stands in its head. */
static void
listen_to(int fd)
{
	char text[REQUEST_MAX + 1];
	const char *end, *length;
	size_t n = 0;
	ssize_t got;

	while (n < REQUEST_MAX) {
		got = recv(fd, text + n, REQUEST_MAX - n, 0);
		if (got <= 0)
			return;
		n += (size_t)got;
		text[n] = '\0';
		end = strstr(text, "\r\n\r\n");
		if (end == NULL)
			continue;
		length = strstr(text, "Content-Length: ");
		if (length == NULL ||
		    n >= (size_t)(end + 4 - text) +
			    strtoul(length + 16, NULL, 10))
			return;
	}
}

static void
answer_with(int fd, const struct speech *speech)
{
	struct buf head;
	char *blanks;

	buf_init(&head, BUF_NO_CAP);
	buf_addf(&head, "HTTP/1.1 %d Whatever\r\nConnection: close\r\n",
	    speech->status);
	if (speech->length != NULL)
		buf_addf(&head, "%s\r\n\r\n", speech->length);
	else
		buf_addf(&head, "Content-Length: %zu\r\n\r\n",
		    speech->blanks + speech->body.n);
	speak(fd, head.data, head.len);
	buf_release(&head);
	blanks = mem_zalloc(1, speech->blanks + 1);
	memset(blanks, ' ', speech->blanks);
	speak(fd, blanks, speech->blanks);
	free(blanks);
	speak(fd, speech->body.p, speech->body.n);
}

static int
open_listener(char url[64])
{
	struct sockaddr_in address = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	CHECK(fd >= 0);
	CHECK_INT(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	CHECK_INT(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	CHECK_INT(listen(fd, 1), 0);
	(void)snprintf(url, 64, "http://127.0.0.1:%u",
	    (unsigned int)ntohs(address.sin_port));
	return fd;
}

/* A child that answers one request. */
static pid_t
serve(int listener, const struct speech *speech)
{
	pid_t pid = fork();
	int fd;

	if (pid != 0)
		return pid;
	fd = accept(listener, NULL, NULL);
	if (fd >= 0) {
		listen_to(fd);
		answer_with(fd, speech);
		(void)shutdown(fd, SHUT_WR);
		/* What it still sends would turn the end into a reset. */
		(void)recv(fd, &(char){0}, 1, 0);
	}
	_exit(0);
}

/* ---- each driver meets it ------------------------------------------------ */

struct stage {
	const struct provider *provider;
	const struct sample *sample;
	struct http_client *client;
	struct arena arena;
	char url[64];
	int listener;
};

/* The answer to that request; borrowed from the client. */
static struct http_answer
exchange(struct stage *stage, struct http_request request,
    const struct speech *speech)
{
	int64_t end = clock_monotonic() + PATIENCE_MS;
	struct http_answer answer = {.what = "none"};
	struct error err;
	bool ended = false;
	pid_t pid = serve(stage->listener, speech);

	request.timeout_ms = PATIENCE_MS;
	CHECK_INT(http_client_start(stage->client, &request, &err), 0);
	while (!ended && clock_monotonic() < end) {
		(void)http_client_wait(stage->client, -1, 10);
		ended = http_client_next(stage->client, &answer);
	}
	CHECK(ended);
	(void)kill(pid, SIGKILL);
	(void)waitpid(pid, NULL, 0);
	return answer;
}

static void
meet(struct stage *stage, const struct speech *speech,
    struct provider_outcome *outcome)
{
	struct provider_values values = sample_values(
	    stage->provider, stage->url);
	struct provider_request request;
	struct record record = {0};
	struct http_answer answer;
	struct error err;

	CHECK_INT(
	    record_fill(&record, slice_of(stage->sample->message), &err), 0);
	CHECK_INT(stage->provider->build(
		      &values, &record, "r7", &stage->arena, &request, &err),
	    0);
	answer = exchange(stage, request.http, speech);
	stage->provider->parse(&answer, &stage->arena, outcome);
	record_release(&record);
}

/* 0: the page was understood. */
static int
meet_list(struct stage *stage, const struct speech *speech)
{
	const struct provider_query query = {
	    .to = slice_of("+12125550147"), .since_ms = 1};
	struct provider_values values = sample_values(
	    stage->provider, stage->url);
	struct http_request request;
	struct provider_page page;
	struct http_answer answer;
	struct error err;

	CHECK_INT(stage->provider->list_build(
		      &values, &query, NULL, &stage->arena, &request, &err),
	    0);
	answer = exchange(stage, request, speech);
	return stage->provider->list_parse(
	    &values, &answer, &stage->arena, &page, &err);
}

/* What is wrong with each answer; `share` of its body comes, in percent. */
static const struct {
	const char *name;
	int share;
	const char *length, *text;
	size_t blanks;
} odd[] = {
    {"no JSON", 100, NULL, "<html>Thank you</html>", 0},
    {"half an answer", 50, NULL, NULL, 0},
    {"cut", 50, "Content-Length: 4000", NULL, 0},
    {"longer than it is", 100, "Content-Length: 4000", NULL, 0},
    {"shorter than it is", 100, "Content-Length: 9", NULL, 0},
    {"of two lengths", 100, "Content-Length: 9\r\nContent-Length: 4000", NULL,
	0},
    {"of no number", 100, "Content-Length: -1", NULL, 0},
    {"in parts that never end", 100, "Transfer-Encoding: chunked", NULL, 0},
    {"ten megabytes", 100, NULL, NULL, HUGE},
};

static struct speech
odd_speech(size_t i, int status, const char *good)
{
	struct slice body = slice_of(odd[i].text != NULL ? odd[i].text : good);

	if (odd[i].text == NULL)
		body.n = body.n * (size_t)odd[i].share / 100;
	return (struct speech){.status = status,
	    .length = odd[i].length,
	    .blanks = odd[i].blanks,
	    .body = body};
}

/* An acceptance without a body has no half and no short one. */
static bool
is_meant(const struct stage *stage, size_t i)
{
	return stage->sample->answer[0] != '\0' ||
	    (odd[i].share == 100 &&
		strcmp(odd[i].name, "shorter than it is") != 0);
}

static void
test_answers(struct stage *stage)
{
	struct speech speech = {.status = stage->sample->status,
	    .body = slice_of(stage->sample->answer)};
	struct provider_outcome outcome;
	size_t i;

	meet(stage, &speech, &outcome);
	CHECK_INT(outcome.verdict, PROVIDER_SENT);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		if (!is_meant(stage, i))
			continue;
		speech = odd_speech(
		    i, stage->sample->status, stage->sample->answer);
		meet(stage, &speech, &outcome);
		if (outcome.verdict != PROVIDER_AMBIGUOUS)
			(void)printf(
			    "# %s: %s\n", stage->sample->provider, odd[i].name);
		CHECK_INT(outcome.verdict, PROVIDER_AMBIGUOUS);
		CHECK_STR(outcome.error_class, "ambiguous");
	}
}

static void
test_pages(struct stage *stage)
{
	struct speech speech = {
	    .status = 200, .body = slice_of(stage->sample->page)};
	int result;
	size_t i;

	CHECK_INT(meet_list(stage, &speech), 0);
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		speech = odd_speech(i, 200, stage->sample->page);
		result = meet_list(stage, &speech);
		if (result == 0)
			(void)printf("# %s: list: %s\n",
			    stage->sample->provider, odd[i].name);
		CHECK_INT(result, -1);
	}
}

int
main(void)
{
	const struct provider *const *provider = provider_table();
	struct stage stage = {.listener = -1};
	struct error err;

	(void)signal(SIGPIPE, SIG_IGN);
	stage.client = http_client_new(&err);
	stage.listener = open_listener(stage.url);
	for (; *provider != NULL; provider++) {
		if ((*provider)->parse == NULL)
			continue;
		stage.provider = *provider;
		stage.sample = sample_of(*provider);
		TEST(stage.sample->provider)
		test_answers(&stage);
		if ((*provider)->list_parse != NULL)
			test_pages(&stage);
		arena_reset(&stage.arena);
	}
	arena_release(&stage.arena);
	http_client_free(stage.client);
	(void)close(stage.listener);
	return test_done();
}
