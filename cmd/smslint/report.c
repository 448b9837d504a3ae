/* SPDX-License-Identifier: ISC */
#include "lint.h"
#include "rules.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
	const char *name, *colour; /* terminal sequence */
} severities[] = {
    [LINT_INFO] = {"info", "\033[36m"},
    [LINT_WARNING] = {"warning", "\033[33m"},
    [LINT_ERROR] = {"error", "\033[31m"},
};

const char *
lint_severity_name(enum lint_severity severity)
{
	return severities[severity].name;
}

void
lint_report_start(struct lint_report *report,
    const struct lint_message *message, struct record *record)
{
	report->count = 0;
	report->errors = report->warnings = 0;
	report->harder = message->dynamic;
	report->rule = NULL;
	report->body = message->body.p;
	report->arena = &record->arena;
}

struct slice
lint_excerpt(struct slice text)
{
	if (text.n <= LINT_EXCERPT_MAX)
		return text;
	text.n = LINT_EXCERPT_MAX;
	while (text.n > 0 && ((unsigned char)text.p[text.n] & 0xc0) == 0x80)
		text.n--;
	return text;
}

static struct slice
lint_keep(struct lint_report *report, struct slice text)
{
	if (text.p == NULL || text.n > LINT_SUGGESTION_MAX)
		return LINT_NONE;
	return arena_slice(report->arena, text);
}

void
lint_add(struct lint_report *report, enum lint_severity severity,
    struct slice place, struct slice suggestion, const char *fmt, ...)
{
	struct lint_finding *finding;
	char message[ERROR_TEXT_MAX];
	va_list ap;

	if (report->level != LINT_AS_IS)
		severity = (enum lint_severity)report->level;
	else if (severity == LINT_WARNING && report->harder)
		severity = LINT_ERROR;
	report->errors += severity == LINT_ERROR;
	report->warnings += severity == LINT_WARNING;
	if (report->count == LINT_FINDINGS_MAX)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(message, sizeof(message), fmt, ap);
	va_end(ap);
	finding = &report->findings[report->count++];
	*finding = (struct lint_finding){.rule = report->rule,
	    .severity = severity,
	    .place = place,
	    .text = lint_excerpt(place),
	    .message = lint_keep(report, slice_of(message)),
	    .suggestion = lint_keep(report, suggestion)};
}

void
lint_mask(struct lint_report *report, const char *text)
{
	if (report->count > 0)
		report->findings[report->count - 1].text = lint_keep(
		    report, slice_of(text));
}

/* ---- writing ------------------------------------------------------------ */

static void
lint_json_finding(const struct lint_report *report,
    const struct lint_finding *finding, struct buf *out)
{
	buf_addf(out, "{\"rule\":\"%s\",\"severity\":\"%s\"", finding->rule->id,
	    lint_severity_name(finding->severity));
	view_write_member(out, "message", finding->message);
	if (finding->place.p != NULL)
		buf_addf(out, ",\"offset\":%zu,\"length\":%zu",
		    (size_t)(finding->place.p - report->body),
		    finding->place.n);
	else
		buf_adds(out, ",\"offset\":null,\"length\":null");
	view_write_member(out, "text", finding->text);
	view_write_member(out, "suggestion", finding->suggestion);
	buf_addc(out, '}');
}

void
lint_report_json(const struct lint_report *report, struct buf *out)
{
	size_t i;

	if (report->count == 0) {
		buf_adds(out, "{\"errors\":0,\"warnings\":0,\"findings\":[]}");
		return;
	}
	buf_addf(out, "{\"errors\":%zu,\"warnings\":%zu,\"findings\":[",
	    report->errors, report->warnings);
	for (i = 0; i < report->count; i++) {
		if (i > 0)
			buf_addc(out, ',');
		lint_json_finding(report, &report->findings[i], out);
	}
	buf_adds(out, "]}");
}

/* What could steer a terminal is shown as '?'. */
static void
lint_text_plain(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		buf_addc(out, c < 0x20 || c == 0x7f ? '?' : text.p[i]);
	}
}

void
lint_report_text(const struct lint_report *report, const char *place,
    bool colour, struct buf *out)
{
	const struct lint_finding *finding;
	size_t i;

	for (i = 0; i < report->count; i++) {
		finding = &report->findings[i];
		buf_addf(out, "%s: %s%s%s: ", place,
		    colour ? severities[finding->severity].colour : "",
		    lint_severity_name(finding->severity),
		    colour ? "\033[0m" : "");
		lint_text_plain(out, finding->message);
		buf_addf(out, " [%s]\n", finding->rule->id);
	}
}
