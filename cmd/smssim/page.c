/* SPDX-License-Identifier: ISC */
#include "page.h"

#include "base/crypto.h"
#include "page_parts.h"

#include <stdint.h>

enum { PAGE_NONCE = 16 }; /* random bytes */

static void
page_add_lines(struct buf *out, const char *const *lines)
{
	for (; *lines != NULL; lines++) {
		buf_adds(out, *lines);
		buf_addc(out, '\n');
	}
}

/* The policy allows the one style and the one script that bear the nonce. */
void
page_handle(const struct http_call *call, struct http_reply *reply)
{
	uint8_t random[PAGE_NONCE];
	char nonce[2 * PAGE_NONCE + 1];
	struct buf policy;

	crypto_random(random, sizeof(random));
	crypto_hex(random, sizeof(random), nonce);
	buf_init(&policy, BUF_NO_CAP);
	buf_addf(&policy,
	    "default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; "
	    "connect-src 'self'; img-src data:; base-uri 'none'; "
	    "form-action 'none'; frame-ancestors 'none'",
	    nonce, nonce);
	reply->content_type = "text/html; charset=utf-8";
	reply->headers[0].name = "Content-Security-Policy";
	reply->headers[0].value = arena_string(call->arena, buf_slice(&policy));
	reply->headers[1].name = "Cache-Control";
	reply->headers[1].value = "no-store";
	reply->headers[2].name = "X-Content-Type-Options";
	reply->headers[2].value = "nosniff";
	reply->header_count = 3;
	buf_release(&policy);
	page_add_lines(&reply->body, page_head);
	buf_addf(&reply->body, "<style nonce='%s'>\n", nonce);
	page_add_lines(&reply->body, page_style);
	buf_adds(&reply->body, "</style>\n");
	page_add_lines(&reply->body, page_body);
	buf_addf(&reply->body, "<script nonce='%s'>\n", nonce);
	page_add_lines(&reply->body, page_script);
	buf_adds(&reply->body, "</script>\n</html>\n");
}
