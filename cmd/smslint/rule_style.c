/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "text/utf8.h"

/* ---- capitals ----------------------------------------------------------- */

enum {
	CAPS_ROW = 3, /* words in a row that shout */
	CAPS_ACRONYM = 3, /* letters of a word that may be an acronym */
	CAPS_LETTERS = 20, /* fewer letters have no share of capitals */
};

/* Words that stand in capitals because people are to send them. */
static const char *const caps_keywords[] = {"STOP", "STOPALL", "UNSUBSCRIBE",
    "UNSTOP", "HELP", "INFO", "START", "ALTO", "AYUDA", "ARRET", "AIDE", NULL};

struct caps {
	const struct word *first, *last; /* of the words in a row */
	size_t row;
	bool goes_on; /* the word is joined to the one before by a hyphen */
	size_t letters, capitals; /* of the text */
};

static bool
caps_is_keyword(const struct word *word)
{
	const char *const *keyword;

	for (keyword = caps_keywords; *keyword != NULL; keyword++)
		if (slice_is(word->text, *keyword))
			return true;
	return false;
}

static bool
caps_is_brand(const struct word *word, const struct words *brand)
{
	size_t i;

	for (i = 0; i < brand->count; i++)
		if (utf8_equal_fold(word->text, brand->list[i].text))
			return true;
	return false;
}

/* The second half of "SAME-DAY", and of codes such as "ABCD-EFGH". */
static bool
caps_goes_on(const struct word *word, const char *body)
{
	return word->text.p > body + 1 && word->text.p[-1] == '-' &&
	    word->text.p[-2] != ' ';
}

static size_t
caps_letters(struct slice word, size_t *capitals)
{
	size_t i, len, letters = 0;
	uint32_t point;

	for (i = 0; i < word.n; i += len) {
		point = utf8_decode(word.p + i, &len);
		letters += point != '\'' && point != 0x2019;
		*capitals += utf8_fold(point) != point && point != 0x2019;
	}
	return letters;
}

static void
caps_end_row(struct caps *caps, struct lint_report *report)
{
	struct slice row, shown;

	if (caps->row >= CAPS_ROW) {
		row.p = caps->first->text.p;
		row.n = (size_t)(caps->last->text.p - row.p) +
		    caps->last->text.n;
		shown = lint_excerpt(row);
		lint_add(report, LINT_WARNING, row, LINT_NONE,
		    "'%.*s' shouts: words in capitals in a row",
		    SLICE_ARG(shown));
	}
	caps->row = 0;
}

static void
caps_add(struct caps *caps, const struct word *word)
{
	size_t capitals = 0, letters = caps_letters(word->text, &capitals);

	/* Acronyms neither count nor end a row: "SALE ENDS AT NOON". */
	if (letters <= CAPS_ACRONYM)
		return;
	caps->letters += letters;
	caps->capitals += capitals;
	if (caps->goes_on)
		return;
	if (caps->row == 0)
		caps->first = word;
	caps->last = word;
	caps->row++;
}

/* Is there a word that may shout at all? */
static bool
caps_possible(const struct words *words)
{
	size_t i;

	for (i = 0; i < words->count; i++)
		if (words->list[i].has == WORD_UPPER &&
		    words->list[i].text.n > CAPS_ACRONYM &&
		    !caps_is_keyword(&words->list[i]))
			return true;
	return false;
}

static void
caps_walk(struct caps *caps, const struct lint_message *message,
    const struct words *brand, struct lint_report *report)
{
	const struct word *word = message->words.list;
	const struct word *end = word + message->words.count;

	for (; word < end; word++) {
		if ((word->has & WORD_DIGIT) != 0 ||
		    links_cover(&message->links, word->text.p) ||
		    caps_is_keyword(word) || caps_is_brand(word, brand))
			continue;
		if ((word->has & WORD_LOWER) != 0) {
			caps_end_row(caps, report);
			caps->letters += caps_letters(
			    word->text, &caps->capitals);
			continue;
		}
		caps->goes_on = caps_goes_on(word, message->body.p);
		caps_add(caps, word);
	}
	caps_end_row(caps, report);
}

static void
rule_all_caps(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	size_t findings = report->count;
	struct caps caps = {.row = 0};

	if (!caps_possible(&message->words))
		return;
	caps_walk(&caps, message, &settings->brand, report);
	if (report->count == findings && caps.letters >= CAPS_LETTERS &&
	    2 * caps.capitals > caps.letters)
		lint_add(report, LINT_WARNING, LINT_WHOLE, LINT_NONE,
		    "%zu of %zu letters are capitals", caps.capitals,
		    caps.letters);
}

/* ---- marks -------------------------------------------------------------- */

/* Marks, and how many of each may stand in a row. */
static const struct {
	char mark;
	size_t allowed;
} marks[] = {
    {'!', 1},
    {'?', 1},
    {'.', 3}, /* an ellipsis */
    {'$', 2},
    {',', 2},
    {';', 2},
    {':', 2},
    {'*', 2},
    {'#', 2},
    {'~', 2},
    {'=', 2},
    {'+', 2},
    {'-', 2},
    {'_', 2},
    {'&', 2},
    {'%', 2},
    {'^', 2},
};

static bool
marks_too_many(char mark, size_t count)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].mark == mark)
			return count > marks[i].allowed;
	return false;
}

/* Stars in place of digits or letters: "****1234", "d***@maple.example". */
static bool
marks_mask(struct slice body, struct slice run)
{
	const char *after = run.p + run.n, *end = body.p + body.n;

	if (run.p[0] != '*')
		return false;
	if (after + 1 < end && (*after == ' ' || *after == '-'))
		after++;
	return after < end &&
	    (*after == '@' || (*after >= '0' && *after <= '9'));
}

static void
rule_punctuation(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const char *p = message->body.p, *end = p + message->body.n;
	struct slice run;

	(void)settings;
	while (p + 1 < end) {
		if (p[0] != p[1]) {
			p++;
			continue;
		}
		run.p = p;
		while (p < end && *p == *run.p)
			p++;
		run.n = (size_t)(p - run.p);
		if (!marks_too_many(*run.p, run.n) ||
		    marks_mask(message->body, run) ||
		    links_cover(&message->links, run.p))
			continue;
		lint_add(report, LINT_WARNING, run, (struct slice){run.p, 1},
		    "'%c' %zu times in a row", *run.p, run.n);
	}
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "all-caps",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "words in capitals: three in a row, or half of the text",
	.why = "Shouting is a mark of spam. STOP and HELP, acronyms of up to "
	       "three "
	       "letters and the brand's name do not count.",
	.source = "content guidelines of the carriers",
	.example = LINT_BODY("Maple Street Dental: PLEASE CALL BACK TODAY "
			     "about Tue. Reply STOP to opt out."),
	.near_miss = LINT_BODY("MAPLE STREET DENTAL: please CALL us about the "
			       "MRI and ABC forms. Reply STOP to opt out."),
	.check = rule_all_caps},
    {.id = "punctuation",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "!! or ??, or a mark three times in a row",
	.why =
	    "Repeated marks are a mark of spam. Three dots and the stars that "
	    "mask a number are fine.",
	.source = "content guidelines of the carriers",
	.example = LINT_BODY(
	    "Maple Street Dental: see you Tue!! Reply STOP to opt out."),
	.near_miss = LINT_BODY("Maple Street Dental: see you Tue! Card "
			       "****1111 is on file... Reply STOP to opt out."),
	.check = rule_punctuation},
};

const struct lint_family rules_style = LINT_FAMILY(rows);
