/* SPDX-License-Identifier: ISC */
/*
 * plivo_verify: X-Plivo-Signature-V3, which covers the fields, else V2, which
 * covers the URL alone: base64 of HMAC-SHA256 with the auth token
 * (www.plivo.com/docs/messaging/concepts/signature-validation).
 */
#include "base/crypto.h"
#include "provider/hook.h"
#include "provider/plivo.h"

#include <stdlib.h>
#include <string.h>

static int
verify_compare(const void *left, const void *right)
{
	const struct form_field *a = left, *b = right;
	int order = slice_compare(a->name, b->name);

	return order != 0 ? order : slice_compare(a->value, b->value);
}

/* The decoded fields in their order, each as name, `between`, value. */
static void
verify_add(
    struct buf *out, struct form *form, const char *between, const char *behind)
{
	size_t i;

	qsort(form->fields, form->count, sizeof(*form->fields), verify_compare);
	for (i = 0; i < form->count; i++) {
		if (i > 0)
			buf_adds(out, behind);
		buf_addslice(out, form->fields[i].name);
		buf_adds(out, between);
		buf_addslice(out, form->fields[i].value);
	}
}

/* The URL without its query. */
static struct slice
verify_base(const struct provider_hook *hook)
{
	const char *mark = hook->url.n > 0
	    ? memchr(hook->url.p, '?', hook->url.n)
	    : NULL;

	return mark == NULL
	    ? hook->url
	    : (struct slice){hook->url.p, (size_t)(mark - hook->url.p)};
}

/* What V3 signs in front of the nonce; -1 for fields that cannot be read. */
static int
verify_v3_text(
    const struct provider_hook *hook, struct arena *arena, struct buf *out)
{
	bool get = strcmp(hook->method, "GET") == 0;
	struct form query, fields = {.count = 0};
	struct error err;

	if (form_parse(hook_query(hook), &query, arena, &err) != 0 ||
	    (!get && hook_form(hook, &fields, arena, &err) != 0))
		return -1;
	buf_addslice(out, verify_base(hook));
	if (query.count > 0 || fields.count > 0)
		buf_addc(out, '?');
	verify_add(out, &query, "=", "&");
	if (query.count > 0 && fields.count > 0)
		buf_addc(out, '.');
	verify_add(out, &fields, "", "");
	buf_addc(out, '.');
	return 0;
}

/* One of several signatures, with commas between them. */
static bool
verify_among(const char *given, struct slice wanted)
{
	bool good = false;
	size_t n;

	for (; given != NULL && *given != '\0'; given += n) {
		given += strspn(given, ", ");
		n = strcspn(given, ", ");
		good = crypto_equal((struct slice){given, n}, wanted) || good;
	}
	return good;
}

/* Does a header of that version hold what signs the text and the nonce? */
static bool
verify_signed(const struct provider_hook *hook, struct buf *text,
    const char *nonce, const char *own, const char *main_account)
{
	uint8_t mac[CRYPTO_SHA256_SIZE];
	struct buf wanted;
	bool good;

	buf_adds(text, nonce);
	crypto_hmac_sha256(hook->secret, buf_slice(text), mac);
	buf_init(&wanted, BUF_NO_CAP);
	crypto_base64((struct slice){(const char *)mac, sizeof(mac)}, &wanted);
	good = verify_among(
		   hook->header(hook->context, own), buf_slice(&wanted)) ||
	    verify_among(
		hook->header(hook->context, main_account), buf_slice(&wanted));
	buf_release(&wanted);
	return good;
}

bool
plivo_verify(const struct provider_hook *hook, struct arena *arena)
{
	const char *v3 = hook->header(
	    hook->context, "X-Plivo-Signature-V3-Nonce");
	const char *v2 = hook->header(
	    hook->context, "X-Plivo-Signature-V2-Nonce");
	bool good = false;
	struct buf text;

	if (hook->secret.n == 0)
		return false;
	buf_init(&text, BUF_NO_CAP);
	if (v3 != NULL) {
		good = verify_v3_text(hook, arena, &text) == 0 &&
		    verify_signed(hook, &text, v3, "X-Plivo-Signature-V3",
			"X-Plivo-Signature-Ma-V3");
	} else if (v2 != NULL) {
		buf_addslice(&text, verify_base(hook));
		good = verify_signed(hook, &text, v2, "X-Plivo-Signature-V2",
		    "X-Plivo-Signature-Ma-V2");
	}
	buf_release(&text);
	return good;
}
