/* SPDX-License-Identifier: ISC */
#include "provider/mail.h"

#include "text/address.h"

#include <string.h>

/* What would begin another header. */
static bool
mail_has_line_end(struct slice text)
{
	return text.n > 0 &&
	    (memchr(text.p, '\n', text.n) != NULL ||
		memchr(text.p, '\r', text.n) != NULL);
}

int
mail_read(struct record *message, const char *from, const char *name,
    struct mail *mail, struct error *err)
{
	*mail = (struct mail){.to = record_text(message, "email"),
	    .subject = record_text(message, "subject"),
	    .body = record_text(message, "body"),
	    .from = record_text(message, "from")};
	if (!slice_is(record_text(message, "channel"), "email"))
		return error_set(
		    err, EX_DATAERR, "field channel: the provider sends email");
	if (!address_is_valid(mail->to))
		return error_set(err, EX_DATAERR, "field email: no address");
	if (!address_is_valid(mail->from)) {
		mail->from = slice_of(from);
		mail->name = slice_of(name);
	}
	if (!address_is_valid(mail->from))
		return error_set(err, EX_DATAERR, "no sender to send from");
	if (mail->subject.n == 0)
		return error_set(err, EX_DATAERR, "field subject: no text");
	if (mail_has_line_end(mail->subject))
		return error_set(
		    err, EX_DATAERR, "field subject: more than one line");
	if (mail->body.n == 0)
		return error_set(err, EX_DATAERR, "field body: no text");
	return 0;
}
