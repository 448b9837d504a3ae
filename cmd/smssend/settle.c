/* SPDX-License-Identifier: ISC */
#include "settle.h"

#include "backoff.h"
#include "base/fault.h"
#include "budget.h"
#include "fallback.h"
#include "health.h"
#include "optout.h"
#include "output.h"
#include "reach.h"
#include "receipt.h"

#include <string.h>

/* Where an outcome leads. */
static const enum journal_state states[] = {
    [PROVIDER_SENT] = JOURNAL_ACCEPTED, /* J6 */
    [PROVIDER_FAILED] = JOURNAL_FAILED, /* J7 */
    [PROVIDER_RETRY] = JOURNAL_QUEUED, /* J8 */
    [PROVIDER_AMBIGUOUS] = JOURNAL_AMBIGUOUS, /* J9 */
    /* The account was refused, not the message: it waits for a good one. */
    [PROVIDER_FATAL] = JOURNAL_QUEUED,
};

/* Why nobody knows whether a message was accepted, as a word. */
static struct slice
settle_doubt(const struct provider_outcome *outcome)
{
	if (outcome->status_raw.n > 6 &&
	    memcmp(outcome->status_raw.p, "http_5", 6) == 0)
		return slice_of("http_5xx");
	if (outcome->status_raw.n > 0)
		return outcome->status_raw;
	if (slice_is(outcome->error_text, "timed out"))
		return slice_of("timeout");
	return slice_of("connection_reset");
}

static uint32_t
settle_random(void)
{
	uint32_t random;

	crypto_random(&random, sizeof(random));
	return random;
}

/* Provably not received?  A claim that was withdrawn before the wire has no
 * class, and says nothing of the message. */
static bool
settle_is_miss(const struct attempt *attempt)
{
	return attempt->outcome.verdict == PROVIDER_RETRY &&
	    attempt->outcome.error_class != NULL;
}

static struct journal_change
settle_change(const struct attempt *attempt, int64_t now)
{
	const struct provider_outcome *outcome = &attempt->outcome;
	struct journal_change change = {.state = states[outcome->verdict],
	    .provider_id = outcome->id,
	    .reason = slice_of(outcome->error_class),
	    .outcome = outcome->error_text,
	    .reference = slice_of(attempt->reference)};

	if (change.state == JOURNAL_AMBIGUOUS)
		change.reason = settle_doubt(outcome);
	/* What must never be: doubt is taken for a refusal. */
	if (change.state == JOURNAL_AMBIGUOUS && fault_broken("drop-ambiguous"))
		change.state = JOURNAL_FAILED;
	change.missed = settle_is_miss(attempt);
	if (change.missed && attempt->missed + 1 >= RUN_ATTEMPTS_MAX)
		change.state = JOURNAL_FAILED;
	else if (outcome->verdict == PROVIDER_RETRY)
		change.not_before_ms = now +
		    backoff_told_ms(outcome->retry_after_ms,
			attempt->missed + 1, settle_random());
	return change;
}

/* The provider is down, or wants less of us; a claim that was withdrawn before
 * the wire says nothing of it. */
static int
settle_miss(struct run *run, const struct attempt *attempt, struct error *err)
{
	const struct carrier *carrier = attempt->carrier;
	int misses = run->carrier_states[carrier - run->carriers.list].misses;

	if (!settle_is_miss(attempt))
		return 0;
	return health_miss(run, carrier,
	    backoff_told_ms(
		attempt->outcome.retry_after_ms, misses + 1, settle_random()),
	    err);
}

/* Told of once, and not for each of those that were on their way. */
static int
settle_refused(
    struct run *run, const struct attempt *attempt, struct error *err)
{
	const struct carrier *carrier = attempt->carrier;
	struct error why;

	if (run->carrier_states[carrier - run->carriers.list].closed)
		return 0;
	error_set(&why, EX_NOPERM, "%s: refused us: %.*s %.*s",
	    carrier->provider->name, SLICE_ARG(attempt->outcome.error_code),
	    SLICE_ARG(attempt->outcome.error_text));
	run_fail(run, &why);
	return health_refuse(run, carrier, err);
}

