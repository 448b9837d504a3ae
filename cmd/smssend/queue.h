/* SPDX-License-Identifier: ISC */
/*
 * queue: what the journal holds, as delivery records.
 */
#ifndef SMSSEND_QUEUE_H
#define SMSSEND_QUEUE_H

#include "base/diag.h"
#include "config/config.h"
#include "run.h"

/* Is it FIELD=VALUE, the field a name? */
bool queue_is_condition(const char *text);

/* --list, with --status, --to and --where; the exit code. */
int queue_list(const struct options *options, const struct diag *diag,
    const struct config *config);

/*
 * --cancel: takes back what waits and fulfils every condition, all in one
 * transaction; what was claimed before it goes its way.  The exit code.
 */
int queue_cancel(const struct options *options, const struct diag *diag,
    const struct config *config);

#endif
