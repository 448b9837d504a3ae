/* SPDX-License-Identifier: ISC */
/*
 * aws_sms: AWS End User Messaging, SendTextMessage and SendMediaMessage: the
 * driver, its requests and their answers.
 */
#include "provider/aws_sms.h"

#include "provider/answer.h"
#include "provider/aws.h"
#include "provider/drivers.h"
#include "provider/request.h"

#include <string.h>

enum {
	AWS_SMS_ORIGINATION = AWS_OWN,
	AWS_SMS_CONFIGURATION_SET,
};

static const struct provider_setting aws_sms_settings[] = {
    AWS_SETTINGS,
    [AWS_SMS_ORIGINATION] = {"origination_identity", false, false,
	"pool, number or name that sends where no sender is named", NULL},
    [AWS_SMS_CONFIGURATION_SET] = {"configuration_set", false, false,
	"where events go", NULL},
    {NULL, false, false, NULL, NULL},
};

/* ---- requests ------------------------------------------------------------ */

static void
aws_sms_add(struct buf *json, const char *name, struct slice text)
{
	if (text.n > 0)
		view_write_member(json, name, text);
}

/* India's two ids, without which its operators take no text. */
static void
aws_sms_add_india(struct record *message, struct buf *json)
{
	struct buf ids;

	buf_init(&ids, BUF_NO_CAP);
	aws_sms_add(
	    &ids, "IN_ENTITY_ID", record_text(message, "india_entity_id"));
	aws_sms_add(
	    &ids, "IN_TEMPLATE_ID", record_text(message, "india_template_id"));
	if (ids.len > 0)
		buf_addf(json, ",\"DestinationCountryParameters\":%s}",
		    buf_text(&ids));
	buf_release(&ids);
}

/* Our reference comes back in the context of each event. */
static void
aws_sms_write(const struct provider_values *values, struct record *message,
    const char *reference, const struct request_media *media, struct buf *json)
{
	struct slice from = record_text(message, "from");

	if (from.n == 0)
		from = slice_of(values->values[AWS_SMS_ORIGINATION]);
	aws_sms_add(json, "DestinationPhoneNumber", record_text(message, "to"));
	aws_sms_add(json, "OriginationIdentity", from);
	aws_sms_add(json, "MessageBody", record_text(message, "body"));
	if (media->count > 0)
		request_add_media(json, "MediaUrls", media);
	else
		aws_sms_add(json, "MessageType",
		    slice_of(slice_is(record_text(message, "category"),
				 "promotional")
			    ? "PROMOTIONAL"
			    : "TRANSACTIONAL"));
	aws_sms_add(json, "ConfigurationSetName",
	    slice_of(values->values[AWS_SMS_CONFIGURATION_SET]));
	if (media->count == 0)
		aws_sms_add_india(message, json);
	buf_addf(json, ",\"Context\":{\"ref\":\"%s\"}}", reference);
}

/* Media lie in a bucket of S3. */
static int
aws_sms_media(
    struct record *message, struct request_media *media, struct error *err)
{
	size_t i;

	if (request_media(message, REQUEST_MEDIA_MAX, media, err) != 0)
		return -1;
	for (i = 0; i < media->count; i++)
		if (media->urls[i].n < 6 ||
		    memcmp(media->urls[i].p, "s3://", 5) != 0)
			return error_set(err, EX_DATAERR,
			    "field media_urls: not in S3 (s3://…)");
	return 0;
}

static int
aws_sms_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct request_media media;
	struct buf json;

	*out = (struct provider_request){.append_path = NULL};
	if (request_check_sender(&provider_aws_sms,
		record_text(message, "from"), true, err) != 0 ||
	    aws_sms_media(message, &media, err) != 0 ||
	    aws_request(&provider_aws_sms, values, "sms-voice", arena,
		&out->http, err) != 0)
		return -1;
	request_header(&out->http, "X-Amz-Target",
	    media.count > 0 ? "PinpointSMSVoiceV2.SendMediaMessage"
			    : "PinpointSMSVoiceV2.SendTextMessage");
	buf_init(&json, BUF_NO_CAP);
	aws_sms_write(values, message, reference, &media, &json);
	request_body(&out->http, "application/x-amz-json-1.0", &json, arena);
	buf_release(&json);
	return 0;
}

/* ---- answers ------------------------------------------------------------- */

/* "com.amazonaws.pinpointsmsvoicev2#ConflictException" */
static struct slice
aws_sms_type(struct slice type)
{
	size_t at = slice_find(type, slice_of("#"));

	if (at == SIZE_MAX)
		return type;
	return (struct slice){type.p + at + 1, type.n - at - 1};
}

/* The reason where there is one, else the type; and whether it is about the
 * recipient. */
static struct slice
aws_sms_error(struct view body, struct arena *arena)
{
	struct slice type = aws_sms_type(answer_text(body, "__type", arena));
	struct slice reason = answer_text(body, "Reason", arena);
	struct slice field = answer_text(body, "Fields.0.Name", arena);
	const struct provider_code *code;

	if (slice_is(type, "ValidationException") &&
	    slice_is(field, "DestinationPhoneNumber"))
		return field;
	code = provider_code_find(aws_sms_codes, reason);
	return code != NULL ? reason : type;
}

static void
aws_sms_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status == 200) {
		answer_sent(out, answer_text(body, "MessageId", arena));
		return;
	}
	out->error_code = aws_sms_error(body, arena);
	out->error_text = answer_text(body, "Message", arena);
	if (out->error_text.n == 0)
		out->error_text = answer_text(body, "message", arena);
	answer_refused(out, answer->status, aws_sms_codes);
}

const struct provider provider_aws_sms = {
    .name = "aws-sms",
    .summary = "AWS End User Messaging SMS",
    .settings = aws_sms_settings,
    .carries = PROVIDER_SMS | PROVIDER_MMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = aws_sms_codes,
    .receipt_codes = aws_sms_event_codes,
    .build = aws_sms_build,
    .parse = aws_sms_parse,
    .verify = aws_verify,
    .receipt = aws_sms_receipt,
    .inbound = aws_sms_inbound,
    .notice = aws_notice,
};
