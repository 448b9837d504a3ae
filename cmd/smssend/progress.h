/* SPDX-License-Identifier: ISC */
/*
 * progress: how far a run has come, on stderr: a line that changes where that
 * is a terminal, and one line at the end in any case.
 */
#ifndef SMSSEND_PROGRESS_H
#define SMSSEND_PROGRESS_H

#include "run.h"

/* What takes how long is counted from here. */
void progress_start(struct run *run);

/* Counts the delivery record that is being printed (run->out). */
void progress_count(struct run *run);

/* Shows the changing line, or takes it away before another text. */
void progress_show(struct run *run);
void progress_clear(struct run *run);

/* The last line, unless there was nothing to do. */
void progress_sum(struct run *run);

#endif
