/* SPDX-License-Identifier: ISC */
#include "http/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* A socket bound and listening, or -1 with errno. */
static int
listen_at(const struct addrinfo *address)
{
	int fd = socket(
	    address->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int on = 1, saved;

	if (fd >= 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) == 0 &&
	    bind(fd, address->ai_addr, address->ai_addrlen) == 0 &&
	    listen(fd, SOMAXCONN) == 0)
		return fd;
	saved = errno;
	if (fd >= 0)
		(void)close(fd);
	errno = saved;
	return -1;
}

int
listen_open(const char *address, uint16_t port, struct error *err)
{
	const struct addrinfo hints = {
	    .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
	    .ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	char digits[8];
	int fd;

	(void)snprintf(digits, sizeof(digits), "%u", (unsigned int)port);
	if (getaddrinfo(address, digits, &hints, &found) != 0)
		return error_set(
		    err, EX_CONFIG, "no numeric address '%s'", address);
	fd = listen_at(found);
	if (fd < 0)
		error_set_errno(
		    err, EX_UNAVAILABLE, "%s port %s", address, digits);
	freeaddrinfo(found);
	return fd;
}

uint16_t
listen_port(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in four;
		struct sockaddr_in6 six;
	} address = {.any = {0}};
	socklen_t len = sizeof(address);

	if (getsockname(fd, &address.any, &len) != 0)
		return 0;
	return ntohs(address.any.sa_family == AF_INET6 ? address.six.sin6_port
						       : address.four.sin_port);
}
