/* SPDX-License-Identifier: ISC */
/* checkpoint: where the ledger is now, to be kept elsewhere. */
#include "session.h"
#include "verbs.h"

#include "consent/audit.h"

static const struct opt own_options[] = {
    VERB_NOW,
};

static int
checkpoint(struct session *session, const void *options, struct slice number,
    struct error *err)
{
	struct audit_checkpoint now;
	struct record record = {0};
	int result;

	(void)options;
	(void)number;
	if (audit_checkpoint_now(
		session->store, clock_now(&session->clock), &now, err) != 0)
		return -1;
	audit_checkpoint_write(&now, &record);
	result = session_print(&record, err);
	record_release(&record);
	return result == 0 ? 1 : -1;
}

static int
checkpoint_run(const struct opt_program *program, int argc, char **argv)
{
	struct opt_common common = {0};

	return session_run(program, argc, argv, &common, true, checkpoint);
}

const struct verb verb_checkpoint = {
    .word = "checkpoint",
    .program = {.name = "smsconsent checkpoint",
	.operands = "",
	.about = "Print how long the ledger is and the hash of its last entry.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = checkpoint_run,
};
