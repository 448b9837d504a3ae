/* SPDX-License-Identifier: ISC */
#include "base/crypto.h"
#include "wire_twilio.h"

#include <stdlib.h>
#include <string.h>

void
twilio_add(struct twilio_form *form, const char *name, const char *value)
{
	form->fields[form->count++] = (struct twilio_field){name, value};
}

static void
post_add_both_ends(struct twilio_form *post, const struct sim_message *message)
{
	twilio_add(post, "MessageSid", message->sid);
	twilio_add(post, "SmsSid", message->sid);
	twilio_add(post, "AccountSid", message->account->values[TWILIO_SID]);
	twilio_add(post, "From", message->from);
	twilio_add(post, "To", message->to);
	twilio_add(post, "ApiVersion", "2010-04-01");
}

static void
post_add_status(struct twilio_form *post, const struct sim_message *message,
    enum status status, struct arena *arena)
{
	twilio_add(post, "MessageStatus", status_name(status));
	twilio_add(post, "SmsStatus", status_name(status));
	if (status == STATUS_UNDELIVERED || status == STATUS_FAILED)
		twilio_add(post, "ErrorCode",
		    wire_count(arena, (size_t)message->error_code));
}

static void
post_add_text(struct twilio_form *post, const struct sim_message *message,
    struct arena *arena)
{
	static const char *const empty[] = {
	    "FromState", "FromCity", "FromZip", "ToState", "ToCity", "ToZip"};
	size_t i;

	twilio_add(post, "SmsMessageSid", message->sid);
	twilio_add(post, "Body", message->body);
	twilio_add(post, "SmsStatus", status_name(STATUS_RECEIVED));
	twilio_add(post, "NumMedia", wire_count(arena, message->media));
	twilio_add(post, "NumSegments", wire_count(arena, message->segments));
	twilio_add(post, "FromCountry", "US");
	twilio_add(post, "ToCountry", "US");
	for (i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		twilio_add(post, empty[i], "");
}

static int
post_compare(const void *a, const void *b)
{
	const struct twilio_field *one = a, *other = b;

	return strcmp(one->name, other->name);
}

/*
 * X-Twilio-Signature (https://www.twilio.com/docs/usage/security): the URL,
 * then name and value of each field in the order of the names, under HMAC-SHA1
 * with the auth token, in base64.
 */
static void
post_sign(const struct twilio_form *post, const char *url, const char *token,
    struct buf *out)
{
	struct twilio_form sorted = *post;
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

void
twilio_post_form(const struct twilio_form *form, const struct account *account,
    const char *url, struct arena *arena, struct http_request *out)
{
	struct buf body, signature;
	size_t i;

	buf_init(&body, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	for (i = 0; i < form->count; i++)
		form_add(&body, form->fields[i].name,
		    slice_of(form->fields[i].value));
	post_sign(form, url, account->values[TWILIO_TOKEN], &signature);
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
}

bool
twilio_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	struct twilio_form post = {.count = 0};

	(void)sim;
	post_add_both_ends(&post, message);
	if (message->origin == SIM_INBOUND)
		post_add_text(&post, message, arena);
	else
		post_add_status(&post, message, status, arena);
	twilio_post_form(&post, message->account, url, arena, out);
	return true;
}
