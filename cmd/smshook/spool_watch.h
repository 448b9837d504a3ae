/* SPDX-License-Identifier: ISC */
/*
 * spool_watch: waits until something comes into a folder.  Linux tells of it;
 * elsewhere we look again after a while.
 */
#ifndef SMSHOOK_SPOOL_WATCH_H
#define SMSHOOK_SPOOL_WATCH_H

#include <signal.h>

enum { SPOOL_WATCH_MS = 1000, SPOOL_POLL_MS = 100 };

/* From before the folder is looked through: what comes later is noticed.  A
 * descriptor to close, or -1: we look from time to time. */
int spool_watch_open(const char *folder);

/* Until there may be something, or a signal of those that `waiting` lets in. */
void spool_watch_wait(int watch, const sigset_t *waiting);

#endif
