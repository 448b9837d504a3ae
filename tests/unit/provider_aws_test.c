/* SPDX-License-Identifier: ISC */
#include "tests/unit/provider_fixture.h"

#define UUID "7b3f1c0e-1111-4222-8333-944455566677"
#define URL "https://hooks.example.test/hook/aws-sms"
#define PLAIN NULL, NULL, NULL, "us-east-1", "AKID1", "secret"

static const struct provider *sns, *aws;
static const struct provider_values plain = {{PLAIN, NULL, NULL, NULL, NULL}};
static const struct provider_values full = {{"http://127.0.0.1:9/", NULL, "250",
    "us-west-2", "AKID1", "secret", "TOKEN1", NULL, "pool-1", "events"}};

static void
test_sns_build(void)
{
	TEST("SNS: a request is a signed form of attributes counted from 1")
	{
		CHECK_INT(build(sns, &plain,
			      "{'to':'+12125550147','from':'+12125550100',"
			      "'body':'a b'}"),
		    0);
		CHECK_STR(request.http.method, "POST");
		CHECK_STR(
		    request.http.url, "https://sns.us-east-1.amazonaws.com/");
		CHECK_STR(request.http.sigv4, "aws:amz:us-east-1:sns");
		CHECK_STR(request.http.user, "AKID1");
		CHECK_STR(request.http.password, "secret");
		CHECK(header_of(&request.http, "X-Amz-Security-Token") == NULL);
		CHECK_SLICE(request.http.body,
		    "Action=Publish&Version=2010-03-31&PhoneNumber=%2B12125550"
		    "147&Message=a%20b&MessageAttributes.entry.1.Name=AWS.SNS."
		    "SMS.SMSType&MessageAttributes.entry.1.Value.DataType=Stri"
		    "ng&MessageAttributes.entry.1.Value.StringValue=Transactio"
		    "nal&MessageAttributes.entry.2.Name=AWS.MM.SMS.Origination"
		    "Number&MessageAttributes.entry.2.Value.DataType=String&Me"
		    "ssageAttributes.entry.2.Value.StringValue=%2B12125550100");
	}
}

