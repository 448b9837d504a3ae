/* SPDX-License-Identifier: ISC */
/*
 * field: the schema of the five records as one table.  Checks, sms-record.5
 * and the linter's list of known names come from it.
 */
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include <stddef.h>

enum record_kind {
	RECORD_OTHER = 0, /* an object that says nothing we know */
	RECORD_CALL = 1 << 0,
	RECORD_MESSAGE = 1 << 1,
	RECORD_DELIVERY = 1 << 2,
	RECORD_REPLY = 1 << 3,
	RECORD_CONSENT = 1 << 4,
	RECORD_ANY = (1 << 5) - 1,
};

enum field_type {
	FIELD_TEXT, /* a string without U+0000 */
	FIELD_ID, /* the same, not empty where it is required */
	FIELD_E164, /* '+' and 7 to 15 digits */
	FIELD_SUBJECT, /* the same, or an address of e-mail in small letters */
	FIELD_TIME, /* RFC 3339 */
	FIELD_WORD, /* one of `words` */
	FIELD_INT, /* an integer within +-2^53 */
	FIELD_BOOL,
	FIELD_MONEY, /* a decimal in a string */
	FIELD_ARRAY,
	FIELD_OBJECT,
};

struct field {
	const char *name;
	enum field_type type;
	unsigned in; /* the kinds of record that have it */
	unsigned required; /* and those that must, not null */
	const char *words; /* "a|b|c" for FIELD_WORD */
	const char *about; /* one line for the manual */
};

/* All fields, by name; *count says how many. */
const struct field *field_table(size_t *count);

/* The field of that name that records of `kind` have, or NULL. */
const struct field *field_find(
    const char *name, size_t len, enum record_kind kind);

/* "call", "message", …; NULL for RECORD_OTHER. */
const char *field_kind_name(enum record_kind kind);
enum record_kind field_kind(const char *name, size_t len);

#endif
