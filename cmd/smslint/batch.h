/* SPDX-License-Identifier: ISC */
/*
 * batch: what a text shows only beside those before it: one body over many
 * senders, or with ever other links, or to one person again.
 *
 * Bodies are near alike by the share of rows of three words that they have in
 * common, which a sketch of each (MinHash; Broder, 1997) estimates; names,
 * numbers and links that differ leave most of them alike.  Memory is bounded
 * by the limits below: the oldest is forgotten first.
 */
#ifndef SMSLINT_BATCH_H
#define SMSLINT_BATCH_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	BATCH_SENDERS = 5, /* different ones of one body that are many */
	BATCH_HOSTS = 3, /* the same of hosts */
	BATCH_BODIES = 4096, /* bodies remembered, near alike as one */
	BATCH_TEXTS = 65536, /* texts remembered, by person and body */
};

#define BATCH_WINDOW_MS ((int64_t)24 * 60 * 60 * 1000)

struct batch;

struct batch *batch_new(void);
void batch_free(struct batch *batch);

struct batch_answer {
	size_t senders,
	    hosts; /* of near such bodies so far, up to the limits */
	bool again; /* the same body to the same number within the window */
};

struct lint_message;

/* Remembers the message and compares it with those before. */
void batch_note(struct batch *batch, const struct lint_message *message,
    struct batch_answer *answer);

#endif
