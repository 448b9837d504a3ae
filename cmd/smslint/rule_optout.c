/* SPDX-License-Identifier: ISC */
#include "rule_words.h"

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

/* Words that platforms take for a STOP; in small letters it is missing. */
static const char *const optout_keywords[] = {
    "stop", "stopall", "alto", "arret", "arrêt", NULL};

/* A wording with another word than STOP, or with none. */
static const struct lexicon_hit *
optout_of_another_kind(const struct lint_message *message)
{
	const struct lexicon_hit *hit = words_hit(message, SIGN_OPT_OUT);
	const struct words *words = &message->words;
	struct slice place;
	size_t i;

	if (hit == NULL)
		return NULL;
	place = words_of_hit(message, hit);
	for (i = 0; i < words->count; i++)
		if (words->list[i].text.p >= place.p &&
		    words->list[i].text.p < place.p + place.n &&
		    word_among(&words->list[i], optout_keywords))
			return NULL;
	return hit;
}

static void
rule_optout_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	bool must = message->first ||
	    slice_is(message->category, "promotional") ||
	    slice_is(message->purpose, "opt_in_request") ||
	    slice_is(message->purpose, "opt_in_ack");

	(void)settings;
	if (slice_is(message->purpose, "opt_out_ack") ||
	    optout_is_there(&message->words) ||
	    optout_of_another_kind(message) != NULL)
		return;
	lint_add(report, must ? LINT_ERROR : LINT_WARNING, LINT_WHOLE,
	    slice_of("Reply STOP to opt out."),
	    "no opt-out wording such as 'Reply STOP to opt out'");
}

static void
rule_optout_nonstandard(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct lexicon_hit *hit;

	(void)settings;
	if (slice_is(message->purpose, "opt_out_ack") ||
	    optout_is_there(&message->words))
		return;
	hit = optout_of_another_kind(message);
	if (hit != NULL)
		lint_add(report, LINT_ERROR, words_of_hit(message, hit),
		    slice_of("Reply STOP to opt out."),
		    "this way to opt out is not accepted: the word is STOP");
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
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
    {.id = "optout-nonstandard",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "an opt-out that carriers do not accept",
	.why =
	    "Another word than STOP, a link, a number to call or an address "
	    "to write to is no opt-out that carriers accept by itself: it is "
	    "the reply STOP that every platform acts upon.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.1.3; "
		  "Twilio messaging policy",
	.example =
	    "{\"body\": \"Maple Street Dental: see you Tue. Text 2 to opt "
	    "out.\"}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: see you Tue. Text 2 for "
	    "directions, STOP to opt out.\"}",
	.check = rule_optout_nonstandard},
};

const struct lint_family rules_optout = LINT_FAMILY(rows);
