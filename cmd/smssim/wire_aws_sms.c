/* SPDX-License-Identifier: ISC */
/*
 * wire_aws_sms: AWS End User Messaging's side of SendTextMessage and
 * SendMediaMessage, SMS and voice API version 2, written from its reference
 * (https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/).
 * What the caller does wrong is answered with 400, throttling included.
 */
#include "base/num.h"
#include "record/doc.h"
#include "text/phone.h"
#include "wire_aws.h"

#include <stdio.h>
#include <string.h>

enum {
	AWS_SMS_TTL_MIN = 5, /* seconds */
	AWS_SMS_TTL_MAX = 259200,
	AWS_SMS_MEDIA_MAX = 10,
};

#define AWS_SMS_TARGET "PinpointSMSVoiceV2."

struct aws_sms_error {
	int status;
	const char *type, *reason, *field, *message; /* NULL: not told */
};

static void
aws_sms_error(const struct wire_call *call, const struct aws_sms_error *error)
{
	struct json_object *document = doc_new_object();
	struct json_object *fields = doc_new_array();
	struct json_object *field = doc_new_object();
	char type[96];

	(void)snprintf(type, sizeof(type),
	    "com.amazonaws.pinpointsmsvoicev2#%s", error->type);
	wire_put(document, "__type", type);
	wire_put(document, "Message", error->message);
	if (error->reason != NULL)
		wire_put(document, "Reason", error->reason);
	if (error->field != NULL) {
		wire_put(field, "Name", error->field);
		wire_put(field, "Message", error->message);
		doc_push_take(fields, field);
		doc_put_take(document, "Fields", fields);
	} else {
		doc_free(field);
		doc_free(fields);
	}
	wire_answer_take(call->reply, error->status, document);
	call->reply->content_type = "application/x-amz-json-1.0";
}

static void
aws_sms_answer(const struct wire_call *call, const struct sim_message *message)
{
	struct json_object *answer = doc_new_object();

	wire_put(answer, "MessageId", message->sid);
	wire_answer_take(call->reply, 200, answer);
	call->reply->content_type = "application/x-amz-json-1.0";
}

/* ---- what is sent -------------------------------------------------------- */

struct aws_sms_draft {
	const struct sim *sim;
	bool media;
	struct slice to, from, body, type, ttl, set, reference;
	size_t urls;
	bool bad_url, bad_context;
};

static bool
aws_sms_lacks_to(const struct aws_sms_draft *send)
{
	return send->to.n == 0;
}

static bool
aws_sms_to_is_invalid(const struct aws_sms_draft *send)
{
	return !phone_is_e164(send->to);
}

/* A number, a name, a pool, or what an ARN names. */
static bool
aws_sms_from_is_invalid(const struct aws_sms_draft *send)
{
	if (send->from.p == NULL)
		return send->media;
	return !aws_is_sender(send->from) &&
	    slice_find(send->from, slice_of("pool-")) != 0 &&
	    slice_find(send->from, slice_of("phone-")) != 0 &&
	    slice_find(send->from, slice_of("arn:")) != 0;
}

static bool
aws_sms_lacks_body(const struct aws_sms_draft *send)
{
	return send->body.n == 0 && send->urls == 0;
}

static bool
aws_sms_body_is_long(const struct aws_sms_draft *send)
{
	return wire_characters(send->body) > AWS_BODY_MAX;
}

static bool
aws_sms_type_is_odd(const struct aws_sms_draft *send)
{
	return send->type.p != NULL &&
	    !slice_among(send->type, "TRANSACTIONAL|PROMOTIONAL");
}

static bool
aws_sms_ttl_is_odd(const struct aws_sms_draft *send)
{
	int64_t seconds;

	return send->ttl.p != NULL &&
	    num_parse(send->ttl, AWS_SMS_TTL_MIN, AWS_SMS_TTL_MAX, &seconds) !=
	    0;
}

