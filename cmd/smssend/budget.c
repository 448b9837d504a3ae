/* SPDX-License-Identifier: ISC */
#include "budget.h"

#include "base/num.h"
#include "entry.h"
#include "policy/spend.h"

#include <stdio.h>

enum {
	BUDGETS = 3,
	BUDGET_NAME_MAX = 256,
	BUDGET_CARRIERS = 3, /* an unknown carrier is T-Mobile once in three */
};

/* Millionths of a dollar: no text costs more, and a day's sum has room. */
#define BUDGET_COST_MAX (INT64_C(1000000) * NUM_MONEY_ONE)

/* One limit and what one message takes of it. */
struct budget {
	char name[BUDGET_NAME_MAX]; /* of its meter */
	const char *reason;
	const char *rule;
	int64_t limit, amount;
	struct spend_period period;
};

/* Millionths of a dollar; 0 when the price is not known. */
static int64_t
budget_cost(struct record *message)
{
	int64_t cost;

	if (!entry_says_cost(message, &cost))
		return 0;
	if (cost > BUDGET_COST_MAX)
		return BUDGET_COST_MAX;
	return cost > 0 ? cost : 0;
}

/* Thirds of segments that may go to T-Mobile. */
static int64_t
budget_t_mobile(struct record *message)
{
	struct slice carrier = record_text(message, "carrier");
	int64_t segments;

	if (!slice_is(record_text(message, "sender_kind"), "10dlc") ||
	    !record_int(message, "segments", &segments))
		return 0;
	if (carrier.n == 0)
		return segments;
	return slice_is(carrier, "T-Mobile") ? segments * BUDGET_CARRIERS : 0;
}

static const struct zone *
budget_zone(struct run *run, const char *name)
{
	struct error ignored;

	if (name == NULL)
		return NULL;
	return zone_find(&run->zones, slice_of(name), &ignored);
}

static void
budget_name(struct budget *budget, const char *what, struct slice tenant,
    struct slice part)
{
	(void)snprintf(budget->name, sizeof(budget->name), "%s/%.*s/%.*s", what,
	    SLICE_ARG(tenant), SLICE_ARG(part));
}

/* The limits that are set; how many. */
static size_t
budget_list(struct run *run, struct slice to, struct record *message,
    int64_t at_ms, struct budget budgets[BUDGETS])
{
	const struct config *config = run->config;
	const struct slice none = {"", 0};
	struct slice tenant = record_text(message, "tenant");
	size_t count = 0;

	if (config->spend_per_day > 0) {
		budgets[count] = (struct budget){.reason = "spend_limit",
		    .rule = "policy.spend_per_day",
		    .limit = config->spend_per_day,
		    .amount = budget_cost(message),
		    .period = spend_day(
			budget_zone(run, config->timezone), at_ms)};
		budget_name(&budgets[count++], "spend", tenant, none);
	}
	if (config->spend_per_prefix > 0) {
		budgets[count] = (struct budget){.reason = "spend_limit",
		    .rule = "policy.spend_per_prefix",
		    .limit = config->spend_per_prefix,
		    .amount = budget_cost(message),
		    .period = spend_hour(at_ms)};
		budget_name(
		    &budgets[count++], "spend", tenant, spend_prefix(to));
	}
	if (config->t_mobile_per_day > 0) {
		budgets[count] = (struct budget){.reason = "t_mobile_limit",
		    .rule = "policy.t_mobile_per_day",
		    .limit = (int64_t)config->t_mobile_per_day *
			BUDGET_CARRIERS,
		    .amount = budget_t_mobile(message),
		    .period = spend_day(
			budget_zone(run, "America/Los_Angeles"), at_ms)};
		budget_name(&budgets[count++], "t-mobile", tenant, none);
	}
	return count;
}

bool
budget_is_set(const struct run *run)
{
	const struct config *config = run->config;

	return config->spend_per_day > 0 || config->spend_per_prefix > 0 ||
	    config->t_mobile_per_day > 0;
}

/* What was used in the budget's period: 1, 0 when nothing was counted in it
 * last, -1 error. */
static int
budget_used(struct run *run, const struct budget *budget, int64_t *used,
    struct error *err)
{
	int64_t period_ms;
	int found = meter_read(
	    run->store, slice_of(budget->name), &period_ms, used, err);

	if (found < 0)
		return -1;
	if (found > 0 && period_ms == budget->period.start_ms)
		return 1;
	*used = 0;
	return 0;
}

int
budget_check(struct run *run, const struct journal_row *row,
    struct record *message, int64_t now_ms, struct policy_finding *finding,
    struct error *err)
{
	struct budget budgets[BUDGETS];
	size_t count, i;
	int64_t used;

	*finding = (struct policy_finding){.policy = "spend"};
	if (row->answer)
		return 0;
	count = budget_list(run, row->to, message, now_ms, budgets);
	for (i = 0; i < count; i++) {
		if (budget_used(run, &budgets[i], &used, err) < 0)
			return -1;
		spend_check(budgets[i].limit, used, budgets[i].amount,
		    &budgets[i].period, finding);
		if (finding->verdict == POLICY_PASSES)
			continue;
		finding->reason = budgets[i].reason;
		finding->rule = slice_of(budgets[i].rule);
		return 0;
	}
	return 0;
}

int
budget_book(struct run *run, struct slice to, struct record *message,
    int64_t at_ms, int times, struct error *err)
{
	struct budget budgets[BUDGETS];
	size_t count = budget_list(run, to, message, at_ms, budgets), i;
	int64_t used;
	int counted;

	for (i = 0; i < count; i++) {
		if (budgets[i].amount == 0)
			continue;
		counted = budget_used(run, &budgets[i], &used, err);
		if (counted < 0)
			return -1;
		/* Another period has begun since: it got nothing from this. */
		if (counted == 0 && times < 0)
			continue;
		used += times * budgets[i].amount;
		if (meter_write(run->store, slice_of(budgets[i].name),
			budgets[i].period.start_ms, used > 0 ? used : 0,
			err) != 0)
			return -1;
	}
	return 0;
}
