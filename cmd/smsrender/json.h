/* SPDX-License-Identifier: ISC */
/*
 * json: members of a JSON object, written one behind the other.  What is not
 * there is left out.
 */
#ifndef SMSRENDER_JSON_H
#define SMSRENDER_JSON_H

#include "base/buf.h"
#include "record/view.h"

#include <stdint.h>

/* ,"name": and the JSON text behind it; NAME is a plain word. */
void json_raw(struct buf *json, const char *name, struct slice text);

/* A string; nothing when it is not there. */
void json_text(struct buf *json, const char *name, struct slice text);

/* A value as it lies in a record; nothing when null. */
void json_view(struct buf *json, const char *name, struct view view);

void json_time(struct buf *json, const char *name, int64_t unix_ms);

#endif
