/* SPDX-License-Identifier: ISC */
/*
 * A message on a terminal: who and when in rows, the text in a bubble with a
 * line where one segment ends and the next begins.
 */
#include "preview.h"

#include "text/cluster.h"
#include "text/visible.h"
#include "text/width.h"
#include "wrap.h"

#include <stdio.h>

enum {
	PREVIEW_COLUMNS = 34, /* of the text in a bubble, as on a phone */
	PREVIEW_NAME = 10, /* columns of a row's name */
};

/* What the parts of a drawing look like in colour. */
enum ink { INK_PLAIN, INK_TITLE, INK_QUIET, INK_CUT, INK_BAD };

static const char *const inks[] = {
    [INK_PLAIN] = "",
    [INK_TITLE] = "\033[1m",
    [INK_QUIET] = "\033[2m",
    [INK_CUT] = "\033[36m",
    [INK_BAD] = "\033[31m",
};

struct drawing {
	const struct preview *preview;
	bool colour;
	struct buf *out;
	size_t cut; /* where the segment at work ends */
	size_t segment; /* its number */
};

static void
draw_start(const struct drawing *drawing, enum ink ink)
{
	if (drawing->colour)
		buf_adds(drawing->out, inks[ink]);
}

static void
draw_end(const struct drawing *drawing, enum ink ink)
{
	if (drawing->colour && ink != INK_PLAIN)
		buf_adds(drawing->out, "\033[0m");
}

static void
draw_text(const struct drawing *drawing, enum ink ink, const char *text)
{
	draw_start(drawing, ink);
	buf_adds(drawing->out, text);
	draw_end(drawing, ink);
}

static void
draw_repeat(const struct drawing *drawing, const char *text, size_t count)
{
	while (count-- > 0)
		buf_adds(drawing->out, text);
}

/* ---- rows --------------------------------------------------------------- */

static void
draw_name(const struct drawing *drawing, const char *name)
{
	draw_start(drawing, INK_QUIET);
	buf_addf(drawing->out, "%-*s", PREVIEW_NAME, name);
	draw_end(drawing, INK_QUIET);
}

/* Nothing is drawn for what nobody knows. */
static void
draw_value(const struct drawing *drawing, const char *name, struct slice value)
{
	if (value.p == NULL)
		return;
	draw_name(drawing, name);
	visible_add_line(drawing->out, value);
	buf_addc(drawing->out, '\n');
}

static void
draw_words(const struct drawing *drawing, const char *name,
    void (*words)(const struct preview *preview, struct buf *out))
{
	draw_name(drawing, name);
	words(drawing->preview, drawing->out);
	buf_addc(drawing->out, '\n');
}

static void
draw_title(const struct drawing *drawing)
{
	const struct preview *preview = drawing->preview;

	draw_start(drawing, INK_TITLE);
	visible_add_line(drawing->out,
	    preview->template_id.p != NULL ? preview->template_id
					   : slice_of("message"));
	draw_end(drawing, INK_TITLE);
	if (preview->language.p != NULL) {
		buf_adds(drawing->out, ", ");
		visible_add_line(drawing->out, preview->language);
	}
	buf_addc(drawing->out, '\n');
}

/* How far it is; nothing for a message that is only rendered. */
static void
draw_status(const struct drawing *drawing)
{
	const struct preview *preview = drawing->preview;

	if (preview->stopped) {
		draw_name(drawing, "not sent");
		draw_start(drawing, INK_BAD);
		preview_reason(preview, drawing->out);
		draw_end(drawing, INK_BAD);
		buf_addc(drawing->out, '\n');
		return;
	}
	if (!slice_is(preview->status, "rendered"))
		draw_value(drawing, "status", preview->status);
	if (preview->reason.p != NULL)
		draw_words(drawing, "reason", preview_reason);
}

static void
draw_media(const struct drawing *drawing)
{
	struct view_step step = {0};
	struct slice url;

	while (view_next(drawing->preview->media, &step)) {
		url = view_string(step.value, drawing->preview->arena);
		draw_value(drawing, "media", url);
	}
}

