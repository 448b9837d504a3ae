/* SPDX-License-Identifier: ISC */
#include "http/server.h"

#include "base/fault.h"
#include "base/mem.h"
#include "http/exchange.h"
#include "http/listen.h"
#include "time/clock.h"

#include <microhttpd.h>

#include <limits.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
	SERVER_HEAD_MAX = 32 * 1024, /* bytes of memory a connection */
	SERVER_IDLE_S = 10, /* seconds a connection may be silent */
	SERVER_SPARE = 64, /* connections kept free for who comes */
	SERVER_TURNS = 8, /* rounds of work before the caller has its turn */
};

/* A connection, in the server's list while a request is awaited or read. */
struct server_peer {
	int fd;
	bool listed;
	int64_t since; /* monotonic ms */
	struct server_peer *previous, *next; /* older, younger */
};

struct http_server {
	struct MHD_Daemon *daemon;
	struct http_server_options options;
	uint16_t port;
	struct arena arena;
	struct server_peer *oldest, *youngest;
	size_t peers; /* connections, listed or not */
	struct http_exchange *delayed; /* soonest first */
	struct http_exchange *held;
	bool released; /* libmicrohttpd does not count what was resumed */
};

static void
server_unlist(struct http_server *server, struct server_peer *peer)
{
	if (!peer->listed)
		return;
	if (peer->previous != NULL)
		peer->previous->next = peer->next;
	else
		server->oldest = peer->next;
	if (peer->next != NULL)
		peer->next->previous = peer->previous;
	else
		server->youngest = peer->previous;
	peer->listed = false;
}

/* The peer's time starts now. */
static void
server_list(struct http_server *server, struct server_peer *peer)
{
	if (peer->listed)
		return;
	peer->listed = true;
	peer->since = clock_monotonic();
	peer->previous = server->youngest;
	peer->next = NULL;
	if (peer->previous != NULL)
		peer->previous->next = peer;
	else
		server->oldest = peer;
	server->youngest = peer;
}

/* libmicrohttpd notices the end of the stream and closes the connection. */
static void
server_evict(struct http_server *server, struct server_peer *peer)
{
	server_unlist(server, peer);
	(void)shutdown(peer->fd, SHUT_RDWR);
}

/*
 * A crowd that says nothing keeps nobody out: whoever has been at it longest
 * makes room.  Where connections are kept, clients are known and many, and one
 * that finds no room waits; to end another's request would lose its answer.
 */
static void
server_make_room(struct http_server *server)
{
	if (!server->options.keep_alive &&
	    server->peers + SERVER_SPARE > HTTP_SERVER_CONNECTIONS &&
	    server->oldest != NULL && !fault_broken("no-deadline"))
		server_evict(server, server->oldest);
}

static struct server_peer *
server_peer_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
	    ->socket_context;
}

static void
server_on_peer(void *context, struct MHD_Connection *connection,
    void **peer_context, enum MHD_ConnectionNotificationCode what)
{
	struct http_server *server = context;
	struct server_peer *peer = *peer_context;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		peer = mem_zalloc(1, sizeof(*peer));
		peer->fd = MHD_get_connection_info(
		    connection, MHD_CONNECTION_INFO_CONNECTION_FD)
			       ->connect_fd;
		*peer_context = peer;
		server_make_room(server);
		server_list(server, peer);
		server->peers++;
	} else if (peer != NULL) {
		server_unlist(server, peer);
		server->peers--;
		free(peer);
		*peer_context = NULL;
	}
}

static void *
server_on_uri(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct http_server *server = context;

	server_list(server, server_peer_of(connection));
	return exchange_new(uri, connection, server->options.body_max);
}

/* The library answered a head that it did not like, with 400 or 431. */
static void
server_tell(const struct http_server *server, struct http_exchange *exchange)
{
	const union MHD_ConnectionInfo *sent;

	if (exchange == NULL || exchange->begun ||
	    server->options.refused == NULL)
		return;
	sent = MHD_get_connection_info(
	    exchange->connection, MHD_CONNECTION_INFO_HTTP_STATUS);
	server->options.refused(server->options.context, exchange->path,
	    sent != NULL ? (int)sent->http_status : MHD_HTTP_BAD_REQUEST,
	    "the head is malformed or too large");
}

/* A kept connection waits for its next request without a deadline. */
static void
server_on_completed(void *context, struct MHD_Connection *connection,
    void **request, enum MHD_RequestTerminationCode why)
{
	struct http_server *server = context;

	if (server->options.keep_alive)
		server_unlist(server, server_peer_of(connection));
	if (why == MHD_REQUEST_TERMINATED_WITH_ERROR)
		server_tell(server, *request);
	exchange_free(*request);
	*request = NULL;
}

/* Into a list, and no word to its peer meanwhile. */
static void
server_suspend(struct http_server *server, struct http_exchange *exchange,
    struct http_exchange **at)
{
	exchange->next = *at;
	*at = exchange;
	server_unlist(server, server_peer_of(exchange->connection));
	MHD_suspend_connection(exchange->connection);
}

/* Puts the exchange aside until it is due. */
static void
server_delay(struct http_server *server, struct http_exchange *exchange)
{
	struct http_exchange **at = &server->delayed;

	while (*at != NULL && (*at)->due <= exchange->due)
		at = &(*at)->next;
	server_suspend(server, exchange, at);
}

