/* SPDX-License-Identifier: ISC */
/*
 * check: a line for each limit of the configuration that was passed, of all and
 * of each group.
 */
#ifndef SMSSTATS_CHECK_H
#define SMSSTATS_CHECK_H

#include "session.h"

/* Lines without the last newline; an alert makes the exit code 1. */
void check_report(
    struct session *session, const struct report *report, struct buf *out);

#endif
