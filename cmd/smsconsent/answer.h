/* SPDX-License-Identifier: ISC */
/*
 * answer: what the ledger answered, in JSON and in words.
 */
#ifndef SMSCONSENT_ANSWER_H
#define SMSCONSENT_ANSWER_H

#include "base/buf.h"
#include "consent/verdict.h"

/* {"allowed":…,"reason":…,"kind":…,"basis":…,"consent_id":…,"checked_at":…}
 * with "explain" when wanted; without the closing brace. */
void answer_json(const struct verdict *verdict, int64_t now_ms, bool explain,
    struct buf *out);

/* "no, consent_revoked: revoked by keyword on 2026-12-01T16:00:00.000Z (ID)" */
void answer_say(const struct verdict *verdict, struct buf *out);

#endif
