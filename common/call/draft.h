/* SPDX-License-Identifier: ISC */
/*
 * draft: a call record in the making.  Only call/ includes this.
 */
#ifndef CALL_DRAFT_H
#define CALL_DRAFT_H

#include "call/mapping.h"
#include "record/record.h"

struct call_memory;

struct call_draft {
	const struct call_mapping *mapping;
	const struct config *config;
	struct json_object *root; /* the payload */
	struct view envelope; /* the CloudEvents event around it, if any */
	struct json_object *kept; /* an array: nodes made on the way */
	struct json_object *json_of, *json; /* the last json() and its tree */
	struct arena *arena; /* texts read from the payload */
	struct buf name; /* a part of a path */
	struct record *out;
	int64_t received_ms;
	const char *direction; /* once the parties are known */
	bool has_started; /* once the course is */
	int64_t started_ms;
};

/* ---- which platform (recognise.c) --------------------------------------- */

/* A payload, and the event it came in if it came in one. */
struct call_payload {
	struct view body, envelope;
	struct call_member *members; /* of body */
	size_t member_count;
};

/*
 * CloudEvents 1.0, structured mode: the payload is its `data`.  What the
 * payload consists of is the arena's.
 */
struct call_payload call_unwrap(
    const struct record *input, struct arena *arena);

/*
 * The mapping for a payload: one of the name `from`, or the one that knows it,
 * the configuration's first.  1, 0 when there is none, or -1.
 */
int call_choose(const struct call_payload *payload, const char *from,
    const struct config *config, struct arena *arena,
    struct call_mapping *mapping, struct error *err);

/* ---- where things stand (path.c) ---------------------------------------- */

/*
 * Calls visit for each node that the path leads to, in their order, until it
 * answers true; then true.
 */
typedef bool call_visit(void *context, struct json_object *node);
bool call_walk(struct call_draft *draft, const char *path, call_visit *visit,
    void *context);

/* The first node that is there, or NULL. */
struct json_object *call_first(struct call_draft *draft, const char *path);

/* What the JSON in a string holds; NULL when it is none.  Others as they are.
 */
struct json_object *call_unfold(
    struct call_draft *draft, struct json_object *node);

/* ---- facts by their rows (fact.c) --------------------------------------- */

/* The first node that the row can read, or NULL. */
struct json_object *call_at(
    struct call_draft *draft, const struct call_row *row);

/* The field's first row that can be read, and what; NULL when none can. */
const struct call_row *call_find(
    struct call_draft *draft, const char *field, struct json_object **node);

struct slice call_text(struct call_draft *draft, const char *field);
bool call_time(struct call_draft *draft, const char *field, int64_t *unix_ms);
bool call_span(struct call_draft *draft, const char *field, int64_t *ms);

/* Reads the field as its row says and sets it; false when it is not there. */
bool call_put(struct call_draft *draft, const char *field);

/* ---- how the call went (course.c) --------------------------------------- */

struct call_course {
	int64_t started, ended, duration; /* ms */
	bool has_started, has_ended, has_duration;
	const char *basis; /* of ended */
	struct slice end_raw;
	const char *end_reason;
	bool not_connected;
};

void call_read_course(struct call_draft *draft, struct call_course *course);

/* started_at to answered_by. */
void call_put_course(
    struct call_draft *draft, const struct call_course *course);

/* By what was put into the record so far. */
void call_put_stage(struct call_draft *draft, const struct call_course *course);

/* ------------------------------------------------------------------------- */

/*
 * direction, from, to, customer_number, business_number, and the customer's
 * name and e-mail address (party.c).
 */
void call_put_parties(struct call_draft *draft);

/* turns, data, metadata (content.c). */
void call_put_content(struct call_draft *draft);

/*
 * What was known of this call before and is not told again (join.c); and what
 * is known now, for the next event.  Memory may be NULL.
 */
void call_recall(struct call_memory *memory, struct record *out);
void call_remember(struct call_memory *memory, const struct record *out);

#endif
