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

static void
said_status(struct said *said, struct slice word, struct slice text)
{
	if (slice_among(word, said_yes))
		said->yes = true;
	else if (slice_among(word, said_no))
		said->no = true;
	else if (said->strange.p == NULL)
		said->strange = text;
}

void
said_take(struct said *said, enum said_column column, struct slice text)
{
	char plain[SAID_WORD_MAX];
	struct slice word = said_plain(text, plain);
	bool not_out = word.p != NULL &&
	    (word.n == 0 || slice_among(word, said_not_out));

	switch (column) {
	case SAID_STATUS:
		said_status(said, word, text);
		break;
	case SAID_STATE:
		if (word.n >= SAID_STATE_LETTERS) {
			said->yes = said->yes || slice_among(word, said_yes);
			said->no = said->no || slice_among(word, said_no);
		}
		break;
	case SAID_OUT:
		if (not_out)
			said->not_out = true;
		else if (slice_among(word, said_out) ||
		    slice_among(word, said_no) || said_is_date(text))
			said->no = true;
		else if (said->strange.p == NULL)
			said->strange = text;
		break;
	case SAID_OUT_AT:
		said->not_out = said->not_out || not_out;
		said->no = said->no || !not_out;
		break;
	}
}
