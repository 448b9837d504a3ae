/* SPDX-License-Identifier: ISC */
#include "vcon_parts.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "record/doc.h"
#include "time/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUSTOMER, BUSINESS }; /* the first two parties */

/* ---- values -----------------------------------------------------------------
 */

static void
put_text(struct json_object *object, const char *key, struct slice text)
{
	if (text.n > 0)
		doc_put_take(object, key, doc_new_text(text));
}

static void
put_word(struct json_object *object, const char *key, const char *word)
{
	doc_put_take(object, key, doc_new_text(slice_of(word)));
}

static void
put_time(struct json_object *object, const char *key, int64_t at)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(at, text);
	put_word(object, key, text);
}

/* JSON as it lies in a record. */
static void
put_json(struct json_object *object, const char *key, struct slice json)
{
	struct error err;
	struct json_object *tree = doc_parse(json, &err);

	put_word(object, "mediatype", "application/json");
	put_word(object, "encoding", "json");
	if (tree != NULL)
		doc_put_take(object, key, tree);
}

static void
put_plain(struct json_object *object, struct slice body)
{
	put_word(object, "mediatype", "text/plain");
	put_word(object, "encoding", "none");
	doc_put_take(object, "body", doc_new_text(body));
}

/* ---- parties ----------------------------------------------------------------
 */

static void
add_party(struct vcon_document *doc, struct slice number, struct slice name)
{
	struct json_object *party = doc_new_object();
	char tel[64];

	if (number.n > 0 && memchr(number.p, '@', number.n) != NULL) {
		put_text(party, "mailto", number);
	} else if (number.n > 0) {
		(void)snprintf(tel, sizeof(tel), "tel:%.*s", SLICE_ARG(number));
		put_word(party, "tel", tel);
	}
	put_text(party, "name", name);
	doc_push_take(doc->parties, party);
	doc->numbers[doc->number_count++] = number;
}

static int64_t
party_of(struct vcon_document *doc, struct slice number, int64_t otherwise)
{
	size_t i;

	if (number.n == 0)
		return otherwise;
	for (i = 0; i < doc->number_count; i++)
		if (slice_equal(doc->numbers[i], number))
			return (int64_t)i;
	add_party(doc, number, (struct slice){NULL, 0});
	return (int64_t)doc->number_count - 1;
}

/* The customer's end comes first, then ours; whoever else texted follows. */
static void
add_ends(struct vcon_document *doc)
{
	const struct config *config = &doc->vcon->session->config;
	struct slice customer = {NULL, 0}, business = {NULL, 0},
		     name = customer;
	size_t i;

	if (doc->call != NULL) {
		customer = record_text(doc->call, "customer_number");
		business = record_text(doc->call, "business_number");
		name = record_text(doc->call, "customer_name");
	}
	for (i = 0; i < doc->text_count; i++) {
		const struct vcon_text *text = &doc->texts[i];

		if (customer.n == 0)
			customer = text->reply ? text->from : text->to;
		if (business.n == 0)
			business = text->reply ? text->to : text->from;
	}
	add_party(doc, customer, name);
	add_party(doc, business,
	    slice_of(config->brand.name != NULL ? config->brand.name
						: config->tenant));
}

static void
put_parties(struct json_object *dialog, int64_t from, int64_t to)
{
	struct json_object *pair = doc_new_array();

	doc_push_take(pair, doc_new_int(from));
	doc_push_take(pair, doc_new_int(to));
	doc_put_take(dialog, "parties", pair);
}

/* ---- the call ---------------------------------------------------------------
 */

static const struct {
	const char *reason, *disposition;
} dispositions[] = {{"no_answer", "no-answer"}, {"busy", "busy"},
    {"cancelled", "hung-up"}, {"voicemail", "voicemail-no-message"}};

static const char *
disposition_of(struct record *call)
{
	struct slice reason = record_text(call, "end_reason");
	size_t i;

	for (i = 0; i < sizeof(dispositions) / sizeof(dispositions[0]); i++)
		if (slice_is(reason, dispositions[i].reason))
			return dispositions[i].disposition;
	return "failed";
}

static void
put_duration(struct json_object *dialog, struct record *call)
{
	struct json_object *number;
	int64_t ms;
	struct error err;
	char text[32];

	if (!record_int(call, "duration_ms", &ms) || ms < 0)
		return;
	(void)snprintf(text, sizeof(text), "%.3f", (double)ms / INSTANT_SECOND);
	number = doc_parse(slice_of(text), &err);
	if (number != NULL)
		doc_put_take(dialog, "duration", number);
}

