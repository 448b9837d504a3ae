/* SPDX-License-Identifier: ISC */
/*
 * quiet_table: the hours that quiet.c keeps, as tables, and what a rule of them
 * says about one clock.  Only quiet*.c and its tests include it.
 */
#ifndef POLICY_QUIET_TABLE_H
#define POLICY_QUIET_TABLE_H

#include "policy/place.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of struct quiet_row's days; 0 is Sunday. */
#define QUIET_DAY(weekday) (1U << (weekday))
#define QUIET_MON_FRI                                                \
	(QUIET_DAY(1) | QUIET_DAY(2) | QUIET_DAY(3) | QUIET_DAY(4) | \
	    QUIET_DAY(5))

/* On those days texts may arrive from start to end, end excluded. */
struct quiet_row {
	const char *country, *state; /* NULL: no country's; all of it */
	unsigned days;
	int start, end; /* minutes of the day */
	bool enforce; /* else advisory: shown, not kept */
	bool holidays; /* on holidays too */
	const char *exempt_if; /* shown, never assumed; NULL: nothing */
	const char *source; /* the law; a name where there is no country */
};

const struct quiet_row *quiet_states(size_t *count);
const struct quiet_row *quiet_countries(size_t *count);

/* Rows side by side that are one rule: what none of them allows is quiet. */
struct quiet_rule {
	const struct quiet_row *rows;
	size_t count;
};

struct quiet_rule quiet_rule_elsewhere(void);
struct quiet_rule quiet_rule_courtesy(void);
struct quiet_rule quiet_rule_strict(void);

/* Those of a state (NULL: the federal one) and of a country; count 0: none. */
struct quiet_rule quiet_rule_state(const char *state);
struct quiet_rule quiet_rule_country(const char *country);

/* May a text arrive while a clock there shows this? */
bool quiet_rule_opens(const struct quiet_rule *rule, const struct civil *clock);

/* The holiday that keeps it closed on that date, or NULL. */
const char *quiet_rule_holiday(
    const struct quiet_rule *rule, const struct civil *clock);

enum {
	QUIET_RULES_MAX = 3,
	QUIET_HORIZON_DAYS = 31, /* longer than any run of closed days */
};

/* A text may go when each rule opens on the clock of each zone. */
struct quiet_plan {
	struct quiet_rule rules[QUIET_RULES_MAX];
	size_t rule_count;
	const struct zone *zones[PLACE_ZONES_MAX];
	size_t zone_count;
};

bool quiet_plan_opens(const struct quiet_plan *plan, int64_t unix_ms);

/*
 * The first whole minute from that instant on at which the plan opens; the
 * horizon's end when there is none before.
 */
int64_t quiet_plan_next(const struct quiet_plan *plan, int64_t unix_ms);

#endif
