/* SPDX-License-Identifier: ISC */
/*
 * form: application/x-www-form-urlencoded and percent escapes (URL Standard,
 * section 5; RFC 3986, 2.1), the one encoder and the one decoder.
 */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

#include <stddef.h>

enum { FORM_FIELDS_MAX = 200 };

struct form_field {
	struct slice name, value; /* decoded; name in order of appearance */
};

struct form {
	struct form_field fields[FORM_FIELDS_MAX];
	size_t count;
};

/*
 * Bad escapes, NUL bytes and too many fields are EX_DATAERR.  Slices point
 * into text or into the arena.
 */
int form_parse(struct slice text, struct form *form, struct arena *arena,
    struct error *err);

/* The first field of that name; not there otherwise. */
struct slice form_get(const struct form *form, const char *name);

/* Adds "name=value", with '&' in front unless out is empty. */
void form_add(struct buf *out, const char *name, struct slice value);

/* Adds text, everything but the unreserved characters as %XX. */
void form_escape(struct buf *out, struct slice text);

/* "%41" and the like read; '+' stays. -1 for a bad escape or NUL. */
int form_unescape(struct slice text, struct arena *arena, struct slice *out);

#endif
