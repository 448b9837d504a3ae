/* SPDX-License-Identifier: ISC */
#include "said.h"

#include "base/ascii.h"

#include <string.h>

enum {
	SAID_WORD_MAX = 24,
	SAID_STATE_LETTERS = 3, /* of "IN", "OR" and the like less */
	SAID_DATE_DIGITS = 6, /* at least */
};

/* In small letters, without blanks, dashes and the like. */
static const char said_yes[] =
    "granted|imported|optin|optedin|in|yes|y|true|t|1|subscribed|active|start|"
    "consented|confirmed";
static const char said_no[] =
    "revoked|denied|optout|optedout|out|no|n|false|f|0|unsubscribed|inactive|"
    "stop|stopped|blocked|withdrawn|bounced|stopall|unsubscribe|cancel|"
    "cancelled|canceled|end|quit|revoke|block|declined|refused|rejected|"
    "suppressed|donotsms|donottext|donotcontact|dnc|complained|expired|"
    "numberreassigned|reassigned";

/* What in a column of opt-outs says that there is none … */
static const char said_not_out[] =
    "no|n|false|f|0|never|none|null|na|notoptedout|optin|optedin|in|"
    "subscribed|start|00000000|00000000000000";
/* … and what, beside the words for no, that there is one. */
static const char said_out[] = "yes|y|true|t|1|x";

/* Letters and digits alone; not there when it is no word of ours. */
static struct slice
said_plain(struct slice text, char plain[SAID_WORD_MAX])
{
	size_t i, n = 0;

	for (i = 0; i < text.n; i++) {
		if (strchr(" -_/:.'\"!", text.p[i]) != NULL)
			continue;
		if (n == SAID_WORD_MAX)
			return (struct slice){NULL, 0};
		plain[n++] = (char)(text.p[i] |
		    (ascii_is_letter(text.p[i]) ? 0x20 : 0));
	}
	return (struct slice){plain, n};
}

bool
said_is_date(struct slice text)
{
	size_t i, digits = 0;

	for (i = 0; i < text.n; i++)
		digits += ascii_is_digit(text.p[i]);
	return digits >= SAID_DATE_DIGITS;
}

/* A no: -1, a yes: 1; 0: neither. */
static int
said_word(struct slice word)
{
	if (slice_among(word, said_no))
		return -1;
	return slice_among(word, said_yes) ? 1 : 0;
}

/* The same of a column of those who opted out, where nobody says yes. */
static int
said_out_word(struct slice word, struct slice text)
{
	return slice_among(word, said_out) || slice_among(word, said_no) ||
		said_is_date(text)
	    ? -1
	    : 0;
}

bool
said_take(struct said *said, enum said_column column, struct slice text)
{
	bool out = column == SAID_OUT || column == SAID_OUT_AT;
	char plain[SAID_WORD_MAX];
	struct slice word = said_plain(text, plain);
	int says;

	if (out && word.p != NULL &&
	    (word.n == 0 || slice_among(word, said_not_out))) {
		said->not_out = true;
		return false;
	}
	if (column == SAID_STATE && word.n < SAID_STATE_LETTERS)
		return false;
	says = column == SAID_OUT_AT ? -1
	    : column == SAID_OUT     ? said_out_word(word, text)
				     : said_word(word);
	said->yes = said->yes || says > 0;
	said->no = said->no || says < 0;
	if (says == 0 && column != SAID_STATE && said->strange.p == NULL)
		said->strange = text;
	return says < 0;
}
