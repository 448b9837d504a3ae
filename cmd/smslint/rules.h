/* SPDX-License-Identifier: ISC */
/*
 * rules: the table of what is looked for.  An id never changes its meaning.
 */
#ifndef SMSLINT_RULES_H
#define SMSLINT_RULES_H

#include "base/buf.h"
#include "lint.h"

#include <stddef.h>

enum { RULES_MAX = 64 }; /* room for those of the table */

struct lint_rule {
	const char *id;
	enum lint_severity severity; /* the highest it has */
	const char *summary; /* when it speaks up, in a few words */
	const char *why; /* for --explain, complete sentences */
	const char *source; /* where the rule comes from */
	void (*check)(const struct lint_message *message,
	    const struct lint_settings *settings, struct lint_report *report);
};

/* All rules, in the order in which they are run. */
const struct lint_rule *rules_table(size_t *count);

/* NULL when there is none of that id. */
const struct lint_rule *rules_find(const char *id);

/* The id that was probably meant, or NULL. */
const char *rules_nearest(const char *id);

/* --rules and --explain. */
void rules_list(struct buf *out);
void rules_explain(const struct lint_rule *rule, struct buf *out);

/* rule_brand.c: who speaks, and how to make it stop */
void rule_brand_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_optout_missing(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* rule_length.c: what it costs to be long */
void rule_segments_many(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_ucs2_cost(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* rule_link.c */
void rule_url_shortener(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_url_http(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* rule_style.c: what looks like spam */
void rule_all_caps(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_punctuation(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* rule_placeholder.c, rule_card.c: what must not be in a text */
void rule_placeholder_unfilled(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_pii_card(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

/* rule_sender.c */
void rule_sender_alpha(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);
void rule_sender_unregistered(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report);

#endif
