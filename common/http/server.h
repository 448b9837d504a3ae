/* SPDX-License-Identifier: ISC */
/*
 * server: HTTP requests in, by libmicrohttpd, without threads: the program
 * calls http_server_run from its own loop and its handler runs there.
 *
 * One request a connection ("Connection: close") unless keep_alive is set.
 * Bodies are capped.  Framing that two readers may understand differently is
 * refused with 400: a Transfer-Encoding, a second or odd Content-Length, a
 * blank before the colon, a folded line, a NUL, a bare LF, no or two Hosts.
 * A request that is not whole after HTTP_SERVER_DEADLINE_MS ends with its
 * connection, however it drips; when connections run out, and are not kept, the
 * one that has been at it longest ends before.
 *
 * The program ignores SIGPIPE.
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
	HTTP_SERVER_IDLE_MS = 120 * 1000, /* of a kept connection */
	HTTP_SERVER_CONNECTIONS = 1000,
	HTTP_REPLY_HEADERS_MAX = 4,
};

/* A request, borrowed during the handler's call. */
struct http_call {
	const char *method;
	const char *path; /* percent escapes as they came */
	const char *query; /* behind '?', as it came; NULL: none */
	struct slice body;
	void *headers; /* private */
	struct arena *arena; /* for the handler's scratch; reset afterwards */
};

/* A request header by name in any case; NULL when absent. */
const char *http_call_header(const struct http_call *call, const char *name);

/* The handler fills it; the strings are copied when it returns. */
struct http_reply {
	int status;
	const char *content_type; /* NULL: none */
	struct buf body;
	struct {
		const char *name, *value;
	} headers[HTTP_REPLY_HEADERS_MAX];
	size_t header_count;
	bool hold; /* until http_server_release */
	/* Misbehaviour, for the simulator. */
	int64_t delay_ms; /* answer that much later */
	bool drop; /* close the connection without an answer */
	bool cut; /* close it half way through the body */
};

struct http_server_options {
	const char *address; /* numeric, "127.0.0.1" */
	uint16_t port; /* 0: any free one */
	int listen_fd; /* a socket that listens already, taken over; 0: none */
	size_t body_max; /* bytes; more is 413 */
	bool keep_alive;
	int64_t deadline_ms; /* 0: HTTP_SERVER_DEADLINE_MS */
	void (*handle)(void *context, const struct http_call *call,
	    struct http_reply *reply);
	/* Told of what is refused before it gets to the handler; or NULL. */
	void (*refused)(
	    void *context, const char *path, int status, const char *why);
	void *context;
};

struct http_server;

/* NULL with EX_UNAVAILABLE when the port is in use or not allowed. */
struct http_server *http_server_open(
    const struct http_server_options *options, struct error *err);
void http_server_close(struct http_server *server);
uint16_t http_server_port(const struct http_server *server);

/*
 * For a poll of the caller's own: readable when http_server_run has something
 * to do, and how many ms at most until it has anyway; -1 for no end.
 */
int http_server_fd(const struct http_server *server);
int http_server_timeout(const struct http_server *server);

/*
 * Lets the replies go that are held; or, when they are not good any more,
 * closes their connections without an answer.
 */
void http_server_release(struct http_server *server, bool good);

/* Serves what is due, waiting at most timeout_ms for it. */
void http_server_run(struct http_server *server, int timeout_ms);

#endif
