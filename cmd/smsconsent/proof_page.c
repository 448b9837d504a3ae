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
	buf_adds(out, "<dt>");
	html_add(out, slice_of(name));
	buf_adds(out, "</dt><dd>");
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

/* Members of the evidence with a name for people; others stand under their
 * own. */
static const struct {
	const char *member, *name;
} evidence_names[] = {{"call_id", "Call"}, {"recording_url", "Recording"},
    {"recording_id", "Recording's id"}, {"reply_id", "Inbound text"},
    {"message_id", "Text that asked"}, {"sender", "Texted to"},
    {"form_url", "Form"}, {"url", "Address"}, {"file", "File"},
    {"scan_id", "Scan"}, {"agent_id", "Voice agent"}, {"language", "Language"},
    {"ip", "IP address"}, {"user_agent", "Browser"},
    {"disclosure_version", "Version of what was shown"}};

/* These are quoted. */
static const char evidence_quoted[] =
    "disclosure_text|text_shown|consent_text|excerpt";

static struct slice
evidence_name(struct slice member)
{
	size_t i;

	for (i = 0; i < sizeof(evidence_names) / sizeof(evidence_names[0]); i++)
		if (slice_is(member, evidence_names[i].member))
			return slice_of(evidence_names[i].name);
	return member;
}

/* What was shown and said, and what proves it: all of it. */
static void
page_evidence(struct buf *out, struct record *record)
{
	struct view evidence = record_view(record, "evidence");
	struct view_step step = {0};
	struct slice text;

	page_row(out, "Name", record_text(record, "name"));
	while (view_next(evidence, &step)) {
		if (slice_among(step.key, evidence_quoted) ||
		    view_is_null(step.value))
			continue;
		text = view_text(step.value, &record->arena);
		if (text.p == NULL)
			text = (struct slice){step.value.p, step.value.n};
		page_row(out,
		    arena_string(&record->arena, evidence_name(step.key)),
		    text);
	}
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
	page_row(out, "Scope", entry->scope);
	if (entry->expires_ms > 0)
		page_time(out, "Until", entry->expires_ms);
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
		if (text->erased)
			page_row(out, "Allowed",
			    slice_of("not known: what it rested on was "
				     "erased"));
		else
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
	for (i = 0; i < proof->answer_count; i++) {
		page_row(out, "Program", proof->answers[i].program);
		page_answer(out, "Informational texts now",
		    &proof->answers[i].transactional);
		page_answer(
		    out, "Advertising now", &proof->answers[i].promotional);
	}
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
