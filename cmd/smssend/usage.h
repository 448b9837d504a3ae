/* SPDX-License-Identifier: ISC */
/*
 * usage: is a command line one that means something?
 */
#ifndef SMSSEND_USAGE_H
#define SMSSEND_USAGE_H

#include "run.h"

/* 0, or EX_USAGE after telling why not. */
int usage_check(const struct opt_program *program,
    const struct options *options, char *const *operands);

/* Is it an operator's one-off? */
bool usage_is_oneoff(const struct options *options);

#endif
