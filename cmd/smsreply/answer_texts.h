/* SPDX-License-Identifier: ISC */
/*
 * answer_texts: what is answered when the configuration has no words of its
 * own.  Liquid over `brand`, `link` and `choices` (reply, starts_at).
 *
 * A stop says that no more comes and nothing else; help names brand, contact
 * and the way out (CTIA Short Code Monitoring Handbook, 1.8, section A).
 */
#ifndef SMSREPLY_ANSWER_TEXTS_H
#define SMSREPLY_ANSWER_TEXTS_H

#include "answer.h"

struct answer_text {
	const char *name;
	const char *purpose;
	const char *english, *spanish;
};

extern const struct answer_text answer_texts[ANSWERS];

#endif
