/* SPDX-License-Identifier: ISC */
/*
 * twilio: Programmable Messaging, API of 2010-04-01: the driver, its requests.
 */
#include "provider/twilio.h"

#include "provider/drivers.h"
#include "provider/request.h"

#include <string.h>

enum {
	TWILIO_ACCOUNT_SID = PROVIDER_OWN,
	TWILIO_AUTH_TOKEN,
	TWILIO_SERVICE_SID,
	TWILIO_STATUS_CALLBACK,
};

static const struct provider_setting twilio_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [TWILIO_ACCOUNT_SID] = {"account_sid", true, false, "AC… of the account",
	"TWILIO_ACCOUNT_SID"},
    [TWILIO_AUTH_TOKEN] = {"auth_token", true, true, "its primary token",
	"TWILIO_AUTH_TOKEN"},
    [TWILIO_SERVICE_SID] = {"messaging_service_sid", false, false,
	"MG… of a pool of senders, used where no sender is named", NULL},
    [TWILIO_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to", NULL},
    {NULL, false, false, NULL, NULL},
};

static const char twilio_base[] = "https://api.twilio.com";

void
twilio_add_base(const struct provider_values *values, struct buf *url)
{
	request_add_base(values, twilio_base, url);
}

void
twilio_add_path(const struct provider_values *values, struct buf *url)
{
	buf_adds(url, "/2010-04-01/Accounts/");
	form_escape(url, slice_of(values->values[TWILIO_ACCOUNT_SID]));
	buf_adds(url, "/Messages.json");
}

int
twilio_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err)
{
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	twilio_add_path(values, &path);
	result = request_start(&provider_twilio, values, method, twilio_base,
	    buf_slice(&path), arena, out, err);
	buf_release(&path);
	out->user = values->values[TWILIO_ACCOUNT_SID];
	out->password = values->values[TWILIO_AUTH_TOKEN];
	return result;
}

/* A sender that is named beside a service is one of its pool. */
static int
twilio_add_sender(const struct provider_values *values, struct slice from,
    struct buf *form, struct error *err)
{
	const char *service = values->values[TWILIO_SERVICE_SID];

	if (request_check_sender(
		&provider_twilio, from, service != NULL, err) != 0)
		return -1;
	if (from.n > 0)
		form_add(form, "From", from);
	else
		form_add(form, "MessagingServiceSid", slice_of(service));
	return 0;
}

static int
twilio_add_media(struct buf *form, struct record *message, struct error *err)
{
	struct request_media media;
	size_t i;

	if (request_media(message, REQUEST_MEDIA_MAX, &media, err) != 0)
		return -1;
	for (i = 0; i < media.count; i++)
		form_add(form, "MediaUrl", media.urls[i]);
	return 0;
}

static void
twilio_add_callback(const struct provider_values *values, const char *reference,
    struct buf *form)
{
	struct buf url;

	if (values->values[TWILIO_STATUS_CALLBACK] == NULL)
		return;
	buf_init(&url, BUF_NO_CAP);
	request_add_callback(
	    &url, values->values[TWILIO_STATUS_CALLBACK], reference);
	form_add(form, "StatusCallback", buf_slice(&url));
	buf_release(&url);
}

static int
twilio_form(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *form, struct error *err)
{
	struct slice body = record_text(message, "body");

	form_add(form, "To", record_text(message, "to"));
	if (twilio_add_sender(
		values, record_text(message, "from"), form, err) != 0)
		return -1;
	if (body.n > 0)
		form_add(form, "Body", body);
	if (twilio_add_media(form, message, err) != 0)
		return -1;
	twilio_add_callback(values, reference, form);
	return 0;
}

static int
twilio_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf form;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (twilio_request(values, "POST", arena, &out->http, err) != 0)
		return -1;
	buf_init(&form, BUF_NO_CAP);
	result = twilio_form(values, message, reference, &form, err);
	request_body(
	    &out->http, "application/x-www-form-urlencoded", &form, arena);
	buf_release(&form);
	return result;
}

const struct provider provider_twilio = {
    .name = "twilio",
    .summary = "Twilio Programmable Messaging",
    .settings = twilio_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = twilio_codes,
    .receipt_codes = twilio_codes,
    .build = twilio_build,
    .parse = twilio_parse,
    .list_build = twilio_list_build,
    .list_parse = twilio_list_parse,
    .missed_build = twilio_list_build,
    .missed_parse = twilio_missed_parse,
    .verify = twilio_verify,
    .receipt = twilio_receipt,
    .inbound = twilio_inbound,
    .inbound_answer_type = "text/xml",
    .inbound_answer =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>",
};
