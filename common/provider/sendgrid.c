/* SPDX-License-Identifier: ISC */
/*
 * sendgrid: Mail Send, API v3: the driver, its requests and their answers.
 */
#include "provider/sendgrid.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/mail.h"
#include "provider/request.h"

#include <stdio.h>

enum {
	SENDGRID_API_KEY = PROVIDER_OWN,
	SENDGRID_FROM,
	SENDGRID_FROM_NAME,
	SENDGRID_PUBLIC_KEY,
};

static const struct provider_setting sendgrid_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [SENDGRID_API_KEY] = {"api_key", true, true, "key that may send mail",
	"SENDGRID_API_KEY"},
    [SENDGRID_FROM] = {"from", false, false,
	"verified address that mail is from, where a message names none", NULL},
    [SENDGRID_FROM_NAME] = {"from_name", false, false,
	"name that is shown with it", NULL},
    [SENDGRID_PUBLIC_KEY] = {"public_key", false, false,
	"that proves events: Mail Settings, Signed Event Webhook", NULL},
    {NULL, false, false, NULL, NULL},
};

static const char sendgrid_base[] = "https://api.sendgrid.com";

/* clang-format off */
const struct provider_code sendgrid_codes[] = {
    {"recipient", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"400", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {"404-405", "auth", PROVIDER_FATAL, "no such address of the API"},
    {"413", "content_rejected", PROVIDER_FAILED, "the message is too large"},
    {"415", "content_rejected", PROVIDER_FAILED, "the request is refused"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

static void
sendgrid_add_address(
    struct buf *json, const char *key, struct slice address, struct slice name)
{
	buf_addf(json, "\"%s\":{\"email\":", key);
	view_write_string(json, address);
	if (name.n > 0) {
		buf_adds(json, ",\"name\":");
		view_write_string(json, name);
	}
	buf_addc(json, '}');
}

/* Our reference comes back in each event as a member of its own. */
static void
sendgrid_write(const struct mail *mail, const char *reference, struct buf *json)
{
	buf_adds(json, "{\"personalizations\":[{\"to\":[{\"email\":");
	view_write_string(json, mail->to);
	buf_addf(json, "}],\"custom_args\":{\"ref\":\"%s\"}}],", reference);
	sendgrid_add_address(json, "from", mail->from, mail->name);
	buf_adds(json, ",\"subject\":");
	view_write_string(json, mail->subject);
	buf_adds(json, ",\"content\":[{\"type\":\"text/plain\",\"value\":");
	view_write_string(json, mail->body);
	buf_adds(json, "}]}");
}

static int
sendgrid_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct mail mail;
	struct buf json;

	*out = (struct provider_request){.append_path = NULL};
	if (mail_read(message, values->values[SENDGRID_FROM],
		values->values[SENDGRID_FROM_NAME], &mail, err) != 0 ||
	    request_start(&provider_sendgrid, values, "POST", sendgrid_base,
		slice_of("/v3/mail/send"), arena, &out->http, err) != 0)
		return -1;
	request_bearer(&out->http, values->values[SENDGRID_API_KEY], arena);
	buf_init(&json, BUF_NO_CAP);
	sendgrid_write(&mail, reference, &json);
	request_body(&out->http, "application/json", &json, arena);
	buf_release(&json);
	return 0;
}

/* ---- answers ------------------------------------------------------------- */

/* 202 has no body; its id, the head of the events' sg_message_id, is in a
 * header.  Without that one our reference stands for it. */
static void
sendgrid_accepted(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct slice id = slice_of(http_answer_header(answer, "X-Message-Id"));

	if (answer->status != 202 || answer->body.n > 0) {
		out->error_text = slice_of("not the answer of an acceptance");
		return;
	}
	out->verdict = PROVIDER_SENT;
	out->error_class = NULL;
	if (answer_is_id(id))
		out->id = arena_slice(arena, id);
}

/* "personalizations.0.to.0.email" names the recipient. */
static void
sendgrid_refused(const struct http_answer *answer, struct view error,
    struct arena *arena, struct provider_outcome *out)
{
	struct slice field = answer_text(error, "field", arena);
	char code[16];

	out->error_text = answer_text(error, "message", arena);
	(void)snprintf(code, sizeof(code), "%d", answer->status);
	if (answer->status == 400 &&
	    slice_find(field, slice_of(".to")) != SIZE_MAX)
		out->error_code = slice_of("recipient");
	else if (view_type(error) == SCAN_OBJECT)
		out->error_code = arena_slice(arena, slice_of(code));
	answer_refused(out, answer->status, sendgrid_codes);
}

void
sendgrid_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status >= 200 && answer->status < 300)
		sendgrid_accepted(answer, arena, out);
	else
		sendgrid_refused(
		    answer, view_path(body, "errors.0"), arena, out);
}

const struct provider provider_sendgrid = {
    .name = "sendgrid",
    .summary = "SendGrid Mail Send (email)",
    .settings = sendgrid_settings,
    .carries = PROVIDER_EMAIL,
    .senders = PROVIDER_ADDRESS | PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = sendgrid_codes,
    .receipt_codes = sendgrid_event_codes,
    .names_no_id = true,
    .build = sendgrid_build,
    .parse = sendgrid_parse,
    .verify = sendgrid_verify,
    .is_list = true,
    .receipt = sendgrid_receipt,
};
