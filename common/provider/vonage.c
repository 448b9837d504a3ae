/* SPDX-License-Identifier: ISC */
/*
 * vonage: the SMS API: the driver and its requests.  The key and secret go as
 * HTTP Basic, so that they are in no body.
 */
#include "provider/vonage.h"

#include "provider/drivers.h"
#include "provider/request.h"
#include "text/segment.h"

enum {
	VONAGE_API_KEY = PROVIDER_OWN,
	VONAGE_API_SECRET,
	VONAGE_SIGNATURE_SECRET,
	VONAGE_POOL_ID,
	VONAGE_STATUS_CALLBACK,
};

static const struct provider_setting vonage_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [VONAGE_API_KEY] = {"api_key", true, false, "of the account",
	"VONAGE_API_KEY"},
    [VONAGE_API_SECRET] = {"api_secret", true, true, "its secret",
	"VONAGE_API_SECRET"},
    [VONAGE_SIGNATURE_SECRET] = {"signature_secret", false, true,
	"what signs its webhooks", "VONAGE_SIGNATURE_SECRET"},
    [VONAGE_POOL_ID] = {"pool_id", false, false,
	"a pool of senders, used where no sender is named", NULL},
    [VONAGE_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that receipts are to go to", NULL},
    {NULL, false, false, NULL, NULL},
};

static int
vonage_add_sender(const struct provider_values *values, struct slice from,
    struct buf *form, struct error *err)
{
	const char *pool = values->values[VONAGE_POOL_ID];

	if (request_check_sender(&provider_vonage, from, pool != NULL, err) !=
	    0)
		return -1;
	if (from.n > 0)
		form_add(form, "from", request_digits(from));
	else
		form_add(form, "pool-id", slice_of(pool));
	return 0;
}

static void
vonage_add_india(struct record *message, struct buf *form)
{
	struct slice entity = record_text(message, "india_entity_id");
	struct slice template = record_text(message, "india_template_id");

	if (entity.n > 0)
		form_add(form, "entity-id", entity);
	if (template.n > 0)
		form_add(form, "content-id", template);
}

static int
vonage_form(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *form, struct error *err)
{
	const char *callback = values->values[VONAGE_STATUS_CALLBACK];
	struct slice body = record_text(message, "body");
	struct request_media media;
	struct segment_count count;

	if (request_media(message, 0, &media, err) != 0 ||
	    vonage_add_sender(
		values, record_text(message, "from"), form, err) != 0)
		return -1;
	segment_count(body, &count);
	form_add(form, "to", request_digits(record_text(message, "to")));
	form_add(form, "text", body);
	form_add(form, "type",
	    slice_of(count.encoding == SEGMENT_GSM7 ? "text" : "unicode"));
	form_add(form, "client-ref", slice_of(reference));
	form_add(form, "status-report-req", slice_of("1"));
	if (callback != NULL)
		form_add(form, "callback", slice_of(callback));
	vonage_add_india(message, form);
	return 0;
}

static int
vonage_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf form;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (request_start(&provider_vonage, values, "POST",
		"https://rest.nexmo.com", slice_of("/sms/json"), arena,
		&out->http, err) != 0)
		return -1;
	out->http.user = values->values[VONAGE_API_KEY];
	out->http.password = values->values[VONAGE_API_SECRET];
	buf_init(&form, BUF_NO_CAP);
	result = vonage_form(values, message, reference, &form, err);
	request_body(
	    &out->http, "application/x-www-form-urlencoded", &form, arena);
	buf_release(&form);
	return result;
}

const struct provider provider_vonage = {
    .name = "vonage",
    .summary = "Vonage SMS API",
    .settings = vonage_settings,
    .carries = PROVIDER_SMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = vonage_codes,
    .receipt_codes = vonage_receipt_codes,
    .build = vonage_build,
    .parse = vonage_parse,
    .verify = vonage_verify,
    .receipt = vonage_receipt,
    .inbound = vonage_inbound,
};
