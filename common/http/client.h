/* SPDX-License-Identifier: ISC */
/*
 * client: HTTP requests in flight side by side, by libcurl's multi interface.
 *
 *	start … start, wait, next … next, start …
 *
 * libcurl repeats a request by itself when a reused connection dies before a
 * byte of the answer came, also a POST.  Here it cannot: the body goes through
 * a read callback that refuses to rewind.  A request without a body, and one
 * whose body libcurl has to hash for a signature, gets a connection of its own.
 * An answer says which of three things is known: the request was answered, it
 * never left, or nobody knows.
 *
 * The program ignores SIGPIPE.
 */
#ifndef HTTP_CLIENT_H
#define HTTP_CLIENT_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HTTP_ANSWER_MAX = 256 * 1024, /* bytes of an answer's body */
	HTTP_CONNECT_MS = 10 * 1000,
	HTTP_TIMEOUT_MS = 30 * 1000,
	HTTP_HEADERS_MAX = 16, /* of a request, beside curl's own */
};

struct http_header {
	const char *name;
	const char *value; /* bytes 0x20-0x7e only, else start refuses it */
};

struct http_request {
	const char *method; /* "POST", "GET" */
	const char *url; /* https, or http to a loopback address */
	const char *user; /* Basic authentication; NULL for none */
	const char *password;
	/* "aws:amz:REGION:SERVICE": user and password are an AWS key, which
	 * signs the request (Signature Version 4).  For a POST without a query.
	 * NULL: it is not signed.
	 */
	const char *sigv4;
	struct http_header headers[HTTP_HEADERS_MAX];
	size_t header_count;
	struct slice body;
	bool insecure; /* http to anywhere is allowed */
	int64_t timeout_ms; /* 0: HTTP_TIMEOUT_MS */
	void *tag; /* the caller's, comes back in the answer */
};

enum http_outcome {
	HTTP_ANSWERED, /* a whole answer: status, body */
	HTTP_NOT_SENT, /* no connection; not a byte of the request left */
	HTTP_UNKNOWN, /* it may have been received: timeout, reset, cut off */
};

/* Borrowed until the next http_client_next. */
struct http_answer {
	enum http_outcome outcome;
	int status; /* HTTP_ANSWERED */
	struct slice body;
	int64_t retry_after_ms; /* -1: the answer names none */
	/* A header of the answer, by its name in any case; see below. */
	const char *(*header)(const void *context, const char *name);
	const void *context;
	const char *what; /* outcome in words: "connection refused" */
	void *tag;
};

/* A header of the answer, borrowed as the answer is; NULL: absent, or there was
 * no answer. */
const char *http_answer_header(
    const struct http_answer *answer, const char *name);

struct http_client;

struct http_client *http_client_new(struct error *err);
void http_client_free(struct http_client *client);

/* Copies the request and starts it; -1 for a URL that is not allowed. */
int http_client_start(struct http_client *client,
    const struct http_request *request, struct error *err);

/* Requests started whose answers http_client_next has not yet handed out. */
size_t http_client_running(const struct http_client *client);

/*
 * Works on the transfers until one ends, `fd` (-1: none) is readable, a signal
 * came, or timeout_ms passed.  True when fd is readable.
 */
bool http_client_wait(struct http_client *client, int fd, int timeout_ms);

/* The next finished transfer; false when there is none yet. */
bool http_client_next(struct http_client *client, struct http_answer *answer);

#endif
