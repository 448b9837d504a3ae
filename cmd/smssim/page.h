/* SPDX-License-Identifier: ISC */
/*
 * page: the web page that shows the phones and lets one type on them.  It
 * loads nothing from elsewhere, and its content security policy says so.
 */
#ifndef SMSSIM_PAGE_H
#define SMSSIM_PAGE_H

#include "http/server.h"

/* Answers with the page. */
void page_handle(const struct http_call *call, struct http_reply *reply);

#endif
