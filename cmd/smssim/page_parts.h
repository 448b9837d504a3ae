/* SPDX-License-Identifier: ISC */
/*
 * page_parts: the text of the page, line by line; each part ends with NULL.
 */
#ifndef SMSSIM_PAGE_PARTS_H
#define SMSSIM_PAGE_PARTS_H

extern const char *const page_head[];
extern const char *const page_style[];
extern const char *const page_body[];
extern const char *const page_script[];

#endif
