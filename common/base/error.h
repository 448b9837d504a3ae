/* SPDX-License-Identifier: ISC */
/*
 * error: what went wrong, and the exit code it deserves.
 *
 * Functions that can fail take a `struct error *` and return -1 after filling
 * it.  The text is complete but for the program's name: lower case, no full
 * stop, no secrets.  Callers on the way up add the place with error_prefix().
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <sysexits.h>

enum {
	ERROR_TEXT_MAX = 512, /* bytes, with the NUL; longer text is cut */
	EX_NO = 1, /* the answer to the question is no */
};

struct error {
	int code; /* EX_NO or one of sysexits.h */
	char text[ERROR_TEXT_MAX];
};

/* Fills err; returns -1, so that a caller can return it at once. */
int error_set(struct error *err, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

int error_vset(struct error *err, int code, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

/* The same with ": " and the text of the current errno behind it. */
int error_set_errno(struct error *err, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts the formatted place and ": " in front of the text; returns -1. */
int error_prefix(struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * The exit code that wins when a run met both: the first of
 * 70 71 73 74 77 78 69 75 66 65 1, then 0.
 */
int error_worse(int a, int b);

#endif
