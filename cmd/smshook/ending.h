/* SPDX-License-Identifier: ISC */
/*
 * ending: SIGTERM and SIGINT ask us to end, and are let in only while we wait.
 */
#ifndef SMSHOOK_ENDING_H
#define SMSHOOK_ENDING_H

#include <signal.h>
#include <stdbool.h>

/* Fills the mask to wait with.  SIGPIPE is ignored from now on. */
void ending_catch(sigset_t *waiting);

bool ending_asked(void);

#endif