/* What one outcome means for the whole run. */
static int
settle_run(struct run *run, const struct attempt *attempt, struct error *err)
{
	const struct provider_outcome *outcome = &attempt->outcome;

	switch (outcome->verdict) {
	case PROVIDER_SENT:
	case PROVIDER_FAILED:
		return health_answer(run, attempt->carrier, err);
	case PROVIDER_AMBIGUOUS:
		run_leave(run);
		break;
	case PROVIDER_RETRY:
		return settle_miss(run, attempt, err);
	case PROVIDER_FATAL:
		return settle_refused(run, attempt, err);
	}
	return 0;
}

static void
settle_print(struct run *run, struct attempt *attempt,
    const struct journal_change *change, int64_t now)
{
	const struct output output = {.id = attempt->id,
	    .to = attempt->to,
	    .provider = slice_of(attempt->carrier->provider->name),
	    .provider_id = attempt->outcome.id,
	    .state = change->state,
	    .reason = change->reason,
	    .outcome = &attempt->outcome,
	    .attempt = attempt->number,
	    .attempted_ms = attempt->attempted_ms,
	    .explained = attempt->explained,
	    .received_ms = now};

	output_fill(&run->out, &output, &attempt->message);
	run->progress.ended++;
	run_print(run);
}

/* Refused for good: what is true of the recipient is kept, and what stands in
 * for the message goes. */
static int
settle_failed(struct run *run, struct attempt *attempt, struct error *err)
{
	struct slice class = slice_of(attempt->outcome.error_class);
	const struct optout_word word = {
	    .provider = slice_of(attempt->carrier->provider->name),
	    .error_class = class,
	    .error_code = attempt->outcome.error_code,
	    .error_text = attempt->outcome.error_text};

	if (optout_note(run, &attempt->message, &word, err) != 0 ||
	    reach_note(run, &attempt->message, class, err) != 0)
		return -1;
	return fallback_take(run, attempt->id, class, err);
}

/* 1 done; 0 somebody else has the row in hand: in the next tick. */
static int
settle_one(struct run *run, struct attempt *attempt, struct error *err)
{
	int64_t now = clock_now(&run->clock);
	struct journal_change change = settle_change(attempt, now);
	int result;

	if (change.state == JOURNAL_FAILED &&
	    fallback_take_apart(run, attempt->id, change.reason, err) != 0)
		return -1;
	result = journal_settle(run->store, attempt->seq, &change, now, err);
	if (result == JOURNAL_ID_TAKEN) {
		/* An id that is another message's proves nothing. */
		attempt->outcome.verdict = PROVIDER_AMBIGUOUS;
		attempt->outcome.id = (struct slice){NULL, 0};
		change = settle_change(attempt, now);
		change.reason = slice_of("provider_id_reused");
		result = journal_settle(
		    run->store, attempt->seq, &change, now, err);
	}
	if (result < 0)
		return -1;
	if (result == JOURNAL_BUSY)
		return 0;
	if (result == JOURNAL_MOVED_ON) {
		/* A receipt with our reference was faster: the row says more
		 * than we know. */
		if (change.state == JOURNAL_ACCEPTED)
			settle_print(run, attempt, &change, now);
		return 1;
	}
	if (settle_run(run, attempt, err) != 0)
		return -1;
	/* Provably not accepted: what it would have cost is free again. */
	if (attempt->outcome.verdict != PROVIDER_SENT &&
	    attempt->outcome.verdict != PROVIDER_AMBIGUOUS &&
	    budget_book(run, attempt->to, &attempt->message,
		attempt->attempted_ms, -1, err) != 0)
		return -1;
	settle_print(run, attempt, &change, now);
	if (change.state == JOURNAL_FAILED)
		return settle_failed(run, attempt, err) != 0 ? -1 : 1;
	if (change.state != JOURNAL_ACCEPTED)
		return 1;
	return receipt_match(run, attempt->id,
		   slice_of(attempt->carrier->provider->name),
		   attempt->outcome.id, err) != 0
	    ? -1
	    : 1;
}

int
settle_ended(struct run *run, struct error *err)
{
	size_t i;
	int done;

	for (i = 0; i < run->slots; i++) {
		struct attempt *attempt = &run->attempts[i];

		if (attempt->stage != ATTEMPT_ENDED)
			continue;
		done = settle_one(run, attempt, err);
		if (done < 0)
			return -1;
		if (done == 0)
			continue;
		attempt->stage = ATTEMPT_SETTLED;
		run_look(run, 0);
	}
	return 0;
}
