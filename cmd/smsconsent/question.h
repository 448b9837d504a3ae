/* SPDX-License-Identifier: ISC */
/*
 * question: ask the ledger, and put its answer into words.
 */
#ifndef SMSCONSENT_QUESTION_H
#define SMSCONSENT_QUESTION_H

#include "session.h"

#include "base/buf.h"

struct answer {
	struct verdict verdict;
	const struct ledger_entry *entry; /* that decided, or NULL */
};

/* May `number` be sent what query says?  Fills the query's last_inbound_ms and
 * now_ms.  The answer lives in the session's arena. */
int question_ask(struct session *session, struct slice number,
    struct verdict_query *query, struct answer *answer, struct error *err);

/* {"allowed":…,"reason":…,"kind":…,"basis":…,"consent_id":…,"checked_at":…}
 * with "explain" when wanted; without the closing brace. */
void answer_json(
    const struct answer *answer, int64_t now_ms, bool explain, struct buf *out);

/* "no, consent_revoked: revoked by keyword on 2026-12-01T16:00:00.000Z (ID)" */
void answer_words(const struct answer *answer, struct buf *out);

#endif
