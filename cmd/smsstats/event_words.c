/* SPDX-License-Identifier: ISC */
#include "event.h"

#define NAME(text)                       \
	{                                \
		(text), sizeof(text) - 1 \
	}

const struct error_row event_errors[ERROR_COUNT] = {
    [ERROR_NONE] = {NAME(""), ""},
    [ERROR_UNKNOWN] = {NAME("unknown"), "no cause known"},
    [ERROR_AMBIGUOUS] = {NAME("ambiguous"), "the answer was lost"},
    [ERROR_PROVIDER_FAULT] = {NAME("provider_fault"),
	"the provider broke down"},
    [ERROR_UNREACHABLE] = {NAME("unreachable"),
	"phone off, no route or carrier down"},
    [ERROR_QUEUE_EXPIRED] = {NAME("queue_expired"),
	"waited too long in a queue"},
    [ERROR_RATE_LIMITED] = {NAME("rate_limited"), "sent faster than allowed"},
    [ERROR_AUTH] = {NAME("auth"), "credentials, account or sender not set up"},
    [ERROR_INSUFFICIENT_FUNDS] = {NAME("insufficient_funds"),
	"balance or spending limit used up"},
    [ERROR_CONTENT_REJECTED] = {NAME("content_rejected"),
	"text empty, too long or not allowed"},
    [ERROR_MEDIA] = {NAME("media"), "picture or MMS not possible"},
    [ERROR_UNREGISTERED] = {NAME("unregistered"),
	"sender not registered or verified"},
    [ERROR_CARRIER_FILTERED] = {NAME("carrier_filtered"),
	"filtered as spam by provider or carrier"},
    [ERROR_INVALID_NUMBER] = {NAME("invalid_number"), "no such number"},
    [ERROR_LANDLINE] = {NAME("landline"), "not a mobile number"},
    [ERROR_OPTED_OUT] = {NAME("opted_out"), "the person had opted out"},
};

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
