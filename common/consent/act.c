/* SPDX-License-Identifier: ISC */
/* What a record says about consent. */
#include "consent/ledger.h"

#include "text/address.h"
#include "text/phone.h"
#include "time/instant.h"

#include <string.h>

static struct slice
act_path(struct record *record, const char *path)
{
	return view_string(record_path(record, path), &record->arena);
}

/* A word as a C string, NULL when it is not there. */
static const char *
act_word(struct record *record, const char *name)
{
	return arena_string(&record->arena, record_text(record, name));
}

/* The first of the times that is there, else 0. */
static int64_t
act_time(struct record *record, const char *const *names)
{
	int64_t time = 0;

	for (; *names != NULL; names++)
		if (record_time(record, *names, &time))
			return time;
	return 0;
}

/* An end of a text or call as E.164 where it is a number, else as it stands. */
static struct slice
act_end(struct record *record, struct slice end)
{
	char number[PHONE_MAX];

	if (end.p == NULL || !phone_from_end(end, number))
		return end;
	return arena_slice(&record->arena, slice_of(number));
}

static struct slice
act_take(struct record *record, struct buf *text)
{
	struct slice slice = arena_slice(&record->arena, buf_slice(text));

	buf_release(text);
	return slice;
}

/* ---- calls -------------------------------------------------------------- */

/* One call makes one entry of a kind, however often it is reported. */
static struct slice
call_source(struct record *record, const struct ledger_act *act)
{
	struct slice platform = record_text(record, "source");
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "call:%.*s/", SLICE_ARG(platform));
	if (act->call_id.n > 0)
		buf_addslice(&text, act->call_id);
	else
		buf_addf(&text, "%.*s@%lld", SLICE_ARG(act->number),
		    (long long)act->effective_ms);
	if (strcmp(act->channel, "email") == 0)
		buf_adds(&text, "/email");
	buf_addf(&text, "/%s", act->action);
	return act_take(record, &text);
}

static bool
call_was_answered(struct record *record)
{
	struct slice stage = record_text(record, "stage");

	return (slice_is(stage, "ended") || slice_is(stage, "analyzed")) &&
	    !slice_is(record_text(record, "answered_by"), "voicemail");
}

/*
 * A yes is for the number that the person asked us to text, a no for the one
 * that they called from.
 */
static struct slice
call_number(struct record *record, bool granted)
{
	struct slice callback = act_path(record, "data.callback_number");
	char number[PHONE_MAX];

	if (granted && callback.p != NULL && phone_from_end(callback, number))
		return arena_slice(&record->arena, slice_of(number));
	return record_text(record, "customer_number");
}

/* What a yes or a no on a call is, for act->number. */
static void
call_fill(struct record *record, bool granted, struct ledger_act *act)
{
	static const char *const times[] = {
	    "ended_at", "received_at", "started_at", NULL};

	act->name = record_text(record, "customer_name");
	act->program = record_text(record, "program");
	act->action = granted ? "granted" : "denied";
	act->kind = granted ? "pec" : NULL;
	act->basis = granted ? "express_oral" : NULL;
	act->category = granted ? "transactional" : "any";
	act->method = "voice_call";
	act->scope = act->program.p != NULL ? "program" : "tenant";
	act->effective_ms = act_time(record, times);
	act->call_id = record_text(record, "call_id");
	act->recording_url = record_text(record, "recording_url");
	act->agent_id = record_text(record, "agent_id");
	act->language = record_text(record, "language");
	act->excerpt = act_path(record, "consent.evidence");
	act->source = call_source(record, act);
}

static int
act_of_call(struct record *record, struct ledger_act *act)
{
	struct slice said = act_path(record, "consent.sms");
	bool granted = slice_is(said, "granted");

	if ((!granted && !slice_is(said, "denied")) ||
	    !call_was_answered(record))
		return 0;
	act->number = call_number(record, granted);
	if (act->number.p == NULL)
		return 0;
	act->channel = granted ? "sms" : "any";
	call_fill(record, granted, act);
	if (act->excerpt.n == 0)
		act->excerpt = act_path(record, "consent.sms_raw");
	return 1;
}

/* Not there when the call names none that can be used. */
static struct slice
call_address(struct record *record)
{
	struct slice address = record_text(record, "customer_email");
	char key[ADDRESS_MAX];

	if (address.p == NULL)
		address = act_path(record, "data.customer_email");
	if (!address_key(address, key))
		return (struct slice){NULL, 0};
	return arena_slice(&record->arena, slice_of(key));
}

/* Whoever asks for e-mail has said yes to it. */
static bool
call_prefers_email(struct record *record)
{
	struct slice channel = record_text(record, "channel_preferred");

	if (channel.p == NULL)
		channel = act_path(record, "data.channel_preferred");
	return slice_is(channel, "email");
}

