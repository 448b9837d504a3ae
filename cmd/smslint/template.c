/* SPDX-License-Identifier: ISC */
#include "template.h"

#include "broken.h"
#include "length.h"
#include "record/json.h"
#include "template_work.h"

#include <string.h>

static const char template_brand[] = "brand";

/* Who has no configuration yet has a name of about this length. */
static const char template_stand_in[] =
    "{\"name\":\"Your Business Name\",\"phone\":\"+12125550100\","
    "\"email\":\"hello@example.com\"}";

/* ---- the scope ---------------------------------------------------------- */

static struct view
template_lookup(void *context, struct slice name)
{
	const struct work *work = context;

	if (slice_is(name, template_brand))
		return view_of(buf_slice(&work->templates->brand));
	return (struct view){NULL, 0};
}

static const struct template *
template_partial(void *context, struct slice name, struct error *err)
{
	struct work *work = context;

	return partials_find(&work->templates->partials, name, err);
}

/* What the configuration says is the same for all calls. */
static bool
template_fixed(void *context, struct slice name)
{
	(void)context;
	return slice_is(name, template_brand);
}

static bool
template_declared(
    void *context, struct slice path, struct bound_variable *variable)
{
	const struct work *work = context;
	const struct variable *declared;
	size_t i;

	for (i = 0; i < work->template.variable_count; i++) {
		declared = &work->template.variables[i];
		if (!slice_is(path, declared->path))
			continue;
		*variable = (struct bound_variable){.max = declared->max};
		if (declared->sample != NULL &&
		    declared->sample->type == YAML_TEXT)
			variable->sample = declared->sample->text;
		return true;
	}
	return false;
}

/* ---- texts -------------------------------------------------------------- */

/* The text as the message that it would be. */
static int
template_message(struct work *work, struct slice body, struct error *err)
{
	struct buf *json = &work->json;

	buf_reset(json);
	buf_adds(json, "{\"record\":\"message\",\"record_version\":1");
	buf_adds(json, work->template.fixed);
	json_text(json, JSON("language"), slice_of(work->wording->language));
	json_text(json, JSON("body"), body);
	buf_addc(json, '}');
	return record_fill(&work->record, buf_slice(json), err);
}

/* "(by way of 'if data.with')" behind what a branch alone shows. */
static void
template_tell_branch(
    const struct bound_body *body, const char *message, struct buf *out)
{
	buf_adds(out, message);
	if (body->branch != NULL)
		buf_addf(out, " (%s '%.*s')",
		    body->branch->gap ? "without" : "by way of",
		    SLICE_ARG(body->branch->label));
}

static void
template_take(struct work *work, const struct bound_body *body,
    const struct lint_report *report, const struct lint_finding *found)
{
	struct sheet_finding finding = {.rule = found->rule,
	    .severity = found->severity,
	    .suggestion = found->suggestion};
	struct spot spot = spot_whole(work);
	struct buf message;

	if (found->place.p != NULL &&
	    !spot_find(work, body, (size_t)(found->place.p - report->body),
		found->place.n, &spot))
		return;
	buf_init(&message, BUF_NO_CAP);
	if (found->place.p == NULL)
		template_tell_branch(body,
		    arena_string(&work->memory, found->message), &message);
	else
		buf_addslice(&message, found->message);
	finding.file = spot.file;
	finding.at = spot.at;
	finding.length = spot.length;
	finding.exact = spot.exact;
	finding.message = buf_slice(&message);
	sheet_add(work->sheet, &finding);
	buf_release(&message);
}

/* A value without a limit: what is said of the length is a guess. */
static void
template_take_open(struct work *work, const struct bound_body *body)
{
	static const char id[] = "variable-unbounded";
	struct sheet_finding finding = {.severity = LINT_WARNING};
	struct slice label = body->open->label;
	struct spot spot = spot_whole(work);
	struct buf message;
	size_t at;

	finding.rule = linter_rule(
	    work->templates->linter, id, &finding.severity);
	if (finding.rule == NULL)
		return;
	buf_init(&message, BUF_NO_CAP);
	if (label.p == NULL) {
		buf_adds(&message, "its length has no limit");
	} else {
		buf_addf(&message,
		    "'%.*s' has no limit: declare a max under "
		    "variables",
		    SLICE_ARG(label));
		at = slice_find(work->wording->source, label);
		if (at != SIZE_MAX && spot_is_own(work, body->open->place))
			(void)spot_set(
			    work, body->open->place, at, label.n, &spot);
	}
	finding.file = spot.file;
	finding.at = spot.at;
	finding.length = spot.length;
	finding.message = buf_slice(&message);
	sheet_add(work->sheet, &finding);
	buf_release(&message);
}

