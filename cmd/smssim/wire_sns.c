/* SPDX-License-Identifier: ISC */
/*
 * wire_sns: Amazon SNS' side of Publish to a phone number, written from its
 * reference (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).
 */
#include "base/crypto.h"
#include "record/doc.h"
#include "text/phone.h"
#include "wire_aws.h"
#include "wire_form.h"

#include <stdio.h>
#include <string.h>

enum { SNS_ATTRIBUTES_MAX = 10 };

#define SNS_XMLNS "xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\""

static void
sns_add_request_id(const struct wire_call *call)
{
	char id[37];

	crypto_uuid7(clock_now(&call->sim->clock), id);
	buf_addf(&call->reply->body, "<RequestId>%s</RequestId>", id);
}

/* A text without what XML would take for markup. */
static void
sns_add_text(struct buf *out, struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] == '&')
			buf_adds(out, "&amp;");
		else if (text.p[i] == '<')
			buf_adds(out, "&lt;");
		else
			buf_addc(out, text.p[i]);
}

static void
sns_error(const struct wire_call *call, int status, const char *code,
    const char *message, struct slice subject)
{
	struct buf *body = &call->reply->body;

	call->reply->status = status;
	call->reply->content_type = "text/xml";
	buf_reset(body);
	buf_addf(body,
	    "<ErrorResponse " SNS_XMLNS "><Error><Type>%s</Type>"
	    "<Code>%s</Code><Message>%s",
	    status < 500 ? "Sender" : "Receiver", code, message);
	sns_add_text(body, subject);
	buf_adds(body, "</Message></Error>");
	sns_add_request_id(call);
	buf_adds(body, "</ErrorResponse>");
}

static void
sns_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct buf *body = &call->reply->body;

	call->reply->status = 200;
	call->reply->content_type = "text/xml";
	buf_addf(body,
	    "<PublishResponse " SNS_XMLNS "><PublishResult><MessageId>%s"
	    "</MessageId></PublishResult><ResponseMetadata>",
	    message->sid);
	sns_add_request_id(call);
	buf_adds(body, "</ResponseMetadata></PublishResponse>");
}

/* ---- what is sent -------------------------------------------------------- */

struct sns_draft {
	struct slice action, version, to, body;
	struct slice type, name, number; /* attributes */
	struct slice odd; /* the attribute that is none */
};

static bool
sns_is_no_action(const struct sns_draft *send)
{
	return !slice_is(send->action, "Publish") ||
	    !slice_is(send->version, "2010-03-31");
}

static bool
sns_lacks_to(const struct sns_draft *send)
{
	return send->to.n == 0;
}

static bool
sns_to_is_invalid(const struct sns_draft *send)
{
	return !phone_is_e164(send->to);
}

static bool
sns_lacks_body(const struct sns_draft *send)
{
	return send->body.n == 0;
}

static bool
sns_body_is_long(const struct sns_draft *send)
{
	return wire_characters(send->body) > AWS_BODY_MAX;
}

static bool
sns_attribute_is_odd(const struct sns_draft *send)
{
	return send->odd.p != NULL;
}

static bool
sns_type_is_odd(const struct sns_draft *send)
{
	return send->type.p != NULL &&
	    !slice_among(send->type, "Promotional|Transactional");
}

static bool
sns_sender_is_odd(const struct sns_draft *send)
{
	return (send->name.p != NULL && !aws_is_sender(send->name)) ||
	    (send->number.p != NULL && !phone_is_e164(send->number) &&
		!phone_is_short_code(send->number));
}

static const struct {
	bool (*holds)(const struct sns_draft *send);
	const char *code, *message;
	bool names_to; /* at the message's end */
} sns_faults[] = {
    {sns_is_no_action, "InvalidAction",
	"Could not find that operation of version 2010-03-31", false},
    {sns_lacks_to, "InvalidParameter",
	"Invalid parameter: TopicArn or TargetArn Reason: no value for "
	"required parameter",
	false},
    {sns_to_is_invalid, "InvalidParameter",
	"Invalid parameter: PhoneNumber Reason: it is not valid to publish "
	"to: ",
	true},
    {sns_lacks_body, "InvalidParameter", "Invalid parameter: Empty message",
	false},
    {sns_body_is_long, "InvalidParameter",
	"Invalid parameter: Message too long", false},
    {sns_attribute_is_odd, "ParameterValueInvalid",
	"The message attribute must have a name, a data type and a value",
	false},
    {sns_type_is_odd, "InvalidParameter",
	"Invalid parameter: AWS.SNS.SMS.SMSType", false},
    {sns_sender_is_odd, "InvalidParameter",
	"Invalid parameter: AWS.SNS.SMS.SenderID or "
	"AWS.MM.SMS.OriginationNumber",
	false},
};

static struct slice
sns_entry(const struct form *form, int number, const char *tail)
{
	char name[64];

	(void)snprintf(
	    name, sizeof(name), "MessageAttributes.entry.%d.%s", number, tail);
	return form_get(form, name);
}

