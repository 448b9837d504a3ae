/* SPDX-License-Identifier: ISC */
#include "show.h"

#include "longest.h"
#include "preview.h"

void
show_init(struct show *show)
{
	*show = (struct show){0};
	buf_init(&show->text, BUF_NO_CAP);
	buf_init(&show->longest, BUF_NO_CAP);
}

void
show_release(struct show *show)
{
	marks_release(&show->marks);
	record_release(&show->message);
	buf_release(&show->longest);
	buf_release(&show->text);
}

/* On the terminal, an empty line parts one from the next. */
static void
show_draw(struct show *show, const struct preview *preview)
{
	buf_reset(&show->text);
	if (show->started)
		buf_addc(&show->text, '\n');
	show->started = true;
	preview_draw(preview, show->colour, &show->text);
	show->text.len--; /* the writer ends the line */
	filter_write_text(show->filter, buf_slice(&show->text));
}

static int
show_add(struct show *show, struct record *record,
    const struct template_file *file, const struct marks *marks,
    struct error *err)
{
	struct preview preview;

	if (preview_read(&preview, record, show->config, show->zones, err) != 0)
		return -1;
	preview.file = file;
	preview.sample = show->samples;
	buf_reset(&show->longest);
	if (file != NULL)
		longest_words(file, preview.language, show->scope,
		    preview.arena, &show->longest);
	if (show->longest.len > 0)
		preview.longest = buf_slice(&show->longest);
	if (show->samples)
		preview.has_expires = file->expires.set;
	if (!show->on_page) {
		show_draw(show, &preview);
		return 0;
	}
	page_bubble(&show->page, &preview, marks);
	if (show->page.err.code != 0)
		show->filter->stop = true;
	return 0;
}

int
show_text(struct show *show, struct slice json,
    const struct template_file *file, struct error *err)
{
	if (record_fill(&show->message, json, err) != 0)
		return -1;
	return show_add(show, &show->message, file, &show->marks, err);
}

int
show_record(struct show *show, struct record *record, struct error *err)
{
	show_group(show);
	return show_add(show, record, NULL, NULL, err);
}

void
show_group(struct show *show)
{
	if (show->on_page)
		page_end(&show->page);
}

void
show_problem(struct show *show, const struct template_file *file,
    const struct error *err)
{
	if (show->on_page)
		page_problem(&show->page, file != NULL ? file->id : NULL,
		    show->samples, err->text);
}
