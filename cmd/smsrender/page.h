/* SPDX-License-Identifier: ISC */
/*
 * page: messages as one HTML file for people who approve texts.  It needs
 * nothing from elsewhere and runs nothing, and its content security policy
 * says so.  It is written as it grows and takes its place when it is closed.
 *
 *	page_open
 *		page_bubble ...		a section, one bubble a language
 *		page_end
 *		page_problem		what could not be shown
 *	page_close
 */
#ifndef SMSRENDER_PAGE_H
#define SMSRENDER_PAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "config/config.h"
#include "marks.h"
#include "preview.h"
#include "select.h"

#include <stdbool.h>
#include <stddef.h>

struct page {
	const struct config *config;
	struct file_draft draft;
	struct buf buf; /* not yet written */
	struct error err; /* of the first write that failed; code 0: none */
	bool in_section;
	const struct template_file *file; /* of the section, or NULL */
	struct slice *names; /* of values that its texts print, each once */
	size_t name_count, name_room;
};

/* What stands on top of a page. */
struct page_about {
	const struct selection *contents; /* what it will show, or NULL */
	struct slice made; /* when, in words */
};

/* Starts the page at `path`.  EX_CANTCREAT, EX_IOERR. */
int page_open(struct page *page, const char *path, const struct config *config,
    const struct page_about *about, struct error *err);

/*
 * Adds a bubble, and the head of its section when none is open.  marks are
 * those of the body; NULL: unknown.
 */
void page_bubble(struct page *page, const struct preview *preview,
    const struct marks *marks);

/* Ends the section, if one is open. */
void page_end(struct page *page);

/*
 * A section that says why something is not shown: the template of that id, or
 * NULL.  linked: the contents lead to it.
 */
void page_problem(
    struct page *page, const char *id, bool linked, const char *text);

/*
 * Ends and publishes the page; what was at its path stays as it was when
 * anything failed.  Safe on a zeroed page.
 */
int page_close(struct page *page, struct error *err);

#endif
