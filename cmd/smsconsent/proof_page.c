/* SPDX-License-Identifier: ISC */
#include "proof.h"

#include "answer.h"
#include "base/crypto.h"
#include "consent/retention.h"
#include "record/record.h"
#include "text/html.h"
#include "time/instant.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const page_style[] = {
    "body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto;",
    "  max-width: 60rem; padding: 0 1rem; }",
    "article { border-top: 1px solid; padding: .5rem 0; "
    "break-inside: avoid; }",
    "dl { display: grid; grid-template-columns: max-content 1fr;",
    "  gap: 0 1rem; margin: 0; }",
    "dt { opacity: .7; }",
    "dd { margin: 0; overflow-wrap: anywhere; }",
    "blockquote { margin: .25rem 0; padding-left: 1rem;",
    "  border-left: 3px solid; }",
    "code { font-size: .8rem; overflow-wrap: anywhere; }",
    NULL,
};

/* A row of a list, left out where there is nothing to say. */
static void
page_row(struct buf *out, const char *name, struct slice value)
{
	if (value.p == NULL || value.n == 0)
		return;
	buf_addf(out, "<dt>%s</dt><dd>", name);
	html_add(out, value);
	buf_adds(out, "</dd>\n");
}

static void
page_time(struct buf *out, const char *name, int64_t ms)
{
	char text[INSTANT_TEXT_MAX];

	instant_format(ms, text);
	page_row(out, name, slice_of(text));
}

static void
page_answer(struct buf *out, const char *name, const struct verdict *verdict)
{
	struct buf words;

	buf_init(&words, BUF_NO_CAP);
	answer_say(verdict, &words);
	page_row(out, name, buf_slice(&words));
	buf_release(&words);
}

static void
page_quote(struct buf *out, struct slice text)
{
	if (text.p == NULL)
		return;
	buf_adds(out, "<blockquote>");
	html_add(out, text);
	buf_adds(out, "</blockquote>\n");
}

static void
page_hash(struct buf *out, const char *name, struct slice hash)
{
	char hex[2 * CHAIN_HASH + 1];

	if (hash.n != CHAIN_HASH)
		return;
	crypto_hex((const uint8_t *)hash.p, CHAIN_HASH, hex);
	buf_addf(out, "<dt>%s</dt><dd><code>%s</code></dd>\n", name, hex);
}

/* ---- parts -------------------------------------------------------------- */

static void
page_ledger(struct buf *out, const struct proof *proof)
{
	const struct audit *audit = &proof->audit;
	char count[64];

	buf_adds(out, "<h2>The ledger</h2>\n<dl>\n");
	page_row(out, "Ledger", slice_of(audit->name));
	(void)snprintf(count, sizeof(count), "%" PRId64, audit->entries);
	page_row(out, "Entries", slice_of(count));
	page_hash(
	    out, "Head", (struct slice){(const char *)audit->head, CHAIN_HASH});
	if (audit->fault == NULL) {
		page_row(out, "Chain", slice_of("as it was written"));
	} else {
		(void)snprintf(count, sizeof(count), "entry %" PRId64 ": %s",
		    audit->first_bad, audit->fault);
		page_row(out, "Chain", slice_of(count));
	}
	buf_adds(out, "</dl>\n");
}

/* What was shown and said, and what proves it. */
static void
page_evidence(struct buf *out, struct record *record)
{
	static const struct {
		const char *name, *path;
	} rows[] = {{"Name", "name"}, {"Call", "evidence.call_id"},
	    {"Recording", "evidence.recording_url"},
	    {"Recording's id", "evidence.recording_id"},
	    {"Inbound text", "evidence.reply_id"},
	    {"Text that asked", "evidence.message_id"},
	    {"Texted to", "evidence.sender"}, {"Form", "evidence.form_url"},
	    {"Address", "evidence.url"}, {"File", "evidence.file"},
	    {"Scan", "evidence.scan_id"}};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		page_row(out, rows[i].name,
		    view_text(
			record_path(record, rows[i].path), &record->arena));
	buf_adds(out, "</dl>\n");
	page_quote(out,
	    view_text(record_path(record, "evidence.disclosure_text"),
		&record->arena));
	page_quote(out,
	    view_text(
		record_path(record, "evidence.text_shown"), &record->arena));
	page_quote(out,
	    view_text(
		record_path(record, "evidence.consent_text"), &record->arena));
	page_quote(out,
	    view_text(record_path(record, "evidence.excerpt"), &record->arena));
}

