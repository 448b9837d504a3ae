/* SPDX-License-Identifier: ISC */
/*
 * follow: files that grow, and may be exchanged for new ones meanwhile
 * (rotated, or emptied), with a report each time that they grew.
 */
#ifndef SMSSTATS_FOLLOW_H
#define SMSSTATS_FOLLOW_H

#include "session.h"

/* Until a signal says stop, or something fails: the filter has the code. */
void follow_run(struct session *session, char *const *operands);

#endif
