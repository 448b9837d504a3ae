/* SPDX-License-Identifier: ISC */
#include "http/exchange.h"

#include "base/fault.h"
#include "http/framing.h"
#include "time/clock.h"

#include <stdlib.h>
#include <string.h>

struct http_exchange *
exchange_new(
    const char *uri, struct MHD_Connection *connection, size_t body_max)
{
	struct http_exchange *exchange = mem_zalloc(1, sizeof(*exchange));
	size_t len = strcspn(uri, "?");

	exchange->connection = connection;
	exchange->uri_len = strlen(uri);
	exchange->path = mem_strndup(uri, len);
	if (uri[len] == '?')
		exchange->query = mem_strdup(uri + len + 1);
	buf_init(&exchange->body, body_max);
	return exchange;
}

void
exchange_spoil(struct http_exchange *exchange)
{
	if (exchange->response != NULL)
		MHD_destroy_response(exchange->response);
	exchange->response = NULL;
}

void
exchange_free(struct http_exchange *exchange)
{
	if (exchange == NULL)
		return;
	if (exchange->response != NULL)
		MHD_destroy_response(exchange->response);
	buf_release(&exchange->body);
	free(exchange->path);
	free(exchange->query);
	free(exchange);
}

const char *
http_call_header(const struct http_call *call, const char *name)
{
	return MHD_lookup_connection_value(
	    call->headers, MHD_HEADER_KIND, name);
}

/* The status that refuses the request, 0 for a good one; *fault says why. */
static int
exchange_judge(struct http_exchange *exchange, const char *method,
    const char *version, size_t body_max, const char **fault)
{
	int64_t length = 0;

	*fault = framing_judge(
	    exchange->connection, method, exchange->uri_len, version, &length);
	if (*fault == NULL && strstr(exchange->path, "%00") != NULL)
		*fault = "NUL in the path";
	/* What must never be: a request is read as its sender hopes. */
	if (fault_broken("any-framing"))
		*fault = NULL;
	if (*fault != NULL)
		return MHD_HTTP_BAD_REQUEST;
	if ((uint64_t)length <= body_max)
		return 0;
	*fault = "request is too large";
	return MHD_HTTP_CONTENT_TOO_LARGE;
}

/* A body of which only the first half comes before the connection breaks. */
struct half {
	char *data;
	size_t len; /* of the half */
};

static ssize_t
half_read(void *context, uint64_t position, char *into, size_t max)
{
	const struct half *half = context;
	size_t left = half->len - (size_t)position;

	if (left == 0)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	if (left > max)
		left = max;
	memcpy(into, half->data + position, left);
	return (ssize_t)left;
}

static void
half_free(void *context)
{
	struct half *half = context;

	free(half->data);
	free(half);
}

/* libmicrohttpd's form of the body; takes it. */
static struct MHD_Response *
exchange_respond(struct http_reply *reply)
{
	size_t len = reply->body.len;
	char *data = buf_take(&reply->body);
	struct half *half;

	if (!reply->cut)
		return MHD_create_response_from_buffer(
		    len, data, MHD_RESPMEM_MUST_FREE);
	half = mem_zalloc(1, sizeof(*half));
	half->data = data;
	half->len = len / 2;
	return MHD_create_response_from_callback(
	    len, len + 1, half_read, half, half_free);
}

/* Turns the reply into libmicrohttpd's; takes its body. */
static void
exchange_take_reply(
    struct http_exchange *exchange, struct http_reply *reply, bool keep_alive)
{
	struct MHD_Response *response;
	size_t i;

	exchange->handled = true;
	exchange->status = reply->status;
	exchange->held = reply->hold;
	exchange->due = reply->delay_ms > 0
	    ? clock_monotonic() + reply->delay_ms
	    : 0;
	if (reply->drop)
		return;
	response = exchange_respond(reply);
	if (response == NULL)
		return;
	if (reply->content_type != NULL)
		(void)MHD_add_response_header(response,
		    MHD_HTTP_HEADER_CONTENT_TYPE, reply->content_type);
	for (i = 0; i < reply->header_count; i++)
		(void)MHD_add_response_header(
		    response, reply->headers[i].name, reply->headers[i].value);
	if (!keep_alive)
		(void)MHD_add_response_header(
		    response, MHD_HTTP_HEADER_CONNECTION, "close");
	exchange->response = response;
}

static enum MHD_Result
exchange_answer(struct http_exchange *exchange)
{
	if (exchange->response == NULL)
		return MHD_NO;
	return MHD_queue_response(exchange->connection,
	    (unsigned int)exchange->status, exchange->response);
}

static void
exchange_refuse(struct http_exchange *exchange, int status, const char *fault)
{
	struct http_reply reply = {
	    .status = status, .content_type = "text/plain"};

	buf_init(&reply.body, BUF_NO_CAP);
	buf_addf(&reply.body, "%s\n", fault);
	exchange_take_reply(exchange, &reply, false);
}

static void
exchange_handle(struct http_exchange *exchange,
    const struct http_server_options *options, struct arena *arena,
    const char *method)
{
	struct http_call call = {.method = method,
	    .path = exchange->path,
	    .query = exchange->query,
	    .body = buf_slice(&exchange->body),
	    .headers = exchange->connection,
	    .arena = arena};
	struct http_reply reply = {.status = MHD_HTTP_OK};

	buf_init(&reply.body, BUF_NO_CAP);
	options->handle(options->context, &call, &reply);
	exchange_take_reply(exchange, &reply, options->keep_alive);
	buf_release(&reply.body);
	arena_reset(arena);
}

enum MHD_Result
exchange_receive(struct http_exchange *exchange,
    const struct http_server_options *options, struct arena *arena,
    const char *method, const char *version, const char *data, size_t *size)
{
	const char *fault;
	int status;

	if (!exchange->begun) {
		exchange->begun = true;
		status = exchange_judge(
		    exchange, method, version, options->body_max, &fault);
		if (status == 0)
			return MHD_YES;
		if (options->refused != NULL)
			options->refused(
			    options->context, exchange->path, status, fault);
		exchange_refuse(exchange, status, fault);
		return exchange_answer(exchange);
	}
	if (*size > 0) {
		buf_add(&exchange->body, data, *size);
		*size = 0;
		return exchange->body.full ? MHD_NO : MHD_YES;
	}
	if (!exchange->handled) {
		exchange_handle(exchange, options, arena, method);
		if (exchange->due > 0 || exchange->held)
			return MHD_YES;
	}
	return exchange_answer(exchange);
}
