/* SPDX-License-Identifier: ISC */
/*
 * stop: SIGTERM and SIGINT ask for an orderly end, a second one ends at once.
 */
#ifndef SMSSEND_STOP_H
#define SMSSEND_STOP_H

#include <stdbool.h>

/* Also lets writes to a closed pipe fail with EPIPE instead of a signal. */
void stop_watch(void);

bool stop_asked(void);

#endif
