/* SPDX-License-Identifier: ISC */
/*
 * csv: comma-separated values (RFC 4180): quotes, doubled quotes and line
 * breaks inside of them, CRLF, LF or CR, a byte order mark in front; and the
 * writing of it.
 */
#ifndef SMSCONSENT_CSV_H
#define SMSCONSENT_CSV_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

#include <stddef.h>

enum { CSV_FIELDS_MAX = 256 }; /* of a row; more are refused */

struct csv {
	struct slice rest; /* what was not read yet */
	char separator; /* ',' or ';', by the first row */
	char end; /* of a row: LF, or CR where the first line has it alone */
	size_t line; /* of the next row, from 1 */
};

struct csv_row {
	struct slice fields[CSV_FIELDS_MAX]; /* blanks at both ends dropped */
	size_t count;
	size_t line; /* that it begins on */
};

void csv_start(struct csv *csv, struct slice text);

/*
 * The next row that is not empty: 1, 0 at the end, -1 with EX_DATAERR for a row
 * that is none: reading goes on behind it.  Fields lie in the text or the
 * arena.
 */
int csv_next(struct csv *csv, struct csv_row *row, struct arena *arena,
    struct error *err);

/* Adds a field, in quotes where it needs them; one that is not there is empty.
 */
void csv_write(struct buf *out, struct slice field);

#endif
