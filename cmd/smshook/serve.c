/* SPDX-License-Identifier: ISC */
#include "serve.h"

#include "base/confine.h"
#include "base/fault.h"
#include "base/file.h"
#include "config/url.h"
#include "ending.h"
#include "http/server.h"
#include "outlet.h"
#include "spool.h"
#include "time/instant.h"

#include <stdio.h>
#include <string.h>
#include <sys/select.h>

enum { SERVE_URL_MAX = 128 }; /* bytes of "http://ADDRESS:PORT" */

struct service {
	struct desk *desk;
	struct outlet outlet;
	struct spool *spool; /* NULL: records go to the outlet */
	struct buf url; /* of the request at hand */
	char own[SERVE_URL_MAX]; /* where it listens */
	int code; /* the exit code so far; any but 0 ends the service */
};

static const char *
serve_header(const void *context, const char *name)
{
	return http_call_header(context, name);
}

/*
 * The URL as the sender has it, from the configuration and the request line.
 * Without hook.base_url nobody stands between us: it is where we listen.
 */
static struct slice
serve_url(struct service *service, const struct http_call *call)
{
	const char *set = service->desk->config->hook_base_url;
	const char *base = set != NULL ? set : service->own;
	struct buf target;
	struct slice url;

	buf_init(&target, BUF_NO_CAP);
	buf_adds(&target, call->path);
	if (call->query != NULL)
		buf_addf(&target, "?%s", call->query);
	buf_addc(&target, '\0');
	url = desk_url(base, target.data, &service->url);
	buf_release(&target);
	return url;
}

/* A full disk may have room again: the next request is taken. */
static enum outlet_answer
serve_spool(struct service *service, struct slice lines, struct error *err)
{
	if (spool_add(service->spool, lines, clock_now(&service->desk->clock),
		err) == 0)
		return OUTLET_WRITTEN;
	diag_error(service->desk->diag, err);
	return OUTLET_BLOCKED;
}

/*
 * Syncs what came in together, and answers it.  What is not synced is not
 * answered, and not remembered either: its sender tries again.
 */
static void
serve_commit(struct service *service, struct http_server *server)
{
	struct error err;
	bool good;

	if (service->spool == NULL || !service->spool->waiting)
		return;
	/* What must never be: the answer first, and the disk some time. */
	if (fault_broken("answer-first") && service->spool->count < 8)
		return;
	good = spool_commit(service->spool, &err) == 0;
	if (!good) {
		diag_error(service->desk->diag, &err);
		desk_forget(service->desk);
	}
	http_server_release(server, good);
}

/* The records out; what cannot be written turns the result into a 503. */
static void
serve_put(struct service *service, struct handle_result *result)
{
	enum outlet_answer answer;
	struct buf lines;
	struct error err;
	size_t i;

	buf_init(&lines, BUF_NO_CAP);
	for (i = 0; i < result->event_count; i++) {
		buf_addslice(&lines, result->events[i].line);
		buf_addc(&lines, '\n');
	}
	answer = service->spool != NULL
	    ? serve_spool(service, buf_slice(&lines), &err)
	    : outlet_put(&service->outlet, buf_slice(&lines), &err);
	buf_release(&lines);
	switch (answer) {
	case OUTLET_WRITTEN:
		desk_remember(service->desk, result);
		return;
	case OUTLET_BLOCKED:
		handle_refuse(result, 503,
		    service->spool != NULL ? "records cannot be written"
					   : "whoever reads us is behind");
		return;
	case OUTLET_FAILED:
		handle_refuse(result, 503, "records cannot be written");
		diag_error(service->desk->diag, &err);
		service->code = error_worse(service->code, err.code);
		return;
	}
}

static void
serve_reply(const struct handle_result *result, struct http_reply *reply)
{
	reply->status = result->status;
	reply->content_type = result->content_type;
	if (result->body != NULL)
		buf_adds(&reply->body, result->body);
	if (result->status != 200)
		buf_addc(&reply->body, '\n');
	if (result->allow != NULL) {
		reply->headers[0].name = "Allow";
		reply->headers[0].value = result->allow;
		reply->header_count = 1;
	}
}

static void
serve_call(
    void *context, const struct http_call *call, struct http_reply *reply)
{
	struct service *service = context;
	struct desk *desk = service->desk;
	struct handle_request request = {.door = door_at(call->path),
	    .method = call->method,
	    .url = serve_url(service, call),
	    .body = call->body,
	    .header = serve_header,
	    .context = call,
	    .insecure = desk->insecure,
	    .now_ms = clock_now(&desk->clock),
	    .config = desk->config};
	struct handle_result result;

	if (request.door != NULL)
		request.secret = desk_secret(desk, request.door);
	desk_take(desk, &request, call->arena, &result);
	if (result.event_count > 0)
		serve_put(service, &result);
	desk_log(desk, request.door, &result);
	serve_reply(&result, reply);
	/* One that was there before may be among those not synced yet. */
	reply->hold = result.status == 200 && service->spool != NULL &&
	    service->spool->waiting && !fault_broken("answer-first");
}

