/* SPDX-License-Identifier: ISC */
#include "wire_twilio.h"

#include "record/doc.h"

#include <stdio.h>
#include <string.h>

void
twilio_error(
    struct http_reply *reply, int status, int code, const char *message)
{
	struct json_object *error = doc_new_object();
	char url[64];

	(void)snprintf(
	    url, sizeof(url), "https://www.twilio.com/docs/errors/%d", code);
	doc_put_take(error, "code", doc_new_int(code));
	doc_put_take(error, "message", doc_new_text(slice_of(message)));
	doc_put_take(error, "more_info", doc_new_text(slice_of(url)));
	doc_put_take(error, "status", doc_new_int(status));
	wire_answer_take(reply, status, error);
}

const char *
twilio_resource(const char *sid, const char *path)
{
	static const char head[] = TWILIO_ROOT "Accounts/";
	size_t len = strlen(sid);

	if (strncmp(path, head, sizeof(head) - 1) != 0)
		return NULL;
	path += sizeof(head) - 1;
	if (strncmp(path, sid, len) != 0 || path[len] != '/')
		return NULL;
	return path + len + 1;
}

bool
twilio_is_call(const struct http_call *call)
{
	static const char tail[] = "/Calls.json";
	size_t n = strlen(call->path);

	return n >= sizeof(tail) - 1 &&
	    strcmp(call->path + n - (sizeof(tail) - 1), tail) == 0;
}

bool
twilio_knows(const struct wire_call *call)
{
	char *const *own = call->account->values;

	if (wire_is_basic(call->http, own[TWILIO_SID], own[TWILIO_TOKEN]))
		return true;
	twilio_error(call->reply, 401, 20003, "Authenticate");
	wire_header(
	    call->reply, "WWW-Authenticate", "Basic realm=\"Twilio API\"");
	return false;
}

/* The message that "Messages/SID.json" names; NULL when there is none. */
static const struct sim_message *
twilio_named_message(const struct sim *sim, const char *resource)
{
	static const char head[] = "Messages/", tail[] = ".json";
	size_t len = strlen(resource);

	if (len < sizeof(head) + sizeof(tail) - 2 ||
	    strncmp(resource, head, sizeof(head) - 1) != 0 ||
	    strcmp(resource + len - (sizeof(tail) - 1), tail) != 0)
		return NULL;
	resource += sizeof(head) - 1;
	return sim_find(
	    sim, (struct slice){resource, strlen(resource) - sizeof(tail) + 1});
}

/* Calls are another wire's. */
static bool
twilio_takes(const struct http_call *call)
{
	return strncmp(call->path, TWILIO_ROOT, sizeof(TWILIO_ROOT) - 1) == 0 &&
	    !twilio_is_call(call);
}

static void
twilio_handle(const struct wire_call *call)
{
	char *const *own = call->account->values;
	const char *resource = twilio_resource(
	    own[TWILIO_SID], call->http->path);
	bool get = wire_is_method(call->http, "GET");
	bool post = wire_is_method(call->http, "POST");
	const struct sim_message *message;

	if (!twilio_knows(call)) {
		return;
	} else if (resource == NULL) {
		twilio_error(call->reply, 404, 20404,
		    "The requested resource was not found");
	} else if (strcmp(resource, "Messages.json") == 0 && post) {
		twilio_send(call);
	} else if (strcmp(resource, "Messages.json") == 0 && get) {
		twilio_list(call);
	} else if (get &&
	    (message = twilio_named_message(call->sim, resource)) != NULL) {
		wire_answer_take(call->reply, 200, twilio_message(message));
	} else {
		twilio_error(call->reply, 404, 20404,
		    "The requested resource was not found");
	}
}

void
twilio_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status, code;
		const char *message;
	} errors[] = {
	    [FATE_BUSY] = {429, 20429, "Too Many Requests"},
	    [FATE_DOWN] = {503, 20503, "Service Unavailable"},
	    [FATE_INVALID] = {400, 21211,
		"The 'To' number is not a valid phone number"},
	    [FATE_DENIED] = {401, 20003, "Authenticate"},
	    [FATE_BROKEN] = {500, 20500, "Internal Server Error"},
	};

	twilio_error(call->reply, errors[fate->error].status,
	    errors[fate->error].code, errors[fate->error].message);
}

const struct wire wire_twilio = {
    .name = "twilio",
    .takes = twilio_takes,
    .values =
	{
	    TWILIO_VALUES,
	},
    .handle = twilio_handle,
    .fail = twilio_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 30003,
	    [REASON_UNKNOWN_NUMBER] = 30005,
	    [REASON_LANDLINE] = 30006,
	    [REASON_FILTERED] = 30007,
	    [REASON_UNREGISTERED] = 30034,
	    [REASON_EXPIRED] = 30036,
	},
    .post = twilio_post,
};
