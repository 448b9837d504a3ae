/* SPDX-License-Identifier: ISC */
#include "wire_twilio.h"

#include "base/crypto.h"
#include "record/doc.h"
#include "wire_twilio_parts.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

void
twilio_answer_take(
    struct http_reply *reply, int status, struct json_object *document)
{
	reply->status = status;
	reply->content_type = "application/json";
	buf_reset(&reply->body);
	doc_write(document, &reply->body);
	doc_free(document);
}

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
	twilio_answer_take(reply, status, error);
}

/* HTTP Basic (RFC 7617) with the account's SID and token. */
static bool
twilio_is_authentic(const struct sim *sim, const struct http_call *call)
{
	const char *header = http_call_header(call, "Authorization");
	struct buf given, wanted;
	bool equal;

	if (header == NULL || strncasecmp(header, "Basic ", 6) != 0)
		return false;
	buf_init(&given, BUF_NO_CAP);
	buf_init(&wanted, BUF_NO_CAP);
	buf_addf(&wanted, "%s:%s", sim->account_sid, sim->auth_token);
	equal = crypto_base64_decode(slice_of(header + 6), &given) == 0 &&
	    crypto_equal(buf_slice(&given), buf_slice(&wanted));
	buf_release(&given);
	buf_release(&wanted);
	return equal;
}

/* What follows "Accounts/SID/" in the path; NULL for another account. */
static const char *
twilio_resource(const struct sim *sim, const char *path)
{
	static const char head[] = TWILIO_ROOT "Accounts/";
	size_t len = strlen(sim->account_sid);

	if (strncmp(path, head, sizeof(head) - 1) != 0)
		return NULL;
	path += sizeof(head) - 1;
	if (strncmp(path, sim->account_sid, len) != 0 || path[len] != '/')
		return NULL;
	return path + len + 1;
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

void
twilio_handle(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply)
{
	const char *resource = twilio_resource(sim, call->path);
	bool get = strcmp(call->method, "GET") == 0;
	bool post = strcmp(call->method, "POST") == 0;
	const struct sim_message *message;

	if (!twilio_is_authentic(sim, call)) {
		twilio_error(reply, 401, 20003, "Authenticate");
		reply->headers[reply->header_count].name = "WWW-Authenticate";
		reply->headers[reply->header_count++].value =
		    "Basic realm=\"Twilio API\"";
	} else if (resource == NULL) {
		twilio_error(
		    reply, 404, 20404, "The requested resource was not found");
	} else if (strcmp(resource, "Messages.json") == 0 && post) {
		twilio_send(sim, deliver, call, reply);
	} else if (strcmp(resource, "Messages.json") == 0 && get) {
		twilio_list(sim, call, reply);
	} else if (get &&
	    (message = twilio_named_message(sim, resource)) != NULL) {
		twilio_answer_take(reply, 200, twilio_message(sim, message));
	} else {
		twilio_error(
		    reply, 404, 20404, "The requested resource was not found");
	}
}
