/* SPDX-License-Identifier: ISC */
/*
 * The longest date: found by writing them all.
 */
#include "template/bounds.h"
#include "template/filter.h"
#include "time/instant.h"

enum {
	MONTHS = 12,
	WEEK = 7,
	DAY_SECONDS = 86400,
	MORNING = 10 * 3600 + 59 * 60 + 59, /* two digits everywhere */
	EVENING = 22 * 3600 + 59 * 60 + 59,
};

/* Are all arguments the same, whenever the pipeline runs? */
static bool
is_literal(const struct filter_call *call)
{
	size_t i;

	for (; call != NULL; call = call->next) {
		for (i = 0; i < call->count; i++)
			if (call->args[i]->kind != EXPR_LITERAL)
				return false;
		if (call->keyword != NULL)
			return false;
	}
	return true;
}

/* One instant through the filters. */
static int
add_instant(struct bounder *bounder, const struct filter_call *call,
    int64_t seconds, struct bounds *all)
{
	struct bound_value value = {.exact = true, .value = value_int(seconds)};
	struct bounds one;

	for (; call != NULL; call = call->next)
		if (bound_filter(bounder, call, &value) != 0)
			return -1;
	if (bound_shown(bounder, &value, &one) != 0)
		return -1;
	bounds_or(all, &one);
	return 0;
}

/* All days of the week in all months, in the morning and in the evening. */
static int
all_instants(
    struct bounder *bounder, const struct filter_call *call, struct bounds *all)
{
	struct civil civil = {.year = 2024, .day = 20};
	int64_t day;
	int i;

	*all = bounds_none();
	for (civil.month = 1; civil.month <= MONTHS; civil.month++)
		for (i = 0; i < 2 * WEEK; i++) {
			day = civil_to_ms(&civil) / INSTANT_SECOND +
			    i / 2 * DAY_SECONDS;
			if (add_instant(bounder, call,
				day + (i % 2 == 0 ? MORNING : EVENING),
				all) != 0)
				return -1;
		}
	return 0;
}

int
bound_dates(struct bounder *bounder, const struct filter_call *call,
    struct bound_value *out)
{
	struct bound_date *date = is_literal(call) ? bounder->dates : NULL;
	struct bound_value format;
	struct bounds all;

	if (bound_eval(bounder, call->args[0], &format) != 0)
		return -1;
	if (!format.exact || value_is_empty(&format.value))
		return 0;
	while (date != NULL && date->call != call)
		date = date->next;
	if (date == NULL) { /* a template is walked many times */
		if (all_instants(bounder, call, &all) != 0)
			return -1;
		date = arena_alloc(bounder->render.arena, sizeof(*date));
		*date = (struct bound_date){
		    .call = call, .longest = all, .next = bounder->dates};
		bounder->dates = date;
	}
	*out = (struct bound_value){.bounds = date->longest};
	return 1;
}
