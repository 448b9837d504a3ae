/* SPDX-License-Identifier: ISC */
#include "event.h"

#define NAME(text)                       \
	{                                \
		(text), sizeof(text) - 1 \
	}

/* clang-format off */
const struct error_row event_errors[ERROR_COUNT] = {
    [ERROR_NONE] = {NAME(""), "",
	""},
    [ERROR_UNKNOWN] = {NAME("unknown"), "no cause known",
	"look at the provider's log for this message"},
    [ERROR_AMBIGUOUS] = {NAME("ambiguous"), "the answer was lost",
	"ask the provider: smssend --reconcile"},
    [ERROR_PROVIDER_FAULT] = {NAME("provider_fault"), "the provider broke down",
	"look at its status page; name a second one in route"},
    [ERROR_UNREACHABLE] = {NAME("unreachable"), "phone off, no route or carrier down",
	"nothing at once; try later, or the fallback by e-mail"},
    [ERROR_QUEUE_EXPIRED] = {NAME("queue_expired"), "waited too long in a queue",
	"lower the rate, or raise the limit at the provider"},
    [ERROR_RATE_LIMITED] = {NAME("rate_limited"), "sent faster than allowed",
	"set mps of the sender to what it is registered for"},
    [ERROR_AUTH] = {NAME("auth"), "credentials, account or sender not set up",
	"check credentials, balance and sender at the provider"},
    [ERROR_INSUFFICIENT_FUNDS] = {NAME("insufficient_funds"), "balance or spending limit used up",
	"top up the account"},
    [ERROR_CONTENT_REJECTED] = {NAME("content_rejected"), "text empty, too long or not allowed",
	"run smslint on the template"},
    [ERROR_MEDIA] = {NAME("media"), "picture or MMS not possible",
	"send a link on your own domain instead"},
    [ERROR_UNREGISTERED] = {NAME("unregistered"), "sender not registered or verified",
	"register brand and campaign, or verify the number, first"},
    [ERROR_CARRIER_FILTERED] = {NAME("carrier_filtered"), "filtered as spam by provider or carrier",
	"compare the text with the campaign's samples; run smslint"},
    [ERROR_INVALID_NUMBER] = {NAME("invalid_number"), "no such number",
	"correct the number with the customer"},
    [ERROR_LANDLINE] = {NAME("landline"), "not a mobile number",
	"use e-mail, or ask for a mobile number"},
    [ERROR_OPTED_OUT] = {NAME("opted_out"), "the person had opted out",
	"do not text again; smsconsent sweep notes it"},
};
/* clang-format on */

enum error_class
event_error_find(struct slice name)
{
	int i;

	for (i = ERROR_NONE + 1; i < ERROR_COUNT; i++)
		if (slice_equal(name, event_errors[i].name))
			return (enum error_class)i;
	return ERROR_NONE;
}

int
event_state_rank(int state)
{
	return state < 0 ? state
			 : journal_state_rank((enum journal_state)state);
}

bool
event_state_taken(int state)
{
	return state >= JOURNAL_ACCEPTED && state <= JOURNAL_UNDELIVERED;
}
