/* SPDX-License-Identifier: ISC */
#include "rules.h"

static void
rule_brand_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct words *brand = &settings->brand;
	const char *name = settings->config->brand.name;
	struct slice shown = lint_excerpt(slice_of(name));

	if (brand->count == 0 ||
	    words_find(&message->words, brand->list, brand->count) <
		message->words.count)
		return;
	lint_add(report, message->first ? LINT_ERROR : LINT_WARNING, LINT_WHOLE,
	    slice_of(name), "the brand's name '%.*s' is missing",
	    SLICE_ARG(shown));
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "brand-missing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "the brand's name is not in the text",
	.why =
	    "A text that does not say who sends it is refused by carriers and "
	    "ignored by people. An error in the first text to a person, a "
	    "warning "
	    "later. Nothing is said when the configuration has no brand.name.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.1; "
		  "campaign "
		  "review of The Campaign Registry",
	.example = LINT_BODY(
	    "Dana, your cleaning is Tue 2:30 PM. Reply STOP to opt out."),
	.near_miss = LINT_BODY("Dana, Maple Street Dental's front desk sees "
			       "you Tue 2:30 PM. Reply STOP to opt out."),
	.check = rule_brand_missing},
};

const struct lint_family rules_brand = LINT_FAMILY(rows);
