/* SPDX-License-Identifier: ISC */
/*
 * A section of the page: one template, or one message, beside its bubbles.
 */
#include "page_parts.h"
#include "text/html.h"
#include "words.h"

void
page_row(struct buf *out, const char *name)
{
	buf_addf(out, "<div><dt>%s</dt><dd>", name);
}

void
page_row_end(struct buf *out)
{
	buf_adds(out, "</dd></div>\n");
}

static void
section_value(struct buf *out, const char *name, struct slice value)
{
	if (value.p == NULL)
		return;
	page_row(out, name);
	html_add(out, value);
	page_row_end(out);
}

/* What the template says, whoever gets it. */
static void
section_template(struct buf *out, const struct template_file *file)
{
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	words_schedule(&words, &file->send);
	section_value(out, "Sent", buf_slice(&words));
	buf_reset(&words);
	words_schedule(&words, &file->expires);
	if (file->expires.set)
		section_value(out, "Expires", buf_slice(&words));
	buf_release(&words);
	page_row(out, "For calls where");
	if (file->when_text != NULL) {
		buf_adds(out, "<code>");
		html_add(out, slice_of(file->when_text));
		buf_adds(out, "</code>");
	} else {
		buf_adds(out, "all");
	}
	page_row_end(out);
}

static void
section_words(struct buf *out, const char *name, const struct preview *preview,
    void (*words)(const struct preview *preview, struct buf *out))
{
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	words(preview, &text);
	section_value(out, name, buf_slice(&text));
	buf_release(&text);
}

/* What holds for the one who gets it. */
static void
section_recipient(struct buf *out, const struct preview *preview)
{
	section_value(out, "To", preview->to);
	section_value(out, "From", preview->from);
	section_value(out, "Channel", preview->channel);
	section_words(out, "Goes out", preview, preview_send);
	if (preview->has_expires)
		section_words(out, "Never after", preview, preview_expires);
	if (preview->stopped)
		return;
	if (!slice_is(preview->status, "rendered"))
		section_value(out, "Status", preview->status);
	if (preview->reason.p != NULL)
		section_words(out, "Reason", preview, preview_reason);
}

/* Why it does not go. */
static void
section_stopped(struct buf *out, const struct preview *preview)
{
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	preview_reason(preview, &words);
	buf_adds(out, "<p class=\"stopped\"><b>Not sent</b> ");
	html_add(out, buf_slice(&words));
	buf_adds(out, "</p>\n");
	buf_release(&words);
}

static void
section_tag(struct buf *out, struct slice word)
{
	if (word.p == NULL)
		return;
	buf_adds(out, "<span>");
	html_add(out, word);
	buf_adds(out, "</span> ");
}

void
page_section_head(struct buf *out, const struct preview *preview)
{
	struct slice title = preview->template_id;

	if (title.p == NULL)
		title = slice_of(preview->message ? "Message" : "Text");
	buf_adds(out, "<section class=\"text\"");
	if (preview->sample) {
		buf_adds(out, " id=\"");
		html_add(out, title);
		buf_addc(out, '"');
	}
	buf_adds(out, ">\n<div class=\"about\">\n<h2>");
	html_add(out, title);
	buf_adds(out, "</h2>\n<p class=\"tags\">");
	section_tag(out, preview->purpose);
	section_tag(out, preview->category);
	buf_adds(out, "</p>\n");
	if (preview->stopped)
		section_stopped(out, preview);
	buf_adds(out, "<dl>\n");
	if (preview->message && !preview->sample)
		section_recipient(out, preview);
	if (preview->file != NULL)
		section_template(out, preview->file);
	buf_adds(out, "</dl>\n</div>\n");
}

/* ---- values ------------------------------------------------------------- */

static const struct variable *
section_variable(const struct template_file *file, struct slice name)
{
	size_t i;

	for (i = 0; file != NULL && i < file->variable_count; i++)
		if (slice_is(name, file->variables[i].path))
			return &file->variables[i];
	return NULL;
}

/* Its name, and what the template declares of it. */
static void
section_add_value(
    struct buf *out, struct slice name, const struct variable *variable)
{
	buf_adds(out, "<li><code>");
	html_add(out, name);
	buf_adds(out, "</code>");
	if (variable != NULL && variable->max > 0)
		buf_addf(out, " at most %zu characters", variable->max);
	if (variable != NULL && variable->link)
		buf_adds(out,
		    variable->max > 0 ? ", may be a link" : " may be a link");
	buf_adds(out, "</li>\n");
}

static bool
section_is_printed(const struct page *page, const char *path)
{
	size_t i;

	for (i = 0; i < page->name_count; i++)
		if (slice_is(page->names[i], path))
			return true;
	return false;
}

void
page_section_values(struct buf *out, const struct page *page)
{
	const struct template_file *file = page->file;
	size_t declared = file != NULL ? file->variable_count : 0, i;

	if (page->name_count + declared == 0)
		return;
	buf_adds(out, "<div class=\"values\">\n<h3>Values</h3>\n<ul>\n");
	for (i = 0; i < page->name_count; i++)
		section_add_value(out, page->names[i],
		    section_variable(file, page->names[i]));
	/* Those that only decide, or that go through another name. */
	for (i = 0; i < declared; i++)
		if (!section_is_printed(page, file->variables[i].path))
			section_add_value(out,
			    slice_of(file->variables[i].path),
			    &file->variables[i]);
	buf_adds(out, "</ul>\n</div>\n");
}
