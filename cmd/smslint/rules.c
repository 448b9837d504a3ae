/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "base/nearest.h"

#include <string.h>

static const struct lint_rule rules[] = {
    {"brand-missing", LINT_ERROR, "the brand's name is not in the text",
	"A text that does not say who sends it is refused by carriers and "
	"ignored by people. An error in the first text to a person, a warning "
	"later. Nothing is said when the configuration has no brand.name.",
	"CTIA Messaging Principles and Best Practices (2023), 5.1; campaign "
	"review of The Campaign Registry",
	rule_brand_missing},
    {"optout-missing", LINT_ERROR, "no accepted opt-out wording",
	"The text must say how to make it stop, in a wording that carriers "
	"accept: STOP in capitals as a word of its own, and what it does or "
	"that it is to be sent. An error in promotional texts, confirmations "
	"of an opt-in and the first text to a person, a warning elsewhere; "
	"the confirmation of an opt-out needs none.",
	"CTIA Messaging Principles and Best Practices (2023), 5.1.3; AT&T "
	"Code of Conduct; Twilio messaging policy",
	rule_optout_missing},
    {"segments-many", LINT_ERROR, "more segments than policy.max_segments",
	"Each segment is paid for, long texts are filtered more often, and "
	"parts can arrive out of order. A warning above policy.max_segments "
	"(3 when not set), an error above 10, where platforms refuse it.",
	"3GPP TS 23.040, 9.2.3.24.1; limits of the platforms",
	rule_segments_many},
    {"ucs2-cost", LINT_INFO,
	"a character outside the GSM alphabet costs a segment",
	"One character that the GSM 7 bit alphabet lacks turns the whole text "
	"to UCS-2, 70 characters a segment and not 160. Named are those whose "
	"substitute, or absence, would save a segment. Letters with accents "
	"are not replaced, since that would misspell the word.",
	"3GPP TS 23.038, 6.2.1; Twilio smart encoding", rule_ucs2_cost},
    {"url-shortener", LINT_ERROR, "a link of a public shortener",
	"Carriers block links that hide where they lead: the host is shared "
	"with spammers. Link to a domain of the brand.",
	"CTIA Messaging Principles and Best Practices (2023), 5.3.2; AT&T's "
	"block list",
	rule_url_shortener},
    {"url-http", LINT_WARNING, "a link that is not https",
	"A link without encryption looks like phishing to filters, and "
	"browsers warn of it.",
	"CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	rule_url_http},
    {"all-caps", LINT_WARNING,
	"words in capitals: three in a row, or half of the text",
	"Shouting is a mark of spam. STOP and HELP, acronyms of up to three "
	"letters and the brand's name do not count.",
	"content guidelines of the carriers", rule_all_caps},
    {"punctuation", LINT_WARNING, "!! or ??, or a mark three times in a row",
	"Repeated marks are a mark of spam. Three dots and the stars that "
	"mask a number are fine.",
	"content guidelines of the carriers", rule_punctuation},
    {"placeholder-unfilled", LINT_ERROR, "a placeholder that was not filled in",
	"{{ name }}, [Name], null, undefined or NaN in a text means that a "
	"value was missing when it was made.",
	"our own: no such text is meant to be sent", rule_placeholder_unfilled},
    {"pii-card", LINT_ERROR, "a payment card number",
	"Texts are not encrypted and are stored in many places. Name the last "
	"four digits at most. Found are 13 to 19 digits with the prefix and "
	"length of a card scheme and a correct check digit.",
	"PCI DSS, requirements 3 and 4; ISO/IEC 7812-1 (check digit)",
	rule_pii_card},
    {"sender-alpha", LINT_ERROR, "an alphanumeric sender to a +1 number",
	"The United States, Canada and Puerto Rico do not carry texts from "
	"alphanumeric senders.",
	"country guidelines of the providers", rule_sender_alpha},
    {"sender-unregistered", LINT_ERROR,
	"a 10DLC or toll-free sender not marked registered",
	"Carriers block long codes without a registered campaign and "
	"toll-free numbers that are not verified. The sender's entry in the "
	"configuration must say `registered: true`.",
	"10DLC rules of AT&T, T-Mobile and Verizon; toll-free verification "
	"since 31 January 2024",
	rule_sender_unregistered},
};

enum {
	RULES_COUNT = sizeof(rules) / sizeof(rules[0]),
	RULES_WIDTH = 78, /* columns of --explain */
};

_Static_assert(sizeof(rules) / sizeof(rules[0]) <= (size_t)RULES_MAX,
    "RULES_MAX is too small");

const struct lint_rule *
rules_table(size_t *count)
{
	*count = RULES_COUNT;
	return rules;
}

const struct lint_rule *
rules_find(const char *id)
{
	size_t i;

	for (i = 0; i < RULES_COUNT; i++)
		if (strcmp(rules[i].id, id) == 0)
			return &rules[i];
	return NULL;
}

const char *
rules_nearest(const char *id)
{
	const char *names[RULES_COUNT];
	size_t i;

	for (i = 0; i < RULES_COUNT; i++)
		names[i] = rules[i].id;
	return nearest_name(id, names, RULES_COUNT);
}

void
rules_list(struct buf *out)
{
	size_t i;

	for (i = 0; i < RULES_COUNT; i++)
		buf_addf(out, "%-22s%-9s%s\n", rules[i].id,
		    lint_severity_name(rules[i].severity), rules[i].summary);
}

/* Adds `lead` and the text behind it, lines broken at blanks. */
static void
rules_wrap(struct buf *out, const char *lead, const char *text)
{
	size_t column = strlen(lead), n;

	buf_adds(out, lead);
	while (*text != '\0') {
		n = strcspn(text, " ");
		if (column > 0 && column + 1 + n > RULES_WIDTH) {
			buf_addc(out, '\n');
			column = 0;
		} else if (column > 0) {
			buf_addc(out, ' ');
			column++;
		}
		buf_add(out, text, n);
		column += n;
		text += n + (text[n] == ' ');
	}
	buf_addc(out, '\n');
}

void
rules_explain(const struct lint_rule *rule, struct buf *out)
{
	buf_addf(out, "%s (%s): %s\n\n", rule->id,
	    lint_severity_name(rule->severity), rule->summary);
	rules_wrap(out, "", rule->why);
	buf_addc(out, '\n');
	rules_wrap(out, "Source:", rule->source);
}
