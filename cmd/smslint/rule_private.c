/* SPDX-License-Identifier: ISC */
#include "rule_words.h"

#include "text/pii.h"

/* The finding is stored and shown: it must not repeat the number. */
static void
number_report(struct lint_report *report, const struct pii *found)
{
	char *mask = arena_string(report->arena, found->place);

	if (found->card != NULL)
		lint_add(report, LINT_ERROR, found->place, LINT_NONE,
		    "a card number (%s): name the last four digits at most",
		    found->card);
	else
		lint_add(report, LINT_ERROR, found->place, LINT_NONE,
		    "a social security number");
	pii_mask(found, mask);
	lint_mask(report, mask);
}

static void
find_numbers(
    const struct lint_message *message, bool cards, struct lint_report *report)
{
	struct pii found;
	size_t at = 0;

	while (pii_find(message->body, at, &found)) {
		at = (size_t)(found.place.p - message->body.p) + 1;
		/* Links carry numbers of any kind. */
		if ((found.card != NULL) != cards ||
		    links_cover(&message->links, found.place.p))
			continue;
		at += found.place.n - 1;
		number_report(report, &found);
	}
}

static void
rule_pii_card(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	find_numbers(message, true, report);
}

static void
rule_pii_ssn(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	find_numbers(message, false, report);
}

/* "Your password is Xy12": what a program would send, not "is reset". */
static bool
is_password(const struct lint_message *message, size_t at)
{
	const struct words *words = &message->words;
	const struct word *word = &words->list[at];
	const char *after = word->text.p + word->text.n;
	const char *end = message->body.p + message->body.n;
	unsigned mixed = WORD_DIGIT | WORD_LOWER | WORD_UPPER;
	size_t next = at + 1;

	if (!word_is(word, "password") && !word_is(word, "contraseña"))
		return false;
	if (at > 0 &&
	    (word_is(&words->list[at - 1], "wifi") ||
		word_is(&words->list[at - 1], "fi") ||
		word_is(&words->list[at - 1], "network")))
		return false;
	if (next < words->count &&
	    (word_is(&words->list[next], "is") ||
		word_is(&words->list[next], "es")))
		next++;
	else if (after >= end || *after != ':')
		return false;
	return next < words->count &&
	    (words->list[next].has & WORD_DIGIT) != 0 &&
	    (words->list[next].has & mixed & ~(unsigned)WORD_DIGIT) != 0;
}

static void
rule_pii_other(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct words *words = &message->words;
	size_t i;

	rule_words(message, settings, report);
	for (i = 0; i < words->count; i++)
		if ((words->list[i].text.n == 8 ||
			words->list[i].text.n == 11) &&
		    is_password(message, i))
			lint_add(report, LINT_ERROR, words->list[i].text,
			    LINT_NONE, "a password stands behind this word");
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
    {.id = "pii-ssn",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a social security number",
	.why =
	    "Texts are not encrypted and are stored in many places. Found are "
	    "three, two and four digits that may be such a number, and nine "
	    "behind the words for it.",
	.source =
	    "Social Security Administration, numbers that are never given; "
	    "GLBA safeguards rule",
	.example = LINT_BODY(
	    "Maple Street Dental: we have 219-09-9999 on file. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: order 000-12-3456 and the part 219-0999 are "
	    "here. Reply STOP to opt out."),
	.check = rule_pii_ssn},
    {.id = "pii-other",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a password, PIN, bank account, CVV or date of birth, or a "
		   "question for one",
	.why =
	    "Texts are not encrypted and are stored in many places; and what "
	    "asks for a secret by text looks like a swindle.",
	.source = "PCI DSS, requirement 3; CTIA Messaging Principles and Best "
		  "Practices (2023), 5.2",
	.example = LINT_BODY(
	    "Maple Street Dental: your PIN is 4821. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: we will never ask for your PIN by text; the "
	    "gate PIN is 4821. Reply STOP to opt out."),
	.check = rule_pii_other},
    {.id = "phi",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary =
	    "a diagnosis, a medication, a result, or a procedure with a name",
	.why = "A text about somebody's health names no more than who, when, "
	       "where and a number to call. Only for a brand whose brand.trade "
	       "is `health`.",
	.source = "45 CFR 164.502 (minimum necessary)",
	.example = LINT_BODY(
	    "Maple Street Dental: your diabetes follow-up is Tue. Reply STOP "
	    "to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: Dana, your visit is Tue. Results are in the "
	    "portal. Reply STOP to opt out."),
	.check = rule_words},
};

const struct lint_family rules_private = LINT_FAMILY(rows);
