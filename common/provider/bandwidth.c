/* SPDX-License-Identifier: ISC */
/*
 * bandwidth: Messaging, API v2: the driver, its requests and their answers.
 * Callback URLs belong to the application there, so our reference travels as
 * the message's tag.
 */
#include "provider/bandwidth.h"

#include "base/ascii.h"
#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/request.h"
#include "time/instant.h"

#include <string.h>

enum {
	BANDWIDTH_ACCOUNT_ID = PROVIDER_OWN,
	BANDWIDTH_USERNAME,
	BANDWIDTH_PASSWORD,
	BANDWIDTH_APPLICATION_ID,
	BANDWIDTH_CALLBACK,
};

static const struct provider_setting bandwidth_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [BANDWIDTH_ACCOUNT_ID] = {"account_id", true, false, "of the account",
	"BW_ACCOUNT_ID"},
    [BANDWIDTH_USERNAME] = {"username", true, false, "of an API user",
	"BW_USERNAME"},
    [BANDWIDTH_PASSWORD] = {"password", true, true, "the user's password",
	"BW_PASSWORD"},
    [BANDWIDTH_APPLICATION_ID] = {"application_id", true, false,
	"the application that the numbers belong to",
	"BW_MESSAGING_APPLICATION_ID"},
    [BANDWIDTH_CALLBACK] = {"callback_credentials", false, true,
	"USER:PASSWORD that its callbacks bring", NULL},
    {NULL, false, false, NULL, NULL},
};

int
bandwidth_request(const struct provider_values *values, const char *method,
    struct arena *arena, struct http_request *out, struct error *err)
{
	struct buf path;
	int result;

	buf_init(&path, BUF_NO_CAP);
	buf_adds(&path, "/api/v2/users/");
	form_escape(&path, slice_of(values->values[BANDWIDTH_ACCOUNT_ID]));
	buf_adds(&path, "/messages");
	result = request_start(&provider_bandwidth, values, method,
	    "https://messaging.bandwidth.com", buf_slice(&path), arena, out,
	    err);
	buf_release(&path);
	out->user = values->values[BANDWIDTH_USERNAME];
	out->password = values->values[BANDWIDTH_PASSWORD];
	return result;
}

static int
bandwidth_json(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *json, struct error *err)
{
	struct slice from = record_text(message, "from");
	struct slice body = record_text(message, "body");
	char expires[INSTANT_TEXT_MAX];
	struct request_media media;
	int64_t expires_ms;

	if (request_check_sender(&provider_bandwidth, from, false, err) != 0 ||
	    request_media(message, REQUEST_MEDIA_MAX, &media, err) != 0)
		return -1;
	view_write_member(json, "applicationId",
	    slice_of(values->values[BANDWIDTH_APPLICATION_ID]));
	buf_adds(json, ",\"to\":[");
	view_write_string(json, record_text(message, "to"));
	buf_addc(json, ']');
	view_write_member(json, "from", from);
	if (body.n > 0)
		view_write_member(json, "text", body);
	request_add_media(json, "media", &media);
	view_write_member(json, "tag", slice_of(reference));
	if (record_time(message, "expires_at", &expires_ms)) {
		instant_format(expires_ms, expires);
		view_write_member(json, "expiration", slice_of(expires));
	}
	buf_addc(json, '}');
	return 0;
}

static int
bandwidth_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf json;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	if (bandwidth_request(values, "POST", arena, &out->http, err) != 0)
		return -1;
	buf_init(&json, BUF_NO_CAP);
	result = bandwidth_json(values, message, reference, &json, err);
	request_body(&out->http, "application/json", &json, arena);
	buf_release(&json);
	return result;
}

/* ---- answers ------------------------------------------------------------- */

/* "to", "to[0]" and the like: what is wrong with that field. */
static const char *
bandwidth_field_class(struct slice field)
{
	static const struct {
		const char *name, *class;
	} fields[] = {{"to", "invalid_number"}, {"from", "auth"},
	    {"media", "media"}, {"text", "content_rejected"},
	    {"applicationId", "auth"}};
	size_t n = 0, i;

	while (n < field.n && ascii_is_letter(field.p[n]))
		n++;
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (slice_is((struct slice){field.p, n}, fields[i].name))
			return fields[i].class;
	return "unknown";
}

/* An error of 4xx that has Bandwidth's own form was not sent (errors/codes). */
static void
bandwidth_refused(struct view body, int status, struct arena *arena,
    struct provider_outcome *out)
{
	struct slice field = answer_text(
	    body, "fieldErrors.0.fieldName", arena);
	struct slice told = answer_text(
	    body, "fieldErrors.0.description", arena);

	out->error_code = answer_text(body, "type", arena);
	out->error_text = told.n > 0 ? told
				     : answer_text(body, "description", arena);
	answer_refused(out, status, bandwidth_types);
	if (out->verdict == PROVIDER_FAILED && field.n > 0)
		out->error_class = bandwidth_field_class(field);
}

static void
bandwidth_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status < 200 || answer->status >= 300) {
		bandwidth_refused(body, answer->status, arena, out);
		return;
	}
	answer_sent(out, answer_text(body, "id", arena));
	if (out->verdict == PROVIDER_SENT)
		out->segments = answer_text(body, "segmentCount", arena);
}

const struct provider provider_bandwidth = {
    .name = "bandwidth",
    .summary = "Bandwidth Messaging",
    .settings = bandwidth_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC,
    .proof = PROVIDER_PROVES_CALLER,
    .codes = bandwidth_types,
    .receipt_codes = bandwidth_codes,
    .build = bandwidth_build,
    .parse = bandwidth_parse,
    .list_build = bandwidth_list_build,
    .list_parse = bandwidth_list_parse,
    .verify = bandwidth_verify,
    .is_list = true,
    .receipt = bandwidth_receipt,
    .inbound = bandwidth_inbound,
};
