/* SPDX-License-Identifier: ISC */
/*
 * wire_bandwidth: Bandwidth's side of its messaging API v2, written from its
 * reference (https://dev.bandwidth.com/apis/messaging).  Callbacks go where the
 * application says: to the URL of inbound texts.
 */
#include "wire_bandwidth.h"

#include "record/doc.h"
#include "text/phone.h"

#include <string.h>

void
bandwidth_error(struct http_reply *reply, int status, const char *type,
    const char *field, const char *description)
{
	struct json_object *document = doc_new_object(), *fields, *error;

	wire_put(document, "type", type);
	wire_put(document, "description", description);
	if (field != NULL) {
		fields = doc_new_array();
		error = doc_new_object();
		wire_put(error, "fieldName", field);
		wire_put(error, "description", description);
		doc_push_take(fields, error);
		doc_put_take(document, "fieldErrors", fields);
	}
	wire_answer_take(reply, status, document);
}

struct json_object *
bandwidth_message(const struct sim_message *message)
{
	bool in = message->origin == SIM_INBOUND;
	struct json_object *object = doc_new_object(), *to = doc_new_array();

	doc_push_take(to, doc_new_text(slice_of(message->to)));
	wire_put(object, "id", message->sid);
	wire_put(object, "owner", in ? message->to : message->from);
	wire_put(object, "applicationId",
	    message->account->values[BANDWIDTH_APPLICATION]);
	wire_put_time(object, "time", message->created_at);
	doc_put_take(
	    object, "segmentCount", doc_new_int((int64_t)message->segments));
	wire_put(object, "direction", in ? "in" : "out");
	doc_put_take(object, "to", to);
	wire_put(object, "from", message->from);
	wire_put(object, "text", message->body);
	if (message->reference != NULL)
		wire_put(object, "tag", message->reference);
	return object;
}

static void
bandwidth_answer(
    const struct wire_call *call, const struct sim_message *message)
{
	wire_answer_take(call->reply, 202, bandwidth_message(message));
}

/* ---- requests to send ---------------------------------------------------- */

struct bandwidth_draft {
	const struct wire_call *call;
	struct view recipients, media;
	struct slice to, from, application, text, tag;
};

static bool
bandwidth_to_is_bad(const struct bandwidth_draft *send)
{
	return view_type(send->recipients) != SCAN_ARRAY ||
	    !phone_is_e164(send->to);
}

static bool
bandwidth_is_group(const struct bandwidth_draft *send)
{
	return view_count(send->recipients) > BANDWIDTH_GROUP_MAX;
}

static bool
bandwidth_from_is_bad(const struct bandwidth_draft *send)
{
	return !phone_is_e164(send->from) && !phone_is_short_code(send->from) &&
	    !phone_is_alphanumeric(send->from);
}

static bool
bandwidth_application_is_bad(const struct bandwidth_draft *send)
{
	return !slice_is(send->application,
	    send->call->account->values[BANDWIDTH_APPLICATION]);
}

static bool
bandwidth_lacks_text(const struct bandwidth_draft *send)
{
	return send->text.n == 0 && view_count(send->media) == 0;
}

static bool
bandwidth_text_is_long(const struct bandwidth_draft *send)
{
	return wire_characters(send->text) > BANDWIDTH_TEXT_MAX;
}

static bool
bandwidth_tag_is_long(const struct bandwidth_draft *send)
{
	return wire_characters(send->tag) > BANDWIDTH_TAG_MAX;
}

/* In the order in which they are looked at; the first that holds is told. */
static const struct {
	bool (*holds)(const struct bandwidth_draft *send);
	const char *field, *description;
} bandwidth_faults[] = {
    {bandwidth_application_is_bad, "applicationId",
	"The application is not of this account"},
    {bandwidth_to_is_bad, "to",
	"must be replaced with a valid E164 formatted telephone number"},
    {bandwidth_is_group, "to", "must not have more than 10 recipients"},
    {bandwidth_from_is_bad, "from",
	"must be replaced with a valid E164 formatted telephone number"},
    {bandwidth_lacks_text, "text", "text or media is required"},
    {bandwidth_text_is_long, "text", "must not exceed 2048 characters"},
    {bandwidth_tag_is_long, "tag", "must not exceed 1024 characters"},
};

static bool
bandwidth_is_refused(
    const struct wire_call *call, const struct bandwidth_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(bandwidth_faults) / sizeof(bandwidth_faults[0]);
	     i++)
		if (bandwidth_faults[i].holds(send)) {
			bandwidth_error(call->reply, 400, "request-validation",
			    bandwidth_faults[i].field,
			    bandwidth_faults[i].description);
			return true;
		}
	return false;
}

