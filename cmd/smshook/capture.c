/* SPDX-License-Identifier: ISC */
#include "capture.h"

#include "base/file.h"
#include "record/scan.h"
#include "record/view.h"
#include "time/instant.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MASK "***"

/* The headers that a door looks at. */
static const struct {
	const char *name;
	bool secret; /* the value is one, or gives it away */
} headers[] = {
    {"Content-Type", false},
    {"Authorization", true},
    {"X-Vapi-Secret", true},
    {"X-Twilio-Signature", false},
    {"X-Twilio-Email-Event-Webhook-Signature", false},
    {"X-Twilio-Email-Event-Webhook-Timestamp", false},
    {"Telnyx-Signature-Ed25519", false},
    {"Telnyx-Timestamp", false},
    {"X-Plivo-Signature-V3", false},
    {"X-Plivo-Signature-Ma-V3", false},
    {"X-Plivo-Signature-V3-Nonce", false},
    {"X-Plivo-Signature-V2", false},
    {"X-Plivo-Signature-Ma-V2", false},
    {"X-Plivo-Signature-V2-Nonce", false},
    {"X-Webhook-Signature", false},
    {"X-Retell-Signature", false},
    {"ElevenLabs-Signature", false},
    {"webhook-id", false},
    {"webhook-timestamp", false},
    {"webhook-signature", false},
};

int
capture_open(struct capture *capture, const char *path, struct error *err)
{
	*capture = (struct capture){.path = path};
	capture->fd = open(
	    path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (capture->fd >= 0)
		return 0;
	capture->path = NULL;
	return error_set_errno(err, EX_CANTCREAT, "%s", path);
}

void
capture_close(struct capture *capture)
{
	if (capture->path != NULL)
		(void)close(capture->fd);
	capture->path = NULL;
}

/* The text without the secret, wherever it stands. */
static void
capture_masked(struct buf *out, struct slice text, struct slice secret)
{
	size_t i = 0;

	while (i < text.n) {
		if (secret.n > 0 && text.n - i >= secret.n &&
		    memcmp(text.p + i, secret.p, secret.n) == 0) {
			buf_adds(out, MASK);
			i += secret.n;
		} else {
			buf_addc(out, text.p[i++]);
		}
	}
}

static void
capture_member(
    struct buf *json, const char *name, struct slice text, struct slice secret)
{
	struct buf masked;

	if (text.p == NULL || scan_utf8_prefix(text) != text.n)
		return;
	buf_init(&masked, BUF_NO_CAP);
	capture_masked(&masked, text, secret);
	view_write_member(json, name, buf_slice(&masked));
	buf_release(&masked);
}

static void
capture_headers(struct buf *json, const struct handle_request *request)
{
	struct buf inner;
	size_t i;

	buf_init(&inner, BUF_NO_CAP);
	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		struct slice value = slice_of(
		    request->header(request->context, headers[i].name));

		if (value.p != NULL && headers[i].secret)
			value = slice_of(MASK);
		capture_member(&inner, headers[i].name, value, request->secret);
	}
	buf_addf(json, ",\"headers\":%s}", inner.len > 0 ? inner.data : "{");
	buf_release(&inner);
}

int
capture_write(struct capture *capture, const struct handle_request *request,
    struct error *err)
{
	struct buf json;
	int written;

	if (capture->path == NULL || request->door == NULL)
		return 0;
	buf_init(&json, BUF_NO_CAP);
	view_write_member(&json, "provider", slice_of(request->door->name));
	capture_member(&json, "url", request->url, request->secret);
	capture_member(
	    &json, "method", slice_of(request->method), request->secret);
	capture_headers(&json, request);
	capture_member(&json, "body", request->body, request->secret);
	buf_addf(&json, ",\"now\":%lld}\n",
	    (long long)(request->now_ms / INSTANT_SECOND));
	written = file_write(capture->fd, json.data, json.len);
	buf_release(&json);
	if (written == 0)
		return 0;
	error_set_errno(err, EX_IOERR, "%s", capture->path);
	capture_close(capture);
	return -1;
}
