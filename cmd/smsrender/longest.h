/* SPDX-License-Identifier: ISC */
/*
 * longest: how long a template's text can get, in words.
 */
#ifndef SMSRENDER_LONGEST_H
#define SMSRENDER_LONGEST_H

#include "base/buf.h"
#include "base/mem.h"
#include "template/template_file.h"

/*
 * Adds "2 segments, GSM-7, 171 of 306 septets", and which branches lead there,
 * for the text in that language at the declared limits of its values; or what
 * has none.  Nothing is added when the template fails whoever calls.  scope is
 * that of the renderings.
 */
void longest_words(const struct template_file *file, struct slice language,
    const struct template_scope *scope, struct arena *arena, struct buf *words);

#endif
