/* SPDX-License-Identifier: ISC */
#include "renderer.h"

#include "body.h"
#include "call/call.h"
#include "renderer_parts.h"

/* A record of which no message came, by that template or (NULL) at all. */
static void
refuse(struct renderer *r, struct record *record,
    const struct template_file *file, const struct error *err)
{
	filter_reject(r->filter, record, err);
	if (r->people)
		show_problem(&r->show, file, err);
}

/* ---- -e ----------------------------------------------------------------- */

static int
render_expression(struct renderer *r, struct record *record, struct error *err)
{
	struct press *press = &r->press;
	struct facts facts = {.call = record, .zone = r->zone};

	press_start(press, &facts, clock_now(&r->clock));
	press->view.language = r->options->language;
	if (press_render(press, r->expression, err) != 0)
		return -1;
	if (!r->options->bare) {
		buf_reset(&press->json);
		buf_adds(&press->json, "{\"body\":");
		view_write_string(&press->json, buf_slice(&press->body));
		buf_addc(&press->json, '}');
		show_group(&r->show);
	}
	return renderer_write(r, NULL, err);
}

/* ---- calls -------------------------------------------------------------- */

/* A template that holds for a call: 1, or -1 for an error. */
static int
render_message(struct renderer *r, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err)
{
	int result = r->options->html != NULL
	    ? renderer_wordings(r, record, facts, file, err)
	    : renderer_wording(r, record, facts, file, err);

	return result == 0 ? 1 : -1;
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
		refuse(r, record, NULL, &err);
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
			refuse(r, record, &r->selection.files[i], &err);
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
	struct call_context context = {
	    .config = r->config, .from = r->options->from, .memory = r->memory};
	struct record *call = record;
	struct error err;
	int got = 1;

	*broken = false;
	if (record_kind(record) == RECORD_OTHER) {
		context.received_ms = clock_now(&r->clock);
		got = call_normalise(record, &context, &r->call, &err);
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

/* A record that is no call passes; people see those that are messages. */
static void
pass_other(struct renderer *r, struct record *record)
{
	struct error err;

	if (!r->people && !r->options->bare)
		filter_write(r->filter, record);
	if (!r->people)
		return;
	if (record_kind(record) != RECORD_MESSAGE)
		diag_note(r->filter->diag,
		    "%s: not shown: neither a call nor a message",
		    record_place(record));
	else if (record_check(record, &err) != 0 ||
	    show_record(&r->show, record, &err) != 0)
		refuse(r, record, NULL, &err);
}

void
renderer_take(struct renderer *r, struct filter *filter, struct record *record)
{
	struct record *call;
	bool broken;

	r->filter = filter;
	if (r->expression != NULL) {
		if (render_expression(r, record, &r->err) != 0)
			refuse(r, record, NULL, &r->err);
		return;
	}
	call = find_call(r, record, &broken);
	if (broken)
		return;
	if (call == NULL) {
		pass_other(r, record);
		return;
	}
	if (r->options->call || (r->options->keep && !r->options->bare))
		filter_write(filter, call);
	if (!r->options->call && renderer_has_templates(r))
		render_call(r, record, call);
}

/* ---- set-up ------------------------------------------------------------- */

static int
load_expression(struct renderer *r, struct slice text, struct error *err)
{
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
load_zone(struct renderer *r, struct error *err)
{
	const char *name = r->config->timezone;

	if (name == NULL)
		return 0;
	r->zone = zone_find(&r->press.zones, slice_of(name), err);
	if (r->zone != NULL)
		return 0;
	err->code = EX_CONFIG;
	return error_prefix(err, "%s: timezone", r->config->path);
}

int
renderer_init(struct renderer *r, const struct renderer_options *options,
    const struct config *config, const char *now, const struct diag *diag,
    struct error *err)
{
	*r = (struct renderer){.options = options,
	    .config = config,
	    .memory = call_memory_new(),
	    .people = options->preview || options->html != NULL};
	press_init(&r->press, config);
	show_init(&r->show);
	buf_init(&r->sample, BUF_NO_CAP);
	r->press.selection = &r->selection;
	r->press.view.lax = options->lax;
	r->press.scope.partials.folder = options->partials;
	r->press.language = slice_of(options->language);
	r->press.dynamic = options->dynamic;
	if (options->expression != NULL) {
		r->press.view.lookup = scope_lookup_plain;
		r->press.view.guard = NULL;
	}
	if (clock_init(&r->clock, now, err) != 0 ||
	    call_check(config, options->from, err) != 0 ||
	    load_zone(r, err) != 0)
		return -1;
	return load_texts(r, diag, err);
}

void
renderer_release(struct renderer *r)
{
	buf_release(&r->sample);
	call_memory_free(r->memory);
	record_release(&r->call);
	show_release(&r->show);
	template_free(r->expression);
	selection_release(&r->selection);
	press_release(&r->press);
}