static void
bandwidth_send(const struct wire_call *call)
{
	struct bandwidth_draft send = {.call = call};
	const struct fate *fate;
	struct sim_draft draft;
	struct view body;

	if (!wire_is_type(call->http, "application/json")) {
		bandwidth_error(call->reply, 415, "unsupported-media-type",
		    NULL, "Content-Type must be application/json");
		return;
	}
	if (!wire_json(call, &body)) {
		bandwidth_error(call->reply, 400, "request-validation", NULL,
		    "Unable to parse the body");
		return;
	}
	send.recipients = view_get(body, slice_of("to"));
	send.media = view_get(body, slice_of("media"));
	send.to = view_text(view_path(send.recipients, "0"), call->http->arena);
	send.from = wire_string(call, body, "from");
	send.application = wire_string(call, body, "applicationId");
	send.text = wire_string(call, body, "text");
	send.tag = wire_string(call, body, "tag");
	fate = wire_fate(call, send.to);
	if (fate == NULL || bandwidth_is_refused(call, &send))
		return;
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from,
	    .body = send.text.p != NULL ? send.text : slice_of(""),
	    .callback = slice_of(call->account->hook_url),
	    .reference = send.tag,
	    .media = view_count(send.media)};
	(void)wire_take(call, fate, &draft, bandwidth_answer);
}

static void
bandwidth_handle(const struct wire_call *call)
{
	char *const *own = call->account->values;
	const char *path = call->http->path + sizeof(BANDWIDTH_ROOT) - 1;
	size_t n = strlen(own[BANDWIDTH_ACCOUNT]);
	bool ours = strncmp(path, own[BANDWIDTH_ACCOUNT], n) == 0 &&
	    strcmp(path + n, "/messages") == 0;

	if (!wire_is_basic(
		call->http, own[BANDWIDTH_USER], own[BANDWIDTH_PASSWORD]))
		bandwidth_error(call->reply, 401, "unauthorized", NULL,
		    "Authentication failed");
	else if (!ours)
		bandwidth_error(
		    call->reply, 404, "not-found", NULL, "No such resource");
	else if (wire_is_method(call->http, "POST"))
		bandwidth_send(call);
	else if (wire_is_method(call->http, "GET"))
		bandwidth_list(call);
	else
		bandwidth_error(call->reply, 405, "method-not-allowed", NULL,
		    "Method not allowed");
}

static void
bandwidth_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *type, *field, *description;
	} errors[] = {
	    [FATE_BUSY] = {429, "max-message-queue-size-exceeded", NULL,
		"The queue of the account is full"},
	    [FATE_DOWN] = {503, "service-unavailable", NULL,
		"Service unavailable"},
	    [FATE_INVALID] = {400, "request-validation", "to",
		"must be replaced with a valid E164 formatted telephone "
		"number"},
	    [FATE_DENIED] = {401, "unauthorized", NULL,
		"Authentication failed"},
	    [FATE_BROKEN] = {500, "internal-server-error", NULL,
		"Internal server error"},
	};

	bandwidth_error(call->reply, errors[fate->error].status,
	    errors[fate->error].type, errors[fate->error].field,
	    errors[fate->error].description);
}

const struct wire wire_bandwidth = {
    .name = "bandwidth",
    .root = BANDWIDTH_ROOT,
    .values =
	{
	    [BANDWIDTH_ACCOUNT] = {.name = "account_id",
		.env = "BW_ACCOUNT_ID",
		.prefix = "99",
		.needed = true,
		.word = true},
	    [BANDWIDTH_USER] = {.name = "username",
		.env = "BW_USERNAME",
		.prefix = "user-",
		.needed = true,
		.word = true},
	    [BANDWIDTH_PASSWORD] = {.name = "password",
		.env = "BW_PASSWORD",
		.prefix = "",
		.needed = true},
	    [BANDWIDTH_APPLICATION] = {.name = "application_id",
		.env = "BW_MESSAGING_APPLICATION_ID",
		.prefix = "",
		.needed = true},
	    [BANDWIDTH_CALLBACK] = {.name = "callback_credentials",
		.prefix = "smssim:"},
	},
    .name_message = bandwidth_name,
    .handle = bandwidth_handle,
    .fail = bandwidth_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 4702,
	    [REASON_UNKNOWN_NUMBER] = 4720,
	    [REASON_LANDLINE] = 4700,
	    [REASON_FILTERED] = 4770,
	    [REASON_UNREGISTERED] = 4773,
	    [REASON_EXPIRED] = 4360,
	},
    .post = bandwidth_post,
};
