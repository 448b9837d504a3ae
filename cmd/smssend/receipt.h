/* SPDX-License-Identifier: ISC */
/*
 * receipt: delivery records from outside settle the journal (J10, J12).
 *
 * Order is not promised: reports repeat, come late, and come before the answer
 * to the request itself.  Each is kept as an event; a row only moves on to
 * a state of the same rank or higher.
 */
#ifndef SMSSEND_RECEIPT_H
#define SMSSEND_RECEIPT_H

#include "run.h"

/* Takes a delivery record that passed record_check, and passes it on with what
 * is known of its message. */
int receipt_take(struct run *run, struct record *receipt, struct error *err);

/*
 * J10: reports that bear our reference and came while they did not change the
 * row do so now.  1 when its provider's id is known now, else 0; -1 error.
 */
int receipt_recall(
    struct run *run, const struct journal_row *row, struct error *err);

/* The message `id` got its provider's id just now: the events that are kept
 * under that id count, and are printed with what is known of their message. */
int receipt_match(struct run *run, struct slice id, struct slice provider,
    struct slice provider_id, struct error *err);

#endif