/* What the server turned away by its head, or by the length it announced. */
static void
serve_refused(void *context, const char *path, int status, const char *why)
{
	const struct service *service = context;
	struct handle_result result;

	handle_refuse(&result, status, why);
	desk_log(service->desk, door_at(path), &result);
}

/* ---- the loop ----------------------------------------------------------- */

/* Waits for a request, a signal, or this many ms (-1: no end). */
static void
serve_wait(struct http_server *server, const sigset_t *waiting, int64_t most)
{
	int64_t ms = http_server_timeout(server);
	struct timespec limit;
	fd_set readable;
	int fd = http_server_fd(server);

	if (ms < 0 || (most >= 0 && most < ms))
		ms = most;
	limit = (struct timespec){.tv_sec = (time_t)(ms / INSTANT_SECOND),
	    .tv_nsec = (long)(ms % INSTANT_SECOND) * 1000000};
	FD_ZERO(&readable);
	FD_SET(fd, &readable);
	(void)pselect(
	    fd + 1, &readable, NULL, NULL, ms < 0 ? NULL : &limit, waiting);
}

static void
serve_loop(struct service *service, struct http_server *server,
    const sigset_t *waiting, int64_t max_seconds)
{
	int64_t end = clock_monotonic() + max_seconds * INSTANT_SECOND;
	int64_t left = -1;

	while (service->code == 0) {
		if (max_seconds > 0) {
			left = end - clock_monotonic();
			if (left <= 0)
				break;
		}
		serve_wait(server, waiting, left);
		if (ending_asked())
			break;
		http_server_run(server, 0);
		serve_commit(service, server);
	}
	/* The answer that says why still goes out. */
	http_server_run(server, 0);
}

static void
serve_locate(const char *address, uint16_t port, char url[SERVE_URL_MAX])
{
	bool six = strchr(address, ':') != NULL;

	(void)snprintf(url, SERVE_URL_MAX, "http://%s%s%s:%u", six ? "[" : "",
	    address, six ? "]" : "", (unsigned int)port);
}

bool
serve_is_local(const struct serve_options *options)
{
	char url[SERVE_URL_MAX];

	/* Where a socket of others listens is theirs to know. */
	if (options->listen_fd > 0)
		return false;
	serve_locate(options->address, options->port, url);
	return url_safety(slice_of(url)) == URL_SAFE;
}

/* Tells the world where we are. */
static int
serve_ready(struct service *service, const struct serve_options *options,
    uint16_t port, struct error *err)
{
	const struct diag *diag = service->desk->diag;
	char digits[8];

	serve_locate(options->address, port, service->own);
	if (options->listen_fd > 0) {
		diag_note(diag, "listening on a socket of systemd");
		return 0;
	}
	if (!serve_is_local(options))
		diag_warn(diag,
		    "%s: no loopback address: whoever reaches it sees what "
		    "comes in",
		    options->address);
	(void)snprintf(digits, sizeof(digits), "%u\n", (unsigned int)port);
	if (options->port_file != NULL &&
	    file_replace(options->port_file, slice_of(digits), 0644, err) != 0)
		return -1;
	diag_warn(diag, "listening on %s", service->own);
	return 0;
}

/* All is open: whoever takes us over has nothing to open with. */
static void
serve_confine(const struct diag *diag, const char *spool)
{
	int done = confine(spool);

	if ((done & CONFINE_FILES) == 0)
		diag_note(diag, "not confined to its files: no Landlock here");
	if ((done & CONFINE_CALLS) == 0)
		diag_note(diag, "not confined in its calls: no seccomp here");
}

static int
serve_open_spool(struct service *service, struct spool *spool,
    const struct serve_options *options, struct error *err)
{
	if (spool_open(spool, options->spool, err) != 0)
		return -1;
	service->spool = spool;
	return 0;
}

int
serve(struct desk *desk, const struct serve_options *options)
{
	struct service service = {.desk = desk};
	struct spool spool;
	const struct http_server_options http = {.address = options->address,
	    .port = options->port,
	    .listen_fd = options->listen_fd,
	    .body_max = DOOR_CALL_MAX,
	    .handle = serve_call,
	    .refused = serve_refused,
	    .context = &service};
	struct http_server *server = NULL;
	struct error err;
	sigset_t waiting;

	buf_init(&service.url, BUF_NO_CAP);
	ending_catch(&waiting);
	if ((options->spool != NULL &&
		serve_open_spool(&service, &spool, options, &err) != 0) ||
	    outlet_open(&service.outlet, options->output, &err) != 0 ||
	    (server = http_server_open(&http, &err)) == NULL ||
	    serve_ready(&service, options, http_server_port(server), &err) !=
		0) {
		diag_error(desk->diag, &err);
		service.code = err.code;
	} else {
		serve_confine(desk->diag, options->spool);
		serve_loop(&service, server, &waiting, options->max_seconds);
	}
	http_server_close(server);
	if (service.spool != NULL)
		spool_close(service.spool);
	if (outlet_close(&service.outlet, &err) != 0) {
		diag_error(desk->diag, &err);
		service.code = error_worse(service.code, err.code);
	}
	buf_release(&service.url);
	return service.code;
}
