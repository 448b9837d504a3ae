/* SPDX-License-Identifier: ISC */
#include "message.h"

void
message_init(struct message *message)
{
	int i;

	*message = (struct message){.taken_at = MESSAGE_NEVER};
	for (i = 0; i < MARK_COUNT; i++)
		message->marks[i].state = STATE_NONE;
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
		order = rank == STATE_RANK_TERMINAL ? mark_order(b->at, a->at)
						    : mark_order(a->at, b->at);
	if (order == 0)
		order = mark_order(a->state, b->state);
	if (order == 0)
		order = mark_order(a->class, b->class);
	if (order == 0)
		order = words_compare(words, a->text, b->text);
	return order;
}

static void
message_offer(struct message *message, enum mark_kind kind,
    const struct mark *mark, const struct words *words)
{
	if (mark_compare(mark, &message->marks[kind], words) > 0)
		message->marks[kind] = *mark;
}

static void
message_take(struct message *message, int64_t at)
{
	if (at < message->taken_at)
		message->taken_at = at;
}

static uint8_t
message_bits(const struct event *event)
{
	int bits = 0;

	if (event->kind == RECORD_MESSAGE)
		bits |= MESSAGE_RECORD;
	if (event->replies)
		bits |= MESSAGE_REPLIES;
	if (event->asking_purpose)
		bits |= MESSAGE_PURPOSE;
	return (uint8_t)bits;
}

void
message_add(struct message *message, const struct event *event, uint32_t reason,
    uint32_t error, const struct words *words)
{
	struct mark mark = {.at = event->at, .state = (int16_t)event->state};

	message_offer(message, MARK_STATE, &mark, words);
	mark.text = reason;
	if (reason != 0)
		message_offer(message, MARK_REASON, &mark, words);
	mark.text = error;
	mark.class = (uint8_t)event->error_class;
	if (error != 0 || event->error_class != ERROR_NONE)
		message_offer(message, MARK_ERROR, &mark, words);
	if (event->person > message->person)
		message->person = event->person;
	message->bits |= message_bits(event);
	/* A provider gives an id to what it has taken only. */
	if (event_state_taken(event->state) ||
	    event->provider_message_id.p != NULL)
		message_take(message, event->at);
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

void
message_answer(struct message *message, enum answer answer, int64_t at)
{
	enum answer known = (enum answer)message->answer;

	if (answer == ANSWER_NONE ||
	    (known != ANSWER_NONE &&
		!answer_decides(answer, at, known, message->answered_at)))
		return;
	message->answer = (uint8_t)answer;
	message->answered_at = at;
}

void
message_merge(struct message *message, const struct message *other,
    const struct words *words)
{
	int i;

	for (i = 0; i < MARK_COUNT; i++)
		message_offer(
		    message, (enum mark_kind)i, &other->marks[i], words);
	if (other->person > message->person)
		message->person = other->person;
	message_take(message, other->taken_at);
	message_answer(message, (enum answer)other->answer, other->answered_at);
	message->bits |= other->bits;
}
