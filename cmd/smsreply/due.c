/* SPDX-License-Identifier: ISC */
#include "due.h"

#include "platform.h"
#include "text/phone.h"

bool
due_was_clarified(const struct conversation *conversation)
{
	const struct inbound_text *text = conversation->texts;
	size_t i;

	for (i = 0; i < conversation->text_count; i++, text++) {
		if (slice_is(text->answered, "answer-clarify") ||
		    slice_is(text->answered, "answer-several"))
			return true;
		if (text->appointment_id.p != NULL)
			return false;
	}
	return false;
}

bool
due_was_unsure(const struct conversation *conversation)
{
	size_t i;

	for (i = 0; i < conversation->text_count; i++)
		if (slice_is(conversation->texts[i].answered, "answer-unsure"))
			return true;
	return false;
}

static const char *
due_sender_kind(const struct due_query *query)
{
	const struct config_sender *sender = config_find_sender(
	    query->config, query->to);

	return sender != NULL ? sender->kind : NULL;
}

/* Why STOP, START and HELP get no answer of ours, or NULL. */
static const char *
due_ack(const struct due_query *query)
{
	const struct keyword_hit *hit = query->hit;

	if (query->acks == ANSWER_NEVER)
		return "never";
	/* A provider matches whole words only: "STOP!" it lets through. */
	if (query->acks == ANSWER_NEEDED &&
	    (hit->basis == BASIS_PROVIDER ||
		(hit->basis == BASIS_EXACT &&
		    platform_answers(query->provider, due_sender_kind(query),
			hit->keyword))))
		return "platform";
	if (hit->intent != INTENT_STOP)
		return NULL;
	if (query->stopped)
		return "stopped";
	return query->received_ms + DUE_ACK_MS <= query->now_ms ? "late" : NULL;
}

/* Why a robot at the other end gets no more answers, or NULL. */
static const char *
due_loop(const struct due_query *query)
{
	const struct conversation *past = query->conversation;
	int same = 1, rate = 1;
	size_t i;

	for (i = 0; i < past->text_count; i++) {
		int64_t age = query->received_ms - past->texts[i].received_ms;

		if (age < 0)
			age = 0;
		rate += age < DUE_RATE_MS;
		same += age < DUE_SAME_MS &&
		    slice_equal(past->texts[i].text_hash, query->text_hash);
	}
	if (rate > DUE_RATE)
		return "rate";
	return same >= DUE_SAME ? "loop" : NULL;
}

/* What would be said, if anything. */
static enum answer
due_choose(const struct due_query *query, const char **why)
{
	static const enum answer plain[] = {
	    [INTENT_STOP] = ANSWER_STOP,
	    [INTENT_START] = ANSWER_START,
	    [INTENT_OPT_IN] = ANSWER_OPT_IN,
	    [INTENT_HELP] = ANSWER_HELP,
	    [INTENT_CONFIRM] = ANSWER_CONFIRM,
	    [INTENT_RESCHEDULE] = ANSWER_RESCHEDULE,
	    [INTENT_CANCEL] = ANSWER_CANCEL,
	    [INTENT_YES] = ANSWER_NONE,
	    [INTENT_NO] = ANSWER_NONE,
	    [INTENT_LATE] = ANSWER_NONE,
	    [INTENT_OTHER] = ANSWER_NONE,
	};
	enum intent intent = query->hit->intent;
	enum answer answer = plain[intent];

	if (query->ask)
		return ANSWER_UNSURE;
	if (!intent_needs_question(intent))
		return answer;
	switch (query->match->match) {
	case MATCH_SINGLE:
		*why = query->match->repeated ? "repeated" : NULL;
		return intent == INTENT_RESCHEDULE &&
			query->config->inbound_link != NULL
		    ? ANSWER_LINK
		    : answer;
	case MATCH_STALE:
		return intent == INTENT_OPT_IN ? ANSWER_NONE : ANSWER_STALE;
	case MATCH_AMBIGUOUS:
		*why = due_was_clarified(query->conversation) ? "asked" : NULL;
		return answer_can_list(query->match) ? ANSWER_CLARIFY
						     : ANSWER_SEVERAL;
	default:
		return ANSWER_NONE;
	}
}

enum answer
due_answer(const struct due_query *query, const char **why)
{
	enum answer answer;

	*why = NULL;
	answer = due_choose(query, why);
	if (answer == ANSWER_NONE || *why != NULL)
		return ANSWER_NONE;
	/* Nobody reads it at a name, and two numbers of ours would talk on. */
	if (!phone_is_e164(query->from) ||
	    config_is_ours(query->config, query->from))
		*why = "number";
	else if (answer == ANSWER_STOP || answer == ANSWER_START ||
	    answer == ANSWER_HELP)
		*why = due_ack(query);
	if (*why == NULL)
		*why = due_loop(query);
	return *why == NULL ? answer : ANSWER_NONE;
}