/* Counted from 1, without a gap. */
static void
sns_read_attributes(const struct form *form, struct sns_draft *send)
{
	const struct {
		const char *name;
		struct slice *out;
	} known[] = {
	    {"AWS.SNS.SMS.SMSType", &send->type},
	    {"AWS.SNS.SMS.SenderID", &send->name},
	    {"AWS.MM.SMS.OriginationNumber", &send->number},
	};
	struct slice name, value;
	int number;
	size_t i;

	for (number = 1; number <= SNS_ATTRIBUTES_MAX; number++) {
		name = sns_entry(form, number, "Name");
		value = sns_entry(form, number, "Value.StringValue");
		if (name.p == NULL)
			return;
		if (value.n == 0 ||
		    !slice_among(sns_entry(form, number, "Value.DataType"),
			"String|Number"))
			send->odd = name;
		for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			if (slice_is(name, known[i].name))
				*known[i].out = value;
	}
}

static bool
sns_is_faulty(const struct wire_call *call, const struct sns_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(sns_faults) / sizeof(sns_faults[0]); i++)
		if (sns_faults[i].holds(send)) {
			sns_error(call, 400, sns_faults[i].code,
			    sns_faults[i].message,
			    sns_faults[i].names_to ? send->to : slice_of(""));
			return true;
		}
	return false;
}

static void
sns_send(const struct wire_call *call)
{
	struct form *form = wire_form(call, call->http->body);
	struct sns_draft send = {.action = {NULL, 0}};
	const struct fate *fate;
	struct sim_draft draft;

	if (form == NULL ||
	    !wire_is_type(call->http, "application/x-www-form-urlencoded")) {
		sns_error(call, 400, "MalformedQueryString",
		    "The query string is malformed", slice_of(""));
		return;
	}
	send.action = form_get(form, "Action");
	send.version = form_get(form, "Version");
	send.to = form_get(form, "PhoneNumber");
	send.body = form_get(form, "Message");
	sns_read_attributes(form, &send);
	fate = wire_fate(call, send.to);
	if (fate == NULL || sns_is_faulty(call, &send))
		return;
	draft = (struct sim_draft){
	    .to = send.to, .from = slice_of(aws_own_number), .body = send.body};
	if (send.number.p != NULL || send.name.p != NULL)
		draft.from = send.number.p != NULL ? send.number : send.name;
	aws_need_key(call);
	(void)wire_take(call, fate, &draft, sns_answer);
}

/* ---- the service --------------------------------------------------------- */

static bool
sns_takes(const struct http_call *call)
{
	return (strcmp(call->path, "/") == 0 &&
		   strcmp(call->method, "POST") == 0 &&
		   http_call_header(call, "X-Amz-Target") == NULL) ||
	    strcmp(call->path, AWS_CERTIFICATE) == 0;
}

static const struct {
	int status;
	const char *code, *message;
} sns_denials[] = {
    [SIGV4_MISSING] = {403, "MissingAuthenticationToken",
	"Request is missing Authentication Token"},
    [SIGV4_INCOMPLETE] = {400, "IncompleteSignature",
	"The request signature does not conform to AWS standards"},
    [SIGV4_UNKNOWN_KEY] = {403, "InvalidClientTokenId",
	"The security token included in the request is invalid."},
    [SIGV4_SCOPE] = {403, "SignatureDoesNotMatch",
	"Credential should be scoped to correct service: 'sns'."},
    [SIGV4_EXPIRED] = {403, "SignatureDoesNotMatch",
	"Signature expired, or not yet current"},
    [SIGV4_MISMATCH] = {403, "SignatureDoesNotMatch",
	"The request signature we calculated does not match the signature you "
	"provided."},
};

static void
sns_handle(const struct wire_call *call)
{
	enum sigv4_verdict verdict;

	if (strcmp(call->http->path, AWS_CERTIFICATE) == 0) {
		aws_certificate(call);
		return;
	}
	verdict = aws_check(call, "sns");
	if (verdict == SIGV4_GOOD)
		sns_send(call);
	else
		sns_error(call, sns_denials[verdict].status,
		    sns_denials[verdict].code, sns_denials[verdict].message,
		    slice_of(""));
}

static void
sns_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct {
		int status;
		const char *code, *message;
	} errors[] = {
	    [FATE_BUSY] = {400, "Throttling", "Rate exceeded"},
	    [FATE_DOWN] = {503, "ServiceUnavailable", "Service unavailable"},
	    [FATE_INVALID] = {400, "InvalidParameter",
		"Invalid parameter: PhoneNumber"},
	    [FATE_DENIED] = {403, "AuthorizationError", "Not authorized"},
	    [FATE_BROKEN] = {500, "InternalError", "Internal error"},
	};

	sns_error(call, errors[fate->error].status, errors[fate->error].code,
	    errors[fate->error].message, slice_of(""));
}

/* What becomes of a message stands in a log of the account, and nowhere else.
 */
static bool
sns_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	(void)status;
	if (message->origin != SIM_INBOUND)
		return false;
	return aws_notify_take(sim, aws_inbound_text(message), url, arena, out);
}

const struct wire wire_sns = {
    .name = "sns",
    .takes = sns_takes,
    .values = {AWS_VALUES},
    .name_message = wire_uuid,
    .handle = sns_handle,
    .fail = sns_fail,
    .post = sns_post,
};
