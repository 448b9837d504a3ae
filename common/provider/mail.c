/* SPDX-License-Identifier: ISC */
#include "provider/mail.h"

#include <string.h>

enum { MAIL_ADDRESS_MAX = 254 }; /* RFC 5321, 4.5.3.1.3 */

bool
mail_is_address(struct slice text)
{
	const char *at = text.n > 0 ? memchr(text.p, '@', text.n) : NULL;
	size_t i, ats = 0;

	if (at == NULL || at == text.p || at == text.p + text.n - 1 ||
	    text.n > MAIL_ADDRESS_MAX)
		return false;
	for (i = 0; i < text.n; i++) {
		if (text.p[i] <= ' ' || text.p[i] == 0x7f ||
		    memchr("<>,;\"()", text.p[i], 7) != NULL)
			return false;
		ats += text.p[i] == '@';
	}
	return ats == 1;
}

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
	if (!mail_is_address(mail->to))
		return error_set(err, EX_DATAERR, "field email: no address");
	if (!mail_is_address(mail->from)) {
		mail->from = slice_of(from);
		mail->name = slice_of(name);
	}
	if (!mail_is_address(mail->from))
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
