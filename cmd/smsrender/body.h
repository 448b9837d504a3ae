/* SPDX-License-Identifier: ISC */
/*
 * body: what a message says: its text, its media, the same by e-mail.
 */
#ifndef SMSRENDER_BODY_H
#define SMSRENDER_BODY_H

#include "message.h"

/* Renders into press->body, and its marks into those of the scope. */
int press_render(
    struct press *press, const struct template *text, struct error *err);

/*
 * Adds media_urls, fallback, dynamic, language and body to press->json; of a
 * message that goes by e-mail language, subject and body.  The text is done
 * last: press->body holds it afterwards, and the scope's marks are its.
 */
int press_put_texts(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err);

#endif
