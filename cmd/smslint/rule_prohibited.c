/* SPDX-License-Identifier: ISC */
/* What carriers do not carry, whoever writes it. */
#include "rule_words.h"

static const struct lint_rule rows[] = {
    {.id = "shaft",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "sex, hate, alcohol, firearms or tobacco",
	.why = "Carriers refuse what is about sex, hate, alcohol, firearms or "
	       "tobacco, on any kind of sender. A brand whose brand.trade is "
	       "`alcohol` or `tobacco`, which asks for the date of birth, may "
	       "write of its own ware.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.3; "
	    "T-Mobile Code of Conduct, 5.2; penalties of T-Mobile since 2024",
	.example = LINT_BODY(
	    "Maple Street Dental: taste our vodka on Friday. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: please no alcohol before Friday, and bring "
	    "the nail gun back. Reply STOP to opt out."),
	.check = rule_words},
    {.id = "cannabis",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "cannabis, CBD, THC or kratom",
	.why = "Cannabis and what is made of it is refused even where a state "
	       "allows it, since it is unlawful in the country.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3; "
		  "T-Mobile Code of Conduct, 5.1",
	.example = LINT_BODY(
	    "Maple Street Dental: CBD gummies are here. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: our CBD office is closed for weed control "
	    "on Friday. Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-finance",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary =
	    "payday loans, debt relief, credit repair, crypto money and the "
	    "like",
	.why =
	    "High-risk financial services are refused: short-term loans with "
	    "high interest, loans of third parties, student loans, debt "
	    "relief and consolidation, credit repair, tax relief, crypto "
	    "money.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: a payday loan can pay for it. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: the loan payment of $120 arrived on payday. "
	    "Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-debt",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "collection for a third party; a payment that is past due",
	.why =
	    "Texts that collect a debt for somebody else are refused. Of the "
	    "brand's own past-due notices carriers dislike many, so this is a "
	    "warning; what is past due and no payment, a check-up for one, is "
	    "neither.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: this is an attempt to collect a debt. Reply "
	    "STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: your check-up is overdue. Reply STOP to opt "
	    "out."),
	.check = rule_words},
    {.id = "prohibited-leadgen",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "passing people's data on, affiliates",
	.why =
	    "Lead generation is refused: what says that partners will get in "
	    "touch, that data is shared, or what earns a commission.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.1.4; "
		  "Twilio forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: our partners will contact you. Reply STOP "
	    "to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: we never share your number with third "
	    "parties. Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-gambling",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "betting, casinos, lotteries",
	.why = "Gambling is refused on 10DLC and toll-free numbers.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: meet us at the casino. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: time slots are open on Friday, and you bet "
	    "we are happy. Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-getrich",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "easy money, work from home",
	.why = "Promises of income are refused: work from home, schemes of "
	       "several levels, doubling one's money.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: earn $500 a week on the side. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: our team works from home today, call us all "
	    "the same. Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-rx",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "selling prescription drugs",
	.why = "Offers of drugs that need a prescription are refused. That a "
	       "prescription is ready is no offer.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: cheap pills are here. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: your prescription is ready for pickup. "
	    "Reply STOP to opt out."),
	.check = rule_words},
    {.id = "prohibited-jobs",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "job offers",
	.why = "Job offers of third parties are refused.",
	.source = "content guidelines of AT&T, T-Mobile and Verizon; Twilio "
		  "forbidden message categories",
	.example = LINT_BODY(
	    "Maple Street Dental: now hiring in your town. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: the job on your crown is done. Reply STOP "
	    "to opt out."),
	.check = rule_words},
};

const struct lint_family rules_prohibited = LINT_FAMILY(rows);
