/* SPDX-License-Identifier: ISC */
/*
 * diag: what a program says on stderr, always as `program: text`.  Only cmd/
 * and the filter frame call it; everything else returns a struct error.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct diag {
	const char *program;
	bool quiet; /* warnings and notes are not printed */
	int verbose; /* notes are printed from 1 on */
};

/* Errors are always printed. */
void diag_error(const struct diag *diag, const struct error *err);

void diag_warn(const struct diag *diag, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A warning for each of the texts, those of a configuration for one. */
void diag_warn_all(
    const struct diag *diag, const char *const *texts, size_t count);

void diag_note(const struct diag *diag, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
