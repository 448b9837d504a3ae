/* SPDX-License-Identifier: ISC */
#include "proof.h"

#include "answer.h"
#include "base/crypto.h"
#include "consent/line.h"
#include "consent/retention.h"
#include "record/json.h"
#include "record/view.h"
#include "time/instant.h"

#include <inttypes.h>

static void
proof_json_ledger(const struct audit *audit, struct buf *out)
{
	char hex[2 * CHAIN_HASH + 1];

	crypto_hex(audit->head, CHAIN_HASH, hex);
	buf_addf(out,
	    ",\"ledger\":{\"ledger\":\"%s\",\"entries\":%" PRId64
	    ",\"head\":\"%s\",\"intact\":%s",
	    audit->name, audit->entries, hex,
	    audit->fault == NULL ? "true" : "false");
	if (audit->fault != NULL)
		buf_addf(out, ",\"first_bad\":%" PRId64 ",\"fault\":\"%s\"",
		    audit->first_bad, audit->fault);
	buf_addc(out, '}');
}

static void
proof_json_answer(const struct verdict *verdict, int64_t at_ms, struct buf *out)
{
	struct buf answer;

	buf_init(&answer, BUF_NO_CAP);
	answer_json(verdict, at_ms, true, &answer);
	buf_addslice(out, buf_slice(&answer));
	buf_addc(out, '}');
	buf_release(&answer);
}

static void
proof_json_answers(
    const struct proof_answer *answer, int64_t at_ms, struct buf *out)
{
	buf_adds(out, ",\"transactional\":");
	proof_json_answer(&answer->transactional, at_ms, out);
	buf_adds(out, ",\"promotional\":");
	proof_json_answer(&answer->promotional, at_ms, out);
}

static void
proof_json_entry(const struct ledger_entry *entry, struct buf *out)
{
	char hex[2 * CHAIN_HASH + 1] = "";

	if (entry->hash.n == CHAIN_HASH)
		crypto_hex((const uint8_t *)entry->hash.p, CHAIN_HASH, hex);
	buf_addf(out,
	    "{\"seq\":%" PRId64 ",\"hash\":\"%s\",\"record\":", entry->seq,
	    hex);
	line_write(entry, out);
	buf_addc(out, '}');
}

static void
proof_json_text(const struct proof_text *text, struct buf *out)
{
	const struct journal_row *row = &text->row;

	buf_adds(out, "{\"message_id\":");
	view_write_string(out, row->id);
	json_text(
	    out, JSON("status"), slice_of(journal_state_name(row->state)));
	json_text(out, JSON("reason"), row->reason);
	json_text(out, JSON("provider"), row->provider);
	json_text(out, JSON("provider_message_id"), row->provider_id);
	buf_addf(out, ",\"attempts\":%" PRId64, row->attempts);
	if (text->attempted) {
		json_time(out, JSON("attempted_at"), row->attempted_ms);
		buf_adds(out, ",\"consent_check\":");
		if (text->erased)
			buf_adds(out, "null,\"consent_erased\":true");
		else
			proof_json_answer(
			    &text->verdict, row->attempted_ms, out);
	}
	buf_adds(out, ",\"message\":");
	buf_addslice(out, row->record);
	buf_addc(out, '}');
}

/* How long all of this is to be kept. */
static void
proof_json_retention(const struct proof *proof, struct buf *out)
{
	const struct retention *rule;
	const char *comma = "";
	int64_t until_ms;

	buf_adds(out, ",\"retention\":[");
	for (rule = retentions; rule->what != NULL; rule++) {
		until_ms = retention_until(rule, proof->entries,
		    proof->entry_count, proof->last_text_ms);
		if (until_ms < 0)
			continue;
		buf_addf(out, "%s{\"what\":\"%s\"", comma, rule->what);
		if (until_ms > 0)
			json_time(out, JSON("until"), until_ms);
		else
			json_text(out, JSON("until"), slice_of(NULL));
		json_text(out, JSON("source"), slice_of(rule->source));
		buf_addc(out, '}');
		comma = ",";
	}
	buf_addc(out, ']');
}

void
proof_json(const struct proof *proof, struct buf *out)
{
	size_t i;

	buf_adds(out, "{\"number\":");
	view_write_string(out, proof->number);
	json_text(out, JSON("tenant"), proof->tenant);
	json_time(out, JSON("made_at"), proof->made_ms);
	proof_json_ledger(&proof->audit, out);
	proof_json_answers(&proof->answers[0], proof->made_ms, out);
	buf_adds(out, ",\"programs\":[");
	for (i = 1; i < proof->answer_count; i++) {
		buf_adds(out, i > 1 ? ",{\"program\":" : "{\"program\":");
		view_write_string(out, proof->answers[i].program);
		proof_json_answers(&proof->answers[i], proof->made_ms, out);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
	proof_json_retention(proof, out);
	buf_adds(out, ",\"entries\":[");
	for (i = 0; i < proof->entry_count; i++) {
		buf_adds(out, i > 0 ? "," : "");
		proof_json_entry(&proof->entries[i], out);
	}
	buf_adds(out, "],\"messages\":[");
	for (i = 0; i < proof->text_count; i++) {
		buf_adds(out, i > 0 ? "," : "");
		proof_json_text(&proof->texts[i], out);
	}
	buf_adds(out, "]}");
}
