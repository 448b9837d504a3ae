/* SPDX-License-Identifier: ISC */
/*
 * subject: a template, or the configuration, as the rules of files see it.
 */
#ifndef SMSLINT_SUBJECT_H
#define SMSLINT_SUBJECT_H

#include "lint.h"
#include "sheet.h"
#include "template/template_file.h"

struct subject {
	const struct lint_settings *settings;
	struct sheet *sheet;
	const struct sheet_file *file;
	const struct yaml_node *root; /* of its YAML */
	const struct template_file *template; /* NULL: the configuration */
	/* The campaign whose registration is looked at; NULL: none. */
	const struct config_campaign *campaign;
	bool links; /* one of the template's texts has a link */
	bool all; /* all rules run: a comment without effect has none */
	const struct lint_rule *rule; /* the one at work */
	int level; /* a severity that the user wants, or LINT_AS_IS */
};

/*
 * Adds a finding of the rule at work: at the key of the node when it has one,
 * else at the node; NULL: at the top of the file.
 */
void subject_add(const struct subject *subject, enum lint_severity severity,
    const struct yaml_node *node, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The entry of that key, and then of that one; NULL: none. */
const struct yaml_node *subject_entry(
    const struct subject *subject, const char *key, const char *inner);

#endif
