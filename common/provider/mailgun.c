/* SPDX-License-Identifier: ISC */
/*
 * mailgun: messages, API v3: the driver, its requests and their answers.
 */
#include "provider/mailgun.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/mail.h"
#include "provider/request.h"
#include "text/address.h"

#include <stdio.h>

enum {
	MAILGUN_API_KEY = PROVIDER_OWN,
	MAILGUN_DOMAIN,
	MAILGUN_FROM,
	MAILGUN_FROM_NAME,
	MAILGUN_SIGNING_KEY,
};

static const struct provider_setting mailgun_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [MAILGUN_API_KEY] = {"api_key", true, true, "key that may send mail",
	"MAILGUN_API_KEY"},
    [MAILGUN_DOMAIN] = {"domain", true, false, "domain that mail goes out by",
	"MAILGUN_DOMAIN"},
    [MAILGUN_FROM] = {"from", false, false,
	"address that mail is from, where a message names none", NULL},
    [MAILGUN_FROM_NAME] = {"from_name", false, false,
	"name that is shown with it", NULL},
    [MAILGUN_SIGNING_KEY] = {"signing_key", false, true,
	"HTTP webhook signing key, that proves events", NULL},
    {NULL, false, false, NULL, NULL},
};

static const char mailgun_base[] = "https://api.mailgun.net";

/* clang-format off */
const struct provider_code mailgun_codes[] = {
    {"recipient", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"domain", "auth", PROVIDER_FATAL, "the domain may not send"},
    {"400", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {"404", "auth", PROVIDER_FATAL, "no such domain"},
    {"413", "content_rejected", PROVIDER_FAILED, "the message is too large"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/* Name <address>, the name quoted (RFC 5322, 3.4). */
static void
mailgun_add_from(struct buf *form, const struct mail *mail)
{
	struct buf from;
	size_t i;

	if (mail->name.n == 0) {
		form_add(form, "from", mail->from);
		return;
	}
	buf_init(&from, BUF_NO_CAP);
	buf_addc(&from, '"');
	for (i = 0; i < mail->name.n; i++) {
		if (mail->name.p[i] == '"' || mail->name.p[i] == '\\')
			buf_addc(&from, '\\');
		buf_addc(&from, mail->name.p[i]);
	}
	buf_addf(&from, "\" <%.*s>", SLICE_ARG(mail->from));
	form_add(form, "from", buf_slice(&from));
	buf_release(&from);
}

static int
mailgun_start(const struct provider_values *values, struct arena *arena,
    struct http_request *out, struct error *err)
{
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_adds(&path, "/v3/");
	form_escape(&path, slice_of(values->values[MAILGUN_DOMAIN]));
	buf_adds(&path, "/messages");
	result = request_start(&provider_mailgun, values, "POST", mailgun_base,
	    buf_slice(&path), arena, out, err);
	buf_release(&path);
	out->user = "api";
	out->password = values->values[MAILGUN_API_KEY];
	return result;
}

/* Our reference comes back in each event's user-variables. */
static int
mailgun_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct mail mail;
	struct buf form;

	*out = (struct provider_request){.append_path = NULL};
	if (mail_read(message, values->values[MAILGUN_FROM],
		values->values[MAILGUN_FROM_NAME], &mail, err) != 0 ||
	    mailgun_start(values, arena, &out->http, err) != 0)
		return -1;
	buf_init(&form, BUF_NO_CAP);
	mailgun_add_from(&form, &mail);
	form_add(&form, "to", mail.to);
	form_add(&form, "subject", mail.subject);
	form_add(&form, "text", mail.body);
	form_add(&form, "v:ref", slice_of(reference));
	request_body(
	    &out->http, "application/x-www-form-urlencoded", &form, arena);
	buf_release(&form);
	return 0;
}

/* ---- answers ------------------------------------------------------------- */

struct slice
mailgun_id(struct slice text)
{
	struct slice local, domain;
	size_t at;

	if (text.n > 2 && text.p[0] == '<' && text.p[text.n - 1] == '>')
		text = (struct slice){text.p + 1, text.n - 2};
	at = slice_find(text, slice_of("@"));
	if (text.n > 255 || at == SIZE_MAX || !address_is_valid(text))
		return (struct slice){NULL, 0};
	local = (struct slice){text.p, at};
	domain = (struct slice){text.p + at + 1, text.n - at - 1};
	return answer_is_id(local) && domain.n > 2 ? text
						   : (struct slice){NULL, 0};
}

static void
mailgun_accepted(
    struct view body, struct arena *arena, struct provider_outcome *out)
{
	struct slice id = mailgun_id(answer_text(body, "id", arena));

	if (id.n == 0) {
		out->error_text = slice_of("accepted without a usable id");
		return;
	}
	out->verdict = PROVIDER_SENT;
	out->error_class = NULL;
	out->id = id;
}

static void
mailgun_refused(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	char code[16];

	(void)snprintf(code, sizeof(code), "%d", answer->status);
	if (out->error_text.n > 0)
		out->error_code = arena_slice(arena, slice_of(code));
	if (answer->status == 400 &&
	    slice_find(out->error_text, slice_of("to parameter")) != SIZE_MAX)
		out->error_code = slice_of("recipient");
	else if (answer->status == 400 &&
	    slice_find(out->error_text, slice_of("Domain")) != SIZE_MAX)
		out->error_code = slice_of("domain");
	answer_refused(out, answer->status, mailgun_codes);
	if (out->error_text.n == 0)
		out->error_text = answer_words(answer, arena);
}

void
mailgun_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status == 200) {
		mailgun_accepted(body, arena, out);
		return;
	}
	out->error_text = answer_text(body, "message", arena);
	mailgun_refused(answer, arena, out);
}

const struct provider provider_mailgun = {
    .name = "mailgun",
    .summary = "Mailgun messages (email)",
    .settings = mailgun_settings,
    .carries = PROVIDER_EMAIL,
    .senders = PROVIDER_ADDRESS | PROVIDER_POOL,
    .proof = PROVIDER_PROVES_CALLER,
    .codes = mailgun_codes,
    .receipt_codes = mailgun_event_codes,
    .build = mailgun_build,
    .parse = mailgun_parse,
    .verify = mailgun_verify,
    .receipt = mailgun_receipt,
};
