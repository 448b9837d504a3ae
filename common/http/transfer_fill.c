/* SPDX-License-Identifier: ISC */
#include "http/transfer.h"

#include "base/mem.h"
#include "config/url.h"

#include <string.h>

enum { TRANSFER_SIGNED_MAX = 512 * 1024 }; /* bytes of a signed body */

/* A token of RFC 9110, 5.6.2. */
static bool
transfer_is_name(const char *text)
{
	static const char token[] = "!#$%&'*+-.^_`|~0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz";

	return *text != '\0' && text[strspn(text, token)] == '\0';
}

/* libcurl would send a line break within a value as it stands. */
static bool
transfer_is_printable(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

static void
transfer_add_line(struct http_transfer *transfer, const char *line)
{
	transfer->headers = curl_slist_append(transfer->headers, line);
	if (transfer->headers == NULL)
		mem_exhausted();
}

static int
transfer_add_headers(struct http_transfer *transfer,
    const struct http_request *request, struct error *err)
{
	const struct http_header *header;
	struct buf line;
	int result = 0;
	size_t i;

	curl_slist_free_all(transfer->headers);
	transfer->headers = NULL;
	buf_init(&line, BUF_NO_CAP);
	/* Send none.  libcurl would sign the absent header, and never sends it
	 * with a body below a megabyte. */
	if (request->sigv4 == NULL)
		transfer_add_line(transfer, "Expect:");
	for (i = 0; i < request->header_count; i++) {
		header = &request->headers[i];
		if (!transfer_is_name(header->name) ||
		    !transfer_is_printable(header->value)) {
			result = error_set(err, EX_DATAERR,
			    "odd characters in HTTP header '%s'", header->name);
			break;
		}
		buf_reset(&line);
		/* libcurl's way to say "there, but empty" is a semicolon. */
		if (header->value[0] == '\0')
			buf_addf(&line, "%s;", header->name);
		else
			buf_addf(&line, "%s: %s", header->name, header->value);
		transfer_add_line(transfer, buf_text(&line));
	}
	buf_release(&line);
	return result;
}

static int
transfer_check(const struct http_request *request, struct error *err)
{
	enum url_safety safety = url_safety(slice_of(request->url));

	/* libcurl signs an unsorted query wrongly, before version 8. */
	if (request->sigv4 != NULL &&
	    (strcmp(request->method, "POST") != 0 ||
		strchr(request->url, '?') != NULL ||
		request->body.n > TRANSFER_SIGNED_MAX))
		return error_set(err, EX_SOFTWARE,
		    "a signed request is a small POST without a query");
	if (safety == URL_BAD)
		return error_set(err, EX_DATAERR, "no URL of http or https");
	if (safety == URL_OPEN && !request->insecure)
		return error_set(err, EX_DATAERR,
		    "http:// is for loopback addresses only, use https://");
	return 0;
}

/*
 * Method and body.  Without a body no rewind could stop libcurl from repeating
 * the request on a connection that died: such a request gets a new one.
 */
static unsigned int
transfer_set_method(CURL *easy, const struct http_request *request)
{
	bool get = strcmp(request->method, "GET") == 0;
	bool post = strcmp(request->method, "POST") == 0;
	unsigned int bad;

	if (get)
		bad = curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
	else
		bad = curl_easy_setopt(easy, CURLOPT_POST, 1L);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_CUSTOMREQUEST, get || post ? NULL : request->method);
	bad |= curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
	    get ? (curl_off_t)-1 : (curl_off_t)request->body.n);
	bad |= curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT,
	    get || request->body.n == 0 || request->sigv4 != NULL ? 1L : 0L);
	return bad;
}

/*
 * Who we are.  To sign a body libcurl must have it in memory, where it could
 * be sent twice without asking us: hence the connection of its own, above.
 */
static unsigned int
transfer_set_auth(
    struct http_transfer *transfer, const struct http_request *request)
{
	bool sign = request->sigv4 != NULL;
	CURL *easy = transfer->easy;
	unsigned int bad;

	bad = curl_easy_setopt(easy, CURLOPT_USERNAME, request->user);
	bad |= curl_easy_setopt(easy, CURLOPT_PASSWORD, request->password);
	bad |= curl_easy_setopt(easy, CURLOPT_AWS_SIGV4, request->sigv4);
	bad |= curl_easy_setopt(easy, CURLOPT_HTTPAUTH,
	    sign ? (long)CURLAUTH_AWS_SIGV4 : (long)CURLAUTH_BASIC);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_POSTFIELDS, sign ? buf_text(&transfer->body) : NULL);
	return bad;
}

int
transfer_fill(struct http_transfer *transfer,
    const struct http_request *request, struct error *err)
{
	CURL *easy = transfer->easy;
	int64_t timeout = request->timeout_ms > 0 ? request->timeout_ms
						  : HTTP_TIMEOUT_MS;
	unsigned int bad;

	if (transfer_check(request, err) != 0 ||
	    transfer_add_headers(transfer, request, err) != 0)
		return -1;
	buf_reset(&transfer->answer);
	buf_reset(&transfer->body);
	buf_addslice(&transfer->body, request->body);
	transfer->body_read = 0;
	transfer->begun = false;
	transfer->headed = false;
	transfer->tag = request->tag;
	bad = transfer_set_auth(transfer, request);
	bad |= transfer_set_method(easy, request);
	bad |= curl_easy_setopt(easy, CURLOPT_URL, request->url);
	bad |= curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR,
	    strncmp(request->url, "https:", 6) == 0 ? "https" : "http");
	bad |= curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->headers);
	bad |= curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)timeout);
	if (bad != 0)
		return error_set(err, EX_SOFTWARE, "libcurl refuses a request");
	return 0;
}
