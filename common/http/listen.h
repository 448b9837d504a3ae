/* SPDX-License-Identifier: ISC */
/*
 * listen: a listening TCP socket.  Private to the server.
 */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include "base/error.h"

#include <stdint.h>

/* The socket, the caller's; -1 with EX_CONFIG or EX_UNAVAILABLE. */
int listen_open(const char *address, uint16_t port, struct error *err);

/* The port that the socket has got. */
uint16_t listen_port(int fd);

#endif