static enum MHD_Result
server_on_request(void *context, struct MHD_Connection *connection,
    const char *url, const char *method, const char *version, const char *data,
    size_t *size, void **request)
{
	struct http_server *server = context;
	struct http_exchange *exchange = *request;
	enum MHD_Result result;
	bool handled;

	(void)connection;
	(void)url;
	if (exchange == NULL)
		return MHD_NO;
	handled = exchange->handled;
	result = exchange_receive(exchange, &server->options, &server->arena,
	    method, version, data, size);
	if (!handled && exchange->handled && exchange->held)
		server_suspend(server, exchange, &server->held);
	else if (!handled && exchange->handled && exchange->due > 0)
		server_delay(server, exchange);
	return result;
}

/* Keeps libmicrohttpd from decoding the path: the program gets it as sent. */
static size_t
server_on_escape(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context;
	(void)connection;
	return strlen(text);
}

static struct MHD_Daemon *
server_start(struct http_server *server, int fd)
{
	unsigned int idle = server->options.keep_alive
	    ? HTTP_SERVER_IDLE_MS / 1000
	    : SERVER_IDLE_S;

	return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0,
	    NULL, NULL, server_on_request, server, MHD_OPTION_LISTEN_SOCKET, fd,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned int)HTTP_SERVER_CONNECTIONS,
	    MHD_OPTION_CONNECTION_TIMEOUT, idle,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)SERVER_HEAD_MAX,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION,
	    server_on_peer, server, MHD_OPTION_NOTIFY_COMPLETED,
	    server_on_completed, server, MHD_OPTION_URI_LOG_CALLBACK,
	    server_on_uri, server, MHD_OPTION_UNESCAPE_CALLBACK,
	    server_on_escape, server, MHD_OPTION_END);
}

struct http_server *
http_server_open(const struct http_server_options *options, struct error *err)
{
	struct http_server *server;
	int fd = options->listen_fd > 0
	    ? options->listen_fd
	    : listen_open(options->address, options->port, err);

	if (fd < 0)
		return NULL;
	server = mem_zalloc(1, sizeof(*server));
	server->options = *options;
	if (server->options.deadline_ms == 0)
		server->options.deadline_ms = HTTP_SERVER_DEADLINE_MS;
	server->port = listen_port(fd);
	server->daemon = server_start(server, fd);
	if (server->daemon == NULL) {
		error_set(err, EX_SOFTWARE, "libmicrohttpd does not start");
		(void)close(fd);
		free(server);
		return NULL;
	}
	return server;
}

/* Takes the first one out of its list: it is answered. */
static void
server_continue(struct http_server *server, struct http_exchange **list)
{
	struct http_exchange *exchange = *list;

	*list = exchange->next;
	server_list(server, server_peer_of(exchange->connection));
	MHD_resume_connection(exchange->connection);
}

/* Lets the delayed replies go that are due at this time. */
static void
server_resume(struct http_server *server, int64_t now)
{
	while (server->delayed != NULL && server->delayed->due <= now)
		server_continue(server, &server->delayed);
}

void
http_server_release(struct http_server *server, bool good)
{
	server->released = server->held != NULL;
	while (server->held != NULL) {
		if (!good)
			exchange_spoil(server->held);
		server_continue(server, &server->held);
	}
}

void
http_server_close(struct http_server *server)
{
	if (server == NULL)
		return;
	server_resume(server, INT64_MAX);
	http_server_release(server, false);
	MHD_stop_daemon(server->daemon);
	arena_release(&server->arena);
	free(server);
}

uint16_t
http_server_port(const struct http_server *server)
{
	return server->port;
}

int
http_server_fd(const struct http_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)
	    ->epoll_fd;
}

/* The sooner of two waits, of which -1 has no end. */
static int64_t
server_sooner(int64_t wait, int64_t other)
{
	if (other < 0)
		other = 0;
	return wait < 0 || other < wait ? other : wait;
}

int
http_server_timeout(const struct http_server *server)
{
	int64_t now = clock_monotonic(), wait = -1;
	MHD_UNSIGNED_LONG_LONG ms = 0;

	if (server->released)
		return 0;
	if (MHD_get_timeout(server->daemon, &ms) == MHD_YES)
		wait = ms < INT_MAX ? (int64_t)ms : INT_MAX;
	if (server->oldest != NULL)
		wait = server_sooner(wait,
		    server->oldest->since + server->options.deadline_ms - now);
	if (server->delayed != NULL)
		wait = server_sooner(wait, server->delayed->due - now);
	return (int)wait;
}

/* What must never be: who drips holds a connection for ever. */
static void
server_reap(struct http_server *server, int64_t now)
{
	struct server_peer *peer;

	while ((peer = server->oldest) != NULL &&
	    peer->since + server->options.deadline_ms <= now &&
	    !fault_broken("no-deadline"))
		server_evict(server, peer);
}

void
http_server_run(struct http_server *server, int timeout_ms)
{
	int wait = http_server_timeout(server), turn;

	if (wait < 0 || wait > timeout_ms)
		wait = timeout_ms;
	server->released = false;
	for (turn = 0; turn < SERVER_TURNS; turn++) {
		server_reap(server, clock_monotonic());
		server_resume(server, clock_monotonic());
		(void)MHD_run_wait(server->daemon, turn == 0 ? wait : 0);
		if (http_server_timeout(server) != 0)
			return;
	}
}
