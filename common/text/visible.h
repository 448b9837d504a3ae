/* SPDX-License-Identifier: ISC */
/*
 * visible: text of others as a terminal or a page may show it.
 */
#ifndef TEXT_VISIBLE_H
#define TEXT_VISIBLE_H

#include "base/buf.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Would it move a cursor, or turn the order of what stands beside it?  Control
 * characters other than the line feed; bidirectional embeddings, overrides and
 * isolates.
 */
bool visible_steers(uint32_t point);

/* Adds valid UTF-8; what steers is written as \u{1b}. */
void visible_add(struct buf *out, struct slice text);

/* The same where a line must stay one: line feeds are written out too. */
void visible_add_line(struct buf *out, struct slice text);

#endif