static bool
aws_sms_media_is_odd(const struct aws_sms_draft *send)
{
	return send->bad_url ||
	    send->urls > (send->media ? AWS_SMS_MEDIA_MAX : 0);
}

static bool
aws_sms_context_is_odd(const struct aws_sms_draft *send)
{
	return send->bad_context;
}

static bool
aws_sms_to_blocked(const struct aws_sms_draft *send)
{
	return sim_is_blocked(send->sim, send->to,
	    send->from.p != NULL ? send->from : slice_of(aws_own_number));
}

#define AWS_SMS_INVALID 400, "ValidationException"

/* In this order; the first that holds is told. */
static const struct {
	bool (*holds)(const struct aws_sms_draft *send);
	struct aws_sms_error error;
} aws_sms_faults[] = {
    {aws_sms_lacks_to,
	{AWS_SMS_INVALID, "MISSING_PARAMETER", "DestinationPhoneNumber",
	    "DestinationPhoneNumber is missing"}},
    {aws_sms_to_is_invalid,
	{AWS_SMS_INVALID, "INVALID_PARAMETER", "DestinationPhoneNumber",
	    "Destination phone number is not valid"}},
    {aws_sms_from_is_invalid,
	{AWS_SMS_INVALID, "INVALID_PARAMETER", "OriginationIdentity",
	    "Origination identity is not valid"}},
    {aws_sms_lacks_body,
	{AWS_SMS_INVALID, "MISSING_PARAMETER", "MessageBody",
	    "MessageBody is missing"}},
    {aws_sms_body_is_long,
	{AWS_SMS_INVALID, "FIELD_VALIDATION_FAILED", "MessageBody",
	    "Message body is too long"}},
    {aws_sms_type_is_odd,
	{AWS_SMS_INVALID, "INVALID_PARAMETER", "MessageType",
	    "MessageType is TRANSACTIONAL or PROMOTIONAL"}},
    {aws_sms_ttl_is_odd,
	{AWS_SMS_INVALID, "FIELD_VALIDATION_FAILED", "TimeToLive",
	    "TimeToLive is out of range"}},
    {aws_sms_media_is_odd,
	{AWS_SMS_INVALID, "INVALID_PARAMETER", "MediaUrls",
	    "Media URL is not valid"}},
    {aws_sms_context_is_odd,
	{AWS_SMS_INVALID, "CANNOT_PARSE", "Context",
	    "Context is a map of strings"}},
    {aws_sms_to_blocked,
	{400, "ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT", NULL,
	    "Destination phone number has opted out"}},
};

/* Files lie in S3. */
static void
aws_sms_read_urls(
    const struct wire_call *call, struct view urls, struct aws_sms_draft *send)
{
	struct view_step step = {.at = NULL};

	send->bad_url = urls.p != NULL && view_type(urls) != SCAN_ARRAY;
	while (view_next(urls, &step)) {
		send->urls++;
		if (slice_find(view_string(step.value, call->http->arena),
			slice_of("s3://")) != 0)
			send->bad_url = true;
	}
}

/* A map from texts to texts. */
static void
aws_sms_read_context(const struct wire_call *call, struct view context,
    struct aws_sms_draft *send)
{
	struct view_step step = {.at = NULL};

	send->bad_context = context.p != NULL &&
	    view_type(context) != SCAN_OBJECT;
	while (view_next(context, &step))
		if (view_type(step.value) != SCAN_STRING)
			send->bad_context = true;
	send->reference = wire_string(call, context, "ref");
}

static void
aws_sms_read(
    const struct wire_call *call, struct view body, struct aws_sms_draft *send)
{
	send->to = wire_string(call, body, "DestinationPhoneNumber");
	send->from = wire_string(call, body, "OriginationIdentity");
	send->body = wire_string(call, body, "MessageBody");
	send->type = wire_string(call, body, "MessageType");
	send->ttl = wire_string(call, body, "TimeToLive");
	send->set = wire_string(call, body, "ConfigurationSetName");
	aws_sms_read_urls(call, view_get(body, slice_of("MediaUrls")), send);
	aws_sms_read_context(call, view_get(body, slice_of("Context")), send);
}

