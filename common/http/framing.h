/* SPDX-License-Identifier: ISC */
/*
 * framing: where a request ends, and what is wrong with one of which two
 * readers may think differently: that is how a request is smuggled past a
 * proxy (RFC 9112, 6.3 and 11.2).  Private to the server.
 */
#ifndef HTTP_FRAMING_H
#define HTTP_FRAMING_H

#include <microhttpd.h>

#include <stddef.h>
#include <stdint.h>

/*
 * NULL for a sound head, and *length is the bytes of the body; else the fault.
 * `method` and `version` are those libmicrohttpd gives to its handler; the URI
 * between them is that many bytes long.
 */
const char *framing_judge(struct MHD_Connection *connection, const char *method,
    size_t uri_len, const char *version, int64_t *length);

#endif
