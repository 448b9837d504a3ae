/* SPDX-License-Identifier: ISC */
/*
 * twilio_verify: X-Twilio-Signature, base64 of HMAC-SHA1 over the URL as it is
 * configured and, for a form, all parameters (Twilio: webhooks-security).  A
 * JSON body is not signed itself: the signed URL carries its SHA-256.
 */
#include "provider/twilio.h"

#include "base/crypto.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
verify_is_form(const struct provider_hook *hook)
{
	static const char form[] = "application/x-www-form-urlencoded";
	const char *type = hook->header(hook->context, "Content-Type");

	return type != NULL && strncasecmp(type, form, sizeof(form) - 1) == 0;
}

static int
verify_compare(const void *left, const void *right)
{
	const struct form_field *a = left, *b = right;
	int order = slice_compare(a->name, b->name);

	return order != 0 ? order : slice_compare(a->value, b->value);
}

/* Names and values in the order of their bytes, repetitions left out. */
static void
verify_add_form(struct buf *out, struct form *form)
{
	const struct form_field *field;
	size_t i;

	qsort(form->fields, form->count, sizeof(*form->fields), verify_compare);
	for (i = 0; i < form->count; i++) {
		field = &form->fields[i];
		if (i > 0 && slice_equal(field->name, field[-1].name) &&
		    slice_equal(field->value, field[-1].value))
			continue;
		buf_addslice(out, field->name);
		buf_addslice(out, field->value);
	}
}

/* What is signed behind the URL; -1 when the body is not to be trusted. */
static int
verify_rest(
    const struct provider_hook *hook, struct arena *arena, struct buf *out)
{
	const char *query = memchr(hook->url.p, '?', hook->url.n);
	char hex[CRYPTO_SHA256_HEX];
	struct form form;
	struct error err;
	struct slice text;

	if (strcmp(hook->method, "GET") == 0)
		return 0;
	if (verify_is_form(hook)) {
		if (form_parse(hook->body, &form, arena, &err) != 0)
			return -1;
		verify_add_form(out, &form);
		return 0;
	}
	if (query == NULL)
		return -1;
	text.p = query + 1;
	text.n = hook->url.n - (size_t)(text.p - hook->url.p);
	if (form_parse(text, &form, arena, &err) != 0)
		return -1;
	crypto_sha256_hex(hook->body, hex);
	text = form_get(&form, "bodySHA256");
	return text.p != NULL && crypto_equal(text, slice_of(hex)) ? 0 : -1;
}

/* Where the parts of a URL end: "https://user@host" ":443" "/path". */
struct verify_url {
	struct slice host, port, rest; /* host with the scheme in front */
};

static void
verify_split(struct slice url, struct verify_url *out)
{
	const char *end = url.p + url.n, *p = url.p, *colon = NULL;

	while (p < end && *p != '/')
		p++;
	while (p < end && *p == '/')
		p++;
	for (; p < end && memchr("/?#", *p, 3) == NULL; p++) {
		if (*p == ':')
			colon = p;
		else if (*p == '@' || *p == ']')
			colon = NULL;
	}
	if (colon == NULL)
		colon = p;
	out->host = (struct slice){url.p, (size_t)(colon - url.p)};
	out->port = (struct slice){colon, (size_t)(p - colon)};
	out->rest = (struct slice){p, (size_t)(end - p)};
}

static bool
verify_one(const struct provider_hook *hook, const struct verify_url *url,
    struct slice port, struct slice rest, struct slice given)
{
	uint8_t digest[CRYPTO_SHA1_SIZE];
	struct buf text, wanted;
	bool same;

	buf_init(&text, BUF_NO_CAP);
	buf_init(&wanted, BUF_NO_CAP);
	buf_addslice(&text, url->host);
	buf_addslice(&text, port);
	buf_addslice(&text, url->rest);
	buf_addslice(&text, rest);
	crypto_hmac_sha1(hook->secret, buf_slice(&text), digest);
	crypto_base64((struct slice){(char *)digest, sizeof(digest)}, &wanted);
	same = crypto_equal(buf_slice(&wanted), given);
	buf_release(&text);
	buf_release(&wanted);
	return same;
}

/* Twilio signs with or without the port, whatever is configured. */
bool
twilio_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *given = hook->header(hook->context, "X-Twilio-Signature");
	struct slice ports[] = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
	struct verify_url url;
	bool good = false, plain;
	struct buf rest;
	size_t i;

	if (given == NULL || hook->secret.n == 0)
		return false;
	verify_split(hook->url, &url);
	ports[0] = url.port;
	plain = url.host.n >= 5 && memcmp(url.host.p, "http:", 5) == 0;
	ports[1] = slice_of(plain ? ":80" : ":443");
	buf_init(&rest, BUF_NO_CAP);
	if (verify_rest(hook, arena, &rest) == 0)
		for (i = 0; i < sizeof(ports) / sizeof(ports[0]); i++)
			good = verify_one(hook, &url, ports[i],
				   buf_slice(&rest), slice_of(given)) ||
			    good;
	buf_release(&rest);
	return good;
}
