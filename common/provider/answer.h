/* SPDX-License-Identifier: ISC */
/*
 * answer: what drivers share when they say what an answer means.  What is not
 * understood is ambiguous, never success and never proof of a refusal.
 */
#ifndef PROVIDER_ANSWER_H
#define PROVIDER_ANSWER_H

#include "provider/provider.h"

/*
 * Starts an outcome: ambiguous.  False when there is no answer, and the outcome
 * is done.  *body is its JSON, not there when it is none.
 */
bool answer_begin(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out, struct view *body);

/* The text or number at a path ("data.id", "errors.0.code"), in the arena. */
struct slice answer_text(
    struct view body, const char *path, struct arena *arena);

/*
 * A refusal that is no JSON but words ("Forbidden"), in the arena: one short
 * line of them.  Not there for anything else.
 */
struct slice answer_words(
    const struct http_answer *answer, struct arena *arena);

/* Accepted under this id; one that is not usable makes it ambiguous. */
void answer_sent(struct provider_outcome *out, struct slice id);

/* Letters, digits, '-', '_' and '.', 8 to 128 of them. */
bool answer_is_id(struct slice id);

/*
 * A refusal: what the HTTP status says for certain, else the row of
 * out->error_code where the status is 4xx, else ambiguous.  A code that is
 * known says more than 402 and 403: one country that is not permitted is not
 * the whole account.
 */
void answer_refused(struct provider_outcome *out, int status,
    const struct provider_code *codes);

/* What the code's row says, else ambiguous. */
void answer_coded(
    struct provider_outcome *out, const struct provider_code *codes);

/* "2026-12-08 19:30:00.123456+00:00" or without the zone, UTC; 0: no time. */
int64_t answer_time(struct slice value);

/* For list_parse: the JSON of a whole page with status 200, or an error. */
int answer_page(const struct provider *provider,
    const struct http_answer *answer, struct arena *arena, struct view *page,
    struct error *err);

/*
 * The URL of a list's next page, as an answer names it: it must begin with
 * `start`, what was asked at first, so that nobody is asked elsewhere.
 * EX_DATAERR otherwise.
 */
int answer_next(struct slice url, struct slice start, struct arena *arena,
    const char **next, struct error *err);

#endif
