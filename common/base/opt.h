/* SPDX-License-Identifier: ISC */
/*
 * opt: command lines from a const table.
 *
 * A program describes itself once, in a struct opt_program; parsing, usage and
 * version come from there.  The values go into the program's own struct
 * options, whose first member must be a struct opt_common.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>

#define SMSPIPE_VERSION "0.1.0"

/* In brackets: the type of the member that `where` points to. */
enum opt_kind {
	OPT_FLAG, /* bool: set */
	OPT_COUNT, /* int: one more each time */
	OPT_TEXT, /* const char *: the argument, borrowed from argv */
	OPT_NAME, /* the same; an empty one is refused */
	OPT_CHOICE, /* const char *: one of the words of `arg`, "a|b|c" */
	OPT_LIST, /* struct opt_list: every argument given */
};

struct opt_list {
	const char **items; /* borrowed from argv; the array is the list's */
	size_t count;
};

struct opt {
	int letter; /* 0: long form only */
	const char *name; /* NULL: short form only */
	const char *arg; /* the argument's name; NULL for flags and counts */
	enum opt_kind kind;
	size_t where; /* offsetof(struct options, member) */
	const char *help;
};

/* What every program takes; the stream half only when `filter` is set. */
struct opt_common {
	bool help, version, quiet;
	int verbose;
	const char *config;
	const char *now; /* RFC 3339; time/clock.h reads it */
	const char *output;
	const char *rejects;
	bool strict;
	const char *color; /* auto, always or never; NULL is auto */
};

struct opt_program {
	const char *name; /* "smsrender"; with a verb "smsconsent grant" */
	const char *operands; /* as in the usage: "[file ...]"; may be "" */
	const char *about; /* one line */
	bool filter; /* takes --now -o --rejects --strict too */
	const struct opt *own;
	size_t own_count;
};

/*
 * Reads argv into `options` (zeroed by the caller).  Returns the index of the
 * first operand; operands stand at the end of argv afterwards, in order.
 * Returns -1 when the program is to leave with *code at once: -h and -V have
 * been answered on stdout (0), a mistake with the usage on stderr (64).
 */
int opt_parse(const struct opt_program *program, int argc, char **argv,
    void *options, int *code);

/* Prints the synopsis of the programs (verbs), then a table of options. */
void opt_usage(const struct opt_program *programs, size_t count);

/* "smsrender: text", the synopsis on stderr; returns EX_USAGE. */
int opt_refuse(const struct opt_program *program, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Is what goes to fd to be coloured?  By --color; when that is auto, on a
 * terminal, unless no_color, the value of $NO_COLOR, says anything.
 */
bool opt_in_colour(
    const struct opt_common *common, int fd, const char *no_color);

/* Frees the array of a list. */
void opt_list_release(struct opt_list *list);

#endif
