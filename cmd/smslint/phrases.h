/* SPDX-License-Identifier: ISC */
/*
 * phrases: the words that rules look for, English and Spanish, as tables.
 *
 * A phrase is words with blanks between them, in small letters and without
 * accents and apostrophes ("dont", "proximo"); it never goes from one sentence
 * into the next.
 *
 *	a|b|c_d		one of them; c_d are two words
 *	{group}		one of the group's words
 *	word?		may be missing
 *	~3		up to three other words
 *	# $ % @		a number, an amount of money, a percentage, a link
 *	!		in front: a guard, which voids the sign where they
 *			overlap: "feel free" is not free
 */
#ifndef SMSLINT_PHRASES_H
#define SMSLINT_PHRASES_H

#include <stddef.h>

/* What a phrase is a sign of. */
enum sign {
	SIGN_SEX,
	SIGN_HATE,
	SIGN_ALCOHOL,
	SIGN_FIREARMS,
	SIGN_TOBACCO,
	SIGN_CANNABIS,
	SIGN_FINANCE,
	SIGN_DEBT_OTHERS,
	SIGN_DEBT_OWN,
	SIGN_LEADGEN,
	SIGN_GAMBLING,
	SIGN_GETRICH,
	SIGN_RX,
	SIGN_JOBS,
	SIGN_PHISHING,
	SIGN_PHISHING_LINK, /* with a link that is not the brand's */
	SIGN_URGENCY,
	SIGN_SPAM,
	SIGN_PROMOTION,
	SIGN_CODE, /* a one-time code */
	SIGN_OPT_IN, /* the confirmation of one */
	SIGN_RATES,
	SIGN_FREQUENCY,
	SIGN_HELP,
	SIGN_OPT_OUT, /* of another kind than STOP */
	SIGN_SECRET,
	SIGN_CONDITION, /* what somebody has, or takes */
	SIGN_PROCEDURE,
	SIGN_DISGUISE, /* words worth a disguise; alone no sign of anything */
	SIGN_COUNT,
};

struct phrase {
	enum sign sign;
	const char *text;
};

struct phrase_group {
	const char *name, *words;
};

struct phrase_table {
	const struct phrase *phrases;
	size_t count;
};

#define PHRASE_TABLE(rows)                             \
	{                                              \
		rows, sizeof(rows) / sizeof((rows)[0]) \
	}

extern const struct phrase_table phrases_shaft, phrases_prohibited,
    phrases_fraud, phrases_spam, phrases_service, phrases_private;

/* NULL when there is no such group. */
const char *phrases_group(const char *name, size_t n);

#endif
