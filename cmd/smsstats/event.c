/* SPDX-License-Identifier: ISC */
#include "event.h"

#include "base/num.h"
#include "text/phone.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const event_purposes[] = {"confirmation", "reminder"};

/* Intents that are about texting itself answer no question. */
static const char *const event_service_intents[] = {"stop", "start", "help"};

/* The action knows what a bare YES meant, so it goes before the intent. */
static const struct {
	const char *field, *word;
	enum answer answer;
} event_answers[] = {
    {"action", "mark_confirmed", ANSWER_CONFIRM},
    {"action", "mark_cancelled", ANSWER_CANCEL},
    {"intent", "confirm", ANSWER_CONFIRM},
    {"intent", "reschedule", ANSWER_RESCHEDULE},
    {"intent", "cancel", ANSWER_CANCEL},
};

static bool
event_among(const char *const *words, size_t count, struct slice word)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (slice_is(word, words[i]))
			return true;
	return false;
}

static enum state
event_state(struct slice name)
{
	int i;

	for (i = STATE_NONE + 1; i < STATE_COUNT; i++)
		if (slice_is(name, event_states[i].name))
			return (enum state)i;
	return STATE_NONE;
}

static enum error_class
event_error(struct slice name)
{
	int i;

	for (i = ERROR_NONE + 1; i < ERROR_COUNT; i++)
		if (slice_is(name, event_errors[i].name))
			return (enum error_class)i;
	return ERROR_NONE;
}

/* The digits of an E.164 number; 0 for any other end. */
static int64_t
event_person(struct record *record, const char *name)
{
	struct slice text = record_text(record, name);
	int64_t number;

	if (text.p == NULL || !phone_is_e164(text))
		return 0;
	text.p++;
	text.n--;
	return num_parse(text, 1, INT64_MAX, &number) == 0 ? number : 0;
}

static void
event_read_ids(struct record *record, struct event *event)
{
	event->message_id = record_text(record, "message_id");
	event->provider = record_text(record, "provider");
	event->provider_message_id = record_text(record, "provider_message_id");
	event->person = event_person(record, "to");
	event->asking_purpose = event_among(event_purposes,
	    COUNT(event_purposes), record_text(record, "purpose"));
	event->state = event_state(record_text(record, "status"));
	if (event->state == STATE_SUPPRESSED)
		event->reason = record_text(record, "reason");
}

static void
event_read_message(struct record *record, struct event *event)
{
	(void)record_time(record, "created_at", &event->at);
	event_read_ids(record, event);
	if (event->state == STATE_NONE)
		event->state = STATE_RENDERED;
	event->replies = view_count(record_view(record, "replies")) > 0;
}

static void
event_read_delivery(struct record *record, struct event *event)
{
	(void)record_time(record, "received_at", &event->at);
	event_read_ids(record, event);
	event->error_code = record_text(record, "error_code");
	event->error_class = event_error(record_text(record, "error_class"));
}

/* A stale question was answered, but nothing was settled by it. */
static enum answer
event_answer(struct record *record)
{
	struct slice match = record_text(record, "match");
	size_t i;

	if (slice_is(match, "none") || slice_is(match, "ambiguous") ||
	    event_among(event_service_intents, COUNT(event_service_intents),
		record_text(record, "intent")))
		return ANSWER_NONE;
	if (slice_is(match, "stale"))
		return ANSWER_OTHER;
	for (i = 0; i < COUNT(event_answers); i++)
		if (slice_is(record_text(record, event_answers[i].field),
			event_answers[i].word))
			return event_answers[i].answer;
	return ANSWER_OTHER;
}

/* Its provider_message_id is that of the inbound text, not of ours. */
static void
event_read_reply(struct record *record, struct event *event)
{
	(void)record_time(record, "received_at", &event->at);
	event->message_id = record_text(record, "message_id");
	event->person = event_person(record, "from");
	event->opt_out = slice_is(record_text(record, "intent"), "stop") ||
	    slice_is(record_text(record, "provider_opt_out"), "STOP");
	event->answer = event_answer(record);
}

/* Who wants no more calls may still want texts. */
static void
event_read_consent(struct record *record, struct event *event)
{
	(void)record_time(record, "recorded_at", &event->at);
	event->person = event_person(record, "number");
	event->opt_out = slice_is(record_text(record, "action"), "revoked") &&
	    !slice_is(record_text(record, "channel"), "voice");
}

static const struct {
	enum record_kind kind;
	void (*read)(struct record *record, struct event *event);
} event_kinds[] = {
    {RECORD_DELIVERY, event_read_delivery},
    {RECORD_MESSAGE, event_read_message},
    {RECORD_REPLY, event_read_reply},
    {RECORD_CONSENT, event_read_consent},
};

bool
event_wanted(enum record_kind kind)
{
	size_t i;

	for (i = 0; i < COUNT(event_kinds); i++)
		if (event_kinds[i].kind == kind)
			return true;
	return false;
}

int
event_read(struct record *record, struct event *event, struct error *err)
{
	size_t i;

	*event = (struct event){.kind = record_kind(record)};
	if (record_check(record, err) != 0)
		return -1;
	for (i = 0; i < COUNT(event_kinds); i++)
		if (event_kinds[i].kind == event->kind)
			event_kinds[i].read(record, event);
	if (event->state != STATE_NONE && event->message_id.p == NULL &&
	    event->provider_message_id.p == NULL)
		return error_set(err, EX_DATAERR,
		    "neither message_id nor provider_message_id is there");
	return 0;
}
