/* SPDX-License-Identifier: ISC */
/*
 * funnel: the way from the call to the answer.  Each step is what is left of
 * the one before, and where the rest went.
 */
#include "report_parts.h"

/* What a step lost: fates, as the figure "losses" names them. */
static const struct {
	const char *id, *title, *losses;
} steps[] = {
    {"rendered", "rendered", ""},
    {"linted", "passed lint", "lint"},
    {"allowed", "allowed",
	"suppressed|held|scheduled|queued|cancelled|expired"},
    {"accepted", "accepted", "failed|ambiguous"},
    {"delivered", "delivered", "undelivered|unknown|pending"},
};

/* The most frequent by themselves; the rest of a step is one. */
static void
add_loss(struct report_step *step, const struct figure_row *row)
{
	struct report_loss *last = &step->losses[FUNNEL_LOSSES - 1];

	if (step->loss_count < FUNNEL_LOSSES) {
		step->losses[step->loss_count++] = (struct report_loss){
		    row->labels[0], row->labels[1], row->count};
		return;
	}
	last->why = slice_of("other");
	last->reason = (struct slice){NULL, 0};
	last->count += row->count;
}

static uint64_t
count_of(const struct report *report, const char *id)
{
	return report_figure(report->figures, id)->hits;
}

static void
add_step(
    struct report *report, const char *id, const char *title, uint64_t count)
{
	report->funnel[report->step_count++] = (struct report_step){
	    .id = id, .title = title, .count = count};
}

static void
add_losses(struct report *report, const char *fates, uint64_t *left)
{
	const struct figure *losses = report_figure(report->figures, "losses");
	struct report_step *step = &report->funnel[report->step_count - 1];
	size_t i;

	for (i = 0; i < losses->row_count; i++)
		if (slice_among(losses->rows[i].labels[0], fates)) {
			add_loss(step, &losses->rows[i]);
			*left -= losses->rows[i].count;
		}
	step->count = *left;
}

void
report_make_funnel(struct report *report)
{
	uint64_t left = report->messages;
	size_t i;

	if (report->calls[PERIOD_NOW] > 0)
		add_step(report, "calls", "calls", report->calls[PERIOD_NOW]);
	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		add_step(report, steps[i].id, steps[i].title, left);
		add_losses(report, steps[i].losses, &left);
	}
	add_step(report, "answered", "answered", count_of(report, "answered"));
	add_step(
	    report, "confirmed", "confirmed", count_of(report, "confirmed"));
}
