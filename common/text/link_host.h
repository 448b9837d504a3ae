/* SPDX-License-Identifier: ISC */
/*
 * link_host: the links that have no scheme.  Only link*.c include it.
 */
#ifndef TEXT_LINK_HOST_H
#define TEXT_LINK_HOST_H

#include "text/link.h"

#include <stdint.h>

/*
 * The code point at `at` as a reader and a resolver take it: small, of usual
 * width (UTS 46 maps these so); 0 at the end.
 */
uint32_t link_point(struct slice text, size_t at, size_t *len);

/* Ends a link wherever it stands. */
bool link_stops(char c);

/* Where the link that is at `at` ends. */
size_t link_end(struct slice text, size_t at);

/*
 * A host with a dot at `dot`, `len` bytes long.  An address of e-mail is
 * passed over: false, and *at ends behind it.
 */
bool link_at_dot(
    struct slice text, size_t dot, size_t len, size_t *at, struct link *link);

#endif