/* The sender that the template's texts go out from, as far as is known. */
static const struct config_sender *
template_sender(const struct work *work, const struct config *config)
{
	const char *campaign = work->template.campaign;
	size_t i;

	for (i = 0; campaign != NULL && i < config->sender_count; i++)
		if (config->senders[i].campaign != NULL &&
		    strcmp(config->senders[i].campaign, campaign) == 0)
			return &config->senders[i];
	return config->sender_count > 0 ? &config->senders[0] : NULL;
}

/* With -v: how long the longest text is, and what it costs. */
static void
template_tell_length(struct work *work, const struct bound_body *body)
{
	const struct templates *templates = work->templates;
	const struct config *config = templates->linter->settings.config;
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	length_words(&words, &templates->linter->message.size, config,
	    template_sender(work, config));
	diag_note(templates->diag, "%s: %s%s%s%s", work->file->path,
	    work->wording->language != NULL ? work->wording->language : "",
	    work->wording->language != NULL ? ": " : "",
	    body->open != NULL ? "at least " : "", buf_text(&words));
	buf_release(&words);
}

static void
template_visit(void *context, const struct bound_body *body)
{
	struct work *work = context;
	struct linter *linter = work->templates->linter;
	struct error err;
	size_t i;

	if (body->open != NULL)
		template_take_open(work, body);
	if (template_message(work, body->text, &err) != 0)
		return;
	linter_run(linter, &work->record, LINT_MESSAGE);
	if (linter->message.links.count > 0)
		work->subject.links = true;
	if (body->branch == NULL && work->file->listed &&
	    work->templates->diag != NULL)
		template_tell_length(work, body);
	for (i = 0; i < linter->report.count; i++)
		template_take(
		    work, body, &linter->report, &linter->report.findings[i]);
}

/* One language, the longest way and through every branch. */
static void
template_lint_wording(struct work *work, const struct wording *wording)
{
	struct templates *templates = work->templates;
	struct template_scope scope = {.lookup = template_lookup,
	    .shared = template_lookup,
	    .partial = template_partial,
	    .context = work,
	    .zones = templates->zones,
	    .zone = templates->zone,
	    .language = wording->language,
	    .now_ms = templates->now_ms,
	    .lax = true};
	const struct bound_scope bound = {.scope = &scope,
	    .fixed = template_fixed,
	    .declared = template_declared,
	    .context = work,
	    .gaps = true};
	struct error err;

	work->wording = wording;
	work->node = subject_entry(&work->subject, "body", wording->language);
	if (template_bound(wording->text, &bound, &work->memory, template_visit,
		work, &err) != 0)
		broken_add(
		    templates->linter, work->sheet, work->file, err.text);
}

static void
template_lint_rules(struct work *work)
{
	const struct linter *linter = work->templates->linter;
	size_t i;

	for (i = 0; i < linter->rule_count; i++) {
		work->subject.rule = linter->rules[i];
		work->subject.level = linter->levels[i];
		if (work->subject.rule->check_template != NULL)
			work->subject.rule->check_template(&work->subject);
	}
}

void
templates_lint(
    struct templates *templates, struct sheet *sheet, struct sheet_file *file)
{
	struct work work = {
	    .templates = templates, .sheet = sheet, .file = file};
	struct yaml_document *document;
	struct error err;
	size_t i;

	buf_init(&work.json, BUF_NO_CAP);
	document = yaml_read_text(file->source, file->path, &err);
	if (document != NULL) {
		work.root = yaml_root(document);
		ignores_read(
		    &file->ignores, file->source, work.root, &sheet->memory);
	}
	if (document == NULL ||
	    template_file_read(
		&work.template, file->source, file->path, &err) != 0) {
		broken_add(templates->linter, sheet, file, err.text);
	} else {
		work.subject = (struct subject){
		    .settings = &templates->linter->settings,
		    .sheet = sheet,
		    .file = file,
		    .root = work.root,
		    .template = &work.template,
		    .all = templates->linter->rule_count == rules_count()};
		for (i = 0; i < work.template.body.count; i++)
			template_lint_wording(
			    &work, &work.template.body.items[i]);
		template_lint_rules(&work);
	}
	template_file_release(&work.template);
	yaml_close(document);
	record_release(&work.record);
	arena_release(&work.memory);
	buf_release(&work.json);
}

/* ---- all of them -------------------------------------------------------- */

void
templates_init(struct templates *templates, struct linter *linter,
    struct zone_set *zones, int64_t now_ms)
{
	const struct config *config = linter->settings.config;
	struct error err;

	*templates = (struct templates){.linter = linter,
	    .zones = zones,
	    .now_ms = now_ms,
	    .partials = {.folder = NULL}};
	if (config->timezone != NULL)
		templates->zone = zone_find(
		    zones, slice_of(config->timezone), &err);
	buf_init(&templates->brand, BUF_NO_CAP);
	buf_adds(&templates->brand,
	    config->brand.name != NULL ? config->brand_json
				       : template_stand_in);
}

void
templates_release(struct templates *templates)
{
	partials_release(&templates->partials);
	buf_release(&templates->brand);
}
