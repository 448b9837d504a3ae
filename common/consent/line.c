/* SPDX-License-Identifier: ISC */
#include "consent/line.h"

#include "base/crypto.h"
#include "record/json.h"
#include "store/chain.h"

void
line_write(const struct ledger_entry *entry, struct buf *out)
{
	char hex[2 * CHAIN_HASH + 1];

	if (entry->record.p != NULL) {
		buf_addslice(out, entry->record);
		return;
	}
	buf_adds(out, "{\"record\":\"consent\",\"record_version\":1");
	json_text(out, JSON("tenant"), entry->tenant);
	json_text(out, JSON("program"), entry->program);
	if (entry->person.n == CHAIN_HASH) {
		crypto_hex((const uint8_t *)entry->person.p, CHAIN_HASH, hex);
		json_text(out, JSON("number_hmac"), slice_of(hex));
	}
	json_text(out, JSON("channel"), entry->channel);
	json_text(out, JSON("category"), entry->category);
	json_text(out, JSON("action"), entry->action);
	json_text(out, JSON("basis"), entry->basis);
	json_text(out, JSON("kind"), entry->kind);
	json_text(out, JSON("method"), entry->method);
	if (entry->sender.p != NULL) {
		buf_adds(out, ",\"evidence\":");
		buf_adds(out, "{\"sender\":");
		view_write_string(out, entry->sender);
		buf_addc(out, '}');
	}
	json_time(out, JSON("effective_at"), entry->effective_ms);
	json_time(out, JSON("recorded_at"), entry->recorded_ms);
	json_text(out, JSON("scope"), entry->scope);
	buf_addc(out, '}');
}
