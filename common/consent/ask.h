/* SPDX-License-Identifier: ISC */
/*
 * ask: the one way to ask the ledger.
 */
#ifndef CONSENT_ASK_H
#define CONSENT_ASK_H

#include "config/config.h"
#include "consent/verdict.h"
#include "record/record.h"
#include "store/store.h"

/*
 * May `number` be sent what query says?  Fills the query's last_inbound_ms.
 * For a claim to depend on it, call it inside the claim's transaction.  The
 * verdict lives in the arena.  A store that is NULL is an empty ledger.
 */
int ask_ledger(struct store *store, struct slice number,
    struct verdict_query *query, struct arena *arena, struct verdict *verdict,
    struct error *err);

/* Whom it is for: the number, of an e-mail the address; may be not there. */
struct slice ask_subject(struct record *message);

/* What a message asks by the rules of the configuration; borrows from it.  Its
 * tenant may be not there. */
struct verdict_query ask_query(
    const struct config *config, struct record *message, int64_t now_ms);

/* How long consent to advertising holds: for verdict_query. */
int64_t ask_promotional_ms(const struct config *config);

/* The two together: may this message go to its recipient? */
int ask_message(struct store *store, const struct config *config,
    struct record *message, int64_t now_ms, struct arena *arena,
    struct verdict *verdict, struct error *err);

#endif
