/* SPDX-License-Identifier: ISC */
#include "consent/audit.h"

#include "base/ascii.h"
#include "base/crypto.h"

#include <string.h>

int
audit_checkpoint_now(struct store *store, int64_t now_ms,
    struct audit_checkpoint *checkpoint, struct error *err)
{
	struct ledger_head head;

	if (ledger_head(store, &head, err) != 0)
		return -1;
	*checkpoint = (struct audit_checkpoint){
	    .entries = head.seq, .at_ms = now_ms};
	memcpy(checkpoint->name, head.name, sizeof(head.name));
	memcpy(checkpoint->head, head.hash, sizeof(head.hash));
	return 0;
}

void
audit_checkpoint_write(
    const struct audit_checkpoint *checkpoint, struct record *record)
{
	char hex[2 * CHAIN_HASH + 1];

	crypto_hex(checkpoint->head, CHAIN_HASH, hex);
	record_start(record, RECORD_OTHER);
	record_set_text(record, "ledger", slice_of(checkpoint->name));
	record_set_int(record, "entries", checkpoint->entries);
	record_set_text(record, "head", slice_of(hex));
	record_set_time(record, "at", checkpoint->at_ms);
}

static bool
read_hex(struct slice text, uint8_t out[CHAIN_HASH])
{
	int high, low, i;

	if (text.n != (size_t)2 * CHAIN_HASH)
		return false;
	for (i = 0; i < CHAIN_HASH; i++) {
		high = ascii_hex(text.p[2 * i]);
		low = ascii_hex(text.p[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i] = (uint8_t)(16 * high + low);
	}
	return true;
}

int
audit_checkpoint_read(struct record *record,
    struct audit_checkpoint *checkpoint, struct error *err)
{
	struct slice name = record_text(record, "ledger");

	*checkpoint = (struct audit_checkpoint){.entries = 0};
	if (name.p == NULL || name.n >= sizeof(checkpoint->name) ||
	    !record_int(record, "entries", &checkpoint->entries) ||
	    checkpoint->entries < 0 ||
	    !read_hex(record_text(record, "head"), checkpoint->head))
		return error_set(err, EX_DATAERR, "is no checkpoint");
	memcpy(checkpoint->name, name.p, name.n);
	(void)record_time(record, "at", &checkpoint->at_ms);
	return 0;
}
