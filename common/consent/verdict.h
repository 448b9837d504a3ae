/* SPDX-License-Identifier: ISC */
/*
 * verdict: may this person be sent this message, by what the ledger says.
 * Pure: entries, message and clock in, answer out.
 *
 * The state of a person is the fold of the entries recorded so far in order of
 * effective_at; at the same instant a withdrawal wins; a future entry does not
 * count yet.
 */
#ifndef CONSENT_VERDICT_H
#define CONSENT_VERDICT_H

#include "base/slice.h"
#include "store/store.h"
#include "time/instant.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Double opt-in: a request to join a program lets a text go that asks whether
 * the person of the number wants it; the request, and that question, stand open
 * so long.
 */
#define VERDICT_OPT_IN_MS ((int64_t)7 * INSTANT_DAY)

/* What the question is about. */
struct verdict_query {
	struct slice tenant, program;
	struct slice category; /* transactional, conversational, promotional */
	struct slice purpose; /* opt_out_ack passes the opt-out it confirms,
				 opt_in_request goes where somebody asked */
	struct slice channel; /* email, voice; else it is a text */
	struct slice sender; /* our number; not there: not chosen yet */
	int64_t last_inbound_ms; /* the person's last text; 0: none known; see
				    verdict_asks_inbound */
	int64_t promotional_ms; /* consent to advertising holds so long; 0:
				   without end */
	int64_t now_ms;
};

struct verdict {
	bool allowed;
	const char *reason; /* sms-record.5's word; NULL when allowed */
	const char *kind; /* "pec", "pewc" or NULL: what it rests on */
	struct slice basis;
	struct slice consent_id; /* of the entry that decided; not there: none
				    did, or its person was erased */
	const struct ledger_entry *entry; /* that decided; NULL: none */
};

/* Does it matter when the person last wrote? */
bool verdict_asks_inbound(const struct verdict_query *query);

void verdict_fold(const struct ledger_entry *entries, size_t count,
    const struct verdict_query *query, struct verdict *out);

#endif
