/* SPDX-License-Identifier: ISC */
/*
 * body: what a message says: its text, its media, the same by e-mail.
 */
#ifndef SMSRENDER_BODY_H
#define SMSRENDER_BODY_H

#include "message.h"

/*
 * Adds media_urls, fallback, dynamic, language and body to press->json.  The
 * text is done last: press->body holds it afterwards.
 */
int press_put_texts(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err);

#endif
