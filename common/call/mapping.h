/* SPDX-License-Identifier: ISC */
/*
 * mapping: how a payload becomes a call record, as data.  platforms.c lists a
 * const mapping for each platform's event; own.c reads those of the
 * configuration.  Only call/ includes this.
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
	CALL_WRAPS = 2, /* names of what may be around a payload */
};

/* How what stands at a path is read. */
enum call_reading {
	CALL_TEXT, /* a string; "" is not there; numbers as text */
	CALL_WORD, /* one of the row's words; any other is not there */
	CALL_COPY, /* any value, as it stands */
	CALL_BOOL, /* true, false, or a word for it */
	CALL_SIP_NUMBER, /* a SIP header: its number, else its URI */
	CALL_SIP_NAME, /* a SIP header: the name of the person in it */
	CALL_TIME_ISO, /* RFC 3339 */
	CALL_TIME_MAIL, /* RFC 5322 */
	CALL_TIME_S, /* seconds since 1970 */
	CALL_TIME_MS,
	CALL_TIME_GUESS, /* any of the four; numbers by their size */
	CALL_SPAN_MS, /* a length of time */
	CALL_SPAN_S,
	CALL_SPAN_MIN,
	CALL_SPAN_ISO, /* "PT1M28S" */
	/* These take all that the paths lead to, and the later wins. */
	CALL_MERGE, /* objects, or strings that hold one */
	CALL_VALUES, /* {name: {value: …}} */
	CALL_OUTPUTS, /* Vapi's structured outputs: {id: {name, result}} */
};

/* A word of the platform's, "*" standing for any letters, and ours. */
struct call_word {
	const char *pattern;
	const char *word;
};

/*
 * One fact: a field of the call record, or "data.NAME" for one variable.  The
 * ends of the line may have names: from_name, to_name, from_email, to_email.
 * A field may have several rows: the first that can be read counts.
 */
struct call_row {
	const char *field;
	enum call_reading reading;
	/*
	 * The first that can be read counts.  A path is member names and array
	 * indexes with dots between, a dot in a name as "\.", and
	 *	*		each element or member
	 *	[name=value]	each of them whose member `name` is that
	 *	(path|default)	what is called as the value of another path
	 *	json()		what the JSON in a string holds
	 *	base64()	the text behind it
	 * "." is the payload itself, "=WORD" is no path but the value.
	 */
	const char *paths[CALL_PATHS];
	/*
	 * Their words and ours; of an object's members: their names and ours,
	 * "" leaves one out.  Ends with a NULL pattern.
	 */
	const struct call_word *words;
};

/* Turns of the conversation: the list, and the members of its items. */
struct call_turns {
	const char *lists[CALL_PATHS];
	const char *role, *text, *at;
	enum call_reading reading; /* of `at`: CALL_SPAN_S, or a time */
};

/*
 * A call in several pieces: the list, and the start (RFC 3339) and the length
 * in seconds of each.  The end reason counts only where none had a length.
 */
struct call_legs {
	const char *list, *start, *duration;
};

struct call_mapping {
	const char *name; /* as in --from; several may share it */
	const char *source; /* as in the record */
	/* Any way in which all its signs hold: "path" or "path=one|other". */
	const char *signs[CALL_WAYS][CALL_SIGNS];
	/* The payload may lie in such a member, with others beside it. */
	const char *wraps[CALL_WRAPS];
	const struct call_row *rows;
	size_t row_count;
	/* There only after analysis.  None: a summary, success or data say so.
	 */
	const char *analyzed[CALL_PATHS];
	const char *end_reason; /* where the payload gives none; or NULL */
	const char *answered_by; /* the same; NULL: unknown */
	struct call_turns turns;
	struct call_legs legs;
	bool carrier; /* no agent's event: nobody was asked for consent */
	bool joined; /* one of several events that only together tell of a
			call */
};

/* The built-in mappings, an event's own before a more general one. */
extern const struct call_mapping *const call_platforms[];
extern const size_t call_platform_count;

/* The row of that field behind `row` (NULL: the first), or NULL. */
const struct call_row *call_next_row(const struct call_mapping *mapping,
    const char *field, const struct call_row *row);

/* ---- mappings of the configuration (own.c) ------------------------------ */

/* Reads only what recognises a payload of one of calls.mappings. */
int call_own_signs(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err);

/*
 * Reads one of calls.mappings into a mapping whose memory is the arena's.  -1
 * with EX_CONFIG and FILE:LINE.
 */
int call_own_mapping(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_mapping *mapping, struct error *err);

/* The mapping of that name (NULL: the first), NULL when there is none. */
const struct yaml_node *call_own_find(
    const struct config *config, const char *name);

/* ---- rows of them (own_row.c) ------------------------------------------- */

/* "path", [path, path], or {path: …, unit: …, words: {…}}. */
int call_own_row(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err);

/* EX_CONFIG: "FILE:LINE: WHAT 'SUBJECT'". */
int call_own_refuse(const struct config *config, const struct yaml_node *node,
    const char *what, const char *subject, struct error *err);

/*
 * Is it one of the names?  Else EX_CONFIG: "unknown WHAT 'NAME'", with the
 * nearest.
 */
int call_own_known(const struct config *config, const struct yaml_node *node,
    const char *what, const char *name, const char *const *names, size_t count,
    struct error *err);

/* The texts of a node, one or a list of them, into an array of `room`. */
int call_own_texts(const struct config *config, const struct yaml_node *node,
    struct arena *arena, const char **out, size_t room, struct error *err);

/* ---- reading a payload (read.c, word.c, sip.c) -------------------------- */

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

/* The word that is found first in the table; NULL when none fits. */
const char *call_word(const struct call_word *words, struct slice text);

/* true, yes, granted …: 1; false, no, denied …: 0; anything else -1. */
int call_truth(struct slice text);

/* Words that several platforms share; what applications write themselves. */
extern const struct call_word call_directions[];
extern const struct call_word call_voicemails[];
extern const struct call_word call_end_reasons[];

/*
 * The number in a SIP header such as "Kei" <sip:+17185550129@host>;tag=1, or
 * the URI without a number; and the name, not there when it names nobody.
 */
struct slice call_sip_number(struct slice header, struct arena *arena);
struct slice call_sip_name(struct slice header, struct arena *arena);

/* ---- what the configuration adds (complete.c) --------------------------- */

/* consent, by calls.consent and calls.consent_email. */
void call_put_consent(struct record *out, const struct config *config);

/* Checks calls.appointment.  EX_CONFIG. */
int call_check_appointment(const struct config *config, struct error *err);

#endif
