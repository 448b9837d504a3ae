/* SPDX-License-Identifier: ISC */
/* What looks like fraud or spam by its words. */
#include "rule_words.h"

static const struct lint_rule rows[] = {
    {.id = "phishing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary =
	    "what swindlers write: verify your account, claim a prize, pay a "
	    "toll",
	.why =
	    "Filters look for it first, and people have learned to distrust "
	    "it. Prizes, gift cards to claim and tolls to pay speak up by "
	    "themselves; an account to verify, a sign-in, a parcel that is "
	    "held or a refund do with a link that is not below brand.domains.",
	.source =
	    "content guidelines of AT&T, T-Mobile and Verizon; T-Mobile Code "
	    "of Conduct, 5.1",
	.example = LINT_BODY(
	    "Maple Street Dental: claim your prize at the desk. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: we confirm your account of the accident. "
	    "Reply STOP to opt out."),
	.check = rule_words},
    {.id = "urgency",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary =
	    "pressing for haste: act now, urgent, final notice, limited time",
	.why = "Haste is what swindlers press for, so filters count it. Urgent "
	       "care is none.",
	.source =
	    "content guidelines of AT&T, T-Mobile and Verizon; Bandwidth and "
	    "Twilio on filtering",
	.example = LINT_BODY(
	    "Maple Street Dental: this is the final notice about Friday. "
	    "Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: urgent care is open, no hurry. Reply STOP "
	    "to opt out."),
	.check = rule_words},
    {.id = "spam-word",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "free, winner, congratulations, guaranteed, cash",
	.why = "Words that filters know from spam. A word in another sense is "
	       "none: feel free, free parking, cash or card.",
	.source =
	    "content guidelines of AT&T, T-Mobile and Verizon; Bandwidth and "
	    "Twilio on filtering",
	.example = LINT_BODY(
	    "Maple Street Dental: a free brush is yours. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: feel free to call, parking is free, "
	    "sugar-free gum at the desk, cash or card. Reply STOP to opt out."),
	.check = rule_words},
};

const struct lint_family rules_fraud = LINT_FAMILY(rows);
