/* SPDX-License-Identifier: ISC */
#include "renderer.h"

#include "call/call.h"
#include "record/scan.h"

static void
write_text(struct renderer *r, const struct buf *text)
{
	filter_write_text(r->filter, buf_slice(text));
}

/* ---- -e ----------------------------------------------------------------- */

static void
render_expression(struct renderer *r, struct record *record)
{
	struct press *press = &r->press;
	struct facts facts = {.call = record};
	struct error err;

	if (r->config->timezone != NULL &&
	    (facts.zone = zone_find(
		 &press->zones, slice_of(r->config->timezone), &err)) == NULL) {
		filter_reject(r->filter, record, &err);
		return;
	}
	press_start(press, &facts, clock_now(&r->clock));
	press->view.language = r->options->language;
	buf_reset(&press->body);
	if (template_render(r->expression, &press->view, &press->arena,
		&press->body, &err) != 0) {
		filter_reject(r->filter, record, &err);
		return;
	}
	if (r->options->bare) {
		write_text(r, &press->body);
		return;
	}
	buf_reset(&press->json);
	buf_adds(&press->json, "{\"body\":");
	view_write_string(&press->json, buf_slice(&press->body));
	buf_addc(&press->json, '}');
	write_text(r, &press->json);
}

/* ---- calls -------------------------------------------------------------- */

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

/* A template that holds for a call: 1, or -1 for an error. */
static int
render_message(struct renderer *r, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err)
{
	struct press *press = &r->press;
	struct outcome outcome;
	int result = press_message(press, facts, file, &outcome, err);

	if (result < 0)
		return -1;
	tell_of_dynamic(r, record, file->id, &outcome);
	if (result == 0)
		tell_of_past(r, record, file->id, outcome.send_ms);
	else if (!outcome.suppressed || !r->options->drop)
		write_text(r, r->options->bare ? &press->body : &press->json);
	return 1;
}

/* `record` is what was read, `call` what it means. */
static void
render_call(struct renderer *r, struct record *record, struct record *call)
{
	struct facts facts;
	struct error err;
	int got, made = 0;
	size_t i;

	if (facts_gather(&facts, call, r->config, &r->press.zones, &err) != 0) {
		filter_reject(r->filter, record, &err);
		return;
	}
	press_start(&r->press, &facts, clock_now(&r->clock));
	selection_start(&r->selection, &facts, &r->press.view, &r->press.arena);
	for (i = 0; i < r->selection.count && !r->filter->stop; i++) {
		got = selection_holds(&r->selection, i, &err);
		if (got > 0)
			got = render_message(
			    r, record, &facts, &r->selection.files[i], &err);
		if (got < 0)
			filter_reject(r->filter, record, &err);
		made += got != 0;
	}
	if (made == 0) {
		r->idle++;
		diag_note(r->filter->diag, "%s: no template holds",
		    record_place(record));
	}
}

/* A word about consent that is neither yes nor no grants nothing. */
static void
warn_of_consent(struct renderer *r, struct record *record)
{
	struct slice said = view_string(
	    record_path(&r->call, "consent.sms_raw"), &r->call.arena);

	if (said.p != NULL)
		diag_warn(r->filter->diag,
		    "%s: consent is neither yes nor no '%.*s'",
		    record_place(record), SLICE_ARG(said));
}

/*
 * The call that a record is, or that a payload is about.  NULL when it is
 * neither, or broken (*broken).
 */
static struct record *
find_call(struct renderer *r, struct record *record, bool *broken)
{
	struct record *call = record;
	struct error err;
	int got = 1;

	*broken = false;
	if (record_kind(record) == RECORD_OTHER) {
		got = call_normalise(record, r->options->from, r->config,
		    clock_now(&r->clock), &r->call, &err);
		call = &r->call;
	} else if (record_kind(record) != RECORD_CALL) {
		return NULL;
	}
	if (got == 0)
		return NULL;
	if (got < 0 || record_check(call, &err) != 0) {
		filter_reject(r->filter, record, &err);
		*broken = true;
		return NULL;
	}
	if (call == record)
		call_complete(call, r->config);
	else
		warn_of_consent(r, record);
	return call;
}

void
renderer_take(struct renderer *r, struct filter *filter, struct record *record)
{
	struct record *call;
	struct error err;
	bool broken;

	r->filter = filter;
	if (r->expression != NULL) {
		render_expression(r, record);
		return;
	}
	call = find_call(r, record, &broken);
	if (broken)
		return;
	if (call == NULL) {
		if (!r->options->bare)
			filter_write(filter, record);
		return;
	}
	if (r->options->call || (r->options->keep && !r->options->bare))
		filter_write(filter, call);
	if (r->options->call)
		return;
	if (r->selection.count == 0) {
		error_set(&err, EX_CONFIG,
		    "no templates: name one with -t, or set 'templates'");
		if (r->selection.code == 0) /* else it was told why */
			filter_fail(filter, &err);
		filter->stop = true;
		return;
	}
	render_call(r, record, call);
}

/* ---- set-up ------------------------------------------------------------- */

static int
load_expression(struct renderer *r, struct slice text, struct error *err)
{
	if (scan_utf8_prefix(text) < text.n)
		return error_set(err, EX_USAGE, "-e: not UTF-8");
	r->expression = template_parse(text, "-e", 1, err);
	if (r->expression != NULL)
		return 0;
	err->code = EX_USAGE;
	return -1;
}

static int
load_texts(struct renderer *r, const struct diag *diag, struct error *err)
{
	const struct renderer_options *options = r->options;

	if (options->call)
		return 0;
	if (options->expression == NULL)
		return selection_load(
		    &r->selection, &options->templates, r->config, diag, err);
	return load_expression(r, slice_of(options->expression), err);
}

/* A wrong zone is the configuration's fault, not that of each call. */
static int
check_zone(struct renderer *r, struct error *err)
{
	const char *name = r->config->timezone;

	if (name == NULL ||
	    zone_find(&r->press.zones, slice_of(name), err) != NULL)
		return 0;
	err->code = EX_CONFIG;
	return error_prefix(err, "%s: timezone", r->config->path);
}

int
renderer_init(struct renderer *r, const struct renderer_options *options,
    const struct config *config, const char *now, const struct diag *diag,
    struct error *err)
{
	*r = (struct renderer){.options = options, .config = config};
	press_init(&r->press, config);
	r->press.selection = &r->selection;
	r->press.view.lax = options->lax;
	r->press.language = slice_of(options->language);
	r->press.dynamic = options->dynamic;
	if (options->expression != NULL) {
		r->press.view.lookup = scope_lookup_plain;
		r->press.view.guard = NULL;
	}
	if (clock_init(&r->clock, now, err) != 0 ||
	    call_check(config, options->from, err) != 0 ||
	    check_zone(r, err) != 0)
		return -1;
	return load_texts(r, diag, err);
}

void
renderer_release(struct renderer *r)
{
	record_release(&r->call);
	template_free(r->expression);
	selection_release(&r->selection);
	press_release(&r->press);
}
