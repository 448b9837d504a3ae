/* SPDX-License-Identifier: ISC */
/*
 * when: --since and --until: a time (RFC 3339), a date in the zone of the
 * configuration, or a duration back from the instant that counts as now.
 */
#ifndef SMSSTATS_WHEN_H
#define SMSSTATS_WHEN_H

#include "session.h"

/* EX_USAGE for a text that is none of these; NULL is fine. */
int when_check(const char *text, const char *name, struct error *err);

/* Sets as_of, since and until of what is asked, now that all was read. */
int when_set(struct session *session, struct error *err);

#endif
