/* SPDX-License-Identifier: ISC */
#include "http/transfer.h"

#include "base/fault.h"
#include "base/mem.h"
#include "base/opt.h"

#include <stdlib.h>
#include <string.h>

enum { TRANSFER_BUFFER = 16 * 1024 }; /* bytes, the least libcurl takes */

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	CURLoption option;
	long value;
} transfer_numbers[] = {
    {CURLOPT_NOSIGNAL, 1},
    {CURLOPT_FOLLOWLOCATION, 0},
    {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
    {CURLOPT_SSL_VERIFYPEER, 1},
    {CURLOPT_SSL_VERIFYHOST, 2},
    {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
    {CURLOPT_NETRC, CURL_NETRC_IGNORED},
    {CURLOPT_CONNECTTIMEOUT_MS, HTTP_CONNECT_MS},
    {CURLOPT_MAXFILESIZE, HTTP_ANSWER_MAX},
    /* A text fits many times; libcurl's own 64 KiB a transfer adds up. */
    {CURLOPT_UPLOAD_BUFFERSIZE, TRANSFER_BUFFER},
    {CURLOPT_BUFFERSIZE, TRANSFER_BUFFER},
};

/* An empty proxy keeps libcurl from looking into the environment. */
static const struct {
	CURLoption option;
	const char *value;
} transfer_texts[] = {
    {CURLOPT_PROXY, ""},
    {CURLOPT_NOPROXY, "*"},
    {CURLOPT_REDIR_PROTOCOLS_STR, "https"},
    {CURLOPT_USERAGENT, "smspipe/" SMSPIPE_VERSION},
};

/* How transfers fail; `before`: while the connection was being made. */
static const struct transfer_fault {
	CURLcode code;
	bool before;
	const char *what;
} transfer_faults[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "host not found"},
    {CURLE_COULDNT_CONNECT, true, "connection refused or host unreachable"},
    {CURLE_SSL_CONNECT_ERROR, true, "TLS handshake failed"},
    {CURLE_PEER_FAILED_VERIFICATION, true, "server certificate not accepted"},
    {CURLE_SSL_ISSUER_ERROR, true, "server certificate not accepted"},
    {CURLE_SSL_CACERT_BADFILE, true, "CA certificates not readable"},
    {CURLE_SSL_CERTPROBLEM, true, "client certificate not usable"},
    {CURLE_SSL_CIPHER, true, "no common TLS cipher"},
    {CURLE_OPERATION_TIMEDOUT, true, "timed out"},
    {CURLE_SEND_FAIL_REWIND, false, "connection closed without an answer"},
    {CURLE_GOT_NOTHING, false, "connection closed without an answer"},
    {CURLE_SEND_ERROR, false, "connection broke off"},
    {CURLE_RECV_ERROR, false, "connection broke off"},
    {CURLE_PARTIAL_FILE, false, "answer cut off"},
    {CURLE_WRITE_ERROR, false, "answer too long"},
    {CURLE_FILESIZE_EXCEEDED, false, "answer too long"},
    {CURLE_WEIRD_SERVER_REPLY, false, "answer is not HTTP"},
    {CURLE_UNSUPPORTED_PROTOCOL, false, "answer is not HTTP"},
};

/* The connection stands; from here on bytes of the request may leave. */
static int
transfer_on_begin(
    void *context, char *to, char *from, int to_port, int from_port)
{
	struct http_transfer *transfer = context;

	(void)to;
	(void)from;
	(void)to_port;
	(void)from_port;
	transfer->begun = true;
	return CURL_PREREQFUNC_OK;
}

static size_t
transfer_on_read(char *into, size_t size, size_t count, void *context)
{
	struct http_transfer *transfer = context;
	size_t n = transfer->body.len - transfer->body_read;

	transfer->begun = true;
	if (n > size * count)
		n = size * count;
	if (n > 0)
		memcpy(into, transfer->body.data + transfer->body_read, n);
	transfer->body_read += n;
	return n;
}

/* Sending it once more is not libcurl's to decide: see client.h. */
static int
transfer_on_seek(void *context, curl_off_t offset, int origin)
{
	struct http_transfer *transfer = context;

	(void)offset;
	(void)origin;
	if (!fault_broken("resend"))
		return CURL_SEEKFUNC_FAIL;
	transfer->body_read = 0;
	return CURL_SEEKFUNC_OK;
}

static size_t
transfer_on_write(char *data, size_t size, size_t count, void *context)
{
	struct http_transfer *transfer = context;

	buf_add(&transfer->answer, data, size * count);
	return transfer->answer.full ? 0 : size * count;
}

/* libcurl calls an answer whole that broke off in its headers. */
static size_t
transfer_on_header(char *line, size_t size, size_t count, void *context)
{
	struct http_transfer *transfer = context;
	size_t n = size * count;

	if (n > 5 && memcmp(line, "HTTP/", 5) == 0)
		transfer->headed = false;
	else if (n > 0 && (line[0] == '\r' || line[0] == '\n'))
		transfer->headed = true;
	return n;
}

/* The settings that no request changes; false when libcurl refuses one. */
static bool
transfer_set_up(struct http_transfer *transfer)
{
	CURL *easy = transfer->easy;
	unsigned int bad = 0;
	size_t i;

	for (i = 0; i < COUNT(transfer_numbers); i++)
		bad |= curl_easy_setopt(easy, transfer_numbers[i].option,
		    transfer_numbers[i].value);
	for (i = 0; i < COUNT(transfer_texts); i++)
		bad |= curl_easy_setopt(
		    easy, transfer_texts[i].option, transfer_texts[i].value);
	bad |= curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_PREREQFUNCTION, transfer_on_begin);
	bad |= curl_easy_setopt(easy, CURLOPT_PREREQDATA, transfer);
	bad |= curl_easy_setopt(easy, CURLOPT_READFUNCTION, transfer_on_read);
	bad |= curl_easy_setopt(easy, CURLOPT_READDATA, transfer);
	bad |= curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, transfer_on_seek);
	bad |= curl_easy_setopt(easy, CURLOPT_SEEKDATA, transfer);
	bad |= curl_easy_setopt(
	    easy, CURLOPT_HEADERFUNCTION, transfer_on_header);
	bad |= curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	bad |= curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, transfer_on_write);
	bad |= curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	return bad == 0;
}