static void
add_call(struct vcon_document *doc)
{
	struct json_object *dialog = doc_new_object();
	struct record *call = doc->call;
	bool ours = slice_is(record_text(call, "direction"), "outbound");
	int64_t at = doc->newest;

	if (!record_time(call, "started_at", &at))
		(void)record_time(call, "ended_at", &at);
	if (slice_is(record_text(call, "stage"), "not_connected")) {
		put_word(dialog, "type", "incomplete");
		put_word(dialog, "disposition", disposition_of(call));
	} else {
		put_word(dialog, "type", "recording");
		put_text(dialog, "url", record_text(call, "recording_url"));
	}
	put_time(dialog, "start", at);
	put_duration(dialog, call);
	put_parties(
	    dialog, ours ? BUSINESS : CUSTOMER, ours ? CUSTOMER : BUSINESS);
	doc_push_take(doc->dialog, dialog);
}

static struct json_object *
new_analysis(struct vcon_document *doc, const char *type, struct slice vendor)
{
	struct json_object *analysis = doc_new_object();

	put_word(analysis, "type", type);
	doc_put_take(analysis, "dialog",
	    doc_new_int((int64_t)doc_count(doc->dialog) - 1));
	put_text(
	    analysis, "vendor", vendor.n > 0 ? vendor : slice_of("smspipe"));
	doc_push_take(doc->analysis, analysis);
	return analysis;
}

static void
analyse_call(struct vcon_document *doc)
{
	struct slice source = record_text(doc->call, "source");
	struct slice summary = record_text(doc->call, "summary");
	struct slice transcript = record_text(doc->call, "transcript");
	struct view turns = record_view(doc->call, "turns");
	struct view data = record_view(doc->call, "data");

	if (summary.n > 0)
		put_plain(new_analysis(doc, "summary", source), summary);
	if (view_count(turns) > 0)
		put_json(new_analysis(doc, "transcript", source), "body",
		    (struct slice){turns.p, turns.n});
	else if (transcript.n > 0)
		put_plain(new_analysis(doc, "transcript", source), transcript);
	if (view_count(data) > 0)
		put_json(new_analysis(doc, "report", source), "body",
		    (struct slice){data.p, data.n});
}

/* ---- the thread -------------------------------------------------------------
 */

/* The receipts of a text, as they came. */
static void
report_deliveries(struct vcon_document *doc, const struct vcon_text *text)
{
	struct slice provider = {NULL, 0};
	struct json_object *analysis;
	size_t i, found = 0;
	struct buf all;

	buf_init(&all, BUF_NO_CAP);
	for (i = 0; i < doc->vcon->count; i++) {
		struct record *record = &doc->records[i];
		struct slice id = record_text(record, "message_id");

		if (doc->vcon->lines[i].kind != RECORD_DELIVERY ||
		    (!slice_equal(id, text->id) &&
			(id.n > 0 ||
			    !slice_equal(
				record_text(record, "provider_message_id"),
				text->provider_id))))
			continue;
		buf_addc(&all, found++ == 0 ? '[' : ',');
		buf_addslice(&all, doc->vcon->lines[i].text);
		vcon_keep_first(&provider, record_text(record, "provider"));
	}
	buf_addc(&all, ']');
	if (found > 0) {
		analysis = new_analysis(doc, "delivery", provider);
		put_json(analysis, "body", buf_slice(&all));
	}
	buf_release(&all);
}

static void
report_intent(struct vcon_document *doc, const struct vcon_text *text)
{
	struct json_object *analysis, *body;

	if (text->intent.n == 0)
		return;
	analysis = new_analysis(doc, "intent", slice_of("smspipe"));
	put_word(analysis, "mediatype", "application/json");
	put_word(analysis, "encoding", "json");
	body = doc_new_object();
	put_text(body, "intent", text->intent);
	put_text(body, "action", text->action);
	put_text(body, "match", text->match);
	doc_put_take(analysis, "body", body);
}

static void
add_text(struct vcon_document *doc, const struct vcon_text *text)
{
	struct json_object *dialog = doc_new_object();

	put_word(dialog, "type", "text");
	put_time(dialog, "start", text->at);
	put_parties(dialog,
	    party_of(doc, text->from, text->reply ? CUSTOMER : BUSINESS),
	    party_of(doc, text->to, text->reply ? BUSINESS : CUSTOMER));
	if (text->body.p != NULL)
		put_plain(dialog, text->body);
	put_text(dialog, "message_id",
	    text->provider_id.n > 0 ? text->provider_id : text->id);
	doc_push_take(doc->dialog, dialog);
	if (text->reply)
		report_intent(doc, text);
	else
		report_deliveries(doc, text);
}