static void
draw_head(const struct drawing *drawing)
{
	const struct preview *preview = drawing->preview;

	draw_title(drawing);
	draw_value(drawing, "to", preview->to);
	draw_value(drawing, "from", preview->from);
	draw_value(drawing, "channel", preview->channel);
	draw_words(drawing, "sent", preview_send);
	if (preview->has_expires)
		draw_words(drawing, "expires", preview_expires);
	draw_status(drawing);
	draw_media(drawing);
}

/* ---- the bubble --------------------------------------------------------- */

static void
draw_edge(const struct drawing *drawing, const char *left, const char *right)
{
	draw_start(drawing, INK_QUIET);
	buf_adds(drawing->out, left);
	draw_repeat(drawing, "─", PREVIEW_COLUMNS + 2);
	buf_adds(drawing->out, right);
	draw_end(drawing, INK_QUIET);
	buf_addc(drawing->out, '\n');
}

/* Part of a line of the text, where it stands in that line. */
static void
draw_line(const struct drawing *drawing, size_t indent, struct slice text)
{
	size_t used = indent + width_of_text(text);

	draw_text(drawing, INK_QUIET, "│ ");
	draw_repeat(drawing, " ", indent);
	visible_add(drawing->out, text);
	draw_repeat(
	    drawing, " ", used < PREVIEW_COLUMNS ? PREVIEW_COLUMNS - used : 0);
	draw_text(drawing, INK_QUIET, " │");
	buf_addc(drawing->out, '\n');
}

/* ├┄┄┄┄┄┄ 2 of 3 ┄┤ */
static void
draw_cut(struct drawing *drawing, bool inside)
{
	const struct preview *preview = drawing->preview;
	char label[64];
	int n;

	drawing->cut = preview_cut(preview, drawing->cut);
	drawing->segment++;
	n = snprintf(label, sizeof(label), " %s%zu of %zu ",
	    inside ? "inside the character: " : "", drawing->segment,
	    preview->size.segments);
	draw_start(drawing, INK_CUT);
	buf_adds(drawing->out, "├");
	draw_repeat(drawing, "┄",
	    n < PREVIEW_COLUMNS ? PREVIEW_COLUMNS + 1 - (size_t)n : 0);
	buf_adds(drawing->out, label);
	buf_adds(drawing->out, "┄┤");
	draw_end(drawing, INK_CUT);
	buf_addc(drawing->out, '\n');
}

/* The end of the cluster that a border lies in, from another's end on. */
static size_t
draw_whole(const struct preview *preview, size_t at, size_t border)
{
	while (at < border)
		at += cluster_length(
		    (struct slice){preview->body.p + at, preview->body.n - at});
	return at;
}

/* One line; what stands behind a border goes on below it. */
static void
draw_wrapped(struct drawing *drawing, const struct wrap_line *line)
{
	const struct preview *preview = drawing->preview;
	size_t at = line->start, indent = 0, border;
	struct slice piece;

	while (drawing->cut < line->next) {
		border = draw_whole(preview, at, drawing->cut);
		piece = (struct slice){preview->body.p + at,
		    (border < line->end ? border : line->end) - at};
		if (piece.n > 0)
			draw_line(drawing, indent, piece);
		draw_cut(drawing, border != drawing->cut);
		indent += width_of_text(piece);
		at += piece.n;
	}
	if (at < line->end || at == line->start)
		draw_line(drawing, indent,
		    (struct slice){preview->body.p + at, line->end - at});
}

static void
draw_bubble(struct drawing *drawing)
{
	const struct preview *preview = drawing->preview;
	struct wrap wrap = {.text = preview->body, .columns = PREVIEW_COLUMNS};
	struct wrap_line line;

	drawing->cut = preview_cut(preview, 0);
	drawing->segment = 1;
	draw_edge(drawing, "╭", "╮");
	while (wrap_next(&wrap, &line))
		draw_wrapped(drawing, &line);
	draw_edge(drawing, "╰", "╯");
}

void
preview_draw(const struct preview *preview, bool colour, struct buf *out)
{
	struct drawing drawing = {
	    .preview = preview, .colour = colour, .out = out};

	if (preview->message)
		draw_head(&drawing);
	draw_bubble(&drawing);
	draw_words(&drawing, "length", preview_size);
	draw_value(&drawing, "at most", preview->longest);
	if (preview->has_cost)
		draw_words(&drawing, "cost", preview_cost);
}
