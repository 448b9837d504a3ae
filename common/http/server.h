/* SPDX-License-Identifier: ISC */
/*
 * server: HTTP requests in, by libmicrohttpd, without threads: the program
 * calls http_server_run from its own loop and its handler runs there.
 *
 * One request a connection ("Connection: close").  Bodies are capped; the
 * ambiguous framings of facts known to smuggle requests are refused with 400; a
 * connection that is not done after HTTP_SERVER_DEADLINE_MS is shut, however
 * it drips.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HTTP_SERVER_DEADLINE_MS = 15 * 1000,
	HTTP_SERVER_CONNECTIONS = 1000,
};

/* Borrowed during the handler's call. */
struct http_call {
	const char *method;
	const char *path; /* percent escapes as they came */
	const char *query; /* behind '?', as it came; NULL: none */
	struct slice body;
	const void *headers; /* private */
	struct arena *arena; /* for the handler's scratch; reset afterwards */
};

/* A request header by name in any case; NULL when absent. */
const char *http_call_header(const struct http_call *call, const char *name);

struct http_reply {
	int status;
	const char *content_type; /* NULL: none */
	struct buf body;
	struct {
		const char *name, *value;
	} headers[4];
	size_t header_count;
	bool drop; /* close the connection without an answer */
	bool hold; /* smssim: answer later, see http_server_release */
};

struct http_server_options {
	const char *address; /* numeric, "127.0.0.1" */
	uint16_t port; /* 0: any free one */
	size_t body_max; /* bytes */
	void (*handle)(void *context, const struct http_call *call,
	    struct http_reply *reply);
	void *context;
};

struct http_server;

/* A port in use is EX_UNAVAILABLE. */
struct http_server *http_server_open(
    const struct http_server_options *options, struct error *err);
void http_server_close(struct http_server *server);
uint16_t http_server_port(const struct http_server *server);

/* For a poll of the caller's own. */
int http_server_fd(const struct http_server *server);

/* Serves what is due, waiting at most timeout_ms for it. */
void http_server_run(struct http_server *server, int timeout_ms);

#endif
