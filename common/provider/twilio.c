/* SPDX-License-Identifier: ISC */
/*
 * twilio: Programmable Messaging, API of 2010-04-01: the driver, its requests.
 */
#include "provider/twilio.h"

#include "base/num.h"
#include "provider/drivers.h"

#include <string.h>

enum {
	TWILIO_MEDIA_MAX = 10, /* files of one message */
	TWILIO_TIMEOUT_MAX_MS = 600 * 1000,
};

enum {
	TWILIO_ACCOUNT_SID,
	TWILIO_AUTH_TOKEN,
	TWILIO_SERVICE_SID,
	TWILIO_STATUS_CALLBACK,
	TWILIO_BASE_URL,
	TWILIO_INSECURE,
	TWILIO_TIMEOUT,
};

static const struct provider_setting twilio_settings[] = {
    [TWILIO_ACCOUNT_SID] = {"account_sid", true, false, "AC… of the account"},
    [TWILIO_AUTH_TOKEN] = {"auth_token", true, true, "its primary token"},
    [TWILIO_SERVICE_SID] = {"messaging_service_sid", false, false,
	"MG… of a pool of senders, used where no sender is named"},
    [TWILIO_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to"},
    [TWILIO_BASE_URL] = {"base_url", false, false,
	"scheme and host of another server that speaks this API"},
    [TWILIO_INSECURE] = {"insecure", false, false,
	"http is allowed to that server"},
    [TWILIO_TIMEOUT] = {"timeout_ms", false, false,
	"how long a request may take"},
    {NULL, false, false, NULL},
};

void
twilio_add_base(const struct provider_values *values, struct buf *url)
{
	const char *base = values->values[TWILIO_BASE_URL];
	size_t n;

	if (base == NULL)
		base = "https://api.twilio.com";
	n = strlen(base);
	while (n > 0 && base[n - 1] == '/')
		n--;
	buf_add(url, base, n);
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
	struct buf url;

	buf_init(&url, BUF_NO_CAP);
	twilio_add_base(values, &url);
	twilio_add_path(values, &url);
	*out = (struct http_request){.method = method,
	    .url = arena_string(arena, buf_slice(&url)),
	    .user = values->values[TWILIO_ACCOUNT_SID],
	    .password = values->values[TWILIO_AUTH_TOKEN],
	    .insecure = config_is_true(values->values[TWILIO_INSECURE])};
	buf_release(&url);
	if (values->values[TWILIO_TIMEOUT] != NULL &&
	    num_parse(slice_of(values->values[TWILIO_TIMEOUT]), 1,
		TWILIO_TIMEOUT_MAX_MS, &out->timeout_ms) != 0)
		return error_set(err, EX_CONFIG,
		    "setting providers.twilio.timeout_ms: not from 1 to %d",
		    TWILIO_TIMEOUT_MAX_MS);
	return 0;
}

/* The receipt's URL with our reference in its query: it comes back so. */
static void
twilio_add_callback(struct buf *form, const char *url, const char *reference)
{
	struct buf full;

	if (url == NULL)
		return;
	buf_init(&full, BUF_NO_CAP);
	buf_addf(&full, "%s%cref=%s", url, strchr(url, '?') != NULL ? '&' : '?',
	    reference);
	form_add(form, "StatusCallback", buf_slice(&full));
	buf_release(&full);
}

static int
twilio_add_media(struct buf *form, struct record *message, struct error *err)
{
	struct view_step step = {0};
	struct slice url;
	int count = 0;

	while (view_next(record_view(message, "media_urls"), &step)) {
		url = view_string(step.value, &message->arena);
		if (url.n == 0)
			return error_set(
			    err, EX_DATAERR, "field media_urls: no URL");
		if (++count > TWILIO_MEDIA_MAX)
			return error_set(err, EX_DATAERR,
			    "field media_urls: more than %d", TWILIO_MEDIA_MAX);
		form_add(form, "MediaUrl", url);
	}
	return 0;
}

static int
twilio_form(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *form, struct error *err)
{
	struct slice from = record_text(message, "from");
	struct slice body = record_text(message, "body");

	form_add(form, "To", record_text(message, "to"));
	if (from.n > 0)
		form_add(form, "From", from);
	else if (values->values[TWILIO_SERVICE_SID] != NULL)
		form_add(form, "MessagingServiceSid",
		    slice_of(values->values[TWILIO_SERVICE_SID]));
	else
		return error_set(err, EX_DATAERR, "no sender to send from");
	if (body.n > 0)
		form_add(form, "Body", body);
	if (twilio_add_media(form, message, err) != 0)
		return -1;
	twilio_add_callback(
	    form, values->values[TWILIO_STATUS_CALLBACK], reference);
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
	out->http.headers[out->http.header_count++] = (struct http_header){
	    "Content-Type", "application/x-www-form-urlencoded"};
	buf_init(&form, BUF_NO_CAP);
	result = twilio_form(values, message, reference, &form, err);
	out->http.body = arena_slice(arena, buf_slice(&form));
	buf_release(&form);
	return result;
}

const struct provider provider_twilio = {
    .name = "twilio",
    .summary = "Twilio Programmable Messaging",
    .settings = twilio_settings,
    .build = twilio_build,
    .parse = twilio_parse,
    .list_build = twilio_list_build,
    .list_parse = twilio_list_parse,
    .verify = twilio_verify,
    .receipt = twilio_receipt,
    .inbound = twilio_inbound,
    .inbound_answer_type = "text/xml",
    .inbound_answer =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>",
};
