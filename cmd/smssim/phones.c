/* SPDX-License-Identifier: ISC */
#include "phones.h"

#include <string.h>
#include <strings.h>

enum { PHONES_LOOK_MAX = 100 }; /* texts back */

enum keyword_kind { KEYWORD_STOP, KEYWORD_START, KEYWORD_HELP, KEYWORD_KINDS };

/*
 * Twilio's defaults for a long code:
 * https://help.twilio.com/articles/223134027 (support for opt-out keywords).
 */
static const struct {
	const char *word;
	enum keyword_kind kind;
} keywords[] = {
    {"STOP", KEYWORD_STOP},
    {"STOPALL", KEYWORD_STOP},
    {"UNSUBSCRIBE", KEYWORD_STOP},
    {"CANCEL", KEYWORD_STOP},
    {"END", KEYWORD_STOP},
    {"QUIT", KEYWORD_STOP},
    {"REVOKE", KEYWORD_STOP},
    {"OPTOUT", KEYWORD_STOP},
    {"START", KEYWORD_START},
    {"YES", KEYWORD_START},
    {"UNSTOP", KEYWORD_START},
    {"HELP", KEYWORD_HELP},
    {"INFO", KEYWORD_HELP},
};

static const char *const keyword_answers[KEYWORD_KINDS] = {
    [KEYWORD_STOP] = "You have successfully been unsubscribed. You will not "
		     "receive any more messages from this number. Reply START "
		     "to resubscribe.",
    [KEYWORD_START] = "You have successfully been re-subscribed to messages "
		      "from this number. Reply HELP for help. Reply STOP to "
		      "unsubscribe. Msg&Data Rates May Apply.",
    [KEYWORD_HELP] = "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

/* KEYWORD_KINDS when the text is no keyword. */
static enum keyword_kind
phones_keyword(struct slice text)
{
	size_t i;

	text = slice_trim(text, " \t\r\n");
	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++)
		if (text.n == strlen(keywords[i].word) &&
		    strncasecmp(text.p, keywords[i].word, text.n) == 0)
			return keywords[i].kind;
	return KEYWORD_KINDS;
}

/* The provider's own part: it answers unless nothing has changed. */
static void
phones_heed(struct sim *sim, const struct account *account, struct slice phone,
    struct slice ours, enum keyword_kind kind)
{
	struct sim_draft answer = {
	    .account = account, .origin = SIM_AUTO, .to = phone, .from = ours};

	if (kind == KEYWORD_KINDS)
		return;
	if (kind != KEYWORD_HELP &&
	    !sim_block(sim, phone, ours, kind == KEYWORD_STOP))
		return;
	answer.body = slice_of(keyword_answers[kind]);
	(void)sim_add(sim, &answer);
}

/* Who carries texts from the phone to that number. */
static const struct account *
phones_account(const struct sim *sim, struct slice from, struct slice to)
{
	const struct sim_phone *phone = sim_phone(sim, from);
	const struct sim_message *message = phone != NULL ? phone->last : NULL;
	int i;

	for (i = 0; message != NULL && i < PHONES_LOOK_MAX; i++) {
		if (message->origin == SIM_API && slice_is(to, message->from))
			return message->account;
		message = message->before;
	}
	return &sim->accounts.list[0];
}

struct sim_message *
phones_reply(struct sim *sim, struct deliver *deliver, struct slice from,
    struct slice to, struct slice body)
{
	struct sim_draft draft = {.account = phones_account(sim, from, to),
	    .origin = SIM_INBOUND,
	    .to = to,
	    .from = from,
	    .body = body};
	struct sim_message *message = sim_add(sim, &draft);

	if (message == NULL)
		return NULL;
	deliver_add(deliver, message, 0);
	phones_heed(sim, draft.account, from, to, phones_keyword(body));
	return message;
}
