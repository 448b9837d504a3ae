/* SPDX-License-Identifier: ISC */
/*
 * exchange: one request to the server and its reply, as libmicrohttpd calls
 * us: begin with the URI, receive when the head is read, for each piece of the
 * body, at its end, and again after a delay.  Private to the server.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "base/buf.h"
#include "base/mem.h"
#include "http/server.h"

#include <microhttpd.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct http_exchange {
	struct MHD_Connection *connection;
	char *path, *query; /* query NULL: none */
	size_t uri_len; /* bytes of both as they came */
	struct buf body;
	bool begun; /* the head has been judged */
	bool handled; /* the reply below stands */
	int status;
	struct MHD_Response *response; /* NULL: drop the connection */
	int64_t due; /* monotonic ms; 0: the reply is not delayed */
	bool held; /* the reply waits for http_server_release */
	struct http_exchange *next; /* in the server's list of such ones */
};

struct http_exchange *exchange_new(
    const char *uri, struct MHD_Connection *connection, size_t body_max);
void exchange_free(struct http_exchange *exchange);

/* The reply that stands is no good: the connection closes instead. */
void exchange_spoil(struct http_exchange *exchange);

/*
 * One call of libmicrohttpd's access handler.  When the reply is to be delayed
 * or held (exchange->due or ->held set by this call) nothing is answered yet.
 */
enum MHD_Result exchange_receive(struct http_exchange *exchange,
    const struct http_server_options *options, struct arena *arena,
    const char *method, const char *version, const char *data, size_t *size);

#endif
