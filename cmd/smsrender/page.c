/* SPDX-License-Identifier: ISC */
#include "page.h"

#include "base/opt.h"
#include "page_parts.h"
#include "text/html.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	PAGE_WRITE = 64 * 1024, /* bytes that a write waits for */
	PAGE_NAMES = 16, /* room for names at first */
};

/* ---- writing ------------------------------------------------------------ */

static void
page_write(struct page *page)
{
	if (page->err.code == 0 &&
	    file_write(page->draft.fd, page->buf.data, page->buf.len) != 0)
		error_set_errno(&page->err, EX_IOERR, "%s", page->draft.path);
	buf_reset(&page->buf);
}

/* As for any file that a program makes. */
static mode_t
page_mode(void)
{
	mode_t mask = umask(077);

	(void)umask(mask);
	return 0666 & ~mask;
}

/* ---- the top ------------------------------------------------------------ */

static void
page_add_head(struct buf *out, struct slice brand)
{
	html_add_head(out, page_style);
	buf_adds(out, "<title>");
	html_add(out, brand);
	buf_adds(out, ": text messages</title>\n</head>\n<body>\n");
}

static void
page_add_contents(struct buf *out, const struct selection *contents)
{
	size_t i;

	buf_adds(out, "<nav aria-label=\"Templates\">\n");
	for (i = 0; i < contents->count; i++) {
		buf_adds(out, "<a href=\"#");
		html_add(out, slice_of(contents->files[i].id));
		buf_adds(out, "\">");
		html_add(out, slice_of(contents->files[i].id));
		buf_adds(out, "</a>\n");
	}
	buf_adds(out, "</nav>\n");
}

static void
page_add_header(
    struct buf *out, struct slice brand, const struct page_about *about)
{
	buf_adds(out, "<header>\n<h1>");
	html_add(out, brand);
	buf_addf(out, "</h1>\n<p>%s Made ",
	    about->contents != NULL
		? "Our text messages, with sample values in them."
		: "Our text messages, as people will read them.");
	html_add(out, about->made);
	buf_adds(out,
	    ".</p>\n<p class=\"legend\"><mark>Marked words</mark> are filled "
	    "in; the others are fixed. "
	    "<span class=\"cut\" data-segment=\"2\"></span> "
	    "is where another segment begins: each is paid for.</p>\n");
	if (about->contents != NULL && about->contents->count > 1)
		page_add_contents(out, about->contents);
	buf_adds(out, "</header>\n<main>\n");
}

int
page_open(struct page *page, const char *path, const struct config *config,
    const struct page_about *about, struct error *err)
{
	struct slice brand = slice_of(config->brand.name);

	*page = (struct page){.config = config};
	buf_init(&page->buf, BUF_NO_CAP);
	if (file_draft_open(&page->draft, path, page_mode(), err) != 0)
		return -1;
	if (brand.p == NULL)
		brand = slice_of("Texts");
	page_add_head(&page->buf, brand);
	page_add_header(&page->buf, brand, about);
	return 0;
}

/* ---- sections ----------------------------------------------------------- */

static void
page_note_name(struct page *page, struct slice name)
{
	size_t i;

	for (i = 0; i < page->name_count; i++)
		if (slice_equal(page->names[i], name))
			return;
	if (page->name_count == page->name_room) {
		page->name_room += PAGE_NAMES;
		page->names = mem_realloc(
		    page->names, page->name_room, sizeof(*page->names));
	}
	page->names[page->name_count++] = name;
}

void
page_bubble(
    struct page *page, const struct preview *preview, const struct marks *marks)
{
	size_t i;

	if (!page->in_section) {
		page_section_head(&page->buf, preview);
		buf_adds(&page->buf, "<div class=\"phones\">\n");
		page->in_section = true;
		page->file = preview->file;
		page->name_count = 0;
	}
	page_figure(&page->buf, page->config, preview, marks);
	for (i = 0; marks != NULL && i < marks->count; i++)
		if (marks->items[i].name.p != NULL)
			page_note_name(page, marks->items[i].name);
}

void
page_end(struct page *page)
{
	if (!page->in_section)
		return;
	buf_adds(&page->buf, "</div>\n");
	page_section_values(&page->buf, page);
	buf_adds(&page->buf, "</section>\n");
	page->in_section = false;
	if (page->buf.len >= PAGE_WRITE)
		page_write(page);
}

void
page_problem(struct page *page, const char *id, bool linked, const char *text)
{
	struct buf *out = &page->buf;

	page_end(page);
	buf_adds(out, "<section class=\"problem\"");
	if (id != NULL && linked) {
		buf_adds(out, " id=\"");
		html_add(out, slice_of(id));
		buf_addc(out, '"');
	}
	buf_adds(out, ">\n<h2>");
	if (id != NULL)
		html_add(out, slice_of(id));
	buf_addf(out, "%s</h2>\n<p>", id != NULL ? ": not shown" : "Not shown");
	html_add(out, slice_of(text));
	buf_adds(out, "</p>\n</section>\n");
}

int
page_close(struct page *page, struct error *err)
{
	int result = 0;

	if (page->draft.part != NULL) {
		page_end(page);
		buf_adds(&page->buf,
		    "</main>\n<footer>smsrender " SMSPIPE_VERSION
		    "</footer>\n</body>\n</html>\n");
		page_write(page);
		result = page->err.code == 0
		    ? file_draft_finish(&page->draft, err)
		    : -1;
		if (page->err.code != 0)
			*err = page->err;
	}
	file_draft_drop(&page->draft);
	buf_release(&page->buf);
	free(page->names);
	*page = (struct page){0};
	return result;
}
