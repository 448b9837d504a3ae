/* SPDX-License-Identifier: ISC */
/*
 * cgi: one request as a web server hands it on (RFC 3875), its records into the
 * spool, the reply to stdout.
 */
#ifndef SMSHOOK_CGI_H
#define SMSHOOK_CGI_H

#include "desk.h"

/*
 * Reads the environment and stdin.  Returns the exit code: 0 whenever there is
 * a reply, be it a refusal.  hook.base_url has to be set: a web server's own
 * idea of its URL follows the Host header.
 */
int cgi(struct desk *desk, const char *spool);

#endif
