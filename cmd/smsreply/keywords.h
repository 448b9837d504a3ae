/* SPDX-License-Identifier: ISC */
/*
 * keywords: texts that are one keyword and nothing else.
 */
#ifndef SMSREPLY_KEYWORDS_H
#define SMSREPLY_KEYWORDS_H

#include "intent.h"

#include "base/mem.h"
#include "config/yaml.h"
#include "record/view.h"

#include <stdbool.h>

/* How the meaning is known: the field `intent_basis`. */
enum basis {
	BASIS_NONE,
	BASIS_PROVIDER,
	BASIS_EXACT,
	BASIS_NORMALIZED,
	BASIS_PHRASE,
};

const char *basis_name(enum basis basis);

struct keyword_hit {
	enum intent intent;
	enum basis basis;
	struct slice keyword; /* as tables and templates write it */
	const char *language; /* NULL: none in particular */
	const char *rule; /* that decided: keyword.standard, stop.contact */
	bool unsure; /* a stop that may be meant otherwise */
	bool idle; /* nobody has to do anything about it */
};

/* A body made comparable: folded case, no punctuation or emoji around it. */
struct keyword_text {
	struct slice exact; /* blanks trimmed, case folded */
	struct slice plain; /* the same without what is no letter or digit */
};

void keyword_prepare(
    struct slice body, struct arena *arena, struct keyword_text *out);

/* Is its first word a plain yes?  "OK" is none. */
bool keyword_says_yes(const struct keyword_text *text);

/* Letters in upper case, the rest as it is. */
struct slice keyword_upper(struct slice text, struct arena *arena);

/* The opt-out, opt-in and help words of carriers, platforms and the FCC. */
bool keyword_standard(const struct keyword_text *text, struct keyword_hit *hit);

/* The words of a message's `replies`, {"R": "reschedule"}. */
bool keyword_of_message(const struct keyword_text *text, struct view replies,
    struct arena *arena, struct keyword_hit *hit);

/* The words of the configuration's `reply`. */
bool keyword_of_config(const struct keyword_text *text,
    const struct yaml_node *reply, struct arena *arena,
    struct keyword_hit *hit);

/* STOP, START or HELP as a provider flags it; false for anything else. */
bool keyword_of_provider(struct slice flag, struct keyword_hit *hit);

#endif
