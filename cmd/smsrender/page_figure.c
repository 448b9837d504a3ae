/* SPDX-License-Identifier: ISC */
/*
 * A phone on the page: the text in its bubble, with marks on its values and
 * borders between its segments, and below what it costs.
 */
#include "base/num.h"
#include "page_parts.h"
#include "text/cluster.h"
#include "text/html.h"
#include "text/utf8.h"
#include "words.h"

enum {
	FIGURE_BARS = 12, /* segments that are drawn */
	FIGURE_INITIALS = 2,
	FIGURE_THOUSAND = 1000, /* messages, for the cost of many */
	FIGURE_COST_PLACES = 2, /* decimals of that */
};

/* ---- the text ----------------------------------------------------------- */

/* How far the text is written. */
struct figure_text {
	const struct preview *preview;
	const struct marks *marks; /* may be NULL */
	size_t at;
	size_t cut; /* the next border */
	size_t segment; /* the one at work */
	size_t mark; /* the next mark, or the open one */
	bool open;
};

/* Closes the mark that ends here. */
static void
figure_unmark(struct buf *out, struct figure_text *text)
{
	if (!text->open || text->marks->items[text->mark].end > text->at)
		return;
	buf_adds(out, "</mark>");
	text->open = false;
	text->mark++;
}

/* A border, behind the character that it lies in. */
static void
figure_cut(struct buf *out, struct figure_text *text)
{
	while (text->cut <= text->at && text->cut < text->preview->body.n) {
		text->segment++;
		buf_addf(out,
		    "<span class=\"cut\" data-segment=\"%zu\" role=\"img\" "
		    "aria-label=\"segment %zu begins\"></span>",
		    text->segment, text->segment);
		text->cut = preview_cut(text->preview, text->cut);
	}
}

/* Opens the mark that starts here, or started inside the last character. */
static void
figure_mark(struct buf *out, struct figure_text *text)
{
	const struct mark *mark;

	if (text->marks == NULL || text->open)
		return;
	while (text->mark < text->marks->count &&
	    text->marks->items[text->mark].end <= text->at)
		text->mark++;
	if (text->mark == text->marks->count)
		return;
	mark = &text->marks->items[text->mark];
	if (mark->start > text->at)
		return;
	text->open = true;
	buf_adds(out, "<mark");
	if (mark->name.p != NULL) {
		buf_adds(out, " title=\"");
		html_add(out, mark->name);
		buf_addc(out, '"');
	}
	buf_addc(out, '>');
}

static void
figure_add_text(
    struct buf *out, const struct preview *preview, const struct marks *marks)
{
	struct figure_text text = {.preview = preview,
	    .marks = marks,
	    .cut = preview_cut(preview, 0),
	    .segment = 1};
	struct slice cluster;

	while (text.at < preview->body.n) {
		figure_unmark(out, &text);
		figure_cut(out, &text);
		figure_mark(out, &text);
		cluster = (struct slice){
		    preview->body.p + text.at, preview->body.n - text.at};
		cluster.n = cluster_length(cluster);
		html_add(out, cluster);
		text.at += cluster.n;
	}
	if (text.open)
		buf_adds(out, "</mark>");
}

/* ---- the phone ---------------------------------------------------------- */

/* "MS" for "Maple Street Dental" */
static void
figure_add_initials(struct buf *out, struct slice name)
{
	size_t i, len, count = 0;
	bool start = true;

	for (i = 0; i < name.n && count < FIGURE_INITIALS; i += len) {
		(void)utf8_decode(name.p + i, &len);
		if (start && name.p[i] != ' ') {
			html_add(out, (struct slice){name.p + i, len});
			count++;
		}
		start = name.p[i] == ' ';
	}
}

/* Whose text it is. */
static void
figure_add_sender(
    struct buf *out, const struct config *config, const struct preview *preview)
{
	struct slice brand = slice_of(config->brand.name);

	buf_adds(out, "<div class=\"sender\">");
	if (brand.p != NULL) {
		buf_adds(out, "<i aria-hidden=\"true\">");
		figure_add_initials(out, brand);
		buf_adds(out, "</i><b>");
		html_add(out, brand);
		buf_adds(out, "</b>");
	}
	if (preview->from.p != NULL) {
		buf_adds(out, "<span>");
		html_add(out, preview->from);
		buf_adds(out, "</span>");
	}
	buf_adds(out, "</div>\n");
}

