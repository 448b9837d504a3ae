/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "text/pii.h"

/* The finding is stored and shown: it must not repeat the number. */
static void
card_report(struct lint_report *report, const struct pii *card)
{
	char *mask = arena_string(report->arena, card->place);

	lint_add(report, LINT_ERROR, card->place, LINT_NONE,
	    "a card number (%s): name the last four digits at most",
	    card->card);
	pii_mask(card, mask);
	lint_mask(report, mask);
}

static void
rule_pii_card(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct pii found;
	size_t at = 0;

	(void)settings;
	while (pii_find(message->body, at, &found)) {
		at = (size_t)(found.place.p - message->body.p) + 1;
		/* Links carry numbers of any kind. */
		if (found.card == NULL ||
		    links_cover(&message->links, found.place.p))
			continue;
		at += found.place.n - 1;
		card_report(report, &found);
	}
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "pii-card",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a payment card number",
	.why = "Texts are not encrypted and are stored in many places. Name "
	       "the last "
	       "four digits at most. Found are 13 to 19 digits with the prefix "
	       "and "
	       "length of a card scheme and a correct check digit.",
	.source = "PCI DSS, requirements 3 and 4; ISO/IEC 7812-1 (check digit)",
	.example = LINT_BODY("Maple Street Dental: we charged 4111 1111 1111 "
			     "1111 today. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: we charged the card ending in 1111. "
	    "Reference 4111 1111 1111 1112. Reply STOP to opt out."),
	.check = rule_pii_card},
};

const struct lint_family rules_private = LINT_FAMILY(rows);
