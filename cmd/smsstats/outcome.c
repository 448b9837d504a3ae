/* SPDX-License-Identifier: ISC */
#include "outcome.h"

#include "fold.h"
#include "time/instant.h"

static const uint32_t outcome_fates[] = {
    [JOURNAL_QUEUED] = IS_QUEUED,
    [JOURNAL_SCHEDULED] = IS_SCHEDULED,
    [JOURNAL_HELD] = IS_HELD,
    [JOURNAL_SENDING] = IS_AMBIGUOUS,
    [JOURNAL_AMBIGUOUS] = IS_AMBIGUOUS,
    [JOURNAL_ACCEPTED] = IS_PENDING,
    [JOURNAL_SENT] = IS_PENDING,
    [JOURNAL_UNCONFIRMED] = IS_PENDING,
    [JOURNAL_DELIVERED] = IS_DELIVERED,
    [JOURNAL_READ] = IS_DELIVERED,
    [JOURNAL_UNDELIVERED] = IS_UNDELIVERED,
    [JOURNAL_FAILED] = IS_FAILED,
    [JOURNAL_EXPIRED] = IS_EXPIRED,
    [JOURNAL_REJECTED] = IS_FAILED,
    [JOURNAL_CANCELLED] = IS_CANCELLED,
    [JOURNAL_SUPPRESSED] = IS_SUPPRESSED,
};

static const uint32_t outcome_answers[] = {
    [ANSWER_NONE] = 0,
    [ANSWER_OTHER] = IS_ANSWERED,
    [ANSWER_CONFIRM] = IS_ANSWERED | IS_CONFIRMED,
    [ANSWER_RESCHEDULE] = IS_ANSWERED | IS_RESCHEDULE,
    [ANSWER_CANCEL] = IS_ANSWERED | IS_CANCEL,
};

static uint32_t
outcome_fate(const struct message *message, int64_t as_of)
{
	const int64_t wait = OUTCOME_RECEIPT_HOURS * (int64_t)INSTANT_HOUR;
	int state = message->marks[MARK_STATE].state;
	uint32_t fate = state < 0 ? IS_QUEUED : outcome_fates[state];

	if (fate == IS_PENDING && as_of != INT64_MIN &&
	    message->times[TIME_TAKEN] != MESSAGE_NEVER &&
	    as_of - message->times[TIME_TAKEN] >= wait)
		return IS_UNKNOWN;
	/* In the provider's queue, or before it ever got there? */
	if (fate == IS_EXPIRED && message->times[TIME_TAKEN] != MESSAGE_NEVER)
		return IS_UNDELIVERED;
	return fate;
}

/* Did it ask?  Its own record knows; without one its purpose tells. */
static bool
outcome_asked(const struct message *message)
{
	if ((message->bits & MESSAGE_RECORD) != 0)
		return (message->bits & MESSAGE_REPLIES) != 0;
	return (message->bits & MESSAGE_PURPOSE) != 0;
}

static void
outcome_read_error(const struct message *message, struct outcome *outcome)
{
	const struct mark *mark = &message->marks[MARK_ERROR];

	outcome->error = (enum error_class)mark->class;
	if (outcome->error == ERROR_NONE)
		outcome->error = ERROR_UNKNOWN;
	if (outcome->error == ERROR_CARRIER_FILTERED)
		outcome->is |= IS_FILTERED;
	outcome->code = mark->text;
	if (outcome->code != 0)
		outcome->is |= IS_CODED;
}

static int64_t
outcome_between(
    const struct message *message, enum message_time from, enum message_time to)
{
	if (message->times[from] == MESSAGE_NEVER ||
	    message->times[to] == MESSAGE_NEVER)
		return OUTCOME_NO_LATENCY;
	return message->times[to] - message->times[from];
}

static void
outcome_read_times(const struct message *message, struct outcome *outcome)
{
	int64_t *latencies = outcome->latencies;

	outcome->at = message->times[TIME_TAKEN] != MESSAGE_NEVER
	    ? message->times[TIME_TAKEN]
	    : message->times[TIME_FIRST];
	latencies[LATENCY_HANGUP] = (message->bits & MESSAGE_LATER) != 0
	    ? OUTCOME_NO_LATENCY
	    : outcome_between(message, TIME_HANGUP, TIME_ACCEPTED);
	latencies[LATENCY_DELIVERY] = outcome_between(
	    message, TIME_ACCEPTED, TIME_DELIVERED);
}

static const struct {
	uint32_t fate;
	const char *name;
} outcome_names[] = {
    {IS_DELIVERED, "delivered"},
    {IS_UNDELIVERED, "undelivered"},
    {IS_FAILED, "failed"},
    {IS_UNKNOWN, "unknown"},
    {IS_PENDING, "pending"},
    {IS_AMBIGUOUS, "ambiguous"},
    {IS_QUEUED, "queued"},
    {IS_SCHEDULED, "scheduled"},
    {IS_HELD, "held"},
    {IS_SUPPRESSED, "suppressed"},
    {IS_CANCELLED, "cancelled"},
    {IS_EXPIRED, "expired"},
};

struct slice
outcome_fate_name(const struct outcome *outcome)
{
	size_t i;

	for (i = 0; i < sizeof(outcome_names) / sizeof(outcome_names[0]); i++)
		if ((outcome->is & outcome_names[i].fate) != 0)
			return slice_of(outcome_names[i].name);
	return (struct slice){NULL, 0};
}

/* What a person did, and what a message cost, count where it was sent. */
static void
outcome_read_sent(
    const struct message *message, unsigned person, struct outcome *outcome)
{
	if ((person & PERSON_OPTED_OUT) != 0)
		outcome->is |= IS_OPTED_OUT;
	if ((person & PERSON_COMPLAINED) != 0)
		outcome->is |= IS_COMPLAINED;
	if ((outcome->is & IS_SENT) == 0)
		return;
	outcome->segments = message->segments;
	/* What a provider did not take it does not charge for, or says so. */
	outcome->costed = message->cost.rank == COST_PRICE ||
	    (message->cost.rank == COST_ESTIMATE &&
		(outcome->is & IS_FAILED) == 0);
	outcome->cost = message->cost.amount;
	outcome->currency = message->cost.currency;
}

void
outcome_read(const struct message *message, unsigned person, int64_t as_of,
    struct outcome *outcome)
{
	*outcome = (struct outcome){.person = message->person};
	outcome_read_times(message, outcome);
	if (message->marks[MARK_STATE].state == STATE_NONE) {
		if ((message->bits & MESSAGE_CALL) != 0)
			outcome->is = IS_CALL;
		return;
	}
	outcome->is = outcome_fate(message, as_of);
	if ((outcome->is & (IS_DELIVERED | IS_UNKNOWN | IS_PENDING)) != 0 &&
	    outcome_asked(message))
		outcome->is |= IS_ASKED | outcome_answers[message->answer];
	if ((outcome->is & IS_ERROR) != 0)
		outcome_read_error(message, outcome);
	if ((outcome->is & (IS_SUPPRESSED | IS_HELD)) != 0)
		outcome->reason = message->marks[MARK_REASON].text;
	if ((outcome->is & IS_SENT) == 0 && (message->bits & MESSAGE_LINT) != 0)
		outcome->is |= IS_LINT;
	outcome_read_sent(message, person, outcome);
}