int
ledger_email_act_of(struct record *record, struct ledger_act *act)
{
	struct slice said = act_path(record, "consent.email");
	bool denied = slice_is(said, "denied");

	*act = (struct ledger_act){.tenant = record_text(record, "tenant")};
	if (record_kind(record) != RECORD_CALL || !call_was_answered(record) ||
	    (!denied && !slice_is(said, "granted") &&
		!call_prefers_email(record)))
		return 0;
	act->number = call_address(record);
	if (act->number.p == NULL)
		return 0;
	act->channel = "email";
	call_fill(record, !denied, act);
	return 1;
}

/* ---- replies ------------------------------------------------------------ */

/* What the three intents that touch the ledger are there. */
static const struct reply_act {
	const char *intent;
	const char *action, *kind, *basis, *category, *channel, *scope;
} reply_acts[] = {
    {"stop", "revoked", NULL, NULL, "any", "any", "tenant"},
    {"start", "granted", "pec", "express_written", "transactional", "sms",
	"tenant"},
    {"opt_in", "confirmed", "pewc", "express_written", "any", "sms", "program"},
};

static const struct reply_act *
reply_act_find(struct slice intent)
{
	size_t i;

	for (i = 0; i < sizeof(reply_acts) / sizeof(reply_acts[0]); i++)
		if (slice_is(intent, reply_acts[i].intent))
			return &reply_acts[i];
	return NULL;
}

/* The second yes of a double opt-in, to the words that it answers.  False when
 * nobody asked. */
static bool
act_fill_opt_in(struct record *record, struct ledger_act *act)
{
	act->program = act_path(record, "asked.program");
	act->text_shown = act_path(record, "asked.text_shown");
	act->message_id = record_text(record, "message_id");
	if (slice_is(act_path(record, "asked.kind"), "pec")) {
		act->kind = "pec";
		act->category = "transactional";
	}
	return act->program.p != NULL;
}

static int
act_of_reply(struct record *record, struct ledger_act *act, struct error *err)
{
	static const char *const times[] = {"received_at", NULL};
	const struct reply_act *reply = reply_act_find(
	    record_text(record, "intent"));
	struct buf source;

	if (reply == NULL)
		return 0;
	act->number = act_end(record, record_text(record, "from"));
	if (!phone_is_e164(act->number))
		return error_set(err, EX_DATAERR,
		    "from: no person's number: '%.*s'", SLICE_ARG(act->number));
	act->sender = act_end(record, record_text(record, "to"));
	act->action = reply->action;
	act->kind = reply->kind;
	act->basis = reply->basis;
	act->category = reply->category;
	act->channel = reply->channel;
	act->scope = reply->scope;
	act->method = "keyword";
	if (strcmp(act->action, "confirmed") == 0 &&
	    !act_fill_opt_in(record, act))
		return 0;
	act->effective_ms = act_time(record, times);
	act->reply_id = record_text(record, "reply_id");
	act->excerpt = record_text(record, "body");
	buf_init(&source, BUF_NO_CAP);
	buf_addf(&source, "reply:%.*s/%.*s", SLICE_ARG(act->reply_id),
	    SLICE_ARG(act->number));
	act->source = act_take(record, &source);
	return 1;
}

/* ---- consent records ---------------------------------------------------- */

static int
act_of_entry(struct record *record, struct ledger_act *act, struct error *err)
{
	static const char *const effective[] = {"effective_at", NULL};
	static const char *const expires[] = {"expires_at", NULL};

	act->number = record_text(record, "number");
	if (act->number.p == NULL)
		return error_set(
		    err, EX_DATAERR, "number: required field is missing");
	if (record_text(record, "consent_id").p == NULL)
		return error_set(
		    err, EX_DATAERR, "consent_id: required field is missing");
	act->program = record_text(record, "program");
	act->name = record_text(record, "name");
	act->action = act_word(record, "action");
	if (strcmp(act->action, LEDGER_ERASED) == 0)
		return error_set(err, EX_DATAERR,
		    "action: 'erased' is what smsconsent erase writes");
	act->kind = act_word(record, "kind");
	act->basis = act_word(record, "basis");
	act->method = act_word(record, "method");
	act->category = act_word(record, "category");
	act->channel = act_word(record, "channel");
	act->scope = act_word(record, "scope");
	act->effective_ms = act_time(record, effective);
	act->expires_ms = act_time(record, expires);
	act->sender = act_path(record, "evidence.sender");
	act->entry = record;
	return 1;
}

int
ledger_act_of(struct record *record, struct ledger_act *act, struct error *err)
{
	*act = (struct ledger_act){.tenant = record_text(record, "tenant")};
	switch (record_kind(record)) {
	case RECORD_CALL:
		return act_of_call(record, act);
	case RECORD_REPLY:
		return act_of_reply(record, act, err);
	case RECORD_CONSENT:
		return act_of_entry(record, act, err);
	default:
		return 0;
	}
}
