/* SPDX-License-Identifier: ISC */
/*
 * What is written of a message, for programs and for people; the samples of
 * templates, which only people see.
 */
#include "renderer_parts.h"
#include "samples.h"
#include "words.h"

int
renderer_write(
    struct renderer *r, const struct template_file *file, struct error *err)
{
	struct press *press = &r->press;

	if (r->people)
		return show_text(&r->show, buf_slice(&press->json), file, err);
	filter_write_text(r->filter,
	    buf_slice(r->options->bare ? &press->body : &press->json));
	return 0;
}

static void
tell_of_past(
    struct renderer *r, struct record *record, const char *id, int64_t due_ms)
{
	char due[INSTANT_TEXT_MAX];

	instant_format(due_ms, due);
	diag_note(r->filter->diag, "%s: %s: past: it was due %s",
	    record_place(record), id, due);
}

static void
tell_of_dynamic(struct renderer *r, struct record *record, const char *id,
    const struct outcome *outcome)
{
	const struct diag *diag = r->filter->diag;

	if (outcome->dynamic.reason != NULL)
		diag_note(diag, "%s: %s: the template's own text: %s",
		    record_place(record), id, r->press.why.text);
	else if (outcome->dynamic.redacted)
		diag_warn(diag, "%s: %s: numbers of cards or people are masked",
		    record_place(record), id);
}

int
renderer_wording(struct renderer *r, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err)
{
	struct press *press = &r->press;
	struct outcome outcome = {.suppressed = false};
	int result;

	if (r->options->samples)
		return press_sample(press, facts, file, err) == 0
		    ? renderer_write(r, file, err)
		    : -1;
	result = press_message(press, facts, file, &outcome, err);
	if (result < 0)
		return -1;
	tell_of_dynamic(r, record, file->id, &outcome);
	if (result == 0)
		tell_of_past(r, record, file->id, outcome.send_ms);
	else if (!outcome.suppressed || !r->options->drop)
		return renderer_write(r, file, err);
	return 0;
}

int
renderer_wordings(struct renderer *r, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err)
{
	const struct slice asked = r->press.language;
	int result = 0;
	size_t i;

	show_group(&r->show);
	if (asked.p != NULL)
		return renderer_wording(r, record, facts, file, err);
	for (i = 0; i < file->body.count && result == 0; i++) {
		r->press.language = slice_of(file->body.items[i].language);
		result = renderer_wording(r, record, facts, file, err);
	}
	r->press.language = asked;
	return result;
}

bool
renderer_has_templates(struct renderer *r)
{
	struct error err;

	if (r->selection.count > 0)
		return true;
	error_set(&err, EX_CONFIG,
	    "no templates: name one with -t, or set 'templates'");
	if (r->selection.code == 0) /* else it was told why */
		filter_fail(r->filter, &err);
	r->filter->stop = true;
	return false;
}

/* ---- samples ------------------------------------------------------------ */

static int
render_sample(
    struct renderer *r, const struct template_file *file, struct error *err)
{
	struct facts facts;

	if (samples_call(file, &r->sample, err) != 0 ||
	    record_fill(&r->call, buf_slice(&r->sample), err) != 0 ||
	    facts_gather(&facts, &r->call, r->config, &r->press.zones, err) !=
		0)
		return -1;
	press_start(&r->press, &facts, clock_now(&r->clock));
	return renderer_wordings(r, &r->call, &facts, file, err);
}

void
renderer_samples(struct renderer *r, struct filter *filter)
{
	const struct template_file *file;
	struct error err;
	size_t i;

	r->filter = filter;
	if (!renderer_has_templates(r))
		return;
	for (i = 0; i < r->selection.count && !filter->stop; i++) {
		file = &r->selection.files[i];
		if (render_sample(r, file, &err) == 0)
			continue;
		err.code = EX_CONFIG; /* it is the template's own */
		filter_fail(filter, &err);
		show_problem(&r->show, file, &err);
		filter->stop = filter->strict;
	}
}

/* ---- people ------------------------------------------------------------- */

static int
open_page(struct renderer *r, struct error *err)
{
	const char *zone_name = r->config->timezone;
	struct page_about about = {0};
	const struct zone *zone;
	struct buf made;
	int result;

	zone = zone_find(&r->press.zones,
	    slice_of(zone_name != NULL ? zone_name : "UTC"), err);
	if (zone == NULL)
		return -1;
	buf_init(&made, BUF_NO_CAP);
	words_time(&made, clock_now(&r->clock), zone);
	about.made = buf_slice(&made);
	if (r->options->samples)
		about.contents = &r->selection;
	result = page_open(
	    &r->show.page, r->options->html, r->config, &about, err);
	r->show.on_page = true;
	press_mark(&r->press, &r->show.marks);
	buf_release(&made);
	return result;
}

int
renderer_start(struct renderer *r, struct filter *filter, bool colour)
{
	struct error err;

	r->show.config = r->config;
	r->show.zones = &r->press.zones;
	r->show.scope = &r->press.view;
	r->show.filter = filter;
	r->show.colour = colour;
	r->show.samples = r->options->samples;
	if (r->options->html == NULL || open_page(r, &err) == 0)
		return 0;
	filter_fail(filter, &err);
	return -1;
}

void
renderer_finish(struct renderer *r, struct filter *filter)
{
	struct error err;

	if (page_close(&r->show.page, &err) != 0)
		filter_fail(filter, &err);
}