static void
page_entry(struct buf *out, const struct ledger_entry *entry)
{
	struct record record = {0};
	struct error err;

	buf_addf(out, "<article>\n<h3>Entry %" PRId64 ": ", entry->seq);
	html_add(out, entry->action);
	buf_adds(out, "</h3>\n<dl>\n");
	page_time(out, "In effect", entry->effective_ms);
	page_time(out, "Recorded", entry->recorded_ms);
	page_row(out, "Business", entry->tenant);
	page_row(out, "Program", entry->program);
	page_row(out, "Channel", entry->channel);
	page_row(out, "Category", entry->category);
	page_row(out, "Kind", entry->kind);
	page_row(out, "Basis", entry->basis);
	page_row(out, "Method", entry->method);
	page_hash(out, "Hash", entry->hash);
	if (entry->record.p != NULL &&
	    record_fill(&record, entry->record, &err) == 0)
		page_evidence(out, &record);
	else
		buf_adds(out, "</dl>\n");
	record_release(&record);
	buf_adds(out, "</article>\n");
}

static void
page_text(struct buf *out, const struct proof_text *text)
{
	const struct journal_row *row = &text->row;
	struct record record = {0};
	struct error err;

	buf_adds(out, "<article>\n<h3>");
	html_add(out, row->id);
	buf_adds(out, "</h3>\n<dl>\n");
	page_row(out, "Status", slice_of(journal_state_name(row->state)));
	page_row(out, "Reason", row->reason);
	if (text->attempted) {
		page_time(out, "Sent", row->attempted_ms);
		page_answer(out, "Allowed", &text->verdict);
	}
	page_row(out, "Provider", row->provider);
	page_row(out, "Its id", row->provider_id);
	page_row(out, "Template", row->template_id);
	buf_adds(out, "</dl>\n");
	if (record_fill(&record, row->record, &err) == 0)
		page_quote(out, record_text(&record, "body"));
	record_release(&record);
	buf_adds(out, "</article>\n");
}

static void
page_retention(struct buf *out, const struct proof *proof)
{
	const struct retention *rule;
	char time[INSTANT_TEXT_MAX], text[160];
	int64_t until_ms;

	for (rule = retentions; rule->what != NULL; rule++) {
		until_ms = retention_until(rule, proof->entries,
		    proof->entry_count, proof->last_text_ms);
		if (until_ms < 0)
			continue;
		instant_format(until_ms, time);
		(void)snprintf(text, sizeof(text), "%s %.10s (%s)", rule->what,
		    until_ms > 0 ? time : "for ever", rule->source);
		page_row(out, "To be kept", slice_of(text));
	}
}

void
proof_page(const struct proof *proof, struct buf *out)
{
	size_t i;

	html_add_head(out, page_style);
	buf_adds(out, "<title>Consent of ");
	html_add(out, proof->number);
	buf_adds(out, "</title>\n</head>\n<body>\n<main>\n<h1>Consent of ");
	html_add(out, proof->number);
	buf_adds(out, "</h1>\n<dl>\n");
	page_row(out, "Business", proof->tenant);
	page_time(out, "Made", proof->made_ms);
	page_answer(out, "Informational texts now", &proof->transactional);
	page_answer(out, "Advertising now", &proof->promotional);
	page_retention(out, proof);
	buf_adds(out, "</dl>\n");
	page_ledger(out, proof);
	buf_adds(out, "<h2>What was said</h2>\n");
	for (i = 0; i < proof->entry_count; i++)
		page_entry(out, &proof->entries[i]);
	if (proof->entry_count == 0)
		buf_adds(out, "<p>Nothing.</p>\n");
	buf_adds(out, "<h2>What was sent</h2>\n");
	for (i = 0; i < proof->text_count; i++)
		page_text(out, &proof->texts[i]);
	if (proof->text_count == 0)
		buf_adds(out, "<p>Nothing.</p>\n");
	buf_adds(out, "</main>\n</body>\n</html>");
}
