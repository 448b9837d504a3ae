/* SPDX-License-Identifier: ISC */
/* What a text is, against what it says of itself. */
#include "rule_words.h"

#include <string.h>

/* ---- the confirmation of an opt-in -------------------------------------- */

/* By its purpose, or by its words: "you are subscribed to our alerts". */
static bool
is_opt_in(const struct lint_message *message)
{
	if (slice_is(message->purpose, "opt_in_ack"))
		return true;
	return lexicon_has(&message->hits, SIGN_OPT_IN) &&
	    !slice_is(message->purpose, "opt_out_ack") &&
	    !slice_is(message->purpose, "help");
}

static bool
says_help(const struct lint_message *message)
{
	static const char *const keywords[] = {
	    "HELP", "INFO", "AYUDA", "AIDE", NULL};
	const char *const *keyword;
	size_t i;

	for (i = 0; i < message->words.count; i++)
		for (keyword = keywords; *keyword != NULL; keyword++)
			if (slice_is(message->words.list[i].text, *keyword))
				return true;
	return false;
}

static void
rule_help_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (is_opt_in(message) && !says_help(message))
		lint_add(report, LINT_WARNING, LINT_WHOLE,
		    slice_of("Reply HELP for help."),
		    "the confirmation of an opt-in does not say how to get "
		    "help");
}

static void
rule_rates_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (is_opt_in(message) && !lexicon_has(&message->hits, SIGN_RATES))
		lint_add(report, LINT_ERROR, LINT_WHOLE,
		    slice_of("Msg & data rates may apply."),
		    "the confirmation of an opt-in does not say that rates may "
		    "apply");
}

static void
rule_frequency_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (is_opt_in(message) && !lexicon_has(&message->hits, SIGN_FREQUENCY))
		lint_add(report, LINT_ERROR, LINT_WHOLE,
		    slice_of("Msg frequency varies."),
		    "the confirmation of an opt-in does not say how many texts "
		    "will come");
}

/* ---- codes, and advertising where it does not belong -------------------- */

static void
rule_otp_and_marketing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct lexicon_hit *hit = words_hit(message, SIGN_PROMOTION);

	(void)settings;
	if (!lexicon_has(&message->hits, SIGN_CODE))
		return;
	if (hit != NULL)
		lint_add(report, LINT_ERROR, words_of_hit(message, hit),
		    LINT_NONE, "advertising in a text with a one-time code");
	else if (message->links.count > 0)
		lint_add(report, LINT_ERROR, message->links.list[0].text,
		    LINT_NONE, "a link in a text with a one-time code");
}

/* Use cases of The Campaign Registry that are not for advertising. */
static const char *const plain_use_cases[] = {"2FA", "ACCOUNT_NOTIFICATION",
    "CUSTOMER_CARE", "DELIVERY_NOTIFICATION", "FRAUD_ALERT", "HIGHER_EDUCATION",
    "M2M", "POLLING_VOTING", "PUBLIC_SERVICE_ANNOUNCEMENT", "SECURITY_ALERT",
    "EMERGENCY", "K12_EDUCATION", NULL};

/* Is the campaign, or what is known without one, not for advertising? */
static bool
is_not_for_promotion(const struct lint_message *message)
{
	const struct config_campaign *campaign = message->campaign;
	const char *const *use_case;

	if (campaign == NULL)
		return !slice_is(message->category, "promotional");
	for (use_case = plain_use_cases; *use_case != NULL; use_case++)
		if (campaign->use_case != NULL &&
		    strcmp(campaign->use_case, *use_case) == 0)
			return true;
	return campaign->category != NULL &&
	    strcmp(campaign->category, "promotional") != 0;
}

static void
rule_use_case_mismatch(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct lexicon_hit *hit = words_hit(message, SIGN_PROMOTION);

	(void)settings;
	if (hit == NULL || !is_not_for_promotion(message) ||
	    lexicon_has(&message->hits, SIGN_CODE))
		return;
	if (message->campaign != NULL)
		lint_add(report, LINT_WARNING, words_of_hit(message, hit),
		    LINT_NONE,
		    "advertising under the campaign '%s', which is not "
		    "registered for it",
		    message->campaign->name);
	else
		lint_add(report, LINT_WARNING, words_of_hit(message, hit),
		    LINT_NONE, "advertising in a text that is not promotional");
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "help-missing",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "the confirmation of an opt-in without HELP",
	.why = "Who has just agreed to texts is told how to get help: by the "
	       "reply HELP, which platforms answer.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.1.2.1; "
	    "CTIA Short Code Monitoring Handbook 1.8",
	.example =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "you get 4 msgs/month. Msg & data rates may apply. Text STOP to "
	    "cancel.\"}",
	.near_miss =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "you get 4 msgs/month. Msg & data rates may apply. Text STOP to "
	    "cancel, HELP for help.\"}",
	.check = rule_help_missing},
    {.id = "rates-missing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "the confirmation of an opt-in without the rates",
	.why =
	    "Who has just agreed to texts is told that message and data rates "
	    "may apply.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.1.2.1; "
	    "CTIA Short Code Monitoring Handbook 1.8",
	.example =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "you get 4 msgs/month. Text STOP to cancel, HELP for help.\"}",
	.near_miss =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "you get 4 msgs/month. Standard message and data rates apply. "
	    "Text STOP to cancel, HELP for help.\"}",
	.check = rule_rates_missing},
    {.id = "frequency-missing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "the confirmation of an opt-in without the frequency",
	.why =
	    "Who has just agreed to texts is told how many will come, or that "
	    "their number varies.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.1.2.1; "
	    "CTIA Short Code Monitoring Handbook 1.8",
	.example =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "welcome to our alerts. Msg & data rates may apply. Text STOP to "
	    "cancel, HELP for help.\"}",
	.near_miss =
	    "{\"purpose\": \"opt_in_ack\", \"body\": \"Maple Street Dental: "
	    "welcome to our alerts. Msg frequency varies. Msg & data rates "
	    "may apply. Text STOP to cancel, HELP for help.\"}",
	.check = rule_frequency_missing},
    {.id = "otp-and-marketing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a one-time code with advertising or a link",
	.why = "A text with a one-time code carries that and nothing else: "
	       "people act upon it without reading, and swindlers make use of "
	       "that.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.3; use "
	    "case 2FA of The Campaign Registry",
	.example =
	    "{\"body\": \"Maple Street Dental: your verification code is "
	    "482913. Save 20% today. Reply STOP to opt out.\"}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: your gate code is 4829. "
	    "Directions: https://maple.example/way Reply STOP to opt out.\"}",
	.check = rule_otp_and_marketing},
    {.id = "use-case-mismatch",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "advertising in a campaign that is not for it",
	.why = "What is sent under a campaign has to be what it was registered "
	       "for. Without a campaign, the category of the text decides.",
	.source =
	    "campaign review of The Campaign Registry; Twilio error 30893",
	.example =
	    "{\"body\": \"Maple Street Dental: 20% off whitening this month. "
	    "Reply STOP to opt out.\"}",
	.near_miss =
	    "{\"category\": \"promotional\", \"body\": \"Maple Street Dental: "
	    "20% off whitening this month. Reply STOP to opt out.\"}",
	.check = rule_use_case_mismatch},
};

const struct lint_family rules_service = LINT_FAMILY(rows);
