/* SPDX-License-Identifier: ISC */
/*
 * draft: the members of a record that count here, picked in one walk.  Records
 * come by the million and have three dozen members, of which a few matter.
 */
#ifndef SMSSTATS_DRAFT_H
#define SMSSTATS_DRAFT_H

#include "record/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DRAFT_NAME_MAX = 32 }; /* bytes; wanted members have shorter names */

enum want {
	WANT_ACTION,
	WANT_AT,
	WANT_CHANNEL,
	WANT_ERROR_CLASS,
	WANT_ERROR_CODE,
	WANT_INTENT,
	WANT_MATCH,
	WANT_MESSAGE_ID,
	WANT_OPT_OUT,
	WANT_PERSON,
	WANT_PROVIDER,
	WANT_PROVIDER_ID,
	WANT_PURPOSE,
	WANT_REASON,
	WANT_REPLIES,
	WANT_STATUS,
	WANT_COUNT,
};

/* Made once, for many records. */
struct draft_reader {
	uint8_t first[DRAFT_NAME_MAX]; /* wanted member of that length */
};

struct draft {
	struct record *record;
	enum record_kind kind;
	bool odd; /* one of them is no text */
	struct view views[WANT_COUNT]; /* borrowed from the record */
};

void draft_reader_init(struct draft_reader *reader);

/* For a record as it came, not edited. */
void draft_read(const struct draft_reader *reader, struct record *record,
    struct draft *draft);

/* Is all there that a record of its kind must have, and as text? */
bool draft_complete(const struct draft *draft);

/* Not there unless a string; borrowed from the record. */
struct slice draft_text(const struct draft *draft, enum want want);
bool draft_is(const struct draft *draft, enum want want, const char *word);
bool draft_among(const struct draft *draft, enum want want,
    const char *const *words, size_t count);

#endif
