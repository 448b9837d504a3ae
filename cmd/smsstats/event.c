/* SPDX-License-Identifier: ISC */
#include "event.h"

#include "base/num.h"
#include "text/phone.h"
#include "time/instant.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { EVENT_AT_ONCE = INSTANT_MINUTE }; /* ms after a hang-up */

/* Texts that usually ask something. */
static const char *const event_asking[] = {"confirmation", "reminder"};

/* Intents that are about texting itself answer no question. */
static const char *const event_service[] = {"stop", "start", "help"};

/* The action knows what a bare YES meant, so it goes before the intent. */
static const struct {
	const char *word;
	enum want want;
	enum answer answer;
} event_answers[] = {
    {"mark_confirmed", WANT_ACTION, ANSWER_CONFIRM},
    {"mark_cancelled", WANT_ACTION, ANSWER_CANCEL},
    {"confirm", WANT_INTENT, ANSWER_CONFIRM},
    {"reschedule", WANT_INTENT, ANSWER_RESCHEDULE},
    {"cancel", WANT_INTENT, ANSWER_CANCEL},
};

/* The functions that answer a bool: false when a value is none of its kind. */

static bool
event_set_state(struct event *event, const struct draft *draft)
{
	struct slice name = draft_text(draft, WANT_STATUS);
	enum journal_state state;

	if (slice_is(name, "rendered") ||
	    (name.p == NULL && draft->kind == RECORD_MESSAGE))
		event->state = STATE_RENDERED;
	else if (journal_state_find(name, &state) == 0)
		event->state = (int)state;
	if (event->state == JOURNAL_SUPPRESSED || event->state == JOURNAL_HELD)
		event->reason = draft_text(draft, WANT_REASON);
	return event->state != STATE_NONE;
}

static bool
event_set_error(struct event *event, const struct draft *draft)
{
	struct slice name = draft_text(draft, WANT_ERROR_CLASS);

	event->error_code = draft_text(draft, WANT_ERROR_CODE);
	event->error_class = event_error_find(name);
	return name.p == NULL || event->error_class != ERROR_NONE;
}

/* Another end, an e-mail address say, is no person that texts know again. */
static void
event_set_person(struct event *event, const struct draft *draft)
{
	struct slice number = draft_text(draft, WANT_PERSON);

	if (number.p == NULL || !phone_is_e164(number))
		return;
	number.p++; /* the '+' */
	number.n--;
	(void)num_parse(number, 1, INT64_MAX, &event->person);
}

static char
upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Codes of ISO 4217 are in capitals; some write them small. */
static struct slice
event_currency(const struct draft *draft)
{
	struct slice given = draft_id(draft, WANT_CURRENCY);
	char *code;
	size_t i;

	for (i = 0; i < given.n && upper(given.p[i]) == given.p[i];)
		i++;
	if (i == given.n)
		return given;
	code = arena_alloc(&draft->record->arena, given.n);
	for (i = 0; i < given.n; i++)
		code[i] = upper(given.p[i]);
	return (struct slice){code, given.n};
}

/* What the provider charged, negative with some, or what smslint expects. */
static bool
event_set_cost(struct event *event, const struct draft *draft)
{
	struct slice price = draft_text(draft, WANT_PRICE);
	struct slice estimate = draft_text(draft, WANT_COST);

	if (price.p == NULL && estimate.p == NULL)
		return true;
	if (estimate.p != NULL) {
		if (num_parse_money(estimate, &event->cost) != 0)
			return false;
		event->cost_rank = COST_ESTIMATE;
		event->wrong = event->cost < 0 ? "cost_estimate is below 0"
					       : NULL;
	}
	if (price.p != NULL) {
		if (num_parse_money(price, &event->cost) != 0)
			return false;
		event->cost_rank = COST_PRICE;
	}
	if (event->cost < 0)
		event->cost = -event->cost;
	event->currency = event_currency(draft);
	return event->wrong == NULL;
}

/* Texts that wait for a time of their own say nothing about the hang-up. */
static bool
event_set_hangup(struct event *event, const struct draft *draft)
{
	struct slice text = draft_text(draft, WANT_HANGUP);
	struct slice due = draft_text(draft, WANT_SEND_AT);
	int64_t due_at;

	if (text.p == NULL)
		return true;
	if (instant_parse(text, &event->hangup_at) != 0)
		return false;
	if (due.p == NULL)
		return true;
	if (instant_parse(due, &due_at) != 0)
		return false;
	event->later = due_at > event->hangup_at + EVENT_AT_ONCE;
	return true;
}