struct http_transfer *
transfer_new(struct error *err)
{
	struct http_transfer *transfer = mem_zalloc(1, sizeof(*transfer));

	buf_init(&transfer->body, BUF_NO_CAP);
	buf_init(&transfer->answer, HTTP_ANSWER_MAX);
	transfer->easy = curl_easy_init();
	if (transfer->easy == NULL || !transfer_set_up(transfer)) {
		error_set(err, EX_SOFTWARE, "libcurl refuses a setting");
		transfer_free(transfer);
		return NULL;
	}
	return transfer;
}

void
transfer_free(struct http_transfer *transfer)
{
	if (transfer == NULL)
		return;
	curl_easy_cleanup(transfer->easy);
	curl_slist_free_all(transfer->headers);
	buf_release(&transfer->body);
	buf_release(&transfer->answer);
	free(transfer);
}

/* -1 when the answer has no Retry-After (RFC 9110, 10.2.3). */
static int64_t
transfer_retry_after(const struct http_transfer *transfer)
{
	struct curl_header *header;
	curl_off_t seconds = 0;

	if (curl_easy_header(transfer->easy, "Retry-After", 0, CURLH_HEADER, -1,
		&header) != CURLHE_OK ||
	    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &seconds) !=
		CURLE_OK)
		return -1;
	return seconds > 0 ? seconds * 1000 : 0;
}

static const char *
transfer_header(const void *context, const char *name)
{
	const struct http_transfer *transfer = context;
	struct curl_header *header;

	return curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1,
		   &header) == CURLHE_OK
	    ? header->value
	    : NULL;
}

static const struct transfer_fault *
transfer_find_fault(CURLcode code)
{
	size_t i;

	for (i = 0; i < COUNT(transfer_faults); i++)
		if (transfer_faults[i].code == code)
			return &transfer_faults[i];
	return NULL;
}

void
transfer_answer(
    const struct http_transfer *transfer, struct http_answer *answer)
{
	const struct transfer_fault *fault = transfer_find_fault(
	    transfer->code);
	long status = 0;

	*answer = (struct http_answer){.outcome = HTTP_UNKNOWN,
	    .retry_after_ms = -1,
	    .what = fault != NULL ? fault->what
				  : curl_easy_strerror(transfer->code),
	    .tag = transfer->tag};
	if (transfer->code == CURLE_OK && !transfer->headed) {
		answer->what = "answer cut off";
	} else if (transfer->code == CURLE_OK) {
		(void)curl_easy_getinfo(
		    transfer->easy, CURLINFO_RESPONSE_CODE, &status);
		answer->outcome = HTTP_ANSWERED;
		answer->status = (int)status;
		answer->body = buf_slice(&transfer->answer);
		answer->retry_after_ms = transfer_retry_after(transfer);
		answer->header = transfer_header;
		answer->context = transfer;
		answer->what = "answered";
	} else if (!transfer->begun && fault != NULL && fault->before) {
		answer->outcome = HTTP_NOT_SENT;
	}
}
