/* SPDX-License-Identifier: ISC */
/*
 * view: a JSON value as it lies in text that the scanner has accepted.
 *
 * Nothing is copied and no tree is built: a view is two words, valid as long
 * as the text is.  This is how a record's members, and what is inside them,
 * are read.  Documents that are changed are trees (record/doc.h).
 */
#ifndef RECORD_VIEW_H
#define RECORD_VIEW_H

#include "base/buf.h"
#include "base/mem.h"
#include "base/slice.h"
#include "record/scan.h"

#include <stdbool.h>
#include <stdint.h>

/* p is the first byte of the value, n its length; p NULL: not there. */
struct view {
	const char *p;
	size_t n;
};

/* The view of a text that scan_value accepted (blanks around it dropped). */
struct view view_of(struct slice text);

/* SCAN_NULL for a view that is not there. */
static inline enum scan_type
view_type(struct view view)
{
	if (view.p == NULL || view.n == 0)
		return SCAN_NULL;
	switch (view.p[0]) {
	case '{':
		return SCAN_OBJECT;
	case '[':
		return SCAN_ARRAY;
	case '"':
		return SCAN_STRING;
	case 't':
		return SCAN_TRUE;
	case 'f':
		return SCAN_FALSE;
	case 'n':
		return SCAN_NULL;
	default:
		return SCAN_NUMBER;
	}
}

/* Not there, or null: the same to us (sms-record.5). */
bool view_is_null(struct view view);

/* The member of an object; not there when it is none or has no such key. */
struct view view_get(struct view view, struct slice key);

/* "a.b.0.c": members and array indexes, from 0. */
struct view view_path(struct view view, const char *path);

/*
 * A string, its escapes read.  Points into the text where it has none, else
 * into the arena; may hold NUL bytes.  Not there when view is no string.
 */
struct slice view_string(struct view view, struct arena *arena);

/* The same for the raw inside of a string, without its quotes. */
struct slice view_unescape(struct slice raw, struct arena *arena);

/* An integer within +-2^53, written without fraction or exponent. */
bool view_int(struct view view, int64_t *out);

/* The text of a number, as it stands; not there for others. */
struct slice view_number(struct view view);

/* A string that is not empty, or a number as it stands; not there for others.
 */
struct slice view_text(struct view view, struct arena *arena);

/* Walks an array or object: start with a zeroed step, ends with false. */
struct view_step {
	struct view value;
	struct slice key; /* raw, escapes unread; not there in an array */
	const char *at; /* private */
};
bool view_next(struct view view, struct view_step *step);

/* The elements of an array or the members of an object; 0 for others. */
size_t view_count(struct view view);

/* A JSON string, quotes and escapes included; "/" plain, U+2028/9 escaped. */
void view_write_string(struct buf *out, struct slice text);

/*
 * Adds "name":"text" to the object that `out` ends in, or starts one when it is
 * empty; a text that is not there is null.
 */
void view_write_member(struct buf *out, const char *name, struct slice text);

#endif
