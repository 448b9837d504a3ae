/* SPDX-License-Identifier: ISC */
/*
 * provider_fixture: what the tests of single drivers share: a message built, an
 * answer parsed, a webhook read, each in a line.
 */
#ifndef TESTS_UNIT_PROVIDER_FIXTURE_H
#define TESTS_UNIT_PROVIDER_FIXTURE_H

#include "provider/provider.h"
#include "tests/unit/test.h"

#include <stdlib.h>
#include <strings.h>

static struct arena arena;
static struct record record;
static struct error err;
static struct provider_request request;
static struct provider_outcome outcome;
static struct provider_page page;

/* Builds from JSON, in '…' for "…"; 0, or -1 and err. */
static inline int
build(const struct provider *provider, const struct provider_values *values,
    const char *message)
{
	char *json = arena_string(&arena, slice_of(message)), *at;

	for (at = json; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	CHECK_INT(record_fill(&record, slice_of(json), &err), 0);
	return provider->build(values, &record, "r7", &arena, &request, &err);
}

/* The value of a header of the request; NULL: it has none. */
static inline const char *
header_of(const struct http_request *http, const char *name)
{
	size_t i;

	for (i = 0; i < http->header_count; i++)
		if (strcasecmp(http->headers[i].name, name) == 0)
			return http->headers[i].value;
	return NULL;
}

/* status 0: no answer came; -1: nothing was sent. */
static inline struct http_answer
answer_of(int status, const char *body)
{
	return (struct http_answer){.status = status,
	    .outcome = status > 0 ? HTTP_ANSWERED
		: status == 0	  ? HTTP_UNKNOWN
				  : HTTP_NOT_SENT,
	    .body = slice_of(body),
	    .retry_after_ms = -1,
	    .what = "reset"};
}

/* An answer, and what is to be made of it. */
struct answer_case {
	int status;
	const char *body;
	enum provider_verdict verdict;
	const char *class;
};

static inline void
parse_all(const struct provider *provider, const struct answer_case *cases,
    size_t count)
{
	struct http_answer answer;
	size_t i;

	for (i = 0; i < count; i++) {
		answer = answer_of(cases[i].status, cases[i].body);
		provider->parse(&answer, &arena, &outcome);
		if (outcome.verdict != cases[i].verdict)
			(void)printf("# answer %zu\n", i);
		CHECK_INT(outcome.verdict, cases[i].verdict);
		CHECK_STR(outcome.error_class, cases[i].class);
	}
}
#define PARSE_ALL(provider, cases) \
	parse_all(provider, cases, sizeof(cases) / sizeof(cases[0]))

/* What is true of every answer that came from somewhere else. */
static inline void
parse_strange(const struct provider *provider)
{
	static const struct answer_case cases[] = {
	    {200, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {200, "<html>", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {200, "{}", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {200, "[]", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {302, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {401, "", PROVIDER_FATAL, "auth"},
	    {408, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {409, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {425, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {429, "slow down", PROVIDER_RETRY, "rate_limited"},
	    {500, "{}", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {503, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {0, "", PROVIDER_AMBIGUOUS, "ambiguous"},
	    {-1, "", PROVIDER_RETRY, "provider_fault"},
	};

	PARSE_ALL(provider, cases);
}

static const char *hook_type;

static inline const char *
fixture_header(const void *context, const char *name)
{
	(void)context;
	return strcasecmp(name, "Content-Type") == 0 ? hook_type : NULL;
}

/* A webhook that came to `url`, a POST unless the body is NULL. */
static inline struct provider_hook
hook_at(const char *url, const char *body)
{
	hook_type = body != NULL && strchr("[{", body[0]) != NULL
	    ? "application/json"
	    : "application/x-www-form-urlencoded";
	return (struct provider_hook){.method = body != NULL ? "POST" : "GET",
	    .url = slice_of(url),
	    .body = slice_of(body != NULL ? body : ""),
	    .header = fixture_header,
	    .now_ms = INT64_C(1764517890000)};
}

static inline int
receipt_at(const struct provider *provider, const char *url, const char *body)
{
	struct provider_hook hook = hook_at(url, body);

	return provider->receipt(&hook, &arena, &record, &err);
}

static inline int
inbound_at(const struct provider *provider, const char *url, const char *body)
{
	struct provider_hook hook = hook_at(url, body);

	return provider->inbound(&hook, &arena, &record, &err);
}

/* Codes of failed deliveries, blanks between them, and their class.  Ends with
 * NULL. */
struct receipt_case {
	const char *codes, *class;
};

/* Each code, in the webhook that `failed_with` makes of it, has its class. */
static inline void
check_codes(const struct provider *provider, const char *url,
    const struct receipt_case *cases, const char *(*failed_with)(const char *))
{
	const char *at;
	size_t n;

	for (; cases->codes != NULL; cases++)
		for (at = cases->codes; *at != '\0'; at += n) {
			at += strspn(at, " ");
			n = strcspn(at, " ");
			CHECK_INT(receipt_at(provider, url,
				      failed_with(arena_string(
					  &arena, (struct slice){at, n}))),
			    1);
			CHECK_SLICE(
			    record_text(&record, "error_class"), cases->class);
		}
}

/* The record as a line, checked. */
static inline const char *
line_of(struct record *made)
{
	const char *line;
	struct buf text;

	CHECK_INT(record_check(made, &err), 0);
	buf_init(&text, BUF_NO_CAP);
	record_write(made, &text);
	line = arena_string(&arena, buf_slice(&text));
	buf_release(&text);
	return line;
}

static inline int
list_page(const struct provider *provider, const struct provider_values *values,
    int status, const char *body)
{
	struct http_answer answer = answer_of(status, body);

	return provider->list_parse(values, &answer, &arena, &page, &err);
}

static inline int
fixture_done(void)
{
	record_release(&record);
	arena_release(&arena);
	return test_done();
}

#endif
