/* SPDX-License-Identifier: ISC */
/*
 * queue: what the journal holds, as delivery records.
 */
#ifndef SMSSEND_QUEUE_H
#define SMSSEND_QUEUE_H

#include "base/diag.h"
#include "config/config.h"
#include "run.h"

/* --list, with --status and --to; the exit code. */
int queue_list(const struct options *options, const struct diag *diag,
    const struct config *config);

#endif
