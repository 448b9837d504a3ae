/* SPDX-License-Identifier: ISC */
#include "outcome.h"

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

	if (fate == IS_PENDING && as_of - message->taken_at >= wait)
		return IS_UNKNOWN;
	/* In the provider's queue, or before it ever got there? */
	if (fate == IS_EXPIRED && message->taken_at != MESSAGE_NEVER)
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

void
outcome_read(const struct fold *fold, const struct message *message,
    int64_t as_of, struct outcome *outcome)
{
	*outcome = (struct outcome){
	    .is = outcome_fate(message, as_of),
	    .person = message->person,
	};
	if ((outcome->is & (IS_DELIVERED | IS_UNKNOWN | IS_PENDING)) != 0 &&
	    outcome_asked(message))
		outcome->is |= IS_ASKED | outcome_answers[message->answer];
	if ((outcome->is & IS_ERROR) != 0)
		outcome_read_error(message, outcome);
	if ((outcome->is & IS_SUPPRESSED) != 0)
		outcome->reason = message->marks[MARK_REASON].text;
	if (fold_opted_out(fold, message->person))
		outcome->is |= IS_OPTED_OUT;
}
