/* SPDX-License-Identifier: ISC */
#include "rule_words.h"

#include "base/ascii.h"

#include <string.h>

/* When a sign counts. */
enum {
	NEEDS_LINK = 1 << 0, /* one that is not the brand's */
	NEEDS_HEALTH = 1 << 1, /* the brand is of the trade */
	NEEDS_NAME = 1 << 2, /* of a person in the body */
	NOT_ALCOHOL = 1 << 3, /* the brand is not of the trade */
	NOT_TOBACCO = 1 << 4,
	IS_SECRET = 1 << 5, /* the report must not repeat its digits */
};

static const struct {
	const char *rule; /* NULL: of no rule by itself */
	enum lint_severity severity;
	unsigned needs;
	const char *what;
} meanings[SIGN_COUNT] = {
    [SIGN_SEX] = {"shaft", LINT_ERROR, 0, "sexual content"},
    [SIGN_HATE] = {"shaft", LINT_ERROR, 0, "hate"},
    [SIGN_ALCOHOL] = {"shaft", LINT_ERROR, NOT_ALCOHOL, "alcohol"},
    [SIGN_FIREARMS] = {"shaft", LINT_ERROR, 0, "firearms"},
    [SIGN_TOBACCO] = {"shaft", LINT_ERROR, NOT_TOBACCO, "tobacco"},
    [SIGN_CANNABIS] = {"cannabis", LINT_ERROR, 0, "cannabis"},
    [SIGN_FINANCE] = {"prohibited-finance", LINT_ERROR, 0,
	"loans, debt relief, credit repair or crypto money"},
    [SIGN_DEBT_OTHERS] = {"prohibited-debt", LINT_ERROR, 0,
	"collecting a debt for others"},
    [SIGN_DEBT_OWN] = {"prohibited-debt", LINT_WARNING, 0,
	"a payment that is past due"},
    [SIGN_LEADGEN] = {"prohibited-leadgen", LINT_ERROR, 0,
	"passing people's data on"},
    [SIGN_GAMBLING] = {"prohibited-gambling", LINT_ERROR, 0, "gambling"},
    [SIGN_GETRICH] = {"prohibited-getrich", LINT_ERROR, 0,
	"easy money or work from home"},
    [SIGN_RX] = {"prohibited-rx", LINT_ERROR, 0, "selling prescription drugs"},
    [SIGN_JOBS] = {"prohibited-jobs", LINT_ERROR, 0, "offering jobs"},
    [SIGN_PHISHING] = {"phishing", LINT_ERROR, 0, "what swindlers write"},
    [SIGN_PHISHING_LINK] = {"phishing", LINT_ERROR, NEEDS_LINK,
	"with a link that is not the brand's, what swindlers write"},
    [SIGN_URGENCY] = {"urgency", LINT_WARNING, 0, "pressing for haste"},
    [SIGN_SPAM] = {"spam-word", LINT_WARNING, 0, "a word of spam"},
    [SIGN_SECRET] = {"pii-other", LINT_ERROR, IS_SECRET,
	"a secret, or a question for one"},
    [SIGN_CONDITION] = {"phi", LINT_ERROR, NEEDS_HEALTH,
	"what somebody has or takes"},
    [SIGN_PROCEDURE] = {"phi", LINT_ERROR, NEEDS_HEALTH | NEEDS_NAME,
	"what is done to somebody who is named"},
};

struct slice
words_of_hit(const struct lint_message *message, const struct lexicon_hit *hit)
{
	const struct token *tokens = message->tokens.list;
	const char *from = tokens[hit->first].text.p;
	struct slice last = tokens[hit->last].text;

	return (struct slice){from, (size_t)(last.p + last.n - from)};
}

const struct lexicon_hit *
words_hit(const struct lint_message *message, enum sign sign)
{
	size_t i;

	if (!lexicon_has(&message->hits, sign))
		return NULL;
	for (i = 0; i < message->hits.count; i++)
		if (message->hits.list[i].sign == sign)
			break;
	return &message->hits.list[i];
}

/* ---- names -------------------------------------------------------------- */

static const char *const greetings[] = {
    "hi", "hello", "hey", "dear", "hola", "estimado", "estimada", NULL};
