/* SPDX-License-Identifier: ISC */
/*
 * session: one run: what is asked, what was read, and the report of it.
 */
#ifndef SMSSTATS_SESSION_H
#define SMSSTATS_SESSION_H

#include "config/config.h"
#include "dim.h"
#include "fold.h"
#include "options.h"
#include "part.h"
#include "record/filter.h"
#include "report.h"
#include "tally.h"
#include "template/template.h"
#include "time/clock.h"

#include <stdbool.h>

struct session {
	const struct options *options;
	struct diag *diag;
	struct config config;
	struct clock clock;
	struct zone_set zones;
	struct dims dims;
	struct template *where;
	struct ask ask;
	int64_t top, memory;
	struct fold fold;
	struct part_sum parts[BULK_WORKERS_MAX]; /* of --merge */
	uint64_t counts[FOLD_COUNTS]; /* of what could not be read */
	struct filter filter; /* its output, rejects and exit code */
	const char *no_color; /* $NO_COLOR */
	bool bars; /* the terminal can show them */
};

/* A zeroed session.  -1 with err when something asked for is none. */
int session_open(struct session *session, const struct options *options,
    struct diag *diag, struct error *err);
void session_release(struct session *session);

/* Reads the operands, and the store, into the fold; files that are followed
 * are read by follow_run. */
void session_read(struct session *session, char *const *operands);

/* Writes the report of what was read; where files are followed, again and
 * again. */
int session_report(struct session *session, struct error *err);

#endif
