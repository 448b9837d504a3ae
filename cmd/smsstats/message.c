/* SPDX-License-Identifier: ISC */
#include "message.h"

#include <string.h>

size_t
message_size(size_t traits)
{
	return sizeof(struct message) + traits * sizeof(struct trait);
}

void
message_init(struct message *message, size_t traits)
{
	int i;

	memset(message, 0, message_size(traits));
	for (i = 0; i < MARK_COUNT; i++)
		message->marks[i].state = STATE_NONE;
	for (i = 0; i < TIME_COUNT; i++)
		message->times[i] = MESSAGE_NEVER;
}

static int
mark_order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Above 0 when a decides over b. */
static int
mark_compare(
    const struct mark *a, const struct mark *b, const struct words *words)
{
	int rank = event_state_rank(a->state);
	int order = mark_order(rank, event_state_rank(b->state));

	if (order == 0)
		order = (a->text != 0) - (b->text != 0);
	if (order == 0)
		order = rank == STATE_RANK_TERMINAL ? mark_order(b->at, a->at)
						    : mark_order(a->at, b->at);
	if (order == 0)
		order = mark_order(a->state, b->state);
	if (order == 0)
		order = mark_order(a->class, b->class);
	if (order == 0 && a->text != b->text)
		order = words_compare(words, a->text, b->text);
	return order;
}

static void
offer_mark(struct message *message, enum mark_kind kind,
    const struct mark *mark, const struct words *words)
{
	if (mark_compare(mark, &message->marks[kind], words) > 0)
		message->marks[kind] = *mark;
}

static void
offer_time(struct message *message, enum message_time which, int64_t at)
{
	if (at < message->times[which])
		message->times[which] = at;
}

/* Greater: one that settles something; then the later; then the further down.
 */
static bool
answer_decides(enum answer a, int64_t a_at, enum answer b, int64_t b_at)
{
	if ((a > ANSWER_OTHER) != (b > ANSWER_OTHER))
		return a > ANSWER_OTHER;
	return a_at != b_at ? a_at > b_at : a > b;
}

static void
offer_answer(struct message *message, enum answer answer, int64_t at)
{
	enum answer known = (enum answer)message->answer;

	if (answer == ANSWER_NONE ||
	    (known != ANSWER_NONE &&
		!answer_decides(answer, at, known, message->answered_at)))
		return;
	message->answer = (uint8_t)answer;
	message->answered_at = at;
}

/* Below 0 when a message's cost is told in `a` rather than in `b`: a currency
 * over none, of two the first by name. */
static int
currency_order(const struct words *words, uint32_t a, uint32_t b)
{
	if (a == 0 || b == 0)
		return (a == 0) - (b == 0);
	return words_compare(words, a, b);
}

static void
offer_cost(
    struct message *message, const struct cost *cost, const struct words *words)
{
	struct cost *known = &message->cost;
	int order;

	if (cost->rank != known->rank) {
		if (cost->rank > known->rank)
			*known = *cost;
		return;
	}
	order = currency_order(words, cost->currency, known->currency);
	known->mixed = known->mixed || cost->mixed ||
	    (order != 0 && cost->currency != 0 && known->currency != 0);
	if (order > 0 || (order == 0 && cost->amount <= known->amount))
		return;
	known->currency = cost->currency;
	known->amount = cost->amount;
}

static void
offer_trait(
    struct trait *trait, int64_t at, uint32_t text, const struct words *words)
{
	if (text == 0 ||
	    (trait->text != 0 &&
		(at < trait->at ||
		    (at == trait->at &&
			(text == trait->text ||
			    words_compare(words, text, trait->text) < 0)))))
		return;
	trait->at = at;
	trait->text = text;
}

static uint8_t
event_bits(const struct event *event)
{
	int bits = 0;

	if (event->kind == RECORD_MESSAGE)
		bits |= MESSAGE_RECORD;
	if (event->kind == RECORD_CALL)
		bits |= MESSAGE_CALL;
	if (event->replies)
		bits |= MESSAGE_REPLIES;
	if (event->asking_purpose)
		bits |= MESSAGE_PURPOSE;
	if (event->lint_errors)
		bits |= MESSAGE_LINT;
	if (event->later)
		bits |= MESSAGE_LATER;
	if (event->state > JOURNAL_ACCEPTED && event_state_taken(event->state))
		bits |= MESSAGE_RECEIPT;
	return (uint8_t)bits;
}

static void
add_times(struct message *message, const struct event *event)
{
	offer_time(message, TIME_FIRST, event->at);
	if (event->hangup_at != EVENT_NEVER)
		offer_time(message, TIME_HANGUP, event->hangup_at);
	/* A provider gives an id to what it has taken only. */
	if (event_state_taken(event->state) ||
	    event->provider_message_id.p != NULL)
		offer_time(message, TIME_TAKEN, event->at);
	if (event->state == JOURNAL_ACCEPTED)
		offer_time(message, TIME_ACCEPTED, event->at);
	if (event->state == JOURNAL_DELIVERED || event->state == JOURNAL_READ)
		offer_time(message, TIME_DELIVERED, event->at);
}

void
message_add(struct message *message, const struct event *event,
    const struct event_words *texts, size_t traits, const struct words *words)
{
	struct mark mark = {.at = event->at, .state = (int16_t)event->state};
	size_t i;

	message->bits |= event_bits(event);
	if (event->state == STATE_NONE) {
		if (event->kind == RECORD_CALL && event->at != EVENT_NEVER)
			offer_time(message, TIME_FIRST, event->at);
		offer_answer(message, event->answer, event->at);
		return;
	}
	offer_mark(message, MARK_STATE, &mark, words);
	mark.text = texts->reason;
	if (texts->reason != 0)
		offer_mark(message, MARK_REASON, &mark, words);
	mark.text = texts->error;
	mark.class = (uint8_t)event->error_class;
	if (texts->error != 0 || event->error_class != ERROR_NONE)
		offer_mark(message, MARK_ERROR, &mark, words);
	if (event->person > message->person)
		message->person = event->person;
	add_times(message, event);
	if (event->cost_rank != COST_NONE)
		offer_cost(message,
		    &(struct cost){event->cost, texts->currency,
			(uint8_t)event->cost_rank, false},
		    words);
	if (event->segments > message->segments)
		message->segments = event->segments;
	for (i = 0; i < traits; i++)
		offer_trait(
		    &message->traits[i], event->at, texts->traits[i], words);
}

void
message_merge(struct message *message, const struct message *other,
    size_t traits, const struct words *words)
{
	size_t i;

	for (i = 0; i < MARK_COUNT; i++)
		offer_mark(message, (enum mark_kind)i, &other->marks[i], words);
	for (i = 0; i < TIME_COUNT; i++)
		offer_time(message, (enum message_time)i, other->times[i]);
	if (other->person > message->person)
		message->person = other->person;
	offer_answer(message, (enum answer)other->answer, other->answered_at);
	offer_cost(message, &other->cost, words);
	if (other->segments > message->segments)
		message->segments = other->segments;
	message->bits |= other->bits;
	for (i = 0; i < traits; i++)
		offer_trait(&message->traits[i], other->traits[i].at,
		    other->traits[i].text, words);
}
