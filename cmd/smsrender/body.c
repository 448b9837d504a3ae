/* SPDX-License-Identifier: ISC */
#include "body.h"

#include "guard.h"
#include "own.h"
#include "record/json.h"
#include "template/media.h"

#include <inttypes.h>
#include <string.h>

int
press_render(
    struct press *press, const struct template *text, struct error *err)
{
	buf_reset(&press->body);
	if (press->scope.marks != NULL)
		marks_reset(press->scope.marks);
	return template_render(
	    text, &press->view, &press->arena, &press->body, err);
}

/*
 * What is not seen went before the filters ran; one that decodes may have
 * brought it back.  What the author wrote stays.
 */
static void
body_clean(struct press *press, const struct wording *wording)
{
	struct buf *body = &press->body;
	struct slice clean = guard_clean(
	    buf_slice(body), 0, wording->source, &press->arena);

	if (clean.p != body->data)
		buf_splice(body, 0, body->len, clean);
	while (body->len > 0 && strchr(" \t\r\n", body->data[body->len - 1]))
		body->data[--body->len] = '\0';
}

/* Renders into press->body, blanks at its end dropped; -1 when none is left. */
static int
body_write(
    struct press *press, const struct wording *wording, struct error *err)
{
	struct buf *body = &press->body;

	scope_start(&press->scope, false);
	press->view.language = wording->language;
	if (press_render(press, wording->text, err) != 0)
		return -1;
	body_clean(press, wording);
	if (body->len == 0)
		return error_set(err, EX_DATAERR, "%s:%d: the text is empty",
		    press->scope.file->path, wording->line);
	return own_check(
	    &press->scope, wording, buf_slice(body), &press->arena, err);
}

/* The language that is asked for; may not be there. */
static struct slice
body_language(const struct press *press, const struct facts *facts)
{
	return press->language.p != NULL ? press->language : facts->language;
}

static const struct wording *
body_wording(struct press *press, const struct facts *facts,
    const struct wordings *wordings)
{
	return wordings_choose(wordings, body_language(press, facts));
}

/* One address, left out when nothing is printed for it. */
static int
body_put_address(
    struct press *press, const struct wording *wording, struct error *err)
{
	const struct config *config = press->config;
	struct buf *json = &press->json;

	scope_start(&press->scope, true);
	if (press_render(press, wording->text, err) != 0)
		return -1;
	media_finish(&press->body);
	if (press->body.len == 0)
		return 0;
	if (media_check(buf_slice(&press->body),
		media_fixed(wording->source) > 0, config->brand.domains,
		config->brand.domain_count, err) != 0)
		return error_prefix(
		    err, "%s:%d", press->scope.file->path, wording->line);
	if (json->data[json->len - 1] == '"')
		buf_addc(json, ',');
	view_write_string(json, buf_slice(&press->body));
	return 0;
}

static int
body_put_media(
    struct press *press, const struct template_file *file, struct error *err)
{
	struct buf *json = &press->json;
	size_t start = json->len, i;

	if (file->media.count == 0)
		return 0;
	json_raw(json, JSON("media_urls"), slice_of("["));
	for (i = 0; i < file->media.count; i++)
		if (body_put_address(press, &file->media.items[i], err) != 0)
			return -1;
	if (json->data[json->len - 1] == '[')
		buf_splice(json, start, json->len - start, slice_of(""));
	else
		buf_addc(json, ']');
	return 0;
}

/* Subject and text of the e-mail. */
static int
body_put_mail(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	struct buf *json = &press->json;

	if (body_write(
		press, body_wording(press, facts, &file->subject), err) != 0)
		return -1;
	json_text(json, JSON("subject"), buf_slice(&press->body));
	if (body_write(press, body_wording(press, facts, &file->email), err) !=
	    0)
		return -1;
	json_text(json, JSON("body"), buf_slice(&press->body));
	return 0;
}

/* The same by e-mail, for somebody whose address we know. */
static int
body_put_fallback(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	struct buf *json = &press->json;

	if (file->email.count == 0 || facts->email.p == NULL)
		return 0;
	json_raw(json, JSON("fallback"), slice_of("{\"email\":"));
	view_write_string(json, facts->email);
	if (body_put_mail(press, facts, file, err) != 0)
		return -1;
	if (file->email_after_s > 0)
		buf_addf(json, ",\"after_s\":%" PRId64, file->email_after_s);
	buf_addc(json, '}');
	return 0;
}

/* ---- the text ----------------------------------------------------------- */

/* A model's text, in its frame if there is one. */
static int
body_frame(struct press *press, const struct facts *facts,
    const struct template_file *file, struct slice text, struct error *err)
{
	const struct wordings *frame = &file->dynamic.frame;
	struct buf quoted;
	int result;

	if (frame->count == 0) {
		buf_reset(&press->body);
		buf_addslice(&press->body, text);
		return 0;
	}
	buf_init(&quoted, BUF_NO_CAP);
	view_write_string(&quoted, text);
	press->scope.dynamic = view_of(buf_slice(&quoted));
	result = body_write(press, body_wording(press, facts, frame), err);
	press->scope.dynamic = (struct view){NULL, 0};
	buf_release(&quoted);
	return result;
}

/* 1 the model's text is the body, 0 it cannot be used, -1 an error. */
static int
body_dynamic(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err)
{
	const struct config *config = press->config;
	const char *field = press->dynamic != NULL ? press->dynamic
						   : file->dynamic.field;
	int64_t segments = file->dynamic.max_segments;

	if (field == NULL)
		return 0;
	if (segments == 0)
		segments = config->max_segments;
	if (dynamic_read(&outcome->dynamic, facts->call, field, config,
		&press->arena, &press->why) != 0)
		return 0;
	if (body_frame(press, facts, file, outcome->dynamic.text, err) != 0)
		return -1;
	return dynamic_measure(&outcome->dynamic, buf_slice(&press->body),
		   (size_t)segments, &press->why) == 0;
}

static void
body_put_dynamic(struct press *press, const struct dynamic *dynamic)
{
	struct buf *json = &press->json;

	if (dynamic->reason != NULL) {
		json_raw(json, JSON("dynamic"), slice_of("false"));
		json_text(
		    json, JSON("dynamic_reason"), slice_of(dynamic->reason));
	} else if (dynamic->text.p != NULL) {
		json_raw(json, JSON("dynamic"), slice_of("true"));
		if (dynamic->redacted)
			json_raw(json, JSON("redacted"), slice_of("true"));
	}
}

int
press_put_texts(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err)
{
	const struct wording *wording = body_wording(press, facts, &file->body);
	struct slice language = slice_of(wording->language);
	int used;

	if (facts_by_email(facts, file->email.count > 0)) {
		wording = body_wording(press, facts, &file->email);
		json_text(&press->json, JSON("language"),
		    slice_of(wording->language));
		return body_put_mail(press, facts, file, err);
	}
	if (body_put_media(press, file, err) != 0 ||
	    body_put_fallback(press, facts, file, err) != 0)
		return -1;
	used = body_dynamic(press, facts, file, outcome, err);
	if (used < 0 || (used == 0 && body_write(press, wording, err) != 0))
		return -1;
	/* A model wrote in the language of the call. */
	if (used > 0 && body_language(press, facts).p != NULL)
		language = body_language(press, facts);
	body_put_dynamic(press, &outcome->dynamic);
	json_text(&press->json, JSON("language"), language);
	json_text(&press->json, JSON("body"), buf_slice(&press->body));
	return 0;
}
