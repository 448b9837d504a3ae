/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "text/phone.h"

static void
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

static void
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

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "sender-alpha",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "an alphanumeric sender to a +1 number",
	.why =
	    "The United States, Canada and Puerto Rico do not carry texts from "
	    "alphanumeric senders.",
	.source = "country guidelines of the providers",
	.example = "{\"from\": \"MapleDental\"}",
	.near_miss = "{\"from\": \"MapleDental\", \"to\": \"+447700900123\"}",
	.check = rule_sender_alpha},
    {.id = "sender-unregistered",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a 10DLC or toll-free sender not marked registered",
	.why = "Carriers block long codes without a registered campaign and "
	       "toll-free numbers that are not verified. The sender's entry in "
	       "the "
	       "configuration must say `registered: true`.",
	.source =
	    "10DLC rules of AT&T, T-Mobile and Verizon; toll-free verification "
	    "since 31 January 2024",
	.example = "{\"from\": \"+12125550101\"}",
	.near_miss = "{\"from\": \"+12125550101\", \"to\": \"+447700900123\"}",
	.check = rule_sender_unregistered},
};

const struct lint_family rules_sender = LINT_FAMILY(rows);
