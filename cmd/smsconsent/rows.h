/* SPDX-License-Identifier: ISC */
/*
 * rows: what a file to be imported says of one person each: a table (CSV), JSON
 * lines or an array, or the list that a provider's API gives, told apart by
 *their look:
 *
 *	{"data": [{"to": …, "created_at": …}]}           Telnyx
 *	{"OptedOutNumbers": [{"OptedOutNumber": …}]}     AWS End User Messaging
 *	{"phoneNumbers": […]}                            AWS SNS
 *	{"items": [{"contact_id": …, "status": …}]}      Twilio, Consent API
 */
#ifndef SMSCONSENT_ROWS_H
#define SMSCONSENT_ROWS_H

#include "base/error.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/slice.h"
#include "columns.h"
#include "said.h"

#include <stdbool.h>
#include <stddef.h>

struct row {
	size_t line; /* in the file, from 1; in a list: the how manieth */
	struct slice fields[ROW_FIELDS]; /* texts; not there: unknown */
	struct said said;
	struct slice record; /* a consent record as it stands, or not there */
	bool numbers; /* it has several, and they differ */
	bool listed; /* on a provider's list of those who opted out */
};

struct rows_visitor {
	/* -1 stops. */
	int (*row)(void *context, const struct row *row, struct error *err);
	/* Told of a line that is none; reading goes on. */
	void (*bad)(void *context, size_t line, const struct error *err);
	/* Told that the list goes on where this file ends. */
	void (*more)(void *context, const char *text);
	void *context;
};

/* Adds what one column says, unless it says nothing (field -1, empty). */
void rows_take(struct row *row, int field, struct slice text);

/*
 * map: "number=Phone" and the like, where names do not speak for themselves; a
 * column that is not there is an error.
 * Slices are borrowed during the call.  -1 with EX_DATAERR where the file as a
 * whole cannot be used, or what the visitor said.
 */
int rows_read(struct slice text, const struct opt_list *map,
    const struct rows_visitor *visitor, struct error *err);

#endif
