/* SPDX-License-Identifier: ISC */
/*
 * transfer: one request on its way, by a libcurl easy handle.  Private to the
 * client, which keeps transfers and uses them again.
 */
#ifndef HTTP_TRANSFER_H
#define HTTP_TRANSFER_H

#include "base/buf.h"
#include "base/error.h"
#include "http/client.h"

#include <curl/curl.h>

#include <stdbool.h>
#include <stddef.h>

struct http_transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct buf body;
	size_t body_read; /* bytes that libcurl took */
	bool begun; /* the connection stood, the request was begun */
	bool headed; /* the blank line that ends the headers has come */
	struct buf answer;
	CURLcode code; /* how it ended */
	void *tag;
	struct http_transfer *next; /* in the client's free or done list */
	struct http_transfer *sibling; /* in its list of all */
};

/* NULL with EX_SOFTWARE when libcurl lacks a setting that we rely on. */
struct http_transfer *transfer_new(struct error *err);
void transfer_free(struct http_transfer *transfer);

/* Copies the request into the transfer; -1 when it is not allowed. */
int transfer_fill(struct http_transfer *transfer,
    const struct http_request *request, struct error *err);

/* Reads the ended transfer; the answer borrows from it. */
void transfer_answer(
    const struct http_transfer *transfer, struct http_answer *answer);

#endif
