/* SPDX-License-Identifier: ISC */
/*
 * filter: the frame around every program that reads records and writes them.
 * It owns the reader, the writer and the rejects, reports bad lines on stderr
 * with file and line, and remembers the exit code that is due.
 *
 *	if (filter_open(&f, &diag, &options.common, argv + operand) == 0)
 *		while (filter_next(&f, &record))
 *			filter_write(&f, &record);
 *	return filter_close(&f);
 */
#ifndef RECORD_FILTER_H
#define RECORD_FILTER_H

#include "base/diag.h"
#include "base/opt.h"
#include "record/stream.h"

struct filter {
	const struct diag *diag;
	struct stream_reader in;
	struct stream_writer out;
	struct stream_writer rejects; /* fd -1 when there are none */
	bool strict;
	bool stop; /* nothing more is read */
	bool ended; /* the end of the input was read */
	int code; /* the exit code so far */
	struct error err; /* of the record at hand: too large to clear each */
};

/* -1 after reporting; filter_close is due all the same. */
int filter_open(struct filter *filter, const struct diag *diag,
    const struct opt_common *common, char *const *operands);

/*
 * False at the end, when nothing more may be read, or, with in.no_wait, when
 * nothing is there yet.
 */
bool filter_next(struct filter *filter, struct record *record);

/* With in.no_wait, when nothing was there: flushes, and waits for more. */
void filter_wait(struct filter *filter);

/*
 * A record that was read but cannot be used: reported with its place, written
 * to the rejects, counted (EX_DATAERR).  With --strict reading stops.
 */
void filter_reject(
    struct filter *filter, struct record *record, const struct error *err);

/* The same for a line that is not the filter's own; the error has its place. */
void filter_reject_line(struct filter *filter, uint64_t line,
    struct slice input, const struct error *refused);

/* A failed write is reported, sets EX_IOERR and stops the filter. */
void filter_write(struct filter *filter, const struct record *record);
void filter_write_text(struct filter *filter, struct slice text);

/* For programs whose work has effects outside: after each record. */
void filter_flush(struct filter *filter);

/* Reports err and keeps the worse exit code. */
void filter_fail(struct filter *filter, const struct error *err);

/* Flushes and closes all; returns the exit code. */
int filter_close(struct filter *filter);

#endif
