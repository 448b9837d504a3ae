/* SPDX-License-Identifier: ISC */
#include "provider/request.h"

#include "base/num.h"
#include "text/phone.h"

#include <string.h>

void
request_add_base(
    const struct provider_values *values, const char *base, struct buf *url)
{
	const char *set = values->values[PROVIDER_BASE_URL];
	size_t n;

	if (set != NULL)
		base = set;
	n = strlen(base);
	while (n > 0 && base[n - 1] == '/')
		n--;
	buf_add(url, base, n);
}

int
request_start(const struct provider *provider,
    const struct provider_values *values, const char *method, const char *base,
    struct slice path, struct arena *arena, struct http_request *out,
    struct error *err)
{
	const char *timeout = values->values[PROVIDER_TIMEOUT];
	struct buf url;

	buf_init(&url, BUF_NO_CAP);
	request_add_base(values, base, &url);
	buf_addslice(&url, path);
	*out = (struct http_request){.method = method,
	    .url = arena_string(arena, buf_slice(&url)),
	    .insecure = config_is_true(values->values[PROVIDER_INSECURE])};
	buf_release(&url);
	if (timeout != NULL &&
	    num_parse(slice_of(timeout), 1, REQUEST_TIMEOUT_MAX_MS,
		&out->timeout_ms) != 0)
		return error_set(err, EX_CONFIG,
		    "setting providers.%s.timeout_ms: not from 1 to %d",
		    provider->name, REQUEST_TIMEOUT_MAX_MS);
	return 0;
}

void
request_header(
    struct http_request *request, const char *name, const char *value)
{
	request->headers[request->header_count++] = (struct http_header){
	    name, value};
}

void
request_bearer(
    struct http_request *request, const char *key, struct arena *arena)
{
	static const char scheme[] = "Bearer ";
	size_t n = strlen(key);
	char *value = arena_alloc(arena, sizeof(scheme) + n);

	memcpy(value, scheme, sizeof(scheme) - 1);
	memcpy(value + sizeof(scheme) - 1, key, n + 1);
	request_header(request, "Authorization", value);
}

void
request_body(struct http_request *request, const char *type,
    const struct buf *body, struct arena *arena)
{
	request_header(request, "Content-Type", type);
	request->body = arena_slice(arena, buf_slice(body));
}

void
request_add_callback(struct buf *out, const char *url, const char *reference)
{
	buf_addf(out, "%s%cref=%s", url, strchr(url, '?') != NULL ? '&' : '?',
	    reference);
}

int
request_media(struct record *message, size_t max, struct request_media *media,
    struct error *err)
{
	struct view_step step = {0};
	struct slice url;

	media->count = 0;
	while (view_next(record_view(message, "media_urls"), &step)) {
		url = view_string(step.value, &message->arena);
		if (url.n == 0)
			return error_set(
			    err, EX_DATAERR, "field media_urls: no URL");
		if (max == 0)
			return error_set(err, EX_DATAERR,
			    "field media_urls: the provider sends no MMS");
		if (media->count == max || media->count == REQUEST_MEDIA_MAX)
			return error_set(err, EX_DATAERR,
			    "field media_urls: more than %zu", max);
		media->urls[media->count++] = url;
	}
	return 0;
}

void
request_add_media(
    struct buf *json, const char *name, const struct request_media *media)
{
	size_t i;

	if (media->count == 0)
		return;
	buf_addf(json, ",\"%s\":", name);
	for (i = 0; i < media->count; i++) {
		buf_addc(json, i == 0 ? '[' : ',');
		view_write_string(json, media->urls[i]);
	}
	buf_addc(json, ']');
}

unsigned
request_sender(struct slice from)
{
	if (phone_is_e164(from))
		return PROVIDER_NUMBER;
	if (phone_is_short_code(from))
		return PROVIDER_SHORT_CODE;
	if (phone_is_alphanumeric(from))
		return PROVIDER_ALPHANUMERIC;
	return 0;
}

int
request_check_sender(const struct provider *provider, struct slice from,
    bool has_pool, struct error *err)
{
	if (from.n == 0)
		return has_pool
		    ? 0
		    : error_set(err, EX_DATAERR, "no sender to send from");
	if ((request_sender(from) & provider->senders) == 0)
		return error_set(err, EX_DATAERR,
		    "field from: no sender that %s sends from", provider->name);
	return 0;
}

struct slice
request_digits(struct slice number)
{
	if (number.n > 0 && number.p[0] == '+')
		return (struct slice){number.p + 1, number.n - 1};
	return number;
}
