/* SPDX-License-Identifier: ISC */
/*
 * output: the delivery records that smssend writes.
 */
#ifndef SMSSEND_OUTPUT_H
#define SMSSEND_OUTPUT_H

#include "provider/provider.h"
#include "record/record.h"
#include "store/store.h"

#include <stdint.h>

/* What a delivery record says beside the fields of its message. */
struct output {
	struct slice id, to, provider, provider_id;
	enum journal_state state;
	struct slice reason;
	const struct provider_outcome *outcome; /* NULL: none is known */
	int64_t attempt; /* 0: none was made */
	int64_t attempted_ms; /* 0: none was made */
	int64_t received_ms; /* when this came about */
	int64_t
	    until_ms; /* when what is held will be looked at; 0: it is not */
	struct slice explained; /* JSON; not there: nobody asked */
};

/* The state of a row, as it stands in the journal. */
struct output output_of_row(const struct journal_row *row);

/* Starts `record` as the delivery record. */
void output_fill(
    struct record *record, const struct output *output, struct record *message);

/* Sets who it goes to and from, by the message's channel, where the record does
 * not say. */
void output_ends(
    struct record *record, struct slice to, struct record *message);

/* Copies the fields that every delivery record has from its message, but none
 * that the record has already. */
void output_copy(struct record *record, struct record *message);

#endif
