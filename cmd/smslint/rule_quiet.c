/* SPDX-License-Identifier: ISC */
#include "subject.h"

#include <string.h>

/* Texts are held outside of these hours of the day (smssend(1)). */
enum { QUIET_FIRST = 8, QUIET_LAST = 21 };

static void
rule_quiet_hours(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if ((slice_is(message->status, "held") ||
		slice_is(message->status, "suppressed")) &&
	    slice_is(message->reason, "quiet_hours"))
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "%.*s: quiet hours where the person is",
		    SLICE_ARG(message->status));
}

static void
rule_quiet_send(const struct subject *subject)
{
	const struct template_file *file = subject->template;
	const char *rule = subject->settings->config->quiet_hours;
	bool promotional = strcmp(file->category, "promotional") == 0;

	if (!file->send.set || !file->send.has_time ||
	    (rule != NULL && strcmp(rule, "off") == 0) ||
	    (!file->quiet_hours && !promotional))
		return;
	if (file->send.hour < QUIET_FIRST)
		subject_add(subject, LINT_WARNING,
		    subject_entry(subject, "send", NULL),
		    "%02d:%02d is in the quiet hours: it is held until %02d:00",
		    file->send.hour, file->send.minute, QUIET_FIRST);
	else if (file->send.hour >= QUIET_LAST)
		subject_add(subject, LINT_WARNING,
		    subject_entry(subject, "send", NULL),
		    "%02d:%02d is in the quiet hours: it is held until the "
		    "next morning",
		    file->send.hour, file->send.minute);
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "quiet-hours",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE | LINT_TEMPLATE,
	.summary = "held for quiet hours; a time to send that will be",
	.why = "Of a message it repeats what the record says: smssend judges "
	       "by the place of the number and the clock. A template whose "
	       "`send` names an hour before 8 or from 21 on is held until the "
	       "morning, so it comes at another time than it says; "
	       "`quiet_hours: off` lifts that for a transactional text.",
	.source = "47 CFR 64.1200(c)(1); state laws, smssend(1)",
	.example = "{\"status\": \"held\", \"reason\": \"quiet_hours\"}",
	.near_miss = "{\"status\": \"held\", \"reason\": \"cadence\"}",
	.check = rule_quiet_hours,
	.check_template = rule_quiet_send},
};

const struct lint_family rules_quiet = LINT_FAMILY(rows);
