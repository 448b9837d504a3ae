/* SPDX-License-Identifier: ISC */
/*
 * media: the address of an attachment, in which values stand.  What a value
 * says is never part of its structure: '/', '?', '&' and the like that it
 * brings are percent-encoded, so that it can name a file or fill a parameter
 * and no more.
 *
 * Filters run in between, url_encode maybe: a character of structure goes
 * through them as one that nothing else uses (private use, U+F200 and the
 * byte), and is encoded once at the end.
 */
#ifndef TEMPLATE_MEDIA_H
#define TEMPLATE_MEDIA_H

#include "base/buf.h"
#include "base/error.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>

/* A value before its filters run; the value itself or in the arena. */
struct slice media_veil(struct slice value, struct arena *arena);

/* Encodes what is veiled and what no URL may have; blanks around it go. */
void media_finish(struct buf *url);

/*
 * How much of a template's text is scheme and host that no value changes:
 * "https://cdn.example" of "https://cdn.example/{{ data.id }}.png".
 */
size_t media_fixed(struct slice source);

/*
 * May the URL be fetched and shown: https (or http to loopback), no user, no
 * way upwards, and its host is fixed or below one of the domains?  EX_DATAERR.
 */
int media_check(struct slice url, bool fixed, const char *const *domains,
    size_t domain_count, struct error *err);

#endif
