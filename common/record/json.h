/* SPDX-License-Identifier: ISC */
/*
 * json: documents as trees, by json-c: a platform's payload, a provider's
 * answer, anything that is walked freely or changed.  Only this module includes
 * json-c.  What is parsed has passed the scanner first, since json-c alone
 * accepts what is not JSON.
 *
 * A node is borrowed from its tree; json_free releases a tree.  Every getter
 * takes NULL for "not there" and answers the same.
 */
#ifndef RECORD_JSON_H
#define RECORD_JSON_H

#include "base/buf.h"
#include "base/error.h"
#include "base/slice.h"
#include "record/scan.h"

#include <stdbool.h>
#include <stdint.h>

struct json_object; /* json-c's */

/* The tree of a text, the caller's; NULL with EX_DATAERR. */
struct json_object *json_parse(struct slice text, struct error *err);
void json_free(struct json_object *tree);

enum scan_type json_type(struct json_object *node); /* NULL is SCAN_NULL */

struct json_object *json_get(struct json_object *node, const char *key);

/* "message.call.id", "items.0.name"; "a.*.b" takes the first that has it. */
struct json_object *json_path(struct json_object *node, const char *path);

/* Not there unless a string; borrowed from the tree. */
struct slice json_text(struct json_object *node);
bool json_int(struct json_object *node, int64_t *out);
bool json_number(struct json_object *node, double *out);
bool json_bool(struct json_object *node, bool *out);

size_t json_count(struct json_object *node); /* of an array */
struct json_object *json_at(struct json_object *node, size_t index);

/* Walks an object: *step zeroed at first; false at the end. */
struct json_step {
	const char *key; /* borrowed */
	struct json_object *value;
	void *entry; /* private */
};
bool json_next(struct json_object *node, struct json_step *step);

/* Building; what is put into a tree belongs to it afterwards. */
struct json_object *json_new_object(void);
struct json_object *json_new_array(void);
struct json_object *json_new_text(struct slice text);
struct json_object *json_new_int(int64_t value);
struct json_object *json_new_bool(bool value);
void json_put_take(
    struct json_object *object, const char *key, struct json_object *value);
void json_push_take(struct json_object *array, struct json_object *value);

/* One more owner: for putting a borrowed node into another tree. */
struct json_object *json_share(struct json_object *node);

/* One line, "/" unescaped, numbers as they came. */
void json_write(struct json_object *node, struct buf *out);

#endif
