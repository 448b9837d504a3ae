/* SPDX-License-Identifier: ISC */
#include "provider/aws.h"

#include "base/ascii.h"
#include "base/crypto_sign.h"
#include "provider/hook.h"
#include "provider/request.h"

#include <string.h>

/* ---- requests ------------------------------------------------------------ */

/* It becomes part of a host's name. */
static bool
aws_is_region(const char *region)
{
	size_t i;

	for (i = 0; region[i] != '\0'; i++)
		if (!ascii_is_letter(region[i]) && !ascii_is_digit(region[i]) &&
		    region[i] != '-')
			return false;
	return i > 0;
}

int
aws_request(const struct provider *provider,
    const struct provider_values *values, const char *host, struct arena *arena,
    struct http_request *out, struct error *err)
{
	const char *region = values->values[AWS_REGION];
	struct buf base, scope;
	int result;

	if (!aws_is_region(region))
		return error_set(err, EX_CONFIG,
		    "setting providers.%s.region: no region", provider->name);
	buf_init(&base, BUF_NO_CAP);
	buf_init(&scope, BUF_NO_CAP);
	buf_addf(&base, "https://%s.%s.amazonaws.com", host, region);
	buf_addf(&scope, "aws:amz:%s:%s", region, host);
	result = request_start(provider, values, "POST", buf_text(&base),
	    slice_of("/"), arena, out, err);
	out->user = values->values[AWS_ACCESS_KEY_ID];
	out->password = values->values[AWS_SECRET_ACCESS_KEY];
	out->sigv4 = arena_string(arena, buf_slice(&scope));
	if (values->values[AWS_SESSION_TOKEN] != NULL)
		request_header(out, "X-Amz-Security-Token",
		    values->values[AWS_SESSION_TOKEN]);
	buf_release(&scope);
	buf_release(&base);
	return result;
}

/* ---- notifications ------------------------------------------------------- */

/* https://sns.REGION.amazonaws.com/ or ….com.cn/: anybody could name a
 * certificate, or a confirmation, of their own elsewhere. */
static bool
aws_is_sns(struct slice url)
{
	static const char head[] = "https://sns.";
	static const char *const domains[] = {
	    ".amazonaws.com/", ".amazonaws.com.cn/"};
	struct slice rest;
	size_t i, n = 0;

	if (url.n < sizeof(head) || memcmp(url.p, head, sizeof(head) - 1) != 0)
		return false;
	rest = (struct slice){
	    url.p + sizeof(head) - 1, url.n - (sizeof(head) - 1)};
	while (n < rest.n &&
	    (ascii_is_letter(rest.p[n]) || ascii_is_digit(rest.p[n]) ||
		rest.p[n] == '-'))
		n++;
	rest = (struct slice){rest.p + n, rest.n - n};
	for (i = 0; n >= 3 && i < sizeof(domains) / sizeof(domains[0]); i++)
		if (rest.n > strlen(domains[i]) &&
		    memcmp(rest.p, domains[i], strlen(domains[i])) == 0)
			return true;
	return false;
}

static bool
aws_is_certificate_url(struct slice url)
{
	return aws_is_sns(url) && url.n > 4 &&
	    memcmp(url.p + url.n - 4, ".pem", 4) == 0;
}

/* Each member that is signed, in the order of its name, with its value. */
static void
aws_add_signed(struct view body, struct arena *arena, struct buf *out)
{
	static const char *const notification[] = {"Message", "MessageId",
	    "Subject", "Timestamp", "TopicArn", "Type", NULL};
	static const char *const control[] = {"Message", "MessageId",
	    "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type", NULL};
	const char *const *names = control;
	struct slice value;

	if (slice_is(
		view_string(view_path(body, "Type"), arena), "Notification"))
		names = notification;
	for (; *names != NULL; names++) {
		value = view_string(view_get(body, slice_of(*names)), arena);
		if (value.p == NULL)
			continue;
		buf_addf(out, "%s\n", *names);
		buf_addslice(out, value);
		buf_addc(out, '\n');
	}
}

bool
aws_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *digest = NULL;
	struct buf text, signature;
	struct slice version;
	struct view body;
	struct error err;
	bool good;

	if (hook->secret.n == 0 || hook_json(hook, &body, &err) != 0 ||
	    !aws_is_certificate_url(
		view_string(view_path(body, "SigningCertURL"), arena)))
		return false;
	version = view_string(view_path(body, "SignatureVersion"), arena);
	if (slice_is(version, "1"))
		digest = "SHA1";
	else if (slice_is(version, "2"))
		digest = "SHA256";
	else
		return false;
	buf_init(&text, BUF_NO_CAP);
	buf_init(&signature, BUF_NO_CAP);
	aws_add_signed(body, arena, &text);
	good = crypto_base64_decode(
		   view_string(view_path(body, "Signature"), arena),
		   &signature) == 0 &&
	    crypto_verify_rsa(
		hook->secret, digest, buf_slice(&text), buf_slice(&signature));
	buf_release(&signature);
	buf_release(&text);
	return good;
}

int
aws_message(const struct provider_hook *hook, struct arena *arena,
    struct view *message, struct error *err)
{
	struct scan_fault fault;
	struct slice text;
	struct view body;

	*message = (struct view){NULL, 0};
	if (hook_json(hook, &body, err) != 0)
		return -1;
	if (!slice_is(
		view_string(view_path(body, "Type"), arena), "Notification"))
		return 0;
	text = view_string(view_path(body, "Message"), arena);
	if (text.n > 0 && scan_value(text, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD)
		*message = view_of(text);
	return 0;
}

const char *
aws_notice(const struct provider_hook *hook, struct arena *arena)
{
	struct view body;
	struct slice url;
	struct error err;
	struct buf text;
	const char *notice;
	size_t i;

	if (hook_json(hook, &body, &err) != 0 ||
	    !slice_is(view_string(view_path(body, "Type"), arena),
		"SubscriptionConfirmation"))
		return NULL;
	url = view_string(view_path(body, "SubscribeURL"), arena);
	if (!aws_is_sns(url))
		return NULL;
	for (i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] > '~')
			return NULL;
	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "to confirm the subscription, open ");
	buf_addslice(&text, url);
	notice = arena_string(arena, buf_slice(&text));
	buf_release(&text);
	return notice;
}

int
aws_inbound(const struct provider *provider, const struct provider_hook *hook,
    struct arena *arena, struct record *out, struct error *err)
{
	struct hook_reply reply = {.provider = provider};
	struct view message;

	if (aws_message(hook, arena, &message, err) != 0)
		return -1;
	reply.id = view_text(view_path(message, "inboundMessageId"), arena);
	reply.from = view_text(view_path(message, "originationNumber"), arena);
	reply.to = view_text(view_path(message, "destinationNumber"), arena);
	reply.body = view_string(view_path(message, "messageBody"), arena);
	if (reply.id.n == 0 || reply.from.n == 0 || reply.to.n == 0 ||
	    reply.body.p == NULL)
		return 0;
	hook_reply(hook, &reply, out);
	return 1;
}
