/* SPDX-License-Identifier: ISC */
/*
 * json: members of a JSON object, written one behind the other:
 *
 *	json_text(out, JSON("tenant"), tenant);
 *
 * What is not there is left out.
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include "base/buf.h"
#include "record/view.h"

#include <stdint.h>

/* The text ,"name": of a plain word, its length known to the compiler. */
#define JSON(name) \
	((struct slice){",\"" name "\":", sizeof(",\"" name "\":") - 1})

/* JSON text. */
void json_raw(struct buf *json, struct slice name, struct slice text);

/* A string. */
void json_text(struct buf *json, struct slice name, struct slice text);

/* A value as it lies in a record; left out when null. */
void json_view(struct buf *json, struct slice name, struct view view);

/* An instant. */
void json_time(struct buf *json, struct slice name, int64_t unix_ms);

#endif
