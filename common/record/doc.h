/* SPDX-License-Identifier: ISC */
/*
 * doc: documents as trees, by json-c: a platform's payload, a provider's
 * answer, anything that is walked freely or changed.  Only this module includes
 * json-c.  What is parsed has passed the scanner first, since json-c alone
 * accepts what is not JSON.
 *
 * A node is borrowed from its tree; doc_free releases a tree.  Every getter
 * takes NULL for "not there" and answers the same.
 */
#ifndef RECORD_DOC_H
#define RECORD_DOC_H

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "record/scan.h"

#include <stdbool.h>
#include <stdint.h>

struct json_object; /* json-c's */

/*
 * The tree of a text, the caller's; NULL with EX_DATAERR.  Equal keys in any
 * object are refused too.
 */
struct json_object *doc_parse(struct slice text, struct error *err);
void doc_free(struct json_object *tree);

enum scan_type doc_type(struct json_object *node); /* NULL is SCAN_NULL */

struct json_object *doc_get(struct json_object *node, const char *key);

/* Not there unless a string; borrowed from the tree. */
struct slice doc_text(struct json_object *node);
bool doc_int(struct json_object *node, int64_t *out);
bool doc_number(struct json_object *node, double *out);
bool doc_bool(struct json_object *node, bool *out);

size_t doc_count(struct json_object *node); /* of an array */
struct json_object *doc_at(struct json_object *node, size_t index);

/* Walks an object: *step zeroed at first; false at the end. */
struct doc_step {
	const char *key; /* borrowed */
	struct json_object *value;
	void *entry; /* private */
};
bool doc_next(struct json_object *node, struct doc_step *step);

/* Building; what is put into a tree belongs to it afterwards. */
struct json_object *doc_new_object(void);
struct json_object *doc_new_array(void);
struct json_object *doc_new_text(struct slice text);
struct json_object *doc_new_int(int64_t value);
struct json_object *doc_new_bool(bool value);
void doc_put_take(
    struct json_object *object, const char *key, struct json_object *value);
void doc_push_take(struct json_object *array, struct json_object *value);

/* One more owner: for putting a borrowed node into another tree. */
struct json_object *doc_share(struct json_object *node);

/* One line, "/" unescaped, numbers as they came. */
void doc_write(struct json_object *node, struct buf *out);

#endif
