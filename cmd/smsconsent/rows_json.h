/* SPDX-License-Identifier: ISC */
/*
 * rows_json: rows from JSON lines, an array, or a provider's list.
 */
#ifndef SMSCONSENT_ROWS_JSON_H
#define SMSCONSENT_ROWS_JSON_H

#include "rows.h"

/* rows_read, for a text that begins with a brace or a bracket. */
int rows_read_json(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err);

#endif
