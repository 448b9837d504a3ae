/* SPDX-License-Identifier: ISC */
/*
 * evidence: what a ledger entry's record has to show for itself.
 */
#ifndef CONSENT_EVIDENCE_H
#define CONSENT_EVIDENCE_H

#include "store/store.h"

#include <stdbool.h>

/*
 * Did the person do this, and is the proof there?  Only such an entry brings
 * consent back after a stop: a keyword's inbound text, a form or a scan, a
 * call's id with its recording or the words said.
 */
bool evidence_is_own_act(const struct ledger_entry *entry);

/* Is the text there that was shown to the person (47 CFR 64.1200(f)(9))? */
bool evidence_has_disclosure(const struct ledger_entry *entry);

#endif
