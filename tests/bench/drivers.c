/* SPDX-License-Identifier: ISC */
/*
 * drivers: what a message costs in each driver, to build its request and to
 * parse the answer, in microseconds: the median of ROUNDS.  Beside it what the
 * libraries alone take to escape the same body (libcurl) and to read the same
 * answer into a tree (json-c).
 */
#include "base/mem.h"
#include "provider/provider.h"
#include "tests/unit/provider_samples.h"

#include <curl/curl.h>
#include <json-c/json.h>
#include <time.h>

enum { ROUNDS = 9, MESSAGES = 20000 };

static struct record message;
static struct error err;

static double
now_us(void)
{
	struct timespec time;

	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void
expect(bool holds, const struct provider *provider, const char *what)
{
	if (holds)
		return;
	(void)fprintf(stderr, "drivers: %s: %s\n", provider->name, what);
	exit(EX_SOFTWARE);
}

static void
build_all(const struct provider *provider)
{
	const struct provider_values values = sample_values(provider, NULL);
	struct provider_request request;
	struct arena arena = {0};
	int i;

	for (i = 0; i < MESSAGES; i++) {
		expect(provider->build(&values, &message,
			   "0123456789abcdef01234567", &arena, &request,
			   &err) == 0,
		    provider, "no request");
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void
parse_all(const struct provider *provider)
{
	const struct sample *sample = sample_of(provider);
	const struct http_answer answer = {.outcome = HTTP_ANSWERED,
	    .status = sample->status,
	    .body = slice_of(sample->answer),
	    .retry_after_ms = -1};
	struct provider_outcome outcome;
	struct arena arena = {0};
	int i;

	for (i = 0; i < MESSAGES; i++) {
		provider->parse(&answer, &arena, &outcome);
		expect(outcome.verdict == PROVIDER_SENT, provider, "not sent");
		arena_reset(&arena);
	}
	arena_release(&arena);
}

/* What the libraries do of the same. */
static void
peer_all(const struct provider *provider)
{
	const char *answer = sample_of(provider)->answer;
	struct slice body = record_text(&message, "body");
	json_object *tree;
	char *escaped;
	int i;

	for (i = 0; i < MESSAGES; i++) {
		escaped = curl_easy_escape(NULL, body.p, (int)body.n);
		tree = json_tokener_parse(answer);
		(void)json_object_put(tree);
		curl_free(escaped);
	}
}

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

/* Microseconds a message. */
static double
median(void (*work)(const struct provider *), const struct provider *provider)
{
	double took[ROUNDS], begun;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		begun = now_us();
		work(provider);
		took[i] = (now_us() - begun) / MESSAGES;
	}
	qsort(took, ROUNDS, sizeof(took[0]), compare);
	return took[ROUNDS / 2];
}

int
main(void)
{
	const struct provider *const *provider = provider_table();
	double build, parse, peer;

	for (; *provider != NULL; provider++) {
		if ((*provider)->parse == NULL)
			continue;
		expect(record_fill(&message,
			   slice_of(sample_of(*provider)->message), &err) == 0,
		    *provider, "no message");
		build = median(build_all, *provider);
		parse = median(parse_all, *provider);
		peer = median(peer_all, *provider);
		(void)printf("%s %.2f %.2f %.2f\n", (*provider)->name, build,
		    parse, peer);
	}
	record_release(&message);
	return 0;
}