static const char *const not_names[] = {"reminder", "hello", "hi", "hey",
    "thanks", "today", "tomorrow", "hola", "recuerde", "there", "team",
    "friend", "friends", "neighbor", "customer", "patient", "client", "all",
    "everyone", "parents", "families", "please", "sorry", "great", "ok", "yes",
    "recordatorio", "gracias", "mom", "dad", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "this", "welcome", NULL};
static const char *const addressed[] = {"your", "this", "you", "youre",
    "you're", "we", "we're", "just", "it's", "please", "su", "tu", "le",
    "tiene", "tienes", "dr", "its", "our", "see", "remember", NULL};

static bool
is_name(const struct word *word)
{
	return word->text.n > 1 && (word->has & WORD_UPPER) != 0 &&
	    (word->has & WORD_DIGIT) == 0 && !word_among(word, not_names);
}

bool
words_name_somebody(const struct lint_message *message)
{
	const struct word *word = message->words.list;
	const struct word *end = word + message->words.count;

	for (; word + 1 < end; word++) {
		if (word_among(word, greetings) && is_name(&word[1]))
			return true;
		if (is_name(word) && word->text.p[word->text.n] == ',' &&
		    word_among(&word[1], addressed))
			return true;
	}
	return false;
}

/* ---- the check ---------------------------------------------------------- */

static bool
trade_is(const struct lint_settings *settings, const char *trade)
{
	const char *own = settings->config->brand.trade;

	return own != NULL && strcmp(own, trade) == 0;
}

static bool
counts(const struct lint_message *message, const struct lint_settings *settings,
    unsigned needs)
{
	if ((needs & NEEDS_LINK) != 0 &&
	    !lint_links_elsewhere(message, settings))
		return false;
	if ((needs & NEEDS_HEALTH) != 0 && !trade_is(settings, "health"))
		return false;
	if ((needs & NEEDS_NAME) != 0 && !words_name_somebody(message))
		return false;
	if ((needs & NOT_ALCOHOL) != 0 && trade_is(settings, "alcohol"))
		return false;
	return (needs & NOT_TOBACCO) == 0 || !trade_is(settings, "tobacco");
}

/*
 * A disguise gives away those who evade the ban of what they sell; of a word
 * of spam the disguise itself is fault enough.
 */
static bool
is_disguised(const struct lint_message *message, const struct lexicon_hit *hit)
{
	size_t i;

	for (i = hit->first; i <= hit->last; i++)
		if (message->tokens.list[i].disguised)
			return true;
	return false;
}

/* "sugar-free", "non-urgent": half of a word says something else. */
static bool
is_half(const struct lint_message *message, const struct lexicon_hit *hit)
{
	return message->tokens.list[hit->first].hyphen;
}

static void
mask_digits(struct lint_report *report, struct slice place)
{
	char *mask = arena_string(report->arena, lint_excerpt(place));
	char *p;

	for (p = mask; *p != '\0'; p++)
		if (ascii_is_digit(*p))
			*p = '*';
	lint_mask(report, mask);
}

static void
report_hit(const struct lint_message *message, const struct lexicon_hit *hit,
    struct lint_report *report)
{
	struct slice place = words_of_hit(message, hit);
	const char *what = meanings[hit->sign].what;

	if ((meanings[hit->sign].needs & IS_SECRET) != 0) {
		lint_add(report, meanings[hit->sign].severity, place, LINT_NONE,
		    "this is %s", what);
		mask_digits(report, place);
		return;
	}
	lint_add(report, meanings[hit->sign].severity, place, LINT_NONE,
	    "'%.*s' is %s", SLICE_ARG(lint_excerpt(place)), what);
}

void
rule_words(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct lexicon_hit *hit = message->hits.list;
	const struct lexicon_hit *end = hit + message->hits.count;
	size_t next = 0; /* the first token that was not reported */

	for (; hit < end; hit++) {
		if (meanings[hit->sign].rule == NULL ||
		    strcmp(meanings[hit->sign].rule, report->rule->id) != 0 ||
		    hit->first < next)
			continue;
		if (meanings[hit->sign].severity == LINT_WARNING &&
		    (is_disguised(message, hit) || is_half(message, hit)))
			continue;
		if (!counts(message, settings, meanings[hit->sign].needs))
			continue;
		report_hit(message, hit, report);
		next = hit->last + 1;
	}
}
