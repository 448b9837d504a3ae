/* SPDX-License-Identifier: ISC */
/*
 * page_parts: what the files of the page share.  Only page*.c include it.
 */
#ifndef SMSRENDER_PAGE_PARTS_H
#define SMSRENDER_PAGE_PARTS_H

#include "page.h"

/* Line by line; NULL ends it. */
extern const char *const page_style[];

/* A row of a list of facts; its value is written in between. */
void page_row(struct buf *out, const char *name);
void page_row_end(struct buf *out);

/* The phone with the text in it, and what it costs. */
void page_figure(struct buf *out, const struct config *config,
    const struct preview *preview, const struct marks *marks);

/* What there is to know of a section's template and its recipient. */
void page_section_head(struct buf *out, const struct preview *preview);

/* The values that its texts print, and what may stand there. */
void page_section_values(struct buf *out, const struct page *page);

#endif
