/* SPDX-License-Identifier: ISC */
#include "health.h"

#include "base/num.h"

#include <stddef.h>
#include <string.h>

#define IN(member) offsetof(struct config_alerts, member)

/* From where on a rate is well is usage of the field (smsstats.1); the limit
 * is the configuration's. */
static const struct row {
	const char *id, *title; /* of a figure; as alerts name it */
	size_t where; /* the limit in the alerts */
	bool least; /* bad below; else bad above */
	bool shown; /* in colour */
	int64_t good; /* millionths; on that side it is well */
} rows[] = {
    {"delivery_rate", "delivery rate", IN(delivery_rate), true, true, 950000},
    {"error_rate", "error rate", IN(error_rate), false, true, 60000},
    {"filter_rate", "spam filter rate", IN(filter_rate), false, true, 10000},
    {"unknown_rate", "unknown rate", IN(unknown_rate), false, false, 0},
    {"response_rate", "response rate", IN(response_rate), true, false, 0},
    {"opt_out_rate", "opt-out rate", IN(opt_out_rate), false, true, 10000},
    {"complaint_rate", "complaint rate", IN(complaint_rate), false, true, 100},
    {"hangup_to_accepted", "accepted within 30 s", IN(accepted_in_30s), true,
	false, 0},
    {"accepted_to_delivered", "delivered within 30 s", IN(delivered_in_30s),
	true, false, 0},
};

static const struct row *
find_row(const char *id)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (strcmp(rows[i].id, id) == 0)
			return &rows[i];
	return NULL;
}

static double
figure_rate(const struct figure *figure)
{
	return (double)figure->hits / (double)figure->tries;
}

bool
health_limit(const struct config_alerts *alerts, const struct figure *figure,
    struct health_limit *limit)
{
	const struct row *row = find_row(figure->acc->id);
	const char *base = (const char *)alerts;

	if (row == NULL || alerts == NULL)
		return false;
	limit->title = row->title;
	limit->least = row->least;
	memcpy(&limit->limit, base + row->where, sizeof(limit->limit));
	return true;
}

bool
health_passed(const struct health_limit *limit, const struct figure *figure)
{
	double at = (double)limit->limit / NUM_MONEY_ONE;

	return limit->least ? figure_rate(figure) < at
			    : figure_rate(figure) > at;
}

enum health
health_of(const struct config_alerts *alerts, const struct figure *figure)
{
	const struct row *row = find_row(figure->acc->id);
	struct health_limit good, limit;

	if (figure->tries == 0 || row == NULL || !row->shown ||
	    !health_limit(alerts, figure, &limit))
		return HEALTH_NONE;
	if (health_passed(&limit, figure))
		return HEALTH_BAD;
	good = (struct health_limit){.limit = row->good, .least = row->least};
	return health_passed(&good, figure) ? HEALTH_FAIR : HEALTH_GOOD;
}
