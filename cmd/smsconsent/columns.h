/* SPDX-License-Identifier: ISC */
/*
 * columns: what a column of a table, or a member of an object, is by its name.
 */
#ifndef SMSCONSENT_COLUMNS_H
#define SMSCONSENT_COLUMNS_H

#include "base/opt.h"
#include "base/slice.h"

/* What a column can be. */
enum row_field {
	ROW_NUMBER,
	ROW_STATUS,
	ROW_STATE, /* a status, or where somebody lives */
	ROW_OUT, /* a status the other way round: yes is opted out */
	ROW_OUT_AT, /* when they opted out: empty unless they did */
	ROW_AT,
	ROW_IN_AT, /* when they opted in, or the row was made: of a yes alone */
	ROW_EXPIRES,
	ROW_NAME,
	ROW_TENANT,
	ROW_CHANNEL,
	ROW_ID, /* consent_id, as export writes it */
	ROW_PROGRAM,
	ROW_TEXT,
	ROW_FIELDS,
};

/* The field of that name in --map; -1: there is none. */
int columns_field(struct slice name);

/* The column that an argument of --map names: "number=Phone" is "Phone". */
struct slice columns_mapped(const char *argument);

/*
 * The field that a column is: by the map, else by its name, unless the map has
 * another column for that field; -1: none.
 */
int columns_find(struct slice name, const struct opt_list *map);

#endif
