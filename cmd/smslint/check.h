/* SPDX-License-Identifier: ISC */
/*
 * check: a run over files: templates, and the configuration that holds.
 */
#ifndef SMSLINT_CHECK_H
#define SMSLINT_CHECK_H

#include "base/diag.h"
#include "config/config.h"
#include "linter.h"

#include <stdbool.h>

struct check_options {
	const struct opt_common *common;
	const char *fail_on, *format, *baseline, *partials, *campaign;
	bool fix, dry_run;
};

/* The exit code; findings go to the output, the summary to stderr. */
int check_files(struct linter *linter, const struct check_options *options,
    const struct diag *diag, char *const *operands);

#endif
