/* SPDX-License-Identifier: ISC */
/*
 * ledger: from records to entries.  What a call, a reply or an operator said
 * becomes a consent record and a row of the store's ledger.
 */
#ifndef CONSENT_LEDGER_H
#define CONSENT_LEDGER_H

#include "base/error.h"
#include "record/record.h"
#include "store/store.h"

#include <stdbool.h>
#include <stdint.h>

/* What is known of an act of consent; slices that are not there: unknown. */
struct ledger_act {
	struct slice tenant, program, number, name;
	const char *action; /* granted, revoked, denied, … */
	const char *kind; /* pec, pewc or NULL */
	const char *basis; /* express_oral, express_written, … or NULL */
	const char *method; /* voice_call, keyword, … */
	const char *category; /* transactional, …, any */
	const char *scope; /* program, tenant */
	int64_t effective_ms;
	struct slice call_id, reply_id, recording_url, excerpt;
	struct slice disclosure_text, consent_text;
	struct slice source; /* makes it once: "reply:ID", "call:SOURCE/ID/…" */
};

/*
 * Writes the act into the ledger, inside the caller's transaction.  Fills
 * `record` with the consent record.  1 added, 0 known already, -1 error.
 */
int ledger_write(struct store *store, const struct ledger_act *act,
    int64_t now_ms, struct record *record, struct error *err);

/*
 * The act that a record carries: a call with consent granted or denied, a reply
 * whose intent is stop or start, a consent record.  1 yes, 0 none, -1 error.
 */
int ledger_act_of(
    struct record *record, struct ledger_act *act, struct error *err);

#endif
