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

/* Words that ask for a text to be sent: "Reply STOP", "Envíe STOP". */
static const char *const optout_sending[] = {"reply", "replying", "text",
    "texting", "txt", "send", "sending", "respond", "answer", "responda",
    "responde", "responder", "envie", "envíe", "envia", "envía", "enviar",
    "escriba", "escribe", "texto", "conteste", "contesta", "répondez",
    "repondez", "répondre", "envoyez", "envoyer", "antworten", "sende",
    "senden", NULL};

/* Words for what STOP does. */
static const char *const optout_effects[] = {"optout", "opt", "end", "ends",
    "cancel", "cancels", "quit", "unsubscribe", "unsubscribes", "unsub", "stop",
    "leave", "out", "cancelar", "salir", "baja", "finalizar", "terminar",
    "parar", "detener", "anular", "annuler", "arrêter", "arreter", "désabonner",
    "desabonner", "désinscrire", "abmelden", "abbestellen", "sair", NULL};

/* Words between STOP and its effect. */
static const char *const optout_links[] = {
    "to", "2", "para", "pour", "zum", "um", "and", NULL};

enum {
	OPTOUT_BEFORE =
	    4, /* words from "reply" to STOP, with "HELP for help" */
	OPTOUT_AFTER = 4, /* words from STOP to its effect */
};

/* Does one of the words before it ask for STOP to be sent? */
static bool
optout_is_asked(const struct words *words, size_t at)
{
	size_t i, from = at > OPTOUT_BEFORE ? at - OPTOUT_BEFORE : 0;

	for (i = from; i < at; i++)
		if (word_among(&words->list[i], optout_sending))
			return true;
	/* "Opt out: STOP", "Unsubscribe? STOP" */
	return at > 0 &&
	    (word_is(&words->list[at - 1], "out") ||
		word_is(&words->list[at - 1], "optout") ||
		word_is(&words->list[at - 1], "unsubscribe"));
}

/* Do the words behind it say what it does: "STOP to opt out", "STOP=end"? */
static bool
optout_is_explained(const struct words *words, size_t at)
{
	size_t i, to = at + 1 + OPTOUT_AFTER;

	if (at + 1 >= words->count)
		return false;
	if (!word_among(&words->list[at + 1], optout_links))
		return word_among(&words->list[at + 1], optout_effects);
	for (i = at + 2; i < to && i < words->count; i++)
		if (word_among(&words->list[i], optout_effects))
			return true;
	return false;
}

static bool
optout_is_there(const struct words *words)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		if (slice_is(words->list[i].text, "STOP") &&
		    (optout_is_explained(words, i) ||
			optout_is_asked(words, i)))
			return true;
	return false;
}

static void
rule_optout_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	bool must = message->first ||
	    slice_is(message->category, "promotional") ||
	    slice_is(message->purpose, "opt_in_ack");

	(void)settings;
	if (slice_is(message->purpose, "opt_out_ack") ||
	    optout_is_there(&message->words))
		return;
	lint_add(report, must ? LINT_ERROR : LINT_WARNING, LINT_WHOLE,
	    slice_of("Reply STOP to opt out."),
	    "no opt-out wording such as 'Reply STOP to opt out'");
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
    {.id = "optout-missing",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "no accepted opt-out wording",
	.why =
	    "The text must say how to make it stop, in a wording that carriers "
	    "accept: STOP in capitals as a word of its own, and what it does "
	    "or "
	    "that it is to be sent. An error in promotional texts, "
	    "confirmations "
	    "of an opt-in and the first text to a person, a warning elsewhere; "
	    "the confirmation of an opt-out needs none.",
	.source =
	    "CTIA Messaging Principles and Best Practices (2023), 5.1.3; AT&T "
	    "Code of Conduct; Twilio messaging policy",
	.example = LINT_BODY(
	    "Maple Street Dental: see you Tue at the bus STOP on 5th."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: see you Tue. Txt STOP 2 end"),
	.check = rule_optout_missing},
};

const struct lint_family rules_brand = LINT_FAMILY(rows);
