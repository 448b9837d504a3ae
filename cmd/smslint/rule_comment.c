/* SPDX-License-Identifier: ISC */
/* The comments that switch rules off; after all others have used them. */
#include "subject.h"

static void
rule_ignore_comment(const struct subject *subject)
{
	const struct ignore *ignore = subject->file->ignores.first;
	struct yaml_node place;

	for (; ignore != NULL; ignore = ignore->next) {
		place = (struct yaml_node){
		    .at = (size_t)(ignore->name.p - subject->file->source.p)};
		place.end = place.at + ignore->name.n;
		if (ignore->rule == NULL)
			subject_add(subject, LINT_WARNING, &place,
			    "there is no rule '%.*s'", SLICE_ARG(ignore->name));
		else if (!ignore->used && subject->all)
			subject_add(subject, LINT_WARNING, &place,
			    "'%.*s' finds nothing here: take the comment away",
			    SLICE_ARG(ignore->name));
		else if (!ignore->reason)
			subject_add(subject, LINT_INFO, &place,
			    "say why '%.*s' is ignored, behind a colon",
			    SLICE_ARG(ignore->name));
	}
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "ignore-comment",
	.severity = LINT_WARNING,
	.scope = LINT_TEMPLATE | LINT_CONFIG,
	.summary = "an ignore comment without effect, rule or reason",
	.why = "A comment that ignores nothing hides what comes later; who "
	       "reads it wants to know why it is there.",
	.source = "smslint(1), Templates",
	.example =
	    "id: visit\npurpose: confirmation\ncategory: transactional\n"
	    "# smslint: ignore url-http: no TLS yet\n"
	    "body: \"{{ brand.name }}: see you. Reply STOP to opt out.\"\n",
	.near_miss =
	    "id: visit\npurpose: confirmation\ncategory: transactional\n"
	    "# smslint: ignore punctuation: it is a birthday\n"
	    "body: \"{{ brand.name }}: see you!! Reply STOP to opt out.\"\n",
	.check_template = rule_ignore_comment,
	.check_config = rule_ignore_comment},
};

const struct lint_family rules_comment = LINT_FAMILY(rows);
