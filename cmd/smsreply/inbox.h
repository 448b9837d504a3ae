/* SPDX-License-Identifier: ISC */
/*
 * inbox: the texts that wait for a human.
 */
#ifndef SMSREPLY_INBOX_H
#define SMSREPLY_INBOX_H

#include "base/error.h"
#include "record/filter.h"
#include "store/store.h"

#include <stdint.h>

/* Writes the replies that wait, the oldest first. */
int inbox_list(struct store *store, struct filter *filter, struct error *err);

/* Nothing of this number waits any more; EX_NO when nothing did. */
int inbox_close(
    struct store *store, const char *number, int64_t now_ms, struct error *err);

#endif
