/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "text/phone.h"

void
rule_sender_alpha(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (lint_is_nanp(message->to) &&
	    (slice_is(message->kind, "alphanumeric") ||
		phone_is_alphanumeric(message->from)))
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "an alphanumeric sender is not carried to +1 numbers");
}

/* Kinds of sender that carriers of +1 numbers want registered. */
static const struct {
	const char *kind, *what;
} registered_kinds[] = {
    {"10dlc", "without a registered campaign carriers block it"},
    {"toll_free", "without verification carriers block it"},
};

void
rule_sender_unregistered(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct config_sender *sender = message->sender;
	size_t i;

	(void)settings;
	if (sender == NULL || sender->registered || !lint_is_nanp(message->to))
		return;
	for (i = 0; i < sizeof(registered_kinds) / sizeof(registered_kinds[0]);
	     i++)
		if (slice_is(message->kind, registered_kinds[i].kind))
			lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
			    "sender '%s' is not marked registered: %s",
			    sender->number, registered_kinds[i].what);
}
