/* SPDX-License-Identifier: ISC */
#include "text/html.h"

#include "base/crypto.h"
#include "text/visible.h"

static const char *
html_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_add(struct buf *out, struct slice text)
{
	size_t i, start = 0;
	const char *escape;

	for (i = 0; i < text.n; i++) {
		escape = html_escape(text.p[i]);
		if (escape == NULL)
			continue;
		visible_add(out, (struct slice){text.p + start, i - start});
		buf_adds(out, escape);
		start = i + 1;
	}
	visible_add(out, (struct slice){text.p + start, text.n - start});
}

static void
html_add_policy(struct buf *out, const struct buf *style)
{
	struct crypto_sha256 *digest = crypto_sha256_new();
	uint8_t sum[CRYPTO_SHA256_SIZE];

	crypto_sha256_start(digest);
	crypto_sha256_add(digest, style->data, style->len);
	crypto_sha256_end(digest, sum);
	crypto_sha256_free(digest);
	buf_adds(out,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; base-uri 'none'; form-action 'none'; "
	    "style-src 'sha256-");
	crypto_base64((struct slice){(const char *)sum, sizeof(sum)}, out);
	buf_adds(out, "'\">\n");
}

void
html_add_head(struct buf *out, const char *const *lines)
{
	struct buf style;

	buf_init(&style, BUF_NO_CAP);
	for (; *lines != NULL; lines++)
		buf_addf(&style, "\n%s", *lines);
	buf_addc(&style, '\n');
	buf_adds(out,
	    "<!doctype html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n");
	html_add_policy(out, &style);
	buf_adds(out, "<style>");
	buf_addslice(out, buf_slice(&style));
	buf_adds(out,
	    "</style>\n<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n");
	buf_release(&style);
}
