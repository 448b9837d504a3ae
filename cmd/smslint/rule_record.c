/* SPDX-License-Identifier: ISC */
/* What other programs have said of the message already. */
#include "rules.h"

/* Reasons of smsconsent that are about the want of a consent. */
static const char consent_reasons[] =
    "no_consent|consent_denied|consent_expired|consent_insufficient|"
    "out_of_program|evidence_incomplete";
/* And those by which the person is not to be written to. */
static const char stop_reasons[] = "consent_revoked|number_reassigned";

/* The reason of a verdict that says no, else not there. */
static struct slice
refused_by(const struct lint_message *message)
{
	if (message->consent_known)
		return message->consent_allowed ? LINT_NONE
						: message->consent_reason;
	if (slice_is(message->status, "suppressed") ||
	    slice_is(message->status, "held"))
		return message->reason;
	return LINT_NONE;
}

static void
rule_consent(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct slice reason = refused_by(message);

	(void)settings;
	if (reason.p != NULL && slice_among(reason, consent_reasons))
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "the ledger has no consent for it: %.*s",
		    SLICE_ARG(reason));
	else if (message->consent_known && !message->consent_allowed &&
	    reason.p == NULL)
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "the ledger has no consent for it");
}

static void
rule_suppressed(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct slice reason = refused_by(message);

	(void)settings;
	if (reason.p != NULL && slice_among(reason, stop_reasons))
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "the person is not to be written to: %.*s",
		    SLICE_ARG(reason));
	else if (slice_is(message->status, "suppressed") &&
	    message->reason.p != NULL && !message->consent_known &&
	    !slice_among(message->reason, consent_reasons) &&
	    !slice_among(message->reason, "lint_failed|quiet_hours"))
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "suppressed already: %.*s",
		    SLICE_ARG(lint_excerpt(message->reason)));
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "consent",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "no consent, by smsconsent",
	.why = "Repeats what smsconsent check wrote, or the status of the "
	       "record.",
	.source = "47 U.S.C. 227; 47 CFR 64.1200(a)",
	.example = "{\"consent_check\": {\"allowed\": false, \"reason\": "
		   "\"no_consent\"}}",
	.near_miss =
	    "{\"consent_check\": {\"allowed\": true, \"reason\": null}}",
	.check = rule_consent},
    {.id = "suppressed",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "opted out, or suppressed by another program",
	.why = "Repeats what the record says: a person who has opted out, a "
	       "number that has a new owner, or another reason.",
	.source = "47 CFR 64.1200(a)(10)",
	.example =
	    "{\"status\": \"suppressed\", \"reason\": \"consent_revoked\"}",
	.near_miss =
	    "{\"status\": \"suppressed\", \"reason\": \"lint_failed\"}",
	.check = rule_suppressed},
};

const struct lint_family rules_record = LINT_FAMILY(rows);
