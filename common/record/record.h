/* SPDX-License-Identifier: ISC */
/*
 * record: one JSON object, read where it lies and written back byte for byte.
 *
 * The line stays as it came; the index says where each top-level member is.
 * Setting a field notes its new text beside the line, and writing the record
 * copies the line with only these places exchanged: order, number text, blanks
 * and escapes of everything else stay as they were.
 *
 * A zeroed struct record is valid and empty.  Slices and views handed out are
 * borrowed until the record is refilled, started anew or released; setting
 * fields does not move them.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "record/field.h"
#include "record/scan.h"
#include "record/view.h"

#include <stdbool.h>
#include <stdint.h>

enum { RECORD_LINE_MAX = 1024 * 1024 }; /* bytes of one record */

struct record_edit; /* a member that was set or removed */

struct record {
	struct slice text; /* the line, borrowed from whoever filled it */
	const char *file; /* where it came from, for messages; may be NULL */
	uint64_t line; /* 1 is the first */
	struct scan_index index;
	struct record_edit *edits;
	size_t edit_count, edit_room;
	struct arena arena; /* decoded strings and new values */
};

void record_release(struct record *record);

/*
 * Takes a text for the record (not copied).  Text that is no strict JSON
 * object is EX_DATAERR with the column.  Edits are forgotten.
 */
int record_fill(struct record *record, struct slice text, struct error *err);

/* The same for text that was scanned; the members are copied. */
void record_fill_scanned(struct record *record, struct slice text,
    const struct scan_member *members, size_t count);

/*
 * Empties the record for a new one that starts {"record":KIND,
 * "record_version":1}; RECORD_OTHER starts {}.
 */
void record_start(struct record *record, enum record_kind kind);

enum record_kind record_kind(const struct record *record);

/*
 * Do all members known to the table have their type, and are the required ones
 * there?  Else EX_DATAERR naming the field.  A program checks the kinds it
 * acts upon and passes the others on unread.
 */
int record_check(struct record *record, struct error *err);

/*
 * Getters.  Absent and null are the same: not there / false.  They see what
 * was set.  A value of another type counts as not there too, so call
 * record_check first.  Names are C strings, but that of record_get.
 */
struct view record_view(const struct record *record, const char *name);
struct view record_get(const struct record *record, struct slice name);
struct slice record_text(struct record *record, const char *name);
bool record_int(const struct record *record, const char *name, int64_t *out);
bool record_bool(const struct record *record, const char *name, bool *out);
bool record_time(struct record *record, const char *name, int64_t *unix_ms);

/* "appointment.starts_at": the first part is a field, the rest view_path. */
struct view record_path(const struct record *record, const char *path);

/*
 * Setters; the value is copied.  A field that is there keeps its place, a new
 * one comes last.  record_set_json takes a JSON text of the caller's making.
 */
void record_set_text(
    struct record *record, const char *name, struct slice value);
void record_set_json(
    struct record *record, const char *name, struct slice json);
void record_set_int(struct record *record, const char *name, int64_t value);
void record_set_bool(struct record *record, const char *name, bool value);
void record_set_time(struct record *record, const char *name, int64_t unix_ms);
void record_set_null(struct record *record, const char *name);

/* Sets text, or nothing at all when the slice is not there. */
void record_copy_text(
    struct record *record, const char *name, struct slice value);

/* Takes a member out. */
void record_remove(struct record *record, const char *name);

/* Adds the record without a newline. */
void record_write(const struct record *record, struct buf *out);

/* "file:12" for messages, in the record's arena. */
const char *record_place(struct record *record);

#endif
