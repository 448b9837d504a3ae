/* SPDX-License-Identifier: ISC */
#include "check.h"

#include "base/num.h"
#include "health.h"
#include "table.h"
#include "time/instant.h"
#include "wilson.h"

#include <inttypes.h>
#include <string.h>

struct check {
	struct session *session;
	const struct report *report;
	const struct report_group *group; /* NULL: all */
	const struct figure *figures; /* of it */
	struct buf *out;
	bool passed; /* a limit was */
};

static void
write_group(struct buf *out, const struct check *check)
{
	size_t i;

	if (check->group == NULL)
		return;
	if (check->group->rest > 0) {
		buf_adds(out, ", all other groups");
		return;
	}
	for (i = 0; i < check->group->label_count; i++) {
		struct slice label = check->group->labels[i];

		buf_addf(out, ", %s ", check->report->ask->dims->list[i].name);
		table_plain(out, label.p != NULL ? label : slice_of("-"));
	}
}

/* "from … to …": that of the records where nothing else was asked. */
static void
write_period(struct buf *out, const struct report *report)
{
	const struct ask *ask = report->ask;
	char text[INSTANT_TEXT_MAX];

	if (ask->since != INT64_MIN) {
		instant_format(ask->since, text);
		buf_addf(out, ", from %s", text);
	}
	instant_format(
	    ask->until != INT64_MAX ? ask->until : report->as_of, text);
	buf_addf(out, ", to %s", text);
}

/* The most frequent error, where errors are what is told of; of what was taken
 * for spam it is known. */
static void
write_cause(struct buf *out, const struct check *check, const char *id)
{
	const struct figure *classes = report_figure(
	    check->figures, "error_classes");
	struct slice name;

	if (strcmp(id, "filter_rate") == 0)
		buf_addf(
		    out, "; %s", event_errors[ERROR_CARRIER_FILTERED].advice);
	if (classes->row_count == 0 ||
	    (strcmp(id, "delivery_rate") != 0 && strcmp(id, "error_rate") != 0))
		return;
	name = classes->rows[0].labels[0];
	buf_addf(out, "; most frequent: %.*s (%" PRIu64 "), %s",
	    SLICE_ARG(name), classes->rows[0].count,
	    event_errors[event_error_find(name)].advice);
}

static void
write_alert(struct check *check, const struct figure *figure,
    const struct health_limit *limit)
{
	struct wilson interval = wilson_interval(figure->hits, figure->tries);
	const char *tenant = check->session->config.tenant;
	struct buf *out = check->out;

	if (out->len > 0)
		buf_addc(out, '\n');
	buf_adds(out, "alert: ");
	if (tenant != NULL) {
		table_plain(out, slice_of(tenant));
		buf_adds(out, ": ");
	}
	buf_addf(out,
	    "%s %.2f %% (%" PRIu64 " of %" PRIu64
	    ", 95 %% interval %.2f to %.2f %%) is %s %.2f %%",
	    limit->title, 100 * report_rate(figure->hits, figure->tries),
	    figure->hits, figure->tries, 100 * interval.low,
	    100 * interval.high, limit->least ? "below" : "above",
	    100 * (double)limit->limit / NUM_MONEY_ONE);
	write_group(out, check);
	write_period(out, check->report);
	write_cause(out, check, figure->acc->id);
}

/* What is still on its way says nothing yet about whether texts arrive. */
static uint64_t
still_open(const struct check *check, const struct figure *figure)
{
	return strcmp(figure->acc->id, "delivery_rate") == 0
	    ? report_figure(check->figures, "pending")->hits
	    : 0;
}

static void
check_figure(struct check *check, const struct figure *given)
{
	const struct config_alerts *alerts = check->report->alerts;
	struct session *session = check->session;
	struct figure figure = *given;
	struct health_limit limit;

	figure.tries -= still_open(check, given);
	if (!health_limit(alerts, &figure, &limit) || figure.tries == 0 ||
	    !health_passed(&limit, &figure))
		return;
	if (figure.tries < (uint64_t)alerts->sample) {
		diag_note(session->diag,
		    "%s: %" PRIu64 " of %" PRIu64 " are fewer than %d cases",
		    limit.title, figure.hits, figure.tries, alerts->sample);
		return;
	}
	write_alert(check, &figure, &limit);
	check->passed = true;
}

static void
check_figures(struct check *check)
{
	size_t i;

	for (i = 0; i < check->report->count; i++)
		check_figure(check, &check->figures[i]);
}

void
check_report(
    struct session *session, const struct report *report, struct buf *out)
{
	struct check check = {.session = session,
	    .report = report,
	    .figures = report->figures,
	    .out = out};
	size_t i;

	check_figures(&check);
	for (i = 0; i < report->group_count && report->ask->by > 0; i++) {
		check.group = &report->groups[i];
		check.figures = report->groups[i].figures;
		check_figures(&check);
	}
	/* Whoever asks wants to know this first, bad lines or not. */
	if (check.passed)
		session->filter.code = EX_NO;
}
