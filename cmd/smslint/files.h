/* SPDX-License-Identifier: ISC */
/*
 * files: operands as the YAML files that they stand for: a file is itself, a
 * folder all below it that ends in .yaml or .yml, in the order of the names.
 */
#ifndef SMSLINT_FILES_H
#define SMSLINT_FILES_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

enum { FILES_DEPTH_MAX = 16 }; /* folders inside each other */

struct files {
	char **paths;
	size_t count;
};

/* Is it a folder, or a name that ends so? */
bool files_is_yaml(const char *operand);

/* EX_NOINPUT when there is no such thing, EX_IOERR; what was added stays. */
int files_add(struct files *files, const char *operand, struct error *err);
void files_release(struct files *files);

#endif
