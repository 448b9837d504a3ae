/* SPDX-License-Identifier: ISC */
/*
 * secret: texts that stand elsewhere than in the configuration.
 *
 *	env:NAME	the environment variable NAME
 *	file:PATH	the content of a file, without the newline at its end
 *
 * A PATH without '/' is looked for in $CREDENTIALS_DIRECTORY (systemd.exec(5))
 * first; otherwise a relative PATH starts at the configuration's folder.
 */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>

enum { SECRET_MAX = 16 * 1024 }; /* bytes */

struct secret_box; /* owns what was resolved, each reference once */

/* folder is borrowed; "" stands for the current one. */
struct secret_box *secret_new(const char *folder);

/* Overwrites all texts; NULL is fine. */
void secret_free(struct secret_box *box);

/* Is it env:NAME or file:PATH? */
bool secret_is_reference(struct slice text);

/*
 * What the reference stands for, until secret_free.  EX_CONFIG when it is
 * missing or empty, EX_NOPERM when others could read the file.
 */
int secret_resolve(struct secret_box *box, const char *reference,
    const char **out, struct error *err);

#endif
