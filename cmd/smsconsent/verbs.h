/* SPDX-License-Identifier: ISC */
/*
 * verbs: what smsconsent can do, one file each; verbs.c holds the table.
 */
#ifndef SMSCONSENT_VERBS_H
#define SMSCONSENT_VERBS_H

#include "base/opt.h"

#include <stddef.h>

struct verb {
	const char *word;
	struct opt_program program;

	/* argv[0] is the verb; returns the exit code. */
	int (*run)(const struct opt_program *program, int argc, char **argv);
};

/* The options that a table of a verb's own ends with. */
#define VERB_NOW                                                              \
	{                                                                     \
		0, "now", "time", OPT_TEXT, offsetof(struct opt_common, now), \
		    "use this instant (RFC 3339) as the clock"                \
	}

extern const struct verb verb_check, verb_checkpoint, verb_erase, verb_export,
    verb_grant, verb_history, verb_import, verb_ingest, verb_proof, verb_revoke,
    verb_status, verb_sweep, verb_verify;

/* All of them, in the order of the manual; NULL at the end. */
extern const struct verb *const verbs[];

#endif
