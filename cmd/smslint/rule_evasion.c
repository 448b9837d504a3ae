/* SPDX-License-Identifier: ISC */
/* How a text evades a filter. */
#include "rules.h"

#include "base/ascii.h"
#include "text/cluster.h"
#include "text/utf8.h"

#include <string.h>

/* ---- letters in a row --------------------------------------------------- */

enum { REPEAT_MIN = 4 }; /* "sooo" is common */

/* Where a letter stands four times in a row; not there: nowhere. */
static struct slice
repeated(struct slice word)
{
	size_t i, n = 1;

	for (i = 1; i <= word.n; i++) {
		if (i < word.n && ascii_is_letter(word.p[i]) &&
		    (word.p[i] | 0x20) == (word.p[i - 1] | 0x20)) {
			n++;
			continue;
		}
		/* "xxxx1234" masks a number; "AAAA" is a battery. */
		if (n >= REPEAT_MIN && (word.p[i - 1] | 0x20) != 'x' &&
		    !(n == word.n && word.p[0] < 'a'))
			return (struct slice){word.p + i - n, n};
		n = 1;
	}
	return (struct slice){NULL, 0};
}

static void
rule_repeat_char(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct word *word = message->words.list;
	const struct word *end = word + message->words.count;
	struct slice place;

	(void)settings;
	for (; word < end; word++) {
		if (word->text.n < REPEAT_MIN || (word->has & WORD_DIGIT) != 0)
			continue;
		place = repeated(word->text);
		if (place.p != NULL && !links_cover(&message->links, place.p))
			lint_add(report, LINT_WARNING, place,
			    (struct slice){place.p, 1},
			    "'%c' %zu times in a row", place.p[0], place.n);
	}
}

/* ---- other letters ------------------------------------------------------ */

/* Letters of mathematics, of full width, in circles and squares. */
static const struct utf8_range styled[] = {
    {0x249c, 0x24e9},
    {0xff21, 0xff3a},
    {0xff41, 0xff5a},
    {0x1d400, 0x1d7ff},
    {0x1f110, 0x1f149},
    {0x1f150, 0x1f169},
    {0x1f170, 0x1f189},
};

static bool
is_styled(uint32_t point)
{
	return point >= styled[0].first && utf8_in(styled, 7, point);
}

/* A row of two at least: one alone may be a sign, as a P for parking is. */
static void
find_styled(const struct lint_message *message, struct lint_report *report)
{
	const char *p = message->body.p, *end = p + message->body.n, *from;
	size_t len, count;

	while (p < end) {
		for (from = p, count = 0; p < end; p += len, count++)
			if ((unsigned char)*p < 0x80 ||
			    !is_styled(utf8_decode(p, &len)))
				break;
		if (count >= 2)
			lint_add(report, LINT_WARNING,
			    (struct slice){from, (size_t)(p - from)}, LINT_NONE,
			    "letters of another form than the plain one");
		while (p < end && (unsigned char)*p < 0x80)
			p++;
		if (p < end && !is_styled(utf8_decode(p, &len)))
			p += len;
	}
}

static void
rule_leetspeak(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct tokens *tokens = &message->tokens;
	size_t i;

	(void)settings;
	for (i = 0; i < tokens->disguise_count; i++)
		lint_add(report, LINT_WARNING, tokens->disguises[i], LINT_NONE,
		    "'%.*s' is a word in disguise",
		    SLICE_ARG(lint_excerpt(tokens->disguises[i])));
	if (message->size.encoding == SEGMENT_UCS2)
		find_styled(message, report);
}

/* ---- what is not seen --------------------------------------------------- */

static const struct utf8_range unseen[] = {
    {0x00ad, 0x00ad}, /* soft hyphen */
    {0x034f, 0x034f}, {0x061c, 0x061c}, {0x115f, 0x1160}, /* Hangul fillers */
    {0x17b4, 0x17b5}, {0x180b, 0x180e},
    {0x200b, 0x200f}, /* zero width, marks of direction */
    {0x202a, 0x202e}, /* bidirectional embeddings and overrides */
    {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
    {0xe0000, 0xe007f}, /* tags */
};

/* Scripts that are written with joiners, or from the right. */
static const struct utf8_range joining[] = {
    {0x0590, 0x08ff}, /* Hebrew to Arabic Extended-A */
    {0x0900, 0x0dff}, /* Indic */
    {0x1780, 0x18af}, /* Khmer, Mongolian */
    {0xfb1d, 0xfdff},
    {0xfe70, 0xfefc},
};

enum { COUNT_UNSEEN = sizeof(unseen) / sizeof(unseen[0]) };

/* Is it at home: in a picture of several, a flag, or such a script? */
static bool
is_at_home(uint32_t before, uint32_t point, bool joins)
{
	if (point == 0x200d && (joins || cluster_is_picture(before)))
		return true;
	if (point >= 0xe0020 && point <= 0xe007f) /* the flag of Wales */
		return before == 0x1f3f4 ||
		    (before >= 0xe0020 && before <= 0xe007f);
	return ((point >= 0x200c && point <= 0x200f) || point == 0x061c ||
		   (point >= 0x180b && point <= 0x180e)) &&
	    utf8_in(joining, 5, before);
}

static void
rule_invisible(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const char *p = message->body.p, *end = p + message->body.n;
	uint32_t point, before = 0;
	bool joins;
	size_t len;

	(void)settings;
	if (message->size.encoding == SEGMENT_GSM7)
		return;
	for (; p < end; p += len) {
		if ((unsigned char)*p < 0x80) {
			before = (unsigned char)*p;
			len = 1;
			continue;
		}
		point = utf8_decode(p, &len);
		joins = before == 0xfe0f ||
		    (before >= 0x1f3fb && before <= 0x1f3ff);
		if (utf8_in(unseen, COUNT_UNSEEN, point) &&
		    !is_at_home(before, point, joins))
			lint_add(report, LINT_WARNING, (struct slice){p, len},
			    slice_of(""),
			    "a character that is not seen (U+%04X)",
			    (unsigned)point);
		before = point;
	}
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "repeat-char",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "a letter four times in a row",
	.why = "Stretched words are a mark of spam.",
	.source = "content guidelines of the carriers",
	.example = LINT_BODY(
	    "Maple Street Dental: see you sooooon. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: card XXXX1234 is on file, a AAAA cell too. "
	    "Reply STOP to opt out."),
	.check = rule_repeat_char},
    {.id = "leetspeak",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary =
	    "words in disguise: fr33, c@sh, s p a c e d, letters of other "
	    "alphabets",
	.why =
	    "Digits, marks and foreign letters in place of letters are there "
	    "to evade filters, which know them. A disguise is seen where a "
	    "word of spam comes out, never in a name or a code.",
	.source = "content guidelines of the carriers; Unicode TR 39",
	.example = LINT_BODY(
	    "Maple Street Dental: cl1ck on Tue. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: Zo3, see you in 4B at 5PM with part C4SH0. "
	    "Reply STOP to opt out."),
	.check = rule_leetspeak},
    {.id = "invisible",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "characters that are not seen",
	.why = "Characters without width, soft hyphens and marks of direction "
	       "cost UCS-2 and part words so that filters do not know them. "
	       "Where a script or a picture needs them they are at home.",
	.source = "Unicode TR 36; content guidelines of the carriers",
	.example =
	    "{\"body\": \"Maple Street Dental: see​you Tue. Text STOP to "
	    "end.\"}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: 👩‍⚕️ Tue. Text "
	    "STOP to end.\"}",
	.fix = true,
	.check = rule_invisible},
};

const struct lint_family rules_evasion = LINT_FAMILY(rows);
