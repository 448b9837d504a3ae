/* SPDX-License-Identifier: ISC */
/*
 * linter: the rules that were chosen, run over one message record after
 * another.
 */
#ifndef SMSLINT_LINTER_H
#define SMSLINT_LINTER_H

#include "base/opt.h"
#include "lint.h"
#include "rules.h"

struct linter {
	struct lint_settings settings;
	const struct lint_rule *rules[RULES_MAX]; /* those that run */
	int levels[RULES_MAX]; /* what the user says of each, or LINT_AS_IS */
	size_t rule_count;
	struct lint_message message;
	struct lint_report report; /* of the last message */
	struct batch *batch; /* NULL: no rule of a batch was chosen */
	struct buf json;
};

/*
 * select: the rules that run, all when it is empty; without those of ignore.
 * The ids are known to the table; config outlives the linter.
 */
void linter_init(struct linter *linter, const struct config *config,
    const struct opt_list *select, const struct opt_list *ignore);
void linter_release(struct linter *linter);

/* Findings of that rule have this severity, whatever the rule thinks. */
void linter_set_level(
    struct linter *linter, const char *id, enum lint_severity severity);

/* The rule, if it runs, and what the user says of it; else NULL. */
const struct lint_rule *linter_rule(
    const struct linter *linter, const char *id, enum lint_severity *severity);

/*
 * Runs the rules of these scopes, a set of enum lint_scope, over a checked
 * record: the report says what they found.
 */
void linter_run(struct linter *linter, struct record *record, unsigned scopes);

/*
 * Judges a message and sets what sms-record.5 says smslint sets: encoding,
 * segments, cost_estimate and currency (where the price is known), lint, and
 * for errors status and reason, unless another program has decided already.
 * EX_DATAERR when it is no good message record.
 */
int linter_judge(
    struct linter *linter, struct record *record, struct error *err);

#endif
