/* SPDX-License-Identifier: ISC */
/*
 * wire_vonage_post: Vonage's receipts and inbound texts, as JSON by POST, with
 * a JSON Web Token (RFC 7519, HS256) that has the hash of the body
 * (https://developer.vonage.com/en/getting-started/concepts/webhooks).
 */
#include "base/crypto.h"
#include "record/doc.h"
#include "text/segment.h"
#include "time/instant.h"
#include "wire_vonage.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* "2026-12-08 19:30:00" and "2612081930" */
static void
post_put_times(struct json_object *object, int64_t ms, bool receipt)
{
	char text[INSTANT_TEXT_MAX], plain[32];

	instant_format(ms, text);
	(void)snprintf(plain, sizeof(plain), "%.10s %.8s", text, text + 11);
	wire_put(object, "message-timestamp", plain);
	if (!receipt)
		return;
	(void)snprintf(plain, sizeof(plain), "%.2s%.2s%.2s%.2s%.2s", text + 2,
	    text + 5, text + 8, text + 11, text + 14);
	wire_put(object, "scts", plain);
}

/* The first word in upper case. */
static void
post_put_keyword(struct json_object *object, const char *text)
{
	char word[32];
	size_t n = strcspn(text, " "), i;

	if (n >= sizeof(word))
		n = sizeof(word) - 1;
	for (i = 0; i < n; i++)
		word[i] = (char)(text[i] >= 'a' && text[i] <= 'z'
			? text[i] - 'a' + 'A'
			: text[i]);
	word[n] = '\0';
	wire_put(object, "keyword", word);
}

static struct json_object *
post_receipt(const struct sim_message *message, enum status status)
{
	static const char *const words[] = {[STATUS_SENT] = "accepted",
	    [STATUS_DELIVERED] = "delivered",
	    [STATUS_UNDELIVERED] = "failed",
	    [STATUS_FAILED] = "expired"};
	bool failed = status == STATUS_UNDELIVERED || status == STATUS_FAILED;
	struct json_object *object = doc_new_object();
	char code[16];

	(void)snprintf(
	    code, sizeof(code), "%d", failed ? message->error_code : 0);
	wire_put(object, "msisdn", message->to + 1);
	wire_put(object, "to", message->from + (message->from[0] == '+'));
	wire_put(object, "network-code", "310260");
	wire_put(object, "messageId", message->sid);
	wire_put(object, "price", VONAGE_PRICE "0000");
	wire_put(object, "status", words[status]);
	wire_put(object, "err-code", code);
	if (message->reference != NULL)
		wire_put(object, "client-ref", message->reference);
	return object;
}

static struct json_object *
post_inbound(const struct sim_message *message)
{
	struct segment_count count;
	struct json_object *object = doc_new_object();

	segment_count(slice_of(message->body), &count);
	wire_put(object, "msisdn", message->from + (message->from[0] == '+'));
	wire_put(object, "to", message->to + (message->to[0] == '+'));
	wire_put(object, "messageId", message->sid);
	wire_put(object, "text", message->body);
	wire_put(object, "type",
	    count.encoding == SEGMENT_GSM7 ? "text" : "unicode");
	post_put_keyword(object, message->body);
	return object;
}

/* ---- the token ----------------------------------------------------------- */

/* base64url without padding. */
static void
post_add_url64(struct buf *out, struct slice data)
{
	size_t start = out->len, i;

	crypto_base64(data, out);
	while (out->len > start && out->data[out->len - 1] == '=')
		out->len--;
	for (i = start; i < out->len; i++) {
		if (out->data[i] == '+')
			out->data[i] = '-';
		else if (out->data[i] == '/')
			out->data[i] = '_';
	}
}

static struct slice
post_claims(const struct account *account, int64_t now_ms, struct slice body,
    struct arena *arena)
{
	struct json_object *claims = doc_new_object();
	char hash[CRYPTO_SHA256_HEX], id[37];

	crypto_uuid7(now_ms, id);
	crypto_sha256_hex(body, hash);
	doc_put_take(claims, "iat", doc_new_int(now_ms / 1000));
	wire_put(claims, "jti", id);
	wire_put(claims, "iss", "Vonage");
	wire_put(claims, "payload_hash", hash);
	wire_put(claims, "api_key", account->values[VONAGE_API_KEY]);
	return wire_json_take(claims, arena);
}

/* "Bearer HEAD.CLAIMS.SIGNATURE" */
static const char *
post_token(const struct account *account, int64_t now_ms, struct slice body,
    struct arena *arena)
{
	static const char bearer[] = "Bearer ";
	uint8_t mac[CRYPTO_SHA256_SIZE];
	struct slice text;
	const char *copy;
	struct buf token;

	buf_init(&token, BUF_NO_CAP);
	buf_adds(&token, bearer);
	post_add_url64(&token, slice_of("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
	buf_addc(&token, '.');
	post_add_url64(&token, post_claims(account, now_ms, body, arena));
	text = buf_slice(&token);
	crypto_hmac_sha256(slice_of(account->values[VONAGE_SIGNATURE_SECRET]),
	    (struct slice){
		text.p + sizeof(bearer) - 1, text.n - (sizeof(bearer) - 1)},
	    mac);
	buf_addc(&token, '.');
	post_add_url64(&token, (struct slice){(const char *)mac, sizeof(mac)});
	copy = arena_string(arena, buf_slice(&token));
	buf_release(&token);
	return copy;
}

bool
vonage_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out)
{
	int64_t now = clock_now(&sim->clock);
	bool in = message->origin == SIM_INBOUND;
	struct json_object *object;
	struct slice body;

	if (status == STATUS_QUEUED)
		return false;
	object = in ? post_inbound(message) : post_receipt(message, status);
	post_put_times(object, now, !in);
	wire_put(object, "api-key", message->account->values[VONAGE_API_KEY]);
	body = wire_json_take(object, arena);
	*out = (struct http_request){.method = "POST",
	    .url = url,
	    .headers = {{"Content-Type", "application/json"},
		{"Authorization",
		    post_token(message->account, now, body, arena)}},
	    .header_count = 2,
	    .body = body};
	return true;
}
