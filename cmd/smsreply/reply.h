/* SPDX-License-Identifier: ISC */
/*
 * reply: one inbound text, from the record to its annotation, its entry in the
 * ledger and its answer.
 */
#ifndef SMSREPLY_REPLY_H
#define SMSREPLY_REPLY_H

#include "answer.h"

#include "base/error.h"
#include "config/config.h"
#include "record/record.h"
#include "store/store.h"
#include "time/clock.h"

#include <stdbool.h>

struct reply_desk {
	const struct config *config;
	struct store *store;
	struct clock clock;
	enum answer_acks acks;
	bool dry_run; /* the ledger is left alone */
	struct arena arena;
	struct conversation conversation;
};

/*
 * Annotates the reply and writes consent, committed before it returns.
 * 1: `answer` is a message that is due; 0: none is; -1: nothing was done.
 */
int reply_handle(struct reply_desk *desk, struct record *reply,
    struct record *answer, struct error *err);

#endif
