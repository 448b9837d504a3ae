/* SPDX-License-Identifier: ISC */
/*
 * renderer_parts: what the files of the renderer share.  Only renderer*.c
 * include it.
 */
#ifndef SMSRENDER_RENDERER_PARTS_H
#define SMSRENDER_RENDERER_PARTS_H

#include "renderer.h"

/*
 * What the press holds goes out: a record, a bare text, or what people read.
 * file is what it was made of, or NULL.
 */
int renderer_write(struct renderer *renderer, const struct template_file *file,
    struct error *err);

/*
 * The message of one template that holds, in the language of the press, goes
 * out; with --samples, what the template says of them.  record is what was
 * read, for messages.
 */
int renderer_wording(struct renderer *renderer, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err);

/* The same in each language that it has, unless one was asked for. */
int renderer_wordings(struct renderer *renderer, struct record *record,
    const struct facts *facts, const struct template_file *file,
    struct error *err);

/* Are there templates?  If not, that is reported and nothing more is read. */
bool renderer_has_templates(struct renderer *renderer);

#endif
