/* SPDX-License-Identifier: ISC */
/* report_parts: parts of report_make, a file each. */
#ifndef SMSSTATS_REPORT_PARTS_H
#define SMSSTATS_REPORT_PARTS_H

#include "report.h"

/* What moved the delivery rate; nothing without --compare. */
void report_make_changes(struct report *report);

/* The way from the call to the answer, and the losses. */
void report_make_funnel(struct report *report);

#endif
