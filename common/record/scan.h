/* SPDX-License-Identifier: ISC */
/*
 * scan: the strict JSON check that stands in front of everything.
 *
 * RFC 8259 to the letter: UTF-8 by the table of Unicode 3.9 (no overlong form,
 * no surrogate, nothing above U+10FFFF), escaped surrogates in pairs only, no
 * raw control character, no NaN, nothing behind the value.  Text that passed
 * may be walked by record/view.h without further checks.
 */
#ifndef RECORD_SCAN_H
#define RECORD_SCAN_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SCAN_DEPTH_MAX = 32, /* arrays and objects inside each other */
	SCAN_MEMBERS_MAX = 4096, /* members of a record's top level */
};

enum scan_result {
	SCAN_GOOD,
	SCAN_BAD, /* no continuation can make it JSON */
	SCAN_TRUNCATED, /* good so far, ended too early */
};

enum scan_type {
	SCAN_NULL,
	SCAN_FALSE,
	SCAN_TRUE,
	SCAN_NUMBER,
	SCAN_STRING,
	SCAN_ARRAY,
	SCAN_OBJECT,
};

/* A top-level member: where its key (without quotes) and value lie. */
struct scan_member {
	uint32_t key, key_len; /* offset and length in bytes */
	uint32_t value, value_len; /* strings with their quotes */
	bool escaped; /* the key has a backslash in it */
};

/* A zeroed index is valid; the array is reused from scan to scan. */
struct scan_index {
	struct scan_member *members;
	size_t count, room;
};

struct scan_fault {
	size_t offset; /* bytes from the start of the text */
	const char *what; /* "expected ',' or '}'": static text */
};

/* Is text one JSON value, with blanks around it at most? */
enum scan_result scan_value(
    struct slice text, size_t depth_max, struct scan_fault *fault);

/*
 * The same for text that must be an object (SCAN_BAD otherwise), with the
 * members of its top level noted in index.  Keys that are equal once their
 * escapes are read, and keys with \u0000, are SCAN_BAD.
 */
enum scan_result scan_object(
    struct slice text, struct scan_index *index, struct scan_fault *fault);

/*
 * The same, quicker, for a text that begins with an object whose keys and their
 * order are those of `like`, which lies in index: lines of one file mostly are
 * so.  Its length, which has no newline in it; what follows the object is not
 * looked at.  0, with the index spoilt, when it is no such object, or one that
 * scan_object has to look at.
 */
size_t scan_object_alike(
    struct slice text, struct slice like, struct scan_index *index);

void scan_index_release(struct scan_index *index);

/*
 * The length (1 to 4) of the well-formed UTF-8 sequence at p, 0 when there is
 * none before end.
 */
size_t scan_utf8(const char *p, const char *end);

/* The bytes in front of the first one that is not well-formed UTF-8. */
size_t scan_utf8_prefix(struct slice text);

#endif
