/* SPDX-License-Identifier: ISC */
/*
 * table: parts of the table for people.
 */
#ifndef SMSSTATS_TABLE_H
#define SMSSTATS_TABLE_H

#include "report.h"

/* What came from outside must not steer a terminal nor bend a column. */
void table_plain(struct buf *out, struct slice text);

/* A rate's text, in the colour that its health has. */
void table_judge(struct buf *out, const struct report *report,
    const struct figure *figure, const char *text);

/* What was sent over time, in one line of bars; a line, or nothing. */
void table_sparks(struct buf *out, const struct report *report);

/* A line a group. */
void table_groups(struct buf *out, const struct report *report);

/* What to do about the most frequent error classes. */
void table_advice(struct buf *out, const struct report *report);

/* What moved the delivery rate. */
void table_changes(struct buf *out, const struct report *report);

/* What was left out or looks odd. */
void table_notes(struct buf *out, const struct report *report);

#endif
