/* SPDX-License-Identifier: ISC */
#include "wire_aws.h"

#include "base/ascii.h"
#include "base/crypto.h"
#include "record/doc.h"
#include "text/phone.h"
#include "time/instant.h"

#include <string.h>

enum { AWS_NAME_MAX = 11 }; /* characters of a name as a sender */

const char aws_own_number[] = "+12065550100";

/* ---- requests ------------------------------------------------------------ */

static const char *
aws_header(const void *context, const char *name)
{
	return http_call_header(context, name);
}

enum sigv4_verdict
aws_check(const struct wire_call *call, const char *service)
{
	struct sigv4_request request = {.method = call->http->method,
	    .path = call->http->path,
	    .query = call->http->query != NULL ? call->http->query : "",
	    .body = call->http->body,
	    .header = aws_header,
	    .context = call->http,
	    .key_id = call->account->values[AWS_KEY_ID],
	    .secret = call->account->values[AWS_SECRET_KEY],
	    .service = service,
	    .now_ms = clock_now(&call->sim->clock)};

	return sigv4_check(&request);
}

/* Letters and digits, a letter among them. */
static bool
aws_is_name(struct slice text)
{
	bool letter = false;
	size_t i;

	for (i = 0; i < text.n; i++) {
		if (!ascii_is_letter(text.p[i]) && !ascii_is_digit(text.p[i]))
			return false;
		letter |= ascii_is_letter(text.p[i]);
	}
	return letter && text.n <= AWS_NAME_MAX;
}

bool
aws_is_sender(struct slice text)
{
	return phone_is_e164(text) || phone_is_short_code(text) ||
	    aws_is_name(text);
}

/* ---- notifications ------------------------------------------------------- */

/* The account that holds the key of both services. */
static size_t
aws_key_holder(const struct accounts *accounts)
{
	size_t i = 0;

	while (accounts->list[i].wire != &wire_sns)
		i++;
	return i;
}

void
aws_need_key(const struct wire_call *call)
{
	struct accounts *accounts = &call->sim->accounts;
	struct account *holder = &accounts->list[aws_key_holder(accounts)];

	if (holder->key == NULL)
		holder->key = crypto_key_new_rsa();
}

void
aws_certificate(const struct wire_call *call)
{
	const struct accounts *accounts = &call->sim->accounts;

	aws_need_key(call);
	call->reply->status = 200;
	call->reply->content_type = "application/x-pem-file";
	crypto_key_certificate(
	    accounts->list[aws_key_holder(accounts)].key, &call->reply->body);
}

struct json_object *
aws_inbound_text(const struct sim_message *message)
{
	struct json_object *text = doc_new_object();

	wire_put(text, "originationNumber", message->from);
	wire_put(text, "destinationNumber", message->to);
	wire_put(text, "messageKeyword", "KEYWORD_000000000000");
	wire_put(text, "messageBody", message->body);
	wire_put(text, "inboundMessageId", message->sid);
	return text;
}

/* Name and value of each in a line of their own, as they are signed. */
static void
aws_sign(struct crypto_key *key, struct json_object *envelope, struct buf *out)
{
	static const char *const names[] = {
	    "Message", "MessageId", "Timestamp", "TopicArn", "Type"};
	struct buf text, raw;
	size_t i;

	buf_init(&text, BUF_NO_CAP);
	buf_init(&raw, BUF_NO_CAP);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		buf_addf(&text, "%s\n", names[i]);
		buf_addslice(&text, doc_text(doc_get(envelope, names[i])));
		buf_addc(&text, '\n');
	}
	crypto_key_sign(key, "SHA256", buf_slice(&text), &raw);
	crypto_base64(buf_slice(&raw), out);
	buf_release(&raw);
	buf_release(&text);
}

static struct json_object *
aws_envelope(const struct sim *sim, struct slice message)
{
	struct json_object *envelope = doc_new_object();
	int64_t now = clock_now(&sim->clock);
	char id[37];

	crypto_uuid7(now, id);
	wire_put(envelope, "Type", "Notification");
	wire_put(envelope, "MessageId", id);
	wire_put(
	    envelope, "TopicArn", "arn:aws:sns:us-east-1:123456789012:smssim");
	doc_put_take(envelope, "Message", doc_new_text(message));
	wire_put_time(envelope, "Timestamp", now);
	wire_put(envelope, "SignatureVersion", "2");
	wire_put(envelope, "SigningCertURL",
	    "https://sns.us-east-1.amazonaws.com" AWS_CERTIFICATE);
	wire_put(envelope, "UnsubscribeURL",
	    "https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe");
	return envelope;
}

bool
aws_notify_take(const struct sim *sim, struct json_object *message,
    const char *url, struct arena *arena, struct http_request *out)
{
	struct crypto_key *key =
	    sim->accounts.list[aws_key_holder(&sim->accounts)].key;
	struct slice text = wire_json_take(message, arena);
	struct json_object *envelope;
	struct buf signature;

	if (key == NULL)
		return false;
	envelope = aws_envelope(sim, text);
	buf_init(&signature, BUF_NO_CAP);
	aws_sign(key, envelope, &signature);
	doc_put_take(
	    envelope, "Signature", doc_new_text(buf_slice(&signature)));
	buf_release(&signature);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "text/plain; charset=UTF-8"},
		{"x-amz-sns-message-type", "Notification"}},
	    .header_count = 2,
	    .body = wire_json_take(envelope, arena)};
	return true;
}
