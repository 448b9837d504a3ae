/* SPDX-License-Identifier: ISC */
/*
 * quiet_explain: a rule of quiet hours in words.
 */
#ifndef POLICY_QUIET_EXPLAIN_H
#define POLICY_QUIET_EXPLAIN_H

#include "base/buf.h"
#include "policy/quiet_table.h"

/*
 * Adds "FL Mon-Sun 08:00-20:00 (Fla. Stat. …); exempt, but not assumed: …",
 * and what is closed while the clock shows this.
 */
void quiet_explain_rule(
    const struct quiet_rule *rule, const struct civil *clock, struct buf *out);

/* Adds the rows of that state that are not kept, if there are any. */
void quiet_explain_advisory(const char *state, struct buf *out);

#endif
