/* SPDX-License-Identifier: ISC */
/*
 * sns: Amazon SNS, Publish to a phone number:
 * docs.aws.amazon.com/sns/latest/api. Nothing that we name comes back, and no
 * receipt does: what is not answered stays ambiguous.
 */
#include "provider/aws.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/request.h"

#include <string.h>

static const struct provider_setting sns_settings[] = {
    AWS_SETTINGS,
    {NULL, false, false, NULL, NULL},
};

/* clang-format off */
static const struct provider_code sns_codes[] = {
    {"PhoneNumber", "invalid_number", PROVIDER_FAILED, "no valid recipient"},
    {"InvalidParameter", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"InvalidParameterValue", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"ParameterValueInvalid", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"ValidationException", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"ValidationError", "content_rejected", PROVIDER_FAILED, "a parameter is refused"},
    {"OptedOut", "opted_out", PROVIDER_FAILED, "recipient has opted out"},
    {"AuthorizationError", "auth", PROVIDER_FATAL, "the key may not do that"},
    {"InvalidSecurity", "auth", PROVIDER_FATAL, "the request is not secure"},
    {"UserError", "auth", PROVIDER_FAILED, "refused to this user"},
    {"Throttled", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"KMSThrottling", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"Throttling", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"ThrottlingException", "rate_limited", PROVIDER_RETRY, "too many requests"},
    {"NotFound", "unknown", PROVIDER_FAILED, "nothing of that name"},
    {"EndpointDisabled", "unknown", PROVIDER_FAILED, "the endpoint is off"},
    {"PlatformApplicationDisabled", "unknown", PROVIDER_FAILED, "the application is off"},
    {"SignatureDoesNotMatch", "auth", PROVIDER_FATAL, "the secret is wrong"},
    {"IncompleteSignature", "auth", PROVIDER_FATAL, "the signature is not whole"},
    {"InvalidClientTokenId", "auth", PROVIDER_FATAL, "no such key"},
    {"MissingAuthenticationToken", "auth", PROVIDER_FATAL, "the request is not signed"},
    {"RequestExpired", "auth", PROVIDER_FATAL, "the clock is wrong"},
    {"ExpiredToken", "auth", PROVIDER_FATAL, "the temporary key is over"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/* ---- requests ------------------------------------------------------------ */

/* Attributes are counted from 1. */
static void
sns_add_attribute(
    struct buf *form, int number, const char *name, struct slice value)
{
	buf_addf(form, "&MessageAttributes.entry.%d.Name=%s", number, name);
	buf_addf(form,
	    "&MessageAttributes.entry.%d.Value.DataType=String"
	    "&MessageAttributes.entry.%d.Value.StringValue=",
	    number, number);
	form_escape(form, value);
}

static void
sns_add_attributes(struct record *message, struct slice from, struct buf *form)
{
	bool named = request_sender(from) == PROVIDER_ALPHANUMERIC;
	const struct {
		const char *name;
		struct slice value;
	} attributes[] = {
	    {"AWS.SNS.SMS.SMSType",
		slice_of(
		    slice_is(record_text(message, "category"), "promotional")
			? "Promotional"
			: "Transactional")},
	    {named ? "AWS.SNS.SMS.SenderID" : "AWS.MM.SMS.OriginationNumber",
		from},
	    {"AWS.MM.SMS.EntityId", record_text(message, "india_entity_id")},
	    {"AWS.MM.SMS.TemplateId",
		record_text(message, "india_template_id")},
	};
	int number = 0;
	size_t i;

	for (i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (attributes[i].value.n > 0)
			sns_add_attribute(form, ++number, attributes[i].name,
			    attributes[i].value);
}

static int
sns_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct slice from = record_text(message, "from");
	struct request_media media;
	struct buf form;

	(void)reference;
	*out = (struct provider_request){.append_path = NULL};
	if (request_check_sender(&provider_sns, from, true, err) != 0 ||
	    request_media(message, 0, &media, err) != 0 ||
	    aws_request(&provider_sns, values, "sns", arena, &out->http, err) !=
		0)
		return -1;
	buf_init(&form, BUF_NO_CAP);
	buf_adds(&form, "Action=Publish&Version=2010-03-31");
	form_add(&form, "PhoneNumber", record_text(message, "to"));
	form_add(&form, "Message", record_text(message, "body"));
	sns_add_attributes(message, from, &form);
	request_body(
	    &out->http, "application/x-www-form-urlencoded", &form, arena);
	buf_release(&form);
	return 0;
}

/* ---- answers ------------------------------------------------------------- */

static bool
sns_ends(struct slice body, const char *tail)
{
	size_t n = strlen(tail);

	body = slice_trim(body, " \r\n\t");
	return body.n >= n && memcmp(body.p + body.n - n, tail, n) == 0;
}

/* The text between <name> and </name>, in the arena; not there otherwise. */
static struct slice
sns_element(struct slice body, const char *name, struct arena *arena)
{
	struct slice found = {NULL, 0};
	struct buf tag;
	size_t at;

	buf_init(&tag, BUF_NO_CAP);
	buf_addf(&tag, "<%s>", name);
	at = slice_find(body, buf_slice(&tag));
	if (at != SIZE_MAX) {
		found = (struct slice){
		    body.p + at + tag.len, body.n - at - tag.len};
		buf_reset(&tag);
		buf_addf(&tag, "</%s>", name);
		at = slice_find(found, buf_slice(&tag));
		found.n = at == SIZE_MAX ? 0 : at;
	}
	buf_release(&tag);
	return arena_slice(arena, found);
}

static void
sns_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct slice body = answer->body;
	struct view json;

	if (!answer_begin(answer, arena, out, &json))
		return;
	if (answer->status == 200) {
		if (sns_ends(body, "</PublishResponse>"))
			answer_sent(out,
			    sns_element(
				sns_element(body, "PublishResult", arena),
				"MessageId", arena));
		return;
	}
	if (sns_ends(body, "</ErrorResponse>")) {
		out->error_code = sns_element(body, "Code", arena);
		out->error_text = sns_element(body, "Message", arena);
		if (slice_is(out->error_code, "InvalidParameter") &&
		    slice_find(out->error_text, slice_of("PhoneNumber")) !=
			SIZE_MAX)
			out->error_code = slice_of("PhoneNumber");
	}
	answer_refused(out, answer->status, sns_codes);
}

static int
sns_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err)
{
	return aws_inbound(&provider_sns, hook, arena, out, err);
}

const struct provider provider_sns = {
    .name = "sns",
    .summary = "Amazon SNS, Publish to a number",
    .settings = sns_settings,
    .carries = PROVIDER_SMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_BODY,
    .codes = sns_codes,
    .build = sns_build,
    .parse = sns_parse,
    .verify = aws_verify,
    .inbound = sns_inbound,
    .notice = aws_notice,
};
