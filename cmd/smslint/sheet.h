/* SPDX-License-Identifier: ISC */
/*
 * sheet: what was found in files, each finding at its place in one of them.
 *
 * Texts are the sheet's and live as long as it does.  The same rule at the same
 * place is one finding, whichever branch or language led there.
 */
#ifndef SMSLINT_SHEET_H
#define SMSLINT_SHEET_H

#include "base/mem.h"
#include "base/slice.h"
#include "ignore.h"
#include "rules.h"

#include <stdbool.h>
#include <stddef.h>

struct sheet_file {
	const char *path;
	struct slice source; /* all bytes of it */
	struct ignores ignores;
	bool listed; /* named by an operand, or the configuration */
	struct sheet_file *next;
};

struct sheet_finding {
	const struct lint_rule *rule;
	enum lint_severity severity;
	const struct sheet_file *file;
	size_t at, length; /* bytes of the file */
	struct slice message;
	struct slice suggestion; /* may be not there */
	bool exact; /* the suggestion can stand in place of those bytes */
	bool known; /* the baseline has it: it counts for nothing */
};

struct sheet {
	struct arena memory;
	struct sheet_file *files, **last; /* in the order they came */
	struct sheet_finding *findings;
	size_t count;
	size_t errors, warnings, infos; /* of those that are not known */
	size_t ignored; /* by a comment */
};

void sheet_init(struct sheet *sheet);
void sheet_release(struct sheet *sheet);

/* A file; path and source are copied. */
struct sheet_file *sheet_add_file(
    struct sheet *sheet, const char *path, struct slice source);

/* The one of that path, read when it is asked for first; NULL: unreadable. */
struct sheet_file *sheet_open_file(struct sheet *sheet, const char *path);

/* Adds what is not there yet and no comment ignores; the texts are copied. */
void sheet_add(struct sheet *sheet, const struct sheet_finding *finding);

/* By file, then place; counts what is not known. */
void sheet_settle(struct sheet *sheet);

/* Line and column, in characters, of a byte; both from 1. */
void sheet_place(
    const struct sheet_file *file, size_t at, size_t *line, size_t *column);

/* The line that a byte of the file lies in, without its end. */
struct slice sheet_line(const struct sheet_file *file, size_t at);

#endif
