/* SPDX-License-Identifier: ISC */
/*
 * consent: what the ledger says to a message that is about to go.
 */
#ifndef SMSSEND_CONSENT_H
#define SMSSEND_CONSENT_H

#include "consent/verdict.h"
#include "record/record.h"
#include "store/store.h"

/*
 * Reads the ledger for the message's recipient and judges.  For a claim to
 * depend on it, call it inside the claim's transaction.  Texts of the verdict
 * are in the arena.  A store that is NULL is an empty ledger.
 */
int consent_ask(struct store *store, struct record *message, int64_t now_ms,
    struct arena *arena, struct verdict *verdict, struct error *err);

/*
 * The same for the text that this e-mail stands for: 1; 0 when it is for none.
 */
int consent_ask_instead(struct store *store, struct record *message,
    int64_t now_ms, struct arena *arena, struct verdict *verdict,
    struct error *err);

#endif
