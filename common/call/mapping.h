/* SPDX-License-Identifier: ISC */
/*
 * mapping: how a payload becomes a call record, as data.  platforms.c holds a
 * const mapping for each platform; own.c reads those of the configuration.
 * Only call/ includes this.
 */
#ifndef CALL_MAPPING_H
#define CALL_MAPPING_H

#include "base/error.h"
#include "base/mem.h"
#include "config/config.h"
#include "record/doc.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CALL_PATHS = 4, /* places where a fact may stand */
	CALL_WAYS = 4, /* ways to recognise a payload */
	CALL_SIGNS = 4, /* what must hold for one way */
};

/* How what stands at a path is read. */
enum call_reading {
	CALL_TEXT, /* a string; "" is not there; numbers as text */
	CALL_COPY, /* any value, as it stands */
	CALL_BOOL, /* true, false, or a word for it */
	CALL_DIRECTION, /* a platform's word for it */
	CALL_VOICEMAIL, /* true: voicemail, false: human */
	CALL_TIME_ISO, /* RFC 3339 */
	CALL_TIME_S, /* seconds since 1970 */
	CALL_TIME_MS,
	CALL_TIME_GUESS, /* any of the three; numbers by their size */
	CALL_SPAN_MS, /* a length of time */
	CALL_SPAN_S,
	CALL_SPAN_MIN,
	CALL_MERGE, /* objects: all paths, the later wins */
	CALL_OUTPUTS, /* Vapi's structured outputs: {id: {name, result}} */
};

/* One fact: a field of the call record, or "data.NAME" for one variable. */
struct call_row {
	const char *field;
	enum call_reading reading;
	/* The first that is there counts.  "." is the payload itself, "=WORD"
	 * is no path but the value.
	 */
	const char *paths[CALL_PATHS];
};

/* A word of the platform's, "*" standing for any letters, and ours. */
struct call_word {
	const char *pattern;
	const char *word;
};

/* Turns of the conversation: the list, and the members of its items. */
struct call_turns {
	const char *list, *role, *text;
	const char *offset_s; /* seconds from the start */
};

struct call_mapping {
	const char *name; /* as in --from */
	const char *source; /* as in the record */
	/* Any way in which all its signs hold: "path" or "path=value". */
	const char *signs[CALL_WAYS][CALL_SIGNS];
	const struct call_row *rows;
	size_t row_count;
	const char *analyzed[CALL_PATHS]; /* there only after analysis */
	const struct call_word *end_reasons; /* ends with a NULL pattern */
	const char *answered_by; /* where the call does not say */
	struct call_turns turns;
};

/* The built-in mappings. */
extern const struct call_mapping call_platforms[];
extern const size_t call_platform_count;

/* NULL when the mapping has no such row. */
const struct call_row *call_row(
    const struct call_mapping *mapping, const char *field);

/* ---- mappings of the configuration (own.c) ------------------------------ */

/*
 * Reads one of calls.mappings into a mapping whose memory is the arena's.  -1
 * with EX_CONFIG and FILE:LINE.
 */
int call_own_mapping(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err);

/* The mapping of that name, NULL when there is none. */
const struct yaml_node *call_own_find(
    const struct config *config, const char *name);

/*
 * Is the key of the node one of the names?  Else EX_CONFIG with the nearest.
 */
int call_own_known(const struct config *config, const struct yaml_node *node,
    const char *const *names, size_t count, struct error *err);

/* The paths of a row: one text, or a list of up to CALL_PATHS. */
int call_own_paths(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err);

/* ---- reading a payload (read.c) ----------------------------------------- */

/* The words that are found first in the table; NULL when none fits. */
const char *call_word(const struct call_word *words, struct slice text);

/* true, yes, granted …: 1; false, no, denied …: 0; anything else -1. */
int call_truth(struct slice text);

/* Is it there: not null, not "", not empty? */
bool call_is_there(struct json_object *node);

/* A string, or the text of a number or boolean, for as long as the arena. */
struct slice call_read_text(struct json_object *node, struct arena *arena);
bool call_read_bool(struct json_object *node, bool *out);
bool call_read_time(
    struct json_object *node, enum call_reading reading, int64_t *unix_ms);
bool call_read_span(
    struct json_object *node, enum call_reading reading, int64_t *ms);

/* An instant from the text of a number: seconds, or ms from 1e12 on. */
bool call_guess_time(struct slice text, int64_t *unix_ms);

/* Within the years that a record can write (RFC 3339). */
bool call_is_time(int64_t unix_ms);

/* ---- what the configuration adds (complete.c) --------------------------- */

/* consent, by calls.consent. */
void call_put_consent(struct record *out, const struct config *config);

/* Checks calls.appointment.  EX_CONFIG. */
int call_check_appointment(const struct config *config, struct error *err);

#endif
