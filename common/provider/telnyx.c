/* SPDX-License-Identifier: ISC */
/*
 * telnyx: Messaging, API v2: the driver, its requests and their answers.
 */
#include "provider/telnyx.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/request.h"

enum {
	TELNYX_API_KEY = PROVIDER_OWN,
	TELNYX_PUBLIC_KEY,
	TELNYX_PROFILE_ID,
	TELNYX_STATUS_CALLBACK,
};

static const struct provider_setting telnyx_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [TELNYX_API_KEY] = {"api_key", true, true, "a key of the account",
	"TELNYX_API_KEY"},
    [TELNYX_PUBLIC_KEY] = {"public_key", false, false,
	"the key that proves its webhooks", "TELNYX_PUBLIC_KEY"},
    [TELNYX_PROFILE_ID] = {"messaging_profile_id", false, false,
	"a profile whose pool sends where no sender is named", NULL},
    [TELNYX_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to", NULL},
    {NULL, false, false, NULL, NULL},
};

/* A name is a sender by its profile, a pool is one; a number needs none. */
static int
telnyx_add_sender(const struct provider_values *values, struct slice from,
    struct buf *json, struct error *err)
{
	const char *profile = values->values[TELNYX_PROFILE_ID];

	if (request_check_sender(
		&provider_telnyx, from, profile != NULL, err) != 0)
		return -1;
	if (from.n > 0)
		view_write_member(json, "from", from);
	if (from.n > 0 && request_sender(from) != PROVIDER_ALPHANUMERIC)
		return 0;
	if (profile == NULL)
		return error_set(err, EX_DATAERR,
		    "field from: a name needs "
		    "providers.telnyx.messaging_profile_id");
	view_write_member(json, "messaging_profile_id", slice_of(profile));
	return 0;
}

static int
telnyx_json(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *json, struct error *err)
{
	const char *callback = values->values[TELNYX_STATUS_CALLBACK];
	struct slice body = record_text(message, "body");
	struct request_media media;
	struct buf url;

	view_write_member(json, "to", record_text(message, "to"));
	if (telnyx_add_sender(
		values, record_text(message, "from"), json, err) != 0 ||
	    request_media(message, REQUEST_MEDIA_MAX, &media, err) != 0)
		return -1;
	if (body.n > 0)
		view_write_member(json, "text", body);
	request_add_media(json, "media_urls", &media);
	view_write_member(
	    json, "type", slice_of(media.count > 0 ? "MMS" : "SMS"));
	if (callback != NULL) {
		buf_init(&url, BUF_NO_CAP);
		request_add_callback(&url, callback, reference);
		view_write_member(json, "webhook_url", buf_slice(&url));
		buf_release(&url);
	}
	buf_addc(json, '}');
	return 0;
}

int
telnyx_request(const struct provider_values *values, const char *method,
    const char *path, struct arena *arena, struct http_request *out,
    struct error *err)
{
	if (request_start(&provider_telnyx, values, method,
		"https://api.telnyx.com", slice_of(path), arena, out, err) != 0)
		return -1;
	request_bearer(out, values->values[TELNYX_API_KEY], arena);
	return 0;
}

static int
telnyx_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf json;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (telnyx_request(
		values, "POST", "/v2/messages", arena, &out->http, err) != 0)
		return -1;
	buf_init(&json, BUF_NO_CAP);
	result = telnyx_json(values, message, reference, &json, err);
	request_body(&out->http, "application/json", &json, arena);
	buf_release(&json);
	return result;
}

/* ---- answers ------------------------------------------------------------- */

static void
telnyx_accepted(
    struct view data, struct arena *arena, struct provider_outcome *out)
{
	answer_sent(out, answer_text(data, "id", arena));
	if (out->verdict != PROVIDER_SENT)
		return;
	out->status_raw = answer_text(data, "to.0.status", arena);
	out->segments = answer_text(data, "parts", arena);
	out->price = answer_text(data, "cost.amount", arena);
	out->currency = answer_text(data, "cost.currency", arena);
}

bool
telnyx_is_stop(struct slice text)
{
	return text.n > 0 && slice_find(text, slice_of("STOP")) != SIZE_MAX;
}

void
telnyx_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status >= 200 && answer->status < 300) {
		telnyx_accepted(view_get(body, slice_of("data")), arena, out);
		return;
	}
	out->error_code = answer_text(body, "errors.0.code", arena);
	out->error_text = answer_text(body, "errors.0.detail", arena);
	if (out->error_text.n == 0)
		out->error_text = answer_text(body, "errors.0.title", arena);
	answer_refused(out, answer->status, telnyx_codes);
	if (out->verdict == PROVIDER_FAILED && telnyx_is_stop(out->error_text))
		out->error_class = "opted_out";
}

const struct provider provider_telnyx = {
    .name = "telnyx",
    .summary = "Telnyx Messaging",
    .settings = telnyx_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = telnyx_codes,
    .receipt_codes = telnyx_codes,
    .build = telnyx_build,
    .parse = telnyx_parse,
    .missed_build = telnyx_missed_build,
    .missed_parse = telnyx_missed_parse,
    .verify = telnyx_verify,
    .receipt = telnyx_receipt,
    .inbound = telnyx_inbound,
};
