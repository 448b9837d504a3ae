/* SPDX-License-Identifier: ISC */
/*
 * draft: the members of a record that count here, picked in one walk.  Records
 * come by the million and have three dozen members, of which a few matter.
 */
#ifndef SMSSTATS_DRAFT_H
#define SMSSTATS_DRAFT_H

#include "dim.h"
#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DRAFT_NAME_MAX = 32 }; /* bytes; wanted members have shorter names */

enum want {
	WANT_ACTION,
	WANT_AT,
	WANT_CALL,
	WANT_CHANNEL,
	WANT_COST,
	WANT_CURRENCY,
	WANT_ERROR_CLASS,
	WANT_ERROR_CODE,
	WANT_HANGUP,
	WANT_INTENT,
	WANT_LINT,
	WANT_MATCH,
	WANT_MESSAGE_ID,
	WANT_METHOD,
	WANT_OPT_OUT,
	WANT_PERSON,
	WANT_PRICE,
	WANT_PROVIDER,
	WANT_PROVIDER_ID,
	WANT_PURPOSE,
	WANT_REASON,
	WANT_REPLIES,
	WANT_SEGMENTS,
	WANT_SEND_AT,
	WANT_SOURCE,
	WANT_STATUS,
	WANT_COUNT,
};

struct draft {
	struct record *record;
	enum record_kind kind;
	bool odd; /* one of them is no text */
	struct view views[WANT_COUNT]; /* borrowed from the record */
	/* What the dimensions look at, by struct dim.trait; for message and
	 * delivery records. */
	struct view traits[DIMS_MAX];
};

/* Where in records of one shape the wanted members are. */
struct draft_step {
	uint16_t member; /* in the record's index */
	uint8_t want; /* enum want; from WANT_COUNT on: a dimension */
};

enum { DRAFT_STEPS_MAX = WANT_COUNT + DIMS_MAX };

/* Made once, for many records; each thread has its own. */
struct draft_reader {
	const struct dims *dims;
	uint8_t first[DRAFT_NAME_MAX]; /* wanted member of that length */
	struct draft_step steps[DRAFT_STEPS_MAX];
	size_t step_count;
	size_t kind_member; /* that is "record"; SIZE_MAX: none */
	bool planned;
	struct draft draft; /* of the record read last */
};

void draft_reader_init(struct draft_reader *reader, const struct dims *dims);

/*
 * The members of a record as it came, not edited; borrowed until the next one.
 * alike: its keys are those of the record before.  NULL: of no kind that
 * counts here; *kind says of which.
 */
const struct draft *draft_read(struct draft_reader *reader,
    struct record *record, bool alike, enum record_kind *kind);

/* Is all there that a record of its kind must have, and as text? */
bool draft_complete(const struct draft *draft);

/* Not there unless a string; borrowed from the record. */
struct slice draft_text(const struct draft *draft, enum want want);
struct slice draft_id(
    const struct draft *draft, enum want want); /* nor empty */
bool draft_is(const struct draft *draft, enum want want, const char *word);
bool draft_among(const struct draft *draft, enum want want,
    const char *const *words, size_t count);

#endif
