/* SPDX-License-Identifier: ISC */
#include "body.h"

#include "json.h"

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

/* Renders into press->body, blanks at its end dropped; -1 when none is left. */
static int
body_render(struct press *press, const struct template_file *file,
    const struct template *text, struct error *err)
{
	struct buf *body = &press->body;

	if (press_render(press, text, err) != 0)
		return -1;
	while (body->len > 0 && strchr(" \t\r\n", body->data[body->len - 1]))
		body->data[--body->len] = '\0';
	if (body->len == 0)
		return error_set(
		    err, EX_DATAERR, "%s: the text is empty", file->path);
	return 0;
}

static const struct wording *
body_wording(struct press *press, const struct facts *facts,
    const struct wordings *wordings)
{
	const struct wording *wording = wordings_choose(wordings,
	    press->language.p != NULL ? press->language : facts->language);

	press->view.language = wording->language;
	return wording;
}

static int
body_put_media(
    struct press *press, const struct template_file *file, struct error *err)
{
	size_t i;

	if (file->media.count == 0)
		return 0;
	json_raw(&press->json, JSON("media_urls"), slice_of("["));
	for (i = 0; i < file->media.count; i++) {
		if (body_render(press, file, file->media.items[i].text, err) !=
		    0)
			return -1;
		if (i > 0)
			buf_addc(&press->json, ',');
		view_write_string(&press->json, buf_slice(&press->body));
	}
	buf_addc(&press->json, ']');
	return 0;
}

/* The same by e-mail, for somebody whose address we know. */
static int
body_put_email(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	struct view address = record_view(facts->call, "customer_email");
	struct buf *json = &press->json;

	if (file->email.count == 0 || view_is_null(address))
		return 0;
	json_raw(json, JSON("fallback"), slice_of("{\"email\":"));
	buf_add(json, address.p, address.n);
	if (body_render(press, file,
		body_wording(press, facts, &file->subject)->text, err) != 0)
		return -1;
	json_text(json, JSON("subject"), buf_slice(&press->body));
	if (body_render(press, file,
		body_wording(press, facts, &file->email)->text, err) != 0)
		return -1;
	json_text(json, JSON("body"), buf_slice(&press->body));
	buf_addc(json, '}');
	return 0;
}

int
press_put_texts(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	const struct wording *wording;

	if (body_put_media(press, file, err) != 0 ||
	    body_put_email(press, facts, file, err) != 0)
		return -1;
	wording = body_wording(press, facts, &file->body);
	if (body_render(press, file, wording->text, err) != 0)
		return -1;
	json_text(&press->json, JSON("language"), slice_of(wording->language));
	json_text(&press->json, JSON("body"), buf_slice(&press->body));
	return 0;
}
