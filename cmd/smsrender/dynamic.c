/* SPDX-License-Identifier: ISC */
#include "dynamic.h"

#include "guard.h"
#include "text/link.h"
#include "text/pii.h"
#include "text/segment.h"

#include <stdarg.h>
#include <string.h>

static int dynamic_refuse(struct dynamic *dynamic, const char *reason,
    struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static int
dynamic_refuse(struct dynamic *dynamic, const char *reason, struct error *err,
    const char *fmt, ...)
{
	va_list ap;

	dynamic->reason = reason;
	dynamic->text = (struct slice){NULL, 0};
	va_start(ap, fmt);
	(void)error_vset(err, EX_DATAERR, fmt, ap);
	va_end(ap);
	return -1;
}

/* "data.followup", or "followup" in the data. */
static struct view
dynamic_find(struct record *call, const char *field)
{
	struct view view = record_path(call, field);

	return view.p != NULL ? view
			      : view_path(record_view(call, "data"), field);
}

/* Links carry numbers of any kind. */
static bool
dynamic_in_link(struct slice text, const char *p)
{
	struct link link;
	size_t at = 0;

	while (link_next(text, &at, &link))
		if (p >= link.text.p && p < link.text.p + link.text.n)
			return true;
	return false;
}

static void
dynamic_redact(struct dynamic *dynamic, struct arena *arena)
{
	char *masked = arena_string(arena, dynamic->text);
	struct pii found;
	size_t at = 0;

	while (pii_find(dynamic->text, at, &found)) {
		at = (size_t)(found.place.p - dynamic->text.p);
		if (dynamic_in_link(dynamic->text, found.place.p)) {
			at++;
			continue;
		}
		pii_mask(&found, masked + at);
		at += found.place.n;
		dynamic->redacted = true;
	}
	dynamic->text.p = masked;
}

/* A model that was given a form may leave it unfilled. */
static bool
dynamic_has_placeholder(struct slice text)
{
	size_t i;

	for (i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '{' &&
		    (text.p[i + 1] == '{' || text.p[i + 1] == '%'))
			return true;
	return false;
}

int
dynamic_read(struct dynamic *dynamic, struct record *call, const char *field,
    const struct config *config, struct arena *arena, struct error *err)
{
	const struct guard guard = {.link = config->brand.domain_count > 0,
	    .domains = config->brand.domains,
	    .domain_count = config->brand.domain_count};
	struct view view = dynamic_find(call, field);

	*dynamic = (struct dynamic){.reason = NULL};
	if (view_is_null(view))
		return dynamic_refuse(
		    dynamic, "missing", err, "nothing at '%s'", field);
	if (view_type(view) != SCAN_STRING)
		return dynamic_refuse(
		    dynamic, "not_text", err, "no text at '%s'", field);
	dynamic->text = slice_trim(
	    guard_clean(view_string(view, arena), 0, GUARD_NO_OWN, arena), " ");
	if (dynamic->text.n == 0)
		return dynamic_refuse(
		    dynamic, "empty", err, "an empty text at '%s'", field);
	if (dynamic_has_placeholder(dynamic->text))
		return dynamic_refuse(dynamic, "placeholder", err,
		    "a text that was not filled in at '%s'", field);
	if (guard_check_links(&guard, dynamic->text, err) != 0) {
		dynamic->reason = "link";
		dynamic->text = (struct slice){NULL, 0};
		return error_prefix(err, "%s", field);
	}
	dynamic_redact(dynamic, arena);
	return 0;
}

int
dynamic_measure(struct dynamic *dynamic, struct slice body, size_t segments,
    struct error *err)
{
	struct segment_count count;

	segment_count(body, &count);
	if (count.segments <= segments)
		return 0;
	return dynamic_refuse(dynamic, "too_long", err,
	    "%zu segments, more than %zu", count.segments, segments);
}