static bool
event_set_size(struct event *event, const struct draft *draft)
{
	struct view lint = draft->views[WANT_LINT];
	int64_t number = 0;

	if (lint.p != NULL && view_type(lint) == SCAN_OBJECT)
		event->lint_errors =
		    view_int(view_get(lint, slice_of("errors")), &number) &&
		    number > 0;
	if (view_is_null(draft->views[WANT_SEGMENTS]))
		return true;
	if (!view_int(draft->views[WANT_SEGMENTS], &number) || number < 0 ||
	    number > UINT16_MAX) {
		event->wrong = "segments is not from 0 to 65535";
		return false;
	}
	event->segments = (uint32_t)number;
	return true;
}

static bool
event_set_sending(struct event *event, const struct draft *draft)
{
	event->traits = draft->traits;
	event->provider = draft_text(draft, WANT_PROVIDER);
	event->provider_message_id = draft_id(draft, WANT_PROVIDER_ID);
	event->replies = view_count(draft->views[WANT_REPLIES]) > 0;
	event->asking_purpose = draft_among(
	    draft, WANT_PURPOSE, event_asking, COUNT(event_asking));
	return event_set_cost(event, draft) && event_set_state(event, draft) &&
	    event_set_error(event, draft) && event_set_hangup(event, draft) &&
	    event_set_size(event, draft);
}

/* A stale question was answered, but nothing was settled by it. */
static enum answer
event_answer(const struct draft *draft)
{
	size_t i;

	if (draft_is(draft, WANT_MATCH, "none") ||
	    draft_is(draft, WANT_MATCH, "ambiguous") ||
	    draft_among(
		draft, WANT_INTENT, event_service, COUNT(event_service)))
		return ANSWER_NONE;
	if (draft_is(draft, WANT_MATCH, "stale"))
		return ANSWER_OTHER;
	for (i = 0; i < COUNT(event_answers); i++)
		if (draft_is(
			draft, event_answers[i].want, event_answers[i].word))
			return event_answers[i].answer;
	return ANSWER_OTHER;
}

static bool
event_set_reply(struct event *event, const struct draft *draft)
{
	event->opt_out = draft_is(draft, WANT_INTENT, "stop") ||
	    draft_is(draft, WANT_OPT_OUT, "STOP");
	event->answer = event_answer(draft);
	return true;
}

/* Who wants no more calls may still want texts. */
static bool
event_set_consent(struct event *event, const struct draft *draft)
{
	event->opt_out = draft_is(draft, WANT_ACTION, "revoked") &&
	    !draft_is(draft, WANT_CHANNEL, "voice");
	event->complaint = event->opt_out &&
	    draft_is(draft, WANT_METHOD, "carrier");
	return true;
}

/* The call itself: how many there were. */
static bool
event_set_call(struct event *event, const struct draft *draft)
{
	event->source = draft_text(draft, WANT_SOURCE);
	event->call_id = draft_id(draft, WANT_CALL);
	return true;
}

static const struct {
	enum record_kind kind;
	bool (*set)(struct event *event, const struct draft *draft);
} event_kinds[] = {
    {RECORD_DELIVERY, event_set_sending},
    {RECORD_MESSAGE, event_set_sending},
    {RECORD_REPLY, event_set_reply},
    {RECORD_CONSENT, event_set_consent},
    {RECORD_CALL, event_set_call},
};

static bool
event_set(struct event *event, const struct draft *draft)
{
	struct slice at = draft_text(draft, WANT_AT);
	size_t i;

	*event = (struct event){.kind = draft->kind,
	    .state = STATE_NONE,
	    .hangup_at = EVENT_NEVER,
	    .at = EVENT_NEVER};
	event->message_id = draft_id(draft, WANT_MESSAGE_ID);
	event_set_person(event, draft);
	if (at.p != NULL && instant_parse(at, &event->at) != 0)
		return false;
	for (i = 0; i < COUNT(event_kinds); i++)
		if (event_kinds[i].kind == draft->kind)
			return event_kinds[i].set(event, draft);
	return false;
}

int
event_read(struct draft_reader *reader, struct record *record, bool alike,
    struct event *event, enum record_kind *kind, struct error *err)
{
	const struct draft *draft = draft_read(reader, record, alike, kind);

	if (draft == NULL)
		return 0;
	if (draft_complete(draft) && event_set(event, draft))
		return 1;
	/* Only a bad record is checked as a whole, to say what is wrong. */
	if (record_check(record, err) != 0)
		return -1;
	return error_set(err, EX_DATAERR, "%s",
	    draft_complete(draft) && event->wrong != NULL
		? event->wrong
		: "neither message_id nor provider_message_id is there");
}
