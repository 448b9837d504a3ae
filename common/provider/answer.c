/* SPDX-License-Identifier: ISC */
#include "provider/answer.h"

#include "base/ascii.h"
#include "time/instant.h"

#include <stdio.h>
#include <string.h>

enum {
	ANSWER_TIME = 19, /* characters of "2026-12-08 19:30:00" */
	ANSWER_ID_MIN = 8, /* bytes */
	ANSWER_ID_MAX = 128,
	ANSWER_URL_MAX = 2000,
	ANSWER_WORDS_MAX = 200,
};

bool
answer_begin(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out, struct view *body)
{
	struct scan_fault fault;
	struct buf status;

	*body = (struct view){NULL, 0};
	*out = (struct provider_outcome){.verdict = PROVIDER_AMBIGUOUS,
	    .error_class = "ambiguous",
	    .retry_after_ms = answer->retry_after_ms};
	if (answer->outcome != HTTP_ANSWERED) {
		if (answer->outcome == HTTP_NOT_SENT) {
			out->verdict = PROVIDER_RETRY;
			out->error_class = "provider_fault";
		}
		out->error_text = arena_slice(arena, slice_of(answer->what));
		return false;
	}
	buf_init(&status, BUF_NO_CAP);
	buf_addf(&status, "http_%d", answer->status);
	out->status_raw = arena_slice(arena, buf_slice(&status));
	buf_release(&status);
	if (scan_value(answer->body, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD)
		*body = view_of(answer->body);
	return true;
}

struct slice
answer_text(struct view body, const char *path, struct arena *arena)
{
	return arena_slice(arena, view_text(view_path(body, path), arena));
}

struct slice
answer_words(const struct http_answer *answer, struct arena *arena)
{
	struct slice words = slice_trim(answer->body, " \r\n");
	size_t i;

	if (words.n == 0 || words.n > ANSWER_WORDS_MAX)
		return (struct slice){NULL, 0};
	for (i = 0; i < words.n; i++)
		if (words.p[i] < ' ' || words.p[i] > '~' ||
		    memchr("<>{}[]", words.p[i], 6) != NULL)
			return (struct slice){NULL, 0};
	return arena_slice(arena, words);
}

bool
answer_is_id(struct slice id)
{
	size_t i;

	for (i = 0; i < id.n; i++)
		if (!ascii_is_letter(id.p[i]) && !ascii_is_digit(id.p[i]) &&
		    memchr("-_.", id.p[i], 3) == NULL)
			return false;
	return id.n >= ANSWER_ID_MIN && id.n <= ANSWER_ID_MAX;
}

void
answer_sent(struct provider_outcome *out, struct slice id)
{
	if (!answer_is_id(id)) {
		out->error_text = slice_of("accepted without a usable id");
		return;
	}
	out->verdict = PROVIDER_SENT;
	out->error_class = NULL;
	out->id = id;
}

/* What a status says where the code in the body says less. */
static const struct {
	int status;
	enum provider_verdict verdict;
	const char *class;
} answer_statuses[] = {
    {401, PROVIDER_FATAL, "auth"},
    {402, PROVIDER_FATAL, "insufficient_funds"},
    {403, PROVIDER_FATAL, "auth"},
    {429, PROVIDER_RETRY, "rate_limited"},
    /* These may come from in front of the provider, or too late. */
    {408, PROVIDER_AMBIGUOUS, "ambiguous"},
    {409, PROVIDER_AMBIGUOUS, "ambiguous"},
    {425, PROVIDER_AMBIGUOUS, "ambiguous"},
};

void
answer_coded(struct provider_outcome *out, const struct provider_code *codes)
{
	const struct provider_code *code = provider_code_find(
	    codes, out->error_code);

	if (code == NULL)
		return;
	out->verdict = code->verdict;
	out->error_class = code->class;
	if (out->error_text.n == 0)
		out->error_text = slice_of(code->about);
}

void
answer_refused(
    struct provider_outcome *out, int status, const struct provider_code *codes)
{
	bool told = provider_code_find(codes, out->error_code) != NULL &&
	    (status == 402 || status == 403);
	size_t i;

	for (i = 0;
	     !told && i < sizeof(answer_statuses) / sizeof(answer_statuses[0]);
	     i++)
		if (answer_statuses[i].status == status) {
			out->verdict = answer_statuses[i].verdict;
			out->error_class = answer_statuses[i].class;
			return;
		}
	if (status >= 400 && status < 500)
		answer_coded(out, codes);
}

int
answer_page(const struct provider *provider, const struct http_answer *answer,
    struct arena *arena, struct view *page, struct error *err)
{
	struct provider_outcome outcome;
	struct scan_fault fault;

	if (answer->outcome != HTTP_ANSWERED)
		return error_set(err, EX_UNAVAILABLE, "%s", answer->what);
	if (answer->status != 200) {
		provider->parse(answer, arena, &outcome);
		return error_set(err,
		    outcome.verdict == PROVIDER_FATAL ? EX_NOPERM
						      : EX_UNAVAILABLE,
		    "answered with status %d", answer->status);
	}
	if (scan_value(answer->body, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return error_set(
		    err, EX_DATAERR, "the answer is no JSON: %s", fault.what);
	*page = view_of(answer->body);
	return 0;
}

int64_t
answer_time(struct slice value)
{
	char text[INSTANT_TEXT_MAX];
	int64_t ms;

	if (value.n < ANSWER_TIME)
		return 0;
	(void)snprintf(text, sizeof(text), "%.10sT%.8sZ", value.p,
	    value.p + ANSWER_TIME - 8);
	return instant_parse(slice_of(text), &ms) == 0 ? ms : 0;
}

int
answer_next(struct slice url, struct slice start, struct arena *arena,
    const char **next, struct error *err)
{
	bool good = url.n > start.n && url.n <= ANSWER_URL_MAX &&
	    memcmp(url.p, start.p, start.n) == 0;
	size_t i;

	for (i = start.n; good && i < url.n; i++)
		good = url.p[i] > ' ' && url.p[i] <= '~' &&
		    memchr("#\\\"<>", url.p[i], 5) == NULL;
	if (!good)
		return error_set(err, EX_DATAERR, "the next page is elsewhere");
	*next = arena_string(arena, url);
	return 0;
}
