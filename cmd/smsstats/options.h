/* SPDX-License-Identifier: ISC */
/*
 * options: what the command line says.
 */
#ifndef SMSSTATS_OPTIONS_H
#define SMSSTATS_OPTIONS_H

#include "base/opt.h"

#include <stdbool.h>

struct options {
	struct opt_common common;
	const char *format, *by, *where, *since, *until, *top, *memory, *vcon;
	bool compare, check, partial, merge, store, follow;
};

extern const struct opt_program options_program;

#endif
