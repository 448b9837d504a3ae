/* SPDX-License-Identifier: ISC */
/*
 * rule_words: the check of every rule that is a matter of phrases; which
 * phrases those are, the table of signs in rule_words.c says.
 */
#ifndef SMSLINT_RULE_WORDS_H
#define SMSLINT_RULE_WORDS_H

#include "rules.h"

void rule_words(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* Where a hit stands in the body. */
struct slice words_of_hit(
    const struct lint_message *message, const struct lexicon_hit *hit);

/* The first hit of a sign, or NULL. */
const struct lexicon_hit *words_hit(
    const struct lint_message *message, enum sign sign);

/* Does the body speak to somebody by name: "Hi Dana", "Dana, your"? */
bool words_name_somebody(const struct lint_message *message);

#endif
