/* SPDX-License-Identifier: ISC */
/*
 * row_act: the act of consent that a row of a table is.
 */
#ifndef SMSCONSENT_ROW_ACT_H
#define SMSCONSENT_ROW_ACT_H

#include "base/mem.h"
#include "config/config.h"
#include "consent/ledger.h"
#include "rows.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stdint.h>

/* What holds for the rows that do not say it themselves. */
struct row_rules {
	const struct config *config; /* whose numbers are ours */
	const struct zone *zone; /* of times without an offset; NULL: none */
	const char *status; /* "granted", "revoked" or NULL */
	struct slice tenant, program;
	int64_t now_ms;
};

bool row_act_is_no(const struct ledger_act *act);

/* The same row makes the same source, however often it is imported. */
struct slice row_act_source(const struct ledger_act *act, struct arena *arena);

/*
 * 0, or -1 with EX_DATAERR for a row of which it is not certain what it says.
 * No opt-out is lost for its date: one that cannot be read is now, and note
 * says why; its code is else 0.  The act borrows from the row, the rules and
 * the arena.
 */
int row_act(const struct row_rules *rules, const struct row *row,
    struct arena *arena, struct ledger_act *act, struct error *note,
    struct error *err);

#endif
