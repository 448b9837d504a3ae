/* SPDX-License-Identifier: ISC */
#include "subject.h"

#include "rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
subject_add(const struct subject *subject, enum lint_severity severity,
    const struct yaml_node *node, const char *fmt, ...)
{
	struct sheet_finding finding = {.rule = subject->rule,
	    .severity = subject->level == LINT_AS_IS
		? severity
		: (enum lint_severity)subject->level,
	    .file = subject->file};
	char message[ERROR_TEXT_MAX];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	finding.message = slice_of(message);
	if (node != NULL && node->key != NULL) {
		finding.at = node->key_at;
		finding.length = strlen(node->key);
	} else if (node != NULL) {
		finding.at = node->at;
		finding.length = node->end > node->at ? node->end - node->at
						      : 0;
	}
	sheet_add(subject->sheet, &finding);
}

const struct yaml_node *
subject_entry(const struct subject *subject, const char *key, const char *inner)
{
	const struct yaml_node *node = yaml_get(subject->root, key);

	if (inner == NULL || node == NULL || node->type != YAML_MAP)
		return node;
	return yaml_get(node, inner);
}
