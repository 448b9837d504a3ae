/* SPDX-License-Identifier: ISC */
/* The campaign whose registration is being made (--campaign). */
#include "campaign.h"

#include <string.h>

enum { PACKET_DESCRIPTION_MIN = 40 }; /* characters */

/* Is one of "a|b|c" in the text, in any case? */
static bool
packet_says(const char *text, const char *words)
{
	size_t n, i, at;

	for (; *words != '\0'; words += n + (words[n] == '|')) {
		n = strcspn(words, "|");
		for (at = 0; text[at] != '\0'; at++) {
			for (i = 0; i < n; i++)
				if ((text[at + i] | 0x20) != (words[i] | 0x20))
					break;
			if (i == n)
				return true;
		}
	}
	return false;
}

static void
packet_needs(const struct subject *subject, const char *text, const char *key)
{
	if (text == NULL)
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, subject->campaign, ""),
		    "the registration needs '%s'", key);
}

static void
rule_packet_fields(const struct subject *subject)
{
	const struct config_campaign *campaign = subject->campaign;
	size_t i, n = 0;

	if (campaign == NULL)
		return;
	packet_needs(subject, campaign->use_case, "use_case");
	packet_needs(subject, campaign->description, "description");
	packet_needs(subject, campaign->message_flow, "message_flow");
	packet_needs(subject, campaign->opt_in_message, "opt_in_message");
	packet_needs(subject, campaign->opt_out_message, "opt_out_message");
	packet_needs(subject, campaign->help_message, "help_message");
	for (i = 0;
	     campaign->description != NULL && campaign->description[i] != '\0';
	     i++)
		n += !((unsigned char)campaign->description[i] >> 6 == 2);
	if (campaign->description != NULL && n < PACKET_DESCRIPTION_MIN)
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "description"),
		    "%zu characters do not say who sends what to whom, how "
		    "often: at least %d",
		    n, PACKET_DESCRIPTION_MIN);
	if (campaign->affiliate_marketing)
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "affiliate_marketing"),
		    "affiliate marketing is not registered");
}

/* What a call to action has to name. */
static const struct {
	const char *what, *words;
} flow_names[] = {
    {"how often texts come", "frequency|per month|a month|/month|per week"},
    {"that message and data rates may apply", "rates"},
    {"HELP", "help"},
    {"STOP", "stop"},
    {"the privacy policy", "privacy"},
    {"the terms", "terms"},
};

static void
rule_packet_flow(const struct subject *subject)
{
	const struct config_campaign *campaign = subject->campaign;
	size_t i;

	if (campaign == NULL || campaign->message_flow == NULL)
		return;
	if (!campaign_names_brand(subject, campaign->message_flow))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "message_flow"),
		    "it does not name the brand");
	for (i = 0; i < sizeof(flow_names) / sizeof(flow_names[0]); i++)
		if (!packet_says(campaign->message_flow, flow_names[i].words))
			subject_add(subject, LINT_ERROR,
			    campaign_entry(subject, campaign, "message_flow"),
			    "it does not say %s", flow_names[i].what);
}

static void
rule_packet_answers(const struct subject *subject)
{
	const struct config_campaign *campaign = subject->campaign;
	const char *text;

	if (campaign == NULL)
		return;
	text = campaign->opt_out_message;
	if (text != NULL && !campaign_names_brand(subject, text))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "opt_out_message"),
		    "it does not name the brand");
	if (text != NULL &&
	    !packet_says(text, "no more|no further|not receive|unsubscribed"))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "opt_out_message"),
		    "it does not say that no more texts come");
	text = campaign->help_message;
	if (text != NULL && !campaign_names_brand(subject, text))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "help_message"),
		    "it does not name the brand");
	if (text != NULL && strpbrk(text, "@0123456789") == NULL &&
	    !packet_says(text, "https://|www."))
		subject_add(subject, LINT_ERROR,
		    campaign_entry(subject, campaign, "help_message"),
		    "it has no number, address or site to turn to");
}

/* ---- the table --------------------------------------------------------- */

#define BRAND "brand: {name: Maple Street Dental}\n"
#define FIELDS                                                               \
	"use_case: CUSTOMER_CARE, samples: [\"Maple Street Dental: your "    \
	"[service] is [day]. Reply STOP to opt out.\", \"Maple Street "      \
	"Dental: see you [day]. Reply STOP to opt out.\"], opt_in_message: " \
	"\"Maple Street Dental: welcome. Msg frequency varies. Msg & data "  \
	"rates may apply. Text HELP for help, STOP to cancel.\", "
#define DESCRIPTION                                                         \
	"description: \"Maple Street Dental confirms and reminds patients " \
	"of appointments.\", "
#define FLOW                                                                \
	"message_flow: \"Callers say yes to texts of Maple Street Dental, " \
	"msg frequency varies, msg & data rates may apply, HELP, STOP, "    \
	"privacy and terms at maple.example.\", "
#define OUT                                                                 \
	"opt_out_message: \"Maple Street Dental: no more messages will be " \
	"sent.\", "
#define HELP "help_message: \"Maple Street Dental: call (212) 555-0100.\""

static const struct lint_rule rows[] = {
    {.id = "packet-fields",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "with --campaign: what the registration lacks",
	.why = "The form asks for a use case, a description of who sends what "
	       "to whom and how often, the call to action, and the answers to "
	       "an opt-in, STOP and HELP. Affiliate marketing is refused.",
	.source = "The Campaign Registry, 10DLC campaign form",
	.example = BRAND "campaigns: {visits: {" FIELDS FLOW OUT HELP "}}\n",
	.near_miss = BRAND
	"campaigns: {visits: {" FIELDS DESCRIPTION FLOW OUT HELP "}}\n",
	.check_config = rule_packet_fields},
    {.id = "packet-flow",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "with --campaign: a call to action that does not say all",
	.why = "Reviewers look for the brand, how often texts come, that "
	       "rates may apply, HELP, STOP, the privacy policy and the terms.",
	.source = "The Campaign Registry, messageFlow; CTIA Short Code "
		  "Monitoring Handbook 1.8",
	.example = BRAND "campaigns: {visits: {" FIELDS DESCRIPTION
			 "message_flow: \"Callers say yes to Maple Street "
			 "Dental.\", " OUT HELP "}}\n",
	.near_miss = BRAND
	"campaigns: {visits: {" FIELDS DESCRIPTION FLOW OUT HELP "}}\n",
	.check_config = rule_packet_flow},
    {.id = "packet-answers",
	.severity = LINT_ERROR,
	.scope = LINT_CONFIG,
	.summary = "with --campaign: answers to STOP and HELP that lack words",
	.why = "The answer to STOP names the brand and says that no more texts "
	       "come; that to HELP names the brand and whom to turn to.",
	.source = "The Campaign Registry, optoutMessage and helpMessage",
	.example = BRAND "campaigns: {visits: {" FIELDS DESCRIPTION FLOW OUT
			 "help_message: \"Maple Street Dental: ask us.\"}}\n",
	.near_miss = BRAND
	"campaigns: {visits: {" FIELDS DESCRIPTION FLOW OUT HELP "}}\n",
	.check_config = rule_packet_answers},
};

const struct lint_family rules_packet = LINT_FAMILY(rows);