/* ---- what lies beside -------------------------------------------------------
 */

static void
add_attachment(struct vcon_document *doc, size_t line, const char *purpose,
    const char *time)
{
	struct json_object *attachment = doc_new_object();
	int64_t at = doc->newest;

	(void)record_time(&doc->records[line], time, &at);
	put_word(attachment, "purpose", purpose);
	put_time(attachment, "start", at);
	doc_put_take(attachment, "party", doc_new_int(BUSINESS));
	if (doc_count(doc->dialog) > 0)
		doc_put_take(attachment, "dialog", doc_new_int(0));
	put_json(attachment, "body", doc->vcon->lines[line].text);
	doc_push_take(doc->attachments, attachment);
}

/* The records themselves, but receipts, which stand in reports of their text,
 * where there was one. */
static void
add_attachments(struct vcon_document *doc)
{
	size_t i;

	for (i = 0; i < doc->vcon->count; i++)
		switch (doc->vcon->lines[i].kind) {
		case RECORD_CALL:
			add_attachment(doc, i, "call record", "ended_at");
			break;
		case RECORD_MESSAGE:
			add_attachment(doc, i, "message record", "created_at");
			break;
		case RECORD_REPLY:
			add_attachment(doc, i, "reply record", "received_at");
			break;
		case RECORD_CONSENT:
			add_attachment(doc, i, "consent", "effective_at");
			break;
		default:
			if (record_text(&doc->records[i], "provider_message_id")
				.n == 0)
				add_attachment(
				    doc, i, "delivery record", "received_at");
			break;
		}
}

/* ---- the document -----------------------------------------------------------
 */

/* Version 8: from the hash of what it is about, so that it is the same one
 * whenever it is written. */
static void
put_uuid(struct json_object *root, struct slice source, struct slice call_id)
{
	char hex[CRYPTO_SHA256_HEX], text[37];
	struct buf name;

	buf_init(&name, BUF_NO_CAP);
	buf_addf(&name, "smspipe/vcon/%.*s/%.*s", SLICE_ARG(source),
	    SLICE_ARG(call_id));
	crypto_sha256_hex(buf_slice(&name), hex);
	(void)snprintf(text, sizeof(text), "%.8s-%.4s-8%.3s-a%.3s-%.12s", hex,
	    hex + 8, hex + 12, hex + 15, hex + 18);
	put_word(root, "uuid", text);
	buf_release(&name);
}

static struct json_object *
new_root(struct vcon_document *doc)
{
	const struct vcon *vcon = doc->vcon;
	const struct clock *clock = &vcon->session->clock;
	struct json_object *root = doc_new_object();
	struct slice source = {NULL, 0};

	if (doc->call != NULL)
		source = record_text(doc->call, "source");
	put_uuid(root, source, vcon->call_id);
	put_time(
	    root, "created_at", clock->fixed ? clock_now(clock) : doc->newest);
	put_word(root, "subject", "A call, its texts and the answers");
	return root;
}

static void
fill_document(struct vcon_document *doc, struct buf *out)
{
	struct json_object *root;
	size_t i;

	doc->parties = doc_new_array();
	doc->dialog = doc_new_array();
	doc->analysis = doc_new_array();
	doc->attachments = doc_new_array();
	add_ends(doc);
	if (doc->call != NULL) {
		add_call(doc);
		analyse_call(doc);
	}
	for (i = 0; i < doc->text_count; i++)
		if (doc->texts[i].at != INT64_MAX)
			add_text(doc, &doc->texts[i]);
	add_attachments(doc);
	root = new_root(doc);
	doc_put_take(root, "parties", doc->parties);
	doc_put_take(root, "dialog", doc->dialog);
	doc_put_take(root, "analysis", doc->analysis);
	doc_put_take(root, "attachments", doc->attachments);
	doc_write(root, out);
	doc_free(root);
}

void
vcon_write(const struct vcon *vcon, struct buf *out)
{
	struct vcon_document doc = {.vcon = vcon, .newest = 0};
	size_t i;

	doc.records = mem_zalloc(vcon->count + 1, sizeof(*doc.records));
	doc.texts = mem_zalloc(vcon->count + 1, sizeof(*doc.texts));
	doc.numbers = mem_zalloc(2 * vcon->count + 2, sizeof(*doc.numbers));
	vcon_read(&doc);
	fill_document(&doc, out);
	for (i = 0; i < vcon->count; i++)
		record_release(&doc.records[i]);
	free(doc.records);
	free(doc.texts);
	free(doc.numbers);
}