static void
test_sns_abroad(void)
{
	TEST("SNS: a name is a SenderID, India has two ids, a token is sent")
	{
		CHECK_INT(build(sns, &full,
			      "{'to':'+919812345678','from':'MAPLE','body':'a',"
			      "'category':'promotional','india_entity_id':'E1',"
			      "'india_template_id':'T1'}"),
		    0);
		CHECK_STR(request.http.url, "http://127.0.0.1:9/");
		CHECK_STR(
		    header_of(&request.http, "X-Amz-Security-Token"), "TOKEN1");
		CHECK(slice_find(request.http.body,
			  slice_of("SMSType&MessageAttributes.entry.1.Value."
				   "DataType=String&MessageAttributes.entry.1."
				   "Value.StringValue=Promotional&MessageAttri"
				   "butes.entry.2.Name=AWS.SNS.SMS.SenderID&"
				   "MessageAttributes.entry.2.Value.DataType="
				   "String&MessageAttributes.entry.2.Value."
				   "StringValue=MAPLE&MessageAttributes.entry."
				   "3.Name=AWS.MM.SMS.EntityId&")) != SIZE_MAX);
		CHECK(slice_find(request.http.body,
			  slice_of("entry.4.Name=AWS.MM.SMS.TemplateId&"
				   "MessageAttributes.entry.4.Value.DataType="
				   "String&MessageAttributes.entry.4.Value."
				   "StringValue=T1")) != SIZE_MAX);
	}
	TEST("SNS: media and a region that is none are refused")
	{
		const struct provider_values bad = {
		    {NULL, NULL, NULL, "x.evil.test/", "A", "s"}};

		CHECK_INT(build(sns, &plain,
			      "{'to':'+12125550147','media_urls':"
			      "['https://m.example.test/1']}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(
		    build(sns, &bad, "{'to':'+12125550147','body':'a'}"), -1);
		CHECK_INT(err.code, EX_CONFIG);
	}
}

#define SNS_ERROR(code, text)                                                \
	"<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">" \
	"<Error><Type>Sender</Type><Code>" code "</Code><Message>" text      \
	"</Message></Error><RequestId>r</RequestId></ErrorResponse>\n"
#define SNS_SENT                                                          \
	"<PublishResponse><PublishResult><MessageId>" UUID "</MessageId>" \
	"</PublishResult><ResponseMetadata><RequestId>r</RequestId>"      \
	"</ResponseMetadata></PublishResponse>"

static const struct answer_case sns_answers[] = {
    {200, SNS_SENT, PROVIDER_SENT, NULL},
    {200, "<PublishResult><MessageId>" UUID "</MessageId></PublishResult>",
	PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "<PublishResponse><MessageId>" UUID "</MessageId></PublishResponse>",
	PROVIDER_AMBIGUOUS, "ambiguous"},
    {200, "{\"MessageId\":\"" UUID "\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, SNS_ERROR("InvalidParameter", "Invalid parameter: PhoneNumber"),
	PROVIDER_FAILED, "invalid_number"},
    {400, SNS_ERROR("InvalidParameter", "Invalid parameter: Message too long"),
	PROVIDER_FAILED, "content_rejected"},
    {400, SNS_ERROR("OptedOut", "no"), PROVIDER_FAILED, "opted_out"},
    {400, SNS_ERROR("Throttling", "Rate exceeded"), PROVIDER_RETRY,
	"rate_limited"},
    {429, SNS_ERROR("Throttled", "no"), PROVIDER_RETRY, "rate_limited"},
    {403, SNS_ERROR("SignatureDoesNotMatch", "no"), PROVIDER_FATAL, "auth"},
    {400, SNS_ERROR("IncompleteSignature", "no"), PROVIDER_FATAL, "auth"},
    {400, SNS_ERROR("New", "no"), PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, "<ErrorResponse><Error><Code>OptedOut</Code>", PROVIDER_AMBIGUOUS,
	"ambiguous"},
    {500, SNS_ERROR("InternalError", "no"), PROVIDER_AMBIGUOUS, "ambiguous"},
};

static void
test_aws_build(void)
{
	TEST("AWS: a request is signed JSON with our reference in its context")
	{
		CHECK_INT(build(aws, &full,
			      "{'to':'+12125550147','from':'+12125550100',"
			      "'body':'a \\u00e9'}"),
		    0);
		CHECK_STR(request.http.sigv4, "aws:amz:us-west-2:sms-voice");
		CHECK_STR(header_of(&request.http, "X-Amz-Target"),
		    "PinpointSMSVoiceV2.SendTextMessage");
		CHECK_STR(header_of(&request.http, "Content-Type"),
		    "application/x-amz-json-1.0");
		CHECK_SLICE(request.http.body,
		    "{\"DestinationPhoneNumber\":\"+12125550147\",\"Originatio"
		    "nIdentity\":\"+12125550100\",\"MessageBody\":\"a \xc3\xa9"
		    "\",\"MessageType\":\"TRANSACTIONAL\",\"ConfigurationSetNa"
		    "me\":\"events\",\"Context\":{\"ref\":\"r7\"}}");
	}
	TEST("AWS: a pool sends where no sender is named, India has two ids")
	{
		CHECK_INT(build(aws, &full,
			      "{'to':'+919812345678','body':'a','category':"
			      "'promotional','india_entity_id':'E1',"
			      "'india_template_id':'T1'}"),
		    0);
		CHECK_SLICE(request.http.body,
		    "{\"DestinationPhoneNumber\":\"+919812345678\",\"Originati"
		    "onIdentity\":\"pool-1\",\"MessageBody\":\"a\",\"MessageTy"
		    "pe\":\"PROMOTIONAL\",\"ConfigurationSetName\":\"events\","
		    "\"DestinationCountryParameters\":{\"IN_ENTITY_ID\":\"E1\""
		    ",\"IN_TEMPLATE_ID\":\"T1\"},\"Context\":{\"ref\":\"r7\"}"
		    "}");
	}
	TEST("AWS: media are in S3")
	{
		CHECK_INT(build(aws, &plain,
			      "{'to':'+12125550147','from':'+12125550100',"
			      "'media_urls':['s3://bucket/a.png']}"),
		    0);
		CHECK_STR(request.http.url,
		    "https://sms-voice.us-east-1.amazonaws.com/");
		CHECK_STR(header_of(&request.http, "X-Amz-Target"),
		    "PinpointSMSVoiceV2.SendMediaMessage");
		CHECK_SLICE(request.http.body,
		    "{\"DestinationPhoneNumber\":\"+12125550147\",\"Originatio"
		    "nIdentity\":\"+12125550100\",\"MediaUrls\":[\"s3://bucket"
		    "/a.png\"],\"Context\":{\"ref\":\"r7\"}}");
		CHECK_INT(build(aws, &plain,
			      "{'to':'+12125550147','media_urls':"
			      "['https://m.example.test/1']}"),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
}

#define AWS_ERROR(type, reason)                                            \
	"{\"__type\":\"com.amazonaws.pinpointsmsvoicev2#" type "\",\"Mess" \
	"age\":\"no\",\"Reason\":\"" reason "\"}"

static const struct answer_case aws_answers[] = {
    {200, "{\"MessageId\":\"" UUID "\"}", PROVIDER_SENT, NULL},
    {200, "{\"MessageId\":null}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {400, AWS_ERROR("ConflictException", "DESTINATION_PHONE_NUMBER_OPTED_OUT"),
	PROVIDER_FAILED, "opted_out"},
    {400, AWS_ERROR("ValidationException", "SENDER_ID_NOT_REGISTERED"),
	PROVIDER_FAILED, "unregistered"},
    {400, AWS_ERROR("ValidationException", "A_NEW_ONE"), PROVIDER_FAILED,
	"content_rejected"},
    {400,
	"{\"__type\":\"x#ValidationException\",\"Reason\":\"INVALID_PARAMETER"
	"\",\"Fields\":[{\"Name\":\"DestinationPhoneNumber\"}]}",
	PROVIDER_FAILED, "invalid_number"},
    {400, AWS_ERROR("ThrottlingException", ""), PROVIDER_RETRY, "rate_limited"},
    {400,
	AWS_ERROR("ServiceQuotaExceededException",
	    "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT"),
	PROVIDER_FATAL, "insufficient_funds"},
    {400, AWS_ERROR("AccessDeniedException", ""), PROVIDER_FATAL, "auth"},
    {403, "", PROVIDER_FATAL, "auth"},
    {400, "{\"__type\":\"x#NewException\"}", PROVIDER_AMBIGUOUS, "ambiguous"},
    {500, AWS_ERROR("InternalServerException", ""), PROVIDER_AMBIGUOUS,
	"ambiguous"},
};

static void
test_parse(void)
{
	TEST("SNS: an answer means what the table of outcomes says")
	{
		PARSE_ALL(sns, sns_answers);
		parse_strange(sns);
	}
	TEST("AWS: an answer means what the table of outcomes says")
	{
		PARSE_ALL(aws, aws_answers);
		parse_strange(aws);
	}
}

#define NOTIFICATION(message) \
	"{\"Type\":\"Notification\",\"Message\":\"" message "\"}"
#define EVENT(type, final)                                               \
	NOTIFICATION(                                                    \
	    "{\\\"eventType\\\":\\\"" type "\\\",\\\"isFinal\\\":" final \
	    ",\\\"messageId\\\":\\\"m-0001\\\",\\\"context\\\":{"        \
	    "\\\"ref\\\":\\\"r7\\\"},\\\"originationPhoneNumber\\\""     \
	    ":\\\"+12125550100\\\",\\\"destinationPhoneNumber\\\":"      \
	    "\\\"+12125550147\\\",\\\"totalMessageParts\\\":2,"          \
	    "\\\"totalMessagePrice\\\":0.00645}")

static const struct {
	const char *body, *status, *class;
	bool terminal;
} events[] = {
    {EVENT("TEXT_QUEUED", "false"), "accepted", NULL, false},
    {EVENT("TEXT_SENT", "false"), "sent", NULL, false},
    {EVENT("TEXT_SUCCESSFUL", "true"), "delivered", NULL, true},
    {EVENT("TEXT_SUCCESSFUL", "false"), "sent", NULL, false},
    {EVENT("MEDIA_DELIVERED", "true"), "delivered", NULL, true},
    {EVENT("TEXT_INVALID", "true"), "undelivered", "invalid_number", true},
    {EVENT("TEXT_CARRIER_BLOCKED", "true"), "undelivered", "carrier_filtered",
	true},
    {EVENT("TEXT_UNREACHABLE", "true"), "undelivered", "unreachable", true},
    {EVENT("TEXT_TTL_EXPIRED", "true"), "expired", "queue_expired", true},
    {EVENT("MEDIA_FILE_SIZE_EXCEEDED", "true"), "failed", "media", true},
};

static void
test_events(void)
{
	bool terminal = false;
	size_t i;

	TEST("AWS: an event means what the table of events says")
	for (i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		CHECK_INT(receipt_at(aws, URL, events[i].body), 1);
		(void)line_of(&record);
		CHECK_SLICE(record_text(&record, "status"), events[i].status);
		CHECK(record_bool(&record, "terminal", &terminal));
		CHECK_INT(terminal, events[i].terminal);
		CHECK_SLICE(record_text(&record, "reference"), "r7");
		CHECK_SLICE(record_text(&record, "price"), "0.00645");
		if (events[i].class == NULL)
			CHECK(record_text(&record, "error_class").p == NULL);
		else
			CHECK_SLICE(record_text(&record, "error_class"),
			    events[i].class);
	}
	TEST("other notifications are none, a broken one is told")
	{
		CHECK_INT(
		    receipt_at(aws, URL, EVENT("VOICE_ANSWERED", "true")), 0);
		CHECK_INT(receipt_at(aws, URL, NOTIFICATION("hello")), 0);
		CHECK_INT(receipt_at(aws, URL, "{\"Type\":"), -1);
		CHECK(sns->receipt == NULL);
	}
}

static void
test_inbound(void)
{
	static const char text[] = NOTIFICATION(
	    "{\\\"originationNumber\\\":\\\"+12125550147\\\",\\\"destination"
	    "Number\\\":\\\"+12125550100\\\",\\\"messageBody\\\":\\\"STOP\\\""
	    ",\\\"inboundMessageId\\\":\\\"i-1\\\"}");
	const struct provider *providers[] = {sns, aws};
	size_t i;

	TEST("an inbound text comes by either's door")
	for (i = 0; i < 2; i++) {
		CHECK_INT(inbound_at(providers[i], URL, text), 1);
		(void)line_of(&record);
		CHECK_SLICE(
		    record_text(&record, "provider"), providers[i]->name);
		CHECK_SLICE(record_text(&record, "from"), "+12125550147");
		CHECK_SLICE(record_text(&record, "to"), "+12125550100");
		CHECK_SLICE(record_text(&record, "body"), "STOP");
	}
}

#define CONFIRM(url) \
	"{\"Type\":\"SubscriptionConfirmation\",\"SubscribeURL\":\"" url "\"}"

static const char *
notice(const char *body)
{
	struct provider_hook hook = hook_at(URL, body);

	return sns->notice(&hook, &arena);
}

static void
test_notice(void)
{
	TEST("the operator is told where to confirm, if that is at SNS")
	{
		CHECK_STR(
		    notice(CONFIRM("https://sns.us-east-1.amazonaws.com/?A=b")),
		    "to confirm the subscription, open "
		    "https://sns.us-east-1.amazonaws.com/?A=b");
		CHECK(notice(CONFIRM("https://sns.us-east-1.amazonaws.com.evil"
				     ".test/?A=b")) == NULL);
		CHECK(notice(CONFIRM(
			  "http://sns.us-east-1.amazonaws.com/?A")) == NULL);
		CHECK(notice(CONFIRM("https://sns.us-east-1.amazonaws.com/?A "
				     "b")) == NULL);
		CHECK(notice(NOTIFICATION("a")) == NULL);
	}
}

int
main(void)
{
	sns = provider_find("sns");
	aws = provider_find("aws-sms");
	test_sns_build();
	test_sns_abroad();
	test_aws_build();
	test_parse();
	test_events();
	test_inbound();
	test_notice();
	return fixture_done();
}