static void
figure_add_media(struct buf *out, const struct preview *preview)
{
	struct view_step step = {0};

	while (view_next(preview->media, &step)) {
		buf_adds(out, "<p class=\"media\">");
		html_add(out, view_string(step.value, preview->arena));
		buf_adds(out, "</p>\n");
	}
}

static void
figure_add_screen(struct buf *out, const struct config *config,
    const struct preview *preview, const struct marks *marks)
{
	buf_adds(out, "<div class=\"screen\">\n");
	figure_add_sender(out, config, preview);
	figure_add_media(out, preview);
	buf_adds(out, "<p class=\"bubble\" dir=\"auto\"");
	if (preview->language.p != NULL) {
		buf_adds(out, " lang=\"");
		html_add(out, preview->language);
		buf_addc(out, '"');
	}
	buf_addc(out, '>');
	figure_add_text(out, preview, marks);
	buf_adds(out, "</p>\n</div>\n");
}

/* ---- what it costs ------------------------------------------------------ */

/* How full each segment is, as bars. */
static void
figure_add_bars(struct buf *out, const struct segment_count *size)
{
	bool gsm7 = size->encoding == SEGMENT_GSM7;
	size_t room = gsm7 ? SEGMENT_GSM7_PART : SEGMENT_UCS2_PART, i;

	if (size->segments > FIGURE_BARS)
		return;
	if (size->segments == 1)
		room = gsm7 ? SEGMENT_GSM7_SINGLE : SEGMENT_UCS2_SINGLE;
	buf_adds(out, "<span class=\"bars\" aria-hidden=\"true\">");
	for (i = 1; i <= size->segments; i++)
		buf_addf(out,
		    "<svg viewBox=\"0 0 %zu 1\" preserveAspectRatio=\"none\">"
		    "<rect width=\"%zu\" height=\"1\"/></svg>",
		    room, i < size->segments ? room : room - size->left);
	buf_adds(out, "</span>");
}

static void
figure_add_cost(struct buf *out, const struct preview *preview)
{
	char thousand[NUM_TEXT_MAX];
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	preview_cost(preview, &words);
	page_row(out, "Cost");
	html_add(out, buf_slice(&words));
	buf_adds(out, " a message");
	/* A record may say any amount. */
	if (preview->cost < INT64_MAX / FIGURE_THOUSAND &&
	    preview->cost > INT64_MIN / FIGURE_THOUSAND) {
		num_format_money(preview->cost * FIGURE_THOUSAND,
		    FIGURE_COST_PLACES, thousand);
		buf_addf(out, ", %s ", thousand);
		html_add(out, preview->currency);
		buf_adds(out, " per 1,000");
	}
	page_row_end(out);
	buf_release(&words);
}

static void
figure_add_facts(struct buf *out, const struct preview *preview)
{
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	preview_size(preview, &words);
	buf_adds(out, "<dl>\n");
	page_row(out, "Length");
	html_add(out, buf_slice(&words));
	if (!preview->mms)
		figure_add_bars(out, &preview->size);
	page_row_end(out);
	if (preview->longest.p != NULL) {
		page_row(out, "At most");
		html_add(out, preview->longest);
		page_row_end(out);
	}
	if (preview->has_cost)
		figure_add_cost(out, preview);
	buf_adds(out, "</dl>\n");
	buf_release(&words);
}

static void
figure_add_caption(struct buf *out, const struct preview *preview)
{
	const char *language = words_language(preview->language);

	if (preview->language.p == NULL)
		return;
	buf_adds(out, "<figcaption>");
	if (language != NULL)
		buf_addf(out, "<b>%s</b> ", language);
	buf_adds(out, "<span>");
	html_add(out, preview->language);
	buf_adds(out, "</span></figcaption>\n");
}

void
page_figure(struct buf *out, const struct config *config,
    const struct preview *preview, const struct marks *marks)
{
	buf_adds(out, "<figure>\n");
	figure_add_caption(out, preview);
	figure_add_screen(out, config, preview, marks);
	figure_add_facts(out, preview);
	buf_adds(out, "</figure>\n");
}
