/* SPDX-License-Identifier: ISC */
#include "policy/sender_id.h"
#include "subject.h"
#include "text/phone.h"
#include "use_case.h"

#include <string.h>

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

/* ---- senders of the configuration ---------------------------------------- */

static const struct yaml_node *
sender_entry(const struct subject *subject, const struct config_sender *sender)
{
	return subject_entry(subject, "senders", sender->number);
}

static void
rule_senders_unregistered(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	const struct config_sender *sender;
	size_t i, n;

	for (n = 0; n < config->sender_count; n++) {
		sender = &config->senders[n];
		if (sender->registered || sender->kind == NULL)
			continue;
		for (i = 0;
		     i < sizeof(registered_kinds) / sizeof(registered_kinds[0]);
		     i++)
			if (strcmp(sender->kind, registered_kinds[i].kind) == 0)
				subject_add(subject, LINT_ERROR,
				    sender_entry(subject, sender),
				    "sender '%s' is not marked registered: %s",
				    sender->number, registered_kinds[i].what);
	}
}

/* Countries that texts may go to and that do not carry a name. */
static void
rule_senders_alpha(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	const struct config_sender *sender;
	const struct sender_id *answer;
	size_t i, n;

	for (n = 0; n < config->sender_count; n++) {
		sender = &config->senders[n];
		if (sender->kind == NULL ||
		    strcmp(sender->kind, "alphanumeric") != 0)
			continue;
		for (i = 0; i < config->country_count; i++) {
			answer = sender_id_of(config->countries[i]);
			if (answer == NULL || answer->answer != SENDER_ID_NO)
				continue;
			subject_add(subject, LINT_ERROR,
			    sender_entry(subject, sender),
			    "the alphanumeric sender '%s' is not carried to "
			    "%s, which policy.countries allows",
			    sender->number, config->countries[i]);
			break;
		}
	}
}

static void
rule_sender_campaign(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	const struct config_sender *sender;
	size_t n;

	for (n = 0; n < config->sender_count; n++) {
		sender = &config->senders[n];
		if (sender->kind == NULL || strcmp(sender->kind, "10dlc") != 0)
			continue;
		if (sender->campaign == NULL && sender->registered)
			subject_add(subject, LINT_WARNING,
			    sender_entry(subject, sender),
			    "the 10DLC sender '%s' has no campaign",
			    sender->number);
		else if (sender->campaign != NULL &&
		    config_find_campaign(config, sender->campaign) == NULL)
			subject_add(subject, LINT_ERROR,
			    sender_entry(subject, sender),
			    "the configuration has no campaign '%s'",
			    sender->campaign);
	}
}

/* The most texts a second that carriers or providers take from one sender. */
static const struct {
	const char *kind;
	double rate;
	const char *whose;
} sender_rates[] = {
    {"10dlc", 75, "AT&T takes from a campaign of the best class"},
    {"toll_free", 25, "the fastest provider takes from a toll-free number"},
    {"short_code", 1000, "the fastest provider takes from a short code"},
};

static void
sender_judge_rate(
    const struct subject *subject, const struct config_sender *sender)
{
	const struct config_campaign *campaign = sender->campaign != NULL
	    ? config_find_campaign(subject->settings->config, sender->campaign)
	    : NULL;
	const struct use_case *use = campaign != NULL
	    ? use_case_find(campaign->use_case)
	    : NULL;
	double wanted = (double)sender->mps / 1e6, rate = 0;
	const char *whose = "";
	size_t i;

	for (i = 0; i < sizeof(sender_rates) / sizeof(sender_rates[0]); i++)
		if (strcmp(sender->kind, sender_rates[i].kind) == 0) {
			rate = sender_rates[i].rate;
			whose = sender_rates[i].whose;
		}
	if (use != NULL && use->per_second > 0) {
		rate = use->per_second;
		whose = "AT&T takes from a campaign of that use case";
	}
	if (rate > 0 && wanted > rate)
		subject_add(subject, LINT_WARNING,
		    sender_entry(subject, sender),
		    "%g texts a second are more than the %g that %s", wanted,
		    rate, whose);
}

static void
rule_sender_rate(const struct subject *subject)
{
	const struct config *config = subject->settings->config;
	size_t i;

	for (i = 0; i < config->sender_count; i++)
		if (config->senders[i].kind != NULL)
			sender_judge_rate(subject, &config->senders[i]);
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "sender-alpha",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE | LINT_CONFIG,
	.summary = "an alphanumeric sender to a +1 number",
	.why =
	    "The United States, Canada and Puerto Rico do not carry texts from "
	    "alphanumeric senders.",
	.source = "country guidelines of the providers",
	.example = "{\"from\": \"MapleDental\"}",
	.near_miss = "{\"from\": \"MapleDental\", \"to\": \"+447700900123\"}",
	.check = rule_sender_alpha,
	.check_config = rule_senders_alpha},
    {.id = "sender-unregistered",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE | LINT_CONFIG,
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
	.check = rule_sender_unregistered,
	.check_config = rule_senders_unregistered},
    {.id = "sender-campaign",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "a 10DLC sender without a campaign, or with an unknown one",
	.why = "A 10DLC number sends under a campaign of The Campaign "
	       "Registry. What that is registered for decides which texts may "
	       "go out from it.",
	.source = "10DLC rules of AT&T, T-Mobile and Verizon",
	.example = "senders: {\"+12125550100\": {kind: 10dlc, registered: "
		   "true}}\n",
	.near_miss = "senders: {\"+18005550100\": {kind: toll_free, "
		     "registered: true}}\n",
	.check_config = rule_sender_campaign},
    {.id = "sender-rate",
	.severity = LINT_WARNING,
	.scope = LINT_CONFIG,
	.summary = "more texts a second than carriers take from such a sender",
	.why = "What is sent faster waits at the provider, or is refused. The "
	       "use cases LOW_VOLUME and SOLE_PROPRIETOR get far less.",
	.source = "10DLC rate limits of AT&T; limits of Twilio, Telnyx, Plivo",
	.example = "senders: {\"+18005550100\": {kind: toll_free, registered: "
		   "true, mps: 100}}\n",
	.near_miss = "senders: {\"+18005550100\": {kind: toll_free, "
		     "registered: true, mps: 3}}\n",
	.check_config = rule_sender_rate},
};

const struct lint_family rules_sender = LINT_FAMILY(rows);