static bool
aws_sms_is_faulty(
    const struct wire_call *call, const struct aws_sms_draft *send)
{
	size_t i;

	for (i = 0; i < sizeof(aws_sms_faults) / sizeof(aws_sms_faults[0]); i++)
		if (aws_sms_faults[i].holds(send)) {
			aws_sms_error(call, &aws_sms_faults[i].error);
			return true;
		}
	return false;
}

static void
aws_sms_send(const struct wire_call *call, bool media)
{
	static const struct aws_sms_error broken = {
	    400, "SerializationException", NULL, NULL, "The body is no JSON"};
	struct aws_sms_draft send = {.sim = call->sim, .media = media};
	const struct fate *fate;
	struct scan_fault fault;
	struct sim_draft draft;
	struct view body;

	if (!wire_is_type(call->http, "application/x-amz-json-1.0") ||
	    scan_value(call->http->body, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD) {
		aws_sms_error(call, &broken);
		return;
	}
	body = view_of(call->http->body);
	aws_sms_read(call, body, &send);
	fate = wire_fate(call, send.to);
	if (fate == NULL || aws_sms_is_faulty(call, &send))
		return;
	draft = (struct sim_draft){.to = send.to,
	    .from = send.from.p != NULL ? send.from : slice_of(aws_own_number),
	    .body = send.body.p != NULL ? send.body : slice_of(""),
	    .reference = send.reference,
	    .media = send.urls};
	/* Events go where a configuration set says, and nowhere without. */
	if (send.set.n > 0)
		draft.callback = slice_of(call->account->hook_url);
	aws_need_key(call);
	(void)wire_take(call, fate, &draft, aws_sms_answer);
}

/* ---- the service --------------------------------------------------------- */

static bool
aws_sms_takes(const struct http_call *call)
{
	return strcmp(call->path, "/") == 0 &&
	    strcmp(call->method, "POST") == 0 &&
	    http_call_header(call, "X-Amz-Target") != NULL;
}

static const struct aws_sms_error aws_sms_denials[] = {
    [SIGV4_MISSING] = {400, "MissingAuthenticationTokenException", NULL, NULL,
	"Request is missing Authentication Token"},
    [SIGV4_INCOMPLETE] = {400, "IncompleteSignatureException", NULL, NULL,
	"The request signature does not conform to AWS standards"},
    [SIGV4_UNKNOWN_KEY] = {400, "UnrecognizedClientException", NULL, NULL,
	"The security token included in the request is invalid."},
    [SIGV4_SCOPE] = {400, "InvalidSignatureException", NULL, NULL,
	"Credential should be scoped to correct service: 'sms-voice'."},
    [SIGV4_EXPIRED] = {400, "InvalidSignatureException", NULL, NULL,
	"Signature expired, or not yet current"},
    [SIGV4_MISMATCH] = {400, "InvalidSignatureException", NULL, NULL,
	"The request signature we calculated does not match the signature you "
	"provided."},
};

static void
aws_sms_handle(const struct wire_call *call)
{
	static const struct aws_sms_error unknown = {
	    400, "UnknownOperationException", NULL, NULL, ""};
	const char *target = http_call_header(call->http, "X-Amz-Target");
	enum sigv4_verdict verdict = aws_check(call, "sms-voice");

	if (verdict != SIGV4_GOOD)
		aws_sms_error(call, &aws_sms_denials[verdict]);
	else if (strcmp(target, AWS_SMS_TARGET "SendTextMessage") == 0)
		aws_sms_send(call, false);
	else if (strcmp(target, AWS_SMS_TARGET "SendMediaMessage") == 0)
		aws_sms_send(call, true);
	else
		aws_sms_error(call, &unknown);
}

static void
aws_sms_fail(const struct wire_call *call, const struct fate *fate)
{
	static const struct aws_sms_error errors[] = {
	    [FATE_BUSY] = {400, "ThrottlingException", NULL, NULL,
		"Rate exceeded"},
	    [FATE_DOWN] = {503, "ServiceUnavailableException", NULL, NULL,
		"Service unavailable"},
	    [FATE_INVALID] = {AWS_SMS_INVALID, "INVALID_PARAMETER",
		"DestinationPhoneNumber",
		"Destination phone number is not valid"},
	    [FATE_DENIED] = {400, "AccessDeniedException", "ACCOUNT_DISABLED",
		NULL, "The account is disabled"},
	    [FATE_BROKEN] = {500, "InternalServerException", NULL, NULL,
		"Internal error"},
	};

	aws_sms_error(call, &errors[fate->error]);
}

/* ---- events -------------------------------------------------------------- */

/* By the reasons' codes, from 1 on. */
static const char *const aws_sms_reasons[] = {"UNKNOWN", "UNREACHABLE",
    "INVALID", "CARRIER_UNREACHABLE", "CARRIER_BLOCKED", "BLOCKED",
    "TTL_EXPIRED"};

static struct json_object *
aws_sms_event(const struct sim_message *message, const char *word, bool final)
{
	struct json_object *event = doc_new_object();
	struct json_object *context = doc_new_object();
	char type[64];

	(void)snprintf(type, sizeof(type), "%s_%s",
	    message->media > 0 ? "MEDIA" : "TEXT", word);
	wire_put(event, "eventType", type);
	wire_put(event, "eventVersion", "1.0");
	doc_put_take(event, "eventTimestamp", doc_new_int(message->updated_at));
	doc_put_take(event, "isFinal", doc_new_bool(final));
	wire_put(event, "originationPhoneNumber", message->from);
	wire_put(event, "destinationPhoneNumber", message->to);
	wire_put(event, "isoCountryCode", "US");
	wire_put(event, "messageId", message->sid);
	doc_put_take(
	    event, "messageRequestTimestamp", doc_new_int(message->created_at));
	wire_put(event, "messageType", "TRANSACTIONAL");
	wire_put(event, "messageStatus", word);
	if (message->reference != NULL)
		wire_put(context, "ref", message->reference);
	doc_put_take(event, "context", context);
	doc_put_take(event, "totalMessageParts",
	    doc_new_int((int64_t)message->segments));
	return event;
}

static bool
aws_sms_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	static const char *const words[] = {[STATUS_QUEUED] = "QUEUED",
	    [STATUS_SENT] = "SENT",
	    [STATUS_DELIVERED] = "DELIVERED"};
	bool final = status >= STATUS_DELIVERED;
	struct json_object *told;

	if (message->origin == SIM_INBOUND)
		told = aws_inbound_text(message);
	else if (message->origin != SIM_API)
		return false;
	else
		told = aws_sms_event(message,
		    status <= STATUS_DELIVERED
			? words[status]
			: aws_sms_reasons[message->error_code],
		    final);
	return aws_notify_take(sim, told, url, arena, out);
}

const struct wire wire_aws_sms = {
    .name = "aws-sms",
    .takes = aws_sms_takes,
    .values = {AWS_VALUES},
    .name_message = wire_uuid,
    .handle = aws_sms_handle,
    .fail = aws_sms_fail,
    .codes =
	{
	    [REASON_UNREACHABLE] = 1,
	    [REASON_UNKNOWN_NUMBER] = 2,
	    [REASON_LANDLINE] = 3,
	    [REASON_FILTERED] = 4,
	    [REASON_UNREGISTERED] = 5,
	    [REASON_EXPIRED] = 6,
	},
    .post = aws_sms_post,
};
