/* SPDX-License-Identifier: ISC */
/*
 * kannel: a gateway of one's own, by its sendsms page: the driver, its requests
 * and their answers.  It names no id: our reference, which its reports carry,
 * stands for one.
 */
#include "provider/kannel.h"

#include "provider/answer.h"
#include "provider/drivers.h"
#include "provider/request.h"
#include "text/segment.h"

#include <string.h>

enum {
	KANNEL_USERNAME = PROVIDER_OWN,
	KANNEL_PASSWORD,
	KANNEL_SMSC,
	KANNEL_STATUS_CALLBACK,
	KANNEL_HOOK_KEY,
};

enum { KANNEL_CODE_MAX = 100 }; /* bytes of an answer that are told */

static const struct provider_setting kannel_settings[] = {
    PROVIDER_HTTP_SETTINGS,
    [KANNEL_USERNAME] = {"username", true, false, "of a sendsms-user", NULL},
    [KANNEL_PASSWORD] = {"password", true, true, "of that user", NULL},
    [KANNEL_SMSC] = {"smsc", false, false, "smsc-id that texts go by", NULL},
    [KANNEL_STATUS_CALLBACK] = {"status_callback", false, false,
	"URL that reports are to go to", NULL},
    [KANNEL_HOOK_KEY] = {"hook_key", false, true,
	"what `key` in the query of webhooks must be", NULL},
    {NULL, false, false, NULL, NULL},
};

static const char kannel_base[] = "http://127.0.0.1:13013";

/* clang-format off */
const struct provider_code kannel_codes[] = {
    {"Missing receiver number, rejected", "invalid_number", PROVIDER_FAILED, "no recipient"},
    {"Sender missing and no global set, rejected", "auth", PROVIDER_FAILED, "no sender"},
    {"Number(s) has/have been denied by white- and/or black-lists.", "invalid_number", PROVIDER_FAILED, "the number is no number, or not allowed"},
    {"Unknown request.", "auth", PROVIDER_FATAL, "no sendsms page there"},
    {"Temporal failure, try again later.", "provider_fault", PROVIDER_RETRY, "not accepted for now"},
    {NULL, NULL, PROVIDER_AMBIGUOUS, NULL},
};
/* clang-format on */

/*
 * The URL of reports: Kannel puts in what stands behind '%'.  The reference and
 * the codes are ours; all of it is escaped once more as a value of the query.
 */
static void
kannel_add_callback(const struct provider_values *values, const char *reference,
    struct buf *query)
{
	const char *url = values->values[KANNEL_STATUS_CALLBACK];
	const char *key = values->values[KANNEL_HOOK_KEY];
	struct buf text;

	if (url == NULL)
		return;
	buf_init(&text, BUF_NO_CAP);
	request_add_callback(&text, url, reference);
	buf_adds(&text, "&d=%d&p=%p&P=%P&F=%F&A=%A");
	if (key != NULL)
		form_add(&text, "key", slice_of(key));
	form_add(query, "dlr-mask", slice_of("31"));
	form_add(query, "dlr-url", buf_slice(&text));
	buf_release(&text);
}

/* What GSM 7 bit cannot carry is UCS-2, named as UTF-8 here. */
static void
kannel_add_text(struct slice body, struct buf *query)
{
	struct segment_count count;

	segment_count(body, &count);
	form_add(query, "text", body);
	form_add(query, "charset", slice_of("UTF-8"));
	form_add(query, "coding",
	    slice_of(count.encoding == SEGMENT_UCS2 ? "2" : "0"));
}

static int
kannel_query(const struct provider_values *values, struct record *message,
    const char *reference, struct buf *query, struct error *err)
{
	struct slice from = record_text(message, "from");
	struct request_media media;

	if (request_check_sender(&provider_kannel, from, true, err) != 0 ||
	    request_media(message, 0, &media, err) != 0)
		return -1;
	form_add(query, "username", slice_of(values->values[KANNEL_USERNAME]));
	form_add(query, "password", slice_of(values->values[KANNEL_PASSWORD]));
	if (from.n > 0)
		form_add(query, "from", from);
	form_add(query, "to", record_text(message, "to"));
	kannel_add_text(record_text(message, "body"), query);
	if (values->values[KANNEL_SMSC] != NULL)
		form_add(query, "smsc", slice_of(values->values[KANNEL_SMSC]));
	kannel_add_callback(values, reference, query);
	return 0;
}

static int
kannel_build(const struct provider_values *values, struct record *message,
    const char *reference, struct arena *arena, struct provider_request *out,
    struct error *err)
{
	struct buf query, path;
	int result;

	*out = (struct provider_request){.append_path = NULL};
	buf_init(&query, BUF_NO_CAP);
	buf_init(&path, BUF_NO_CAP);
	result = kannel_query(values, message, reference, &query, err);
	buf_adds(&path, "/cgi-bin/sendsms?");
	buf_addslice(&path, buf_slice(&query));
	if (result == 0)
		result = request_start(&provider_kannel, values, "GET",
		    kannel_base, buf_slice(&path), arena, &out->http, err);
	buf_release(&path);
	buf_release(&query);
	return result;
}

/* ---- answers ------------------------------------------------------------- */

static void
kannel_parse(const struct http_answer *answer, struct arena *arena,
    struct provider_outcome *out)
{
	struct slice text = slice_trim(answer->body, " \r\n");
	const struct provider_code *code;
	struct view body;

	if (!answer_begin(answer, arena, out, &body))
		return;
	if (answer->status == 202) {
		/* Or queued, as its SMSC is away.  Half a word is no answer. */
		if (slice_is(text, "0: Accepted for delivery") ||
		    slice_is(text, "3: Queued for later delivery")) {
			out->verdict = PROVIDER_SENT;
			out->error_class = NULL;
		}
		return;
	}
	if (text.n <= KANNEL_CODE_MAX) {
		out->error_code = arena_slice(arena, text);
		out->error_text = out->error_code;
	}
	code = provider_code_find(kannel_codes, out->error_code);
	/* It says itself that this is for now, in its own words. */
	if (answer->status == 503 && code != NULL)
		answer_coded(out, kannel_codes);
	else
		answer_refused(out, answer->status, kannel_codes);
}

const struct provider provider_kannel = {
    .name = "kannel",
    .summary = "Kannel, a gateway of one's own",
    .settings = kannel_settings,
    .carries = PROVIDER_SMS,
    .senders = PROVIDER_NUMBER | PROVIDER_SHORT_CODE | PROVIDER_ALPHANUMERIC |
	PROVIDER_POOL,
    .proof = PROVIDER_PROVES_CALLER,
    .codes = kannel_codes,
    .receipt_codes = kannel_receipt_codes,
    .names_no_id = true,
    .build = kannel_build,
    .parse = kannel_parse,
    .verify = kannel_verify,
    .receipt = kannel_receipt,
    .inbound = kannel_inbound,
    .inbound_answer_type = "text/plain",
    .inbound_answer = "",
};
