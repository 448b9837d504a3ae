/* SPDX-License-Identifier: ISC */
#include "base/crypto.h"
#include "wire_twilio.h"

#include <stdlib.h>
#include <string.h>

enum { POST_FIELDS_MAX = 24 };

struct post_field {
	const char *name, *value;
};

struct post {
	struct post_field fields[POST_FIELDS_MAX];
	size_t count;
};

static void
post_add(struct post *post, const char *name, const char *value)
{
	post->fields[post->count++] = (struct post_field){name, value};
}

static void
post_add_both_ends(struct post *post, const struct sim_message *message)
{
	post_add(post, "MessageSid", message->sid);
	post_add(post, "SmsSid", message->sid);
	post_add(post, "AccountSid", message->account->values[TWILIO_SID]);
	post_add(post, "From", message->from);
	post_add(post, "To", message->to);
	post_add(post, "ApiVersion", "2010-04-01");
}

static void
post_add_status(struct post *post, const struct sim_message *message,
    enum status status, struct arena *arena)
{
	post_add(post, "MessageStatus", status_name(status));
	post_add(post, "SmsStatus", status_name(status));
	if (status == STATUS_UNDELIVERED || status == STATUS_FAILED)
		post_add(post, "ErrorCode",
		    wire_count(arena, (size_t)message->error_code));
}

static void
post_add_text(
    struct post *post, const struct sim_message *message, struct arena *arena)
{
	static const char *const empty[] = {
	    "FromState", "FromCity", "FromZip", "ToState", "ToCity", "ToZip"};
	size_t i;

	post_add(post, "SmsMessageSid", message->sid);
	post_add(post, "Body", message->body);
	post_add(post, "SmsStatus", status_name(STATUS_RECEIVED));
	post_add(post, "NumMedia", wire_count(arena, message->media));
	post_add(post, "NumSegments", wire_count(arena, message->segments));
	post_add(post, "FromCountry", "US");
	post_add(post, "ToCountry", "US");
	for (i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		post_add(post, empty[i], "");
}

static int
post_compare(const void *a, const void *b)
{
	const struct post_field *one = a, *other = b;

	return strcmp(one->name, other->name);
}

/*
 * X-Twilio-Signature (https://www.twilio.com/docs/usage/security): the URL,
 * then name and value of each field in the order of the names, under HMAC-SHA1
 * with the auth token, in base64.
 */
static void
post_sign(const struct post *post, const char *url, const char *token,
    struct buf *out)
{
	struct post sorted = *post;
	uint8_t mac[CRYPTO_SHA1_SIZE];
	struct buf text;
	size_t i;

	qsort(sorted.fields, sorted.count, sizeof(sorted.fields[0]),
	    post_compare);
	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, url);
	for (i = 0; i < sorted.count; i++) {
		buf_adds(&text, sorted.fields[i].name);
		buf_adds(&text, sorted.fields[i].value);
	}
	crypto_hmac_sha1(slice_of(token), buf_slice(&text), mac);
	crypto_base64((struct slice){(const char *)mac, sizeof(mac)}, out);
	buf_release(&text);
}

bool
twilio_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	struct post post = {.count = 0};
	struct buf body, signature;
	size_t i;

	(void)sim;
	post_add_both_ends(&post, message);
	if (message->origin == SIM_INBOUND)
		post_add_text(&post, message, arena);
	else
		post_add_status(&post, message, status, arena);
	buf_init(&body, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	for (i = 0; i < post.count; i++)
		form_add(
		    &body, post.fields[i].name, slice_of(post.fields[i].value));
	post_sign(
	    &post, url, message->account->values[TWILIO_TOKEN], &signature);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type",
			    "application/x-www-form-urlencoded; charset=UTF-8"},
		{"X-Twilio-Signature",
		    arena_string(arena, buf_slice(&signature))}},
	    .header_count = 2,
	    .body = arena_slice(arena, buf_slice(&body))};
	buf_release(&signature);
	buf_release(&body);
	return true;
}
