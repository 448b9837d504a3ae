/* SPDX-License-Identifier: ISC */
/*
 * handover: entries go from the thread that reads the store, which alone may,
 * to one that works on them, some hundred at a time.
 */
#ifndef CONSENT_HANDOVER_H
#define CONSENT_HANDOVER_H

#include "store/store.h"

struct handover;

/* `each` is called in a thread of its own, with one entry after another. */
struct handover *handover_new(
    void (*each)(void *context, const struct ledger_entry *entry),
    void *context);

/* A visitor for ledger_walk; the context is the handover.  Copies the entry;
 * waits while too many are on their way. */
int handover_add(
    void *handover, const struct ledger_entry *entry, struct error *err);

/* Returns when `each` has had all of them. */
void handover_end(struct handover *handover);

#endif
