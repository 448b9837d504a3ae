/* SPDX-License-Identifier: ISC */
/*
 * draft: a call record in the making.  Only call/ includes this.
 */
#ifndef CALL_DRAFT_H
#define CALL_DRAFT_H

#include "call/mapping.h"
#include "record/record.h"
#include "text/phone.h"

struct call_draft {
	const struct call_mapping *mapping;
	const struct config *config;
	struct json_object *root; /* the payload */
	struct view envelope; /* the CloudEvents event around it, if any */
	struct json_object *constants; /* an array: nodes of "=WORD" paths */
	struct arena *arena; /* texts read from the payload */
	struct record *out;
	int64_t received_ms;
};

/* What stands at the first path of the row that is there, or NULL. */
struct json_object *call_at(
    struct call_draft *draft, const struct call_row *row);

/* The same for the mapping's row of that field, as text. */
struct slice call_text(struct call_draft *draft, const char *field);

/* As a time or a length of time, by the row's reading. */
bool call_time(struct call_draft *draft, const char *field, int64_t *unix_ms);
bool call_span(struct call_draft *draft, const char *field, int64_t *ms);

/* ---- which platform (recognise.c) --------------------------------------- */

/* A payload, and the event it came in if it came in one. */
struct call_payload {
	struct view body, envelope;
};

/* CloudEvents 1.0, structured mode: the payload is its `data`. */
struct call_payload call_unwrap(const struct record *input);

/*
 * The mapping for a payload: that of the name `from`, or the one that knows
 * it, the configuration's first.  1, 0 when there is none, or -1.
 */
int call_choose(const struct call_payload *payload, const char *from,
    const struct config *config, struct arena *arena,
    struct call_mapping *mapping, struct error *err);

/* ---- how the call went (course.c) --------------------------------------- */

struct call_course {
	int64_t started, ended, duration; /* ms */
	bool has_started, has_ended, has_duration;
	const char *basis; /* of ended */
	struct slice end_raw;
	const char *end_reason, *stage;
};

void call_read_course(struct call_draft *draft, struct call_course *course);

/* started_at to end_reason_raw. */
void call_put_course(
    struct call_draft *draft, const struct call_course *course);
void call_put_answered(
    struct call_draft *draft, const struct call_course *course);

/* ------------------------------------------------------------------------- */

/* direction, from, to, customer_number, business_number (party.c). */
void call_put_parties(struct call_draft *draft);

/* transcript, turns, data, metadata (content.c). */
void call_put_content(struct call_draft *draft);

/* Reads the field as its row says and sets it; false when it is not there. */
bool call_put(struct call_draft *draft, const char *field);

#endif
