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

void
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
