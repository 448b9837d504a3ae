/* SPDX-License-Identifier: ISC */
/*
 * plivo: the Message API: the driver and its requests.
 */
#include "provider/plivo.h"

#include "provider/drivers.h"
#include "provider/request.h"
#include "text/phone.h"

enum {
	PLIVO_AUTH_ID = PROVIDER_OWN,
	PLIVO_AUTH_TOKEN,
	PLIVO_POWERPACK,
	PLIVO_CATEGORY,
	PLIVO_STATUS_CALLBACK,
};

static const struct provider_setting plivo_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [PLIVO_AUTH_ID] = {"auth_id", true, false, "MA… of the account",
	"PLIVO_AUTH_ID"},
    [PLIVO_AUTH_TOKEN] = {"auth_token", true, true, "its token",
	"PLIVO_AUTH_TOKEN"},
    [PLIVO_POWERPACK] = {"powerpack_uuid", false, false,
	"a pool of senders, used where no sender is named", NULL},
    [PLIVO_CATEGORY] = {"dlt_template_category", false, false,
	"of the templates at India's operators", NULL},
    [PLIVO_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to", NULL},
    {NULL, false, false, NULL, NULL},
};

int
plivo_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err)
{
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_adds(&path, "/v1/Account/");
	form_escape(&path, slice_of(values->values[PLIVO_AUTH_ID]));
	buf_adds(&path, "/Message/");
	result = request_start(&provider_plivo, values, method, PLIVO_BASE,
	    buf_slice(&path), arena, out, err);
	buf_release(&path);
	out->user = values->values[PLIVO_AUTH_ID];
	out->password = values->values[PLIVO_AUTH_TOKEN];
	return result;
}

/* Both ends; '<' would make several recipients of one. */
static int
plivo_add_ends(const struct provider_values *values, struct record *message,
    struct buf *json, struct error *err)
{
	const char *pool = values->values[PLIVO_POWERPACK];
	struct slice from = record_text(message, "from");
	struct slice to = record_text(message, "to");

	if (request_check_sender(&provider_plivo, from, pool != NULL, err) != 0)
		return -1;
	if (!phone_is_e164(to))
		return error_set(err, EX_DATAERR, "field to: no number");
	if (from.n > 0)
		view_write_member(json, "src", request_digits(from));
	else
		view_write_member(json, "powerpack_uuid", slice_of(pool));
	view_write_member(json, "dst", request_digits(to));
	return 0;
}

static void
plivo_add_india(const struct provider_values *values, struct record *message,
    struct buf *json)
{
	const char *category = values->values[PLIVO_CATEGORY];
	struct slice entity = record_text(message, "india_entity_id");
	struct slice template = record_text(message, "india_template_id");

	if (entity.n == 0 || template.n == 0)
		return;
	view_write_member(json, "dlt_entity_id", entity);
	view_write_member(json, "dlt_template_id", template);
	if (category != NULL)
		view_write_member(
		    json, "dlt_template_category", slice_of(category));
}

static int
plivo_json(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *json, struct error *err)
{
	const char *callback = values->values[PLIVO_STATUS_CALLBACK];
	struct slice body = record_text(message, "body");
	struct request_media media;
	struct buf url;

	if (plivo_add_ends(values, message, json, err) != 0 ||
	    request_media(message, REQUEST_MEDIA_MAX, &media, err) != 0)
		return -1;
	if (body.n > 0)
		view_write_member(json, "text", body);
	view_write_member(
	    json, "type", slice_of(media.count > 0 ? "mms" : "sms"));
	request_add_media(json, "media_urls", &media);
	plivo_add_india(values, message, json);
	if (callback != NULL) {
		buf_init(&url, BUF_NO_CAP);
		request_add_callback(&url, callback, reference);
		view_write_member(json, "url", buf_slice(&url));
		view_write_member(json, "method", slice_of("POST"));
		buf_release(&url);
	}
	buf_addc(json, '}');
	return 0;
}

static int
plivo_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf json;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (plivo_request(values, "POST", arena, &out->http, err) != 0)
		return -1;
	buf_init(&json, BUF_NO_CAP);
	result = plivo_json(values, message, reference, &json, err);
	request_body(&out->http, "application/json", &json, arena);
	buf_release(&json);
	return result;
}

const struct provider provider_plivo = {
    .name = "plivo",
    .summary = "Plivo Messaging",
    .settings = plivo_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_CALLER,
    .receipt_codes = plivo_codes,
    .build = plivo_build,
    .parse = plivo_parse,
    .list_build = plivo_list_build,
    .list_parse = plivo_list_parse,
    .verify = plivo_verify,
    .receipt = plivo_receipt,
    .inbound = plivo_inbound,
    .inbound_answer_type = "application/xml",
    .inbound_answer = "<Response></Response>",
};
