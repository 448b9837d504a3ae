/* SPDX-License-Identifier: ISC */
/*
 * report: the figures as text.
 */
#ifndef SMSSTATS_REPORT_H
#define SMSSTATS_REPORT_H

#include "acc.h"
#include "base/buf.h"

#include <stddef.h>
#include <stdint.h>

struct report {
	int64_t as_of; /* ms; INT64_MIN: there was no record */
	uint64_t messages; /* that the figures are about */
	const struct figure *figures; /* one a row of acc_table */
	size_t count;
};

/* Writes each figure of that form, in order. */
void report_figures(const struct report *report, enum figure_form form,
    void (*write)(const struct figure *figure, struct buf *out),
    struct buf *out);

/* For people: aligned columns.  Ends without a newline. */
void report_table(const struct report *report, struct buf *out);

/* For programs: one object on one line.  Ends without a newline. */
void report_json(const struct report *report, struct buf *out);

#endif
