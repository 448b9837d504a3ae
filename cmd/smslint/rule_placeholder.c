/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "text/utf8.h"

enum { PLACEHOLDER_MAX = 60 }; /* bytes between the brackets */

/*
 * What stands between the brackets of a form: "[first name]", "[DATE]".  Other
 * words in brackets are ordinary text: "[Reminder] see you at 5".
 */
static const char *const placeholder_nouns[] = {"name", "names", "firstname",
    "lastname", "fname", "lname", "customer", "client", "patient", "guest",
    "member", "user", "username", "contact", "recipient", "date", "day", "time",
    "hour", "datetime", "appointment", "appt", "service", "business", "company",
    "brand", "store", "location", "address", "street", "city", "zip", "phone",
    "number", "email", "link", "url", "website", "amount", "price", "total",
    "order", "code", "agent", "doctor", "provider", "staff", "variable",
    "placeholder", "xxx", NULL};
static const char *const placeholder_fillers[] = {"a", "the", "of", "your",
    "our", "insert", "enter", "first", "last", "full", "here", "id", NULL};

enum freedom {
	KNOWN, /* words of the two lists, or a name such as first_name */
	KNOWN_DENSE, /* the same, without blanks */
	ANY, /* whatever is inside, it was to be filled */
	OPEN, /* the opening bracket alone is enough */
};

static const struct {
	const char *open, *close;
	enum freedom freedom;
} brackets[] = {
    {"{{", "}}", OPEN},
    {"{%", "%}", OPEN},
    {"${", "}", ANY},
    {"*|", "|*", ANY},
    {"<%", "%>", ANY},
    {"[object ", "]", ANY},
    {"{", "}", KNOWN},
    {"[", "]", KNOWN},
    {"<", ">", KNOWN},
    {"%", "%", KNOWN_DENSE},
};

/* Bytes with which one of the brackets opens. */
static const bool placeholder_opens[256] = {
    ['{'] = true,
    ['['] = true,
    ['<'] = true,
    ['%'] = true,
    ['$'] = true,
    ['*'] = true,
};

static bool
placeholder_starts(const char *p, const char *end, const char *with)
{
	size_t n = strlen(with);

	return (size_t)(end - p) >= n && memcmp(p, with, n) == 0;
}

/* "first_name", "appointment.starts_at": one name, more than one part. */
static bool
placeholder_is_path(struct slice inside)
{
	bool joined = false;
	size_t i;

	for (i = 0; i < inside.n; i++) {
		char c = inside.p[i];

		if (c == '_' || c == '.')
			joined = joined || (i > 0 && i + 1 < inside.n);
		else if (!utf8_is_word((unsigned char)c))
			return false;
	}
	return joined && !(inside.p[0] >= '0' && inside.p[0] <= '9');
}

/* Is it made of the words of the lists, one noun at least? */
static bool
placeholder_is_known(struct slice inside)
{
	struct words words = {0};
	bool known = true, noun = false;
	size_t i;

	words_split(&words, inside);
	for (i = 0; i < words.count && known; i++) {
		noun = noun || word_among(&words.list[i], placeholder_nouns);
		known = word_among(&words.list[i], placeholder_nouns) ||
		    word_among(&words.list[i], placeholder_fillers);
	}
	words_release(&words);
	return known && noun;
}

static bool
placeholder_fits(struct slice inside, enum freedom freedom)
{
	if (freedom == ANY || freedom == OPEN)
		return true;
	if (inside.n == 0 ||
	    (freedom == KNOWN_DENSE && memchr(inside.p, ' ', inside.n) != NULL))
		return false;
	return placeholder_is_path(inside) || placeholder_is_known(inside);
}

/* The end of the placeholder that starts at p, or NULL: it is none. */
static const char *
placeholder_end(const char *p, const char *end)
{
	size_t i = 0, n, count = sizeof(brackets) / sizeof(brackets[0]);
	struct slice inside = {NULL, 0};

	while (i < count && !placeholder_starts(p, end, brackets[i].open))
		i++;
	if (i == count)
		return NULL;
	inside.p = p + strlen(brackets[i].open);
	n = (size_t)(end - inside.p);
	if (n > PLACEHOLDER_MAX)
		n = PLACEHOLDER_MAX;
	while (inside.n < n &&
	    !placeholder_starts(inside.p + inside.n, end, brackets[i].close))
		inside.n++;
	if (inside.n == n)
		return brackets[i].freedom == OPEN ? inside.p : NULL;
	if (!placeholder_fits(inside, brackets[i].freedom))
		return NULL;
	return inside.p + inside.n + strlen(brackets[i].close);
}

static void
placeholder_brackets(
    const struct lint_message *message, struct lint_report *report)
{
	const char *p = message->body.p, *end = p + message->body.n, *stop;
	struct slice place, shown;

	for (;;) {
		while (p < end && !placeholder_opens[(unsigned char)*p])
			p++;
		if (p == end)
			return;
		stop = placeholder_end(p, end);
		if (stop == NULL) {
			p++;
			continue;
		}
		place = (struct slice){p, (size_t)(stop - p)};
		shown = lint_excerpt(place);
		lint_add(report, LINT_ERROR, place, LINT_NONE,
		    "'%.*s' was not filled in", SLICE_ARG(shown));
		p = stop;
	}
}

/* What programs print for a value that is not there. */
static const struct slice placeholder_nothing[] = {
    {"null", 4},
    {"NULL", 4},
    {"undefined", 9},
    {"NaN", 3},
};

static bool
placeholder_is_nothing(struct slice word)
{
	size_t i, n = sizeof(placeholder_nothing) / sizeof(struct slice);

	for (i = 0; i < n; i++)
		if (word.p[0] == placeholder_nothing[i].p[0] &&
		    slice_equal(word, placeholder_nothing[i]))
			return true;
	return false;
}

/* "null and void" is English. */
static bool
placeholder_is_english(const struct words *words, size_t at)
{
	return at + 2 < words->count && word_is(&words->list[at], "null") &&
	    word_is(&words->list[at + 1], "and") &&
	    word_is(&words->list[at + 2], "void");
}

static void
rule_placeholder_unfilled(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct words *words = &message->words;
	size_t i;

	(void)settings;
	placeholder_brackets(message, report);
	for (i = 0; i < words->count; i++) {
		struct slice text = words->list[i].text;

		if (placeholder_is_nothing(text) &&
		    !placeholder_is_english(words, i))
			lint_add(report, LINT_ERROR, text, LINT_NONE,
			    "'%.*s' stands where a value was missing",
			    SLICE_ARG(text));
	}
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "placeholder-unfilled",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a placeholder that was not filled in",
	.why =
	    "{{ name }}, [Name], null, undefined or NaN in a text means that a "
	    "value was missing when it was made.",
	.source = "our own: no such text is meant to be sent",
	.example = LINT_BODY("Maple Street Dental: hi [Name], see you Tue. "
			     "Reply STOP to opt out."),
	.near_miss = LINT_BODY("[Reminder] Maple Street Dental: hi Nan, see "
			       "you Tue. Reply STOP to opt out."),
	.check = rule_placeholder_unfilled},
};

const struct lint_family rules_placeholder = LINT_FAMILY(rows);
