/* SPDX-License-Identifier: ISC */
/*
 * line: a ledger entry as a consent record.
 */
#ifndef CONSENT_LINE_H
#define CONSENT_LINE_H

#include "store/store.h"

struct buf;

/*
 * Adds the entry's record.  What was kept of somebody erased has none: its
 * fields are put into one, with number_hmac for the number where it is a
 * withdrawal that stays in force.
 */
void line_write(const struct ledger_entry *entry, struct buf *out);

#endif
