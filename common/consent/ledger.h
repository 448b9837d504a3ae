/* SPDX-License-Identifier: ISC */
/*
 * ledger: from records to entries.  What a call, a reply or an operator said
 * becomes a consent record and a row of the store's ledger.
 */
#ifndef CONSENT_LEDGER_H
#define CONSENT_LEDGER_H

#include "base/error.h"
#include "record/record.h"
#include "store/store.h"

#include <stdint.h>

/* What is known of an act of consent; slices that are not there: unknown. */
struct ledger_act {
	struct slice tenant, program, name;
	struct slice number; /* or address, where it is about e-mail */
	const char *action; /* granted, revoked, denied, … */
	const char *kind; /* pec, pewc or NULL */
	const char *basis; /* express_oral, express_written, … or NULL */
	const char *method; /* voice_call, keyword, … */
	const char *category; /* transactional, …, any; NULL: any */
	const char *channel; /* sms, voice, …, any; NULL: any */
	const char *scope; /* program, tenant */
	int64_t effective_ms; /* 0: now */
	int64_t expires_ms; /* 0: never */
	struct slice sender; /* our number that the person texted */
	struct slice call_id, reply_id, recording_url, excerpt;
	struct slice agent_id, language; /* who asked, and in what words */
	struct slice message_id; /* of ours that asked */
	struct slice disclosure_text, text_shown, consent_text;
	struct slice file_name, file_sha256; /* what proves it, hex digest */
	struct slice source; /* makes it once: "reply:ID/NUMBER",
				"call:SOURCE/ID/…" */
	const struct record *entry; /* a consent record as it was read: kept so,
				       but for tenant when it has none, and
				       recorded_at; NULL: one is made */
};

/*
 * Writes the act into the ledger, inside the caller's transaction.  Fills
 * `record` with the consent record.  1 added, 0 known already or a grant from
 * before its person was erased (the record is then not filled), -1 error:
 * EX_DATAERR when its consent_id is that of another number or action.
 *
 * The consent_id of an act with a source is "c" and 32 hex digits of the hash
 * of that source, so that the same call or reply makes the same id anywhere;
 * without a source it is a new UUIDv7.
 *
 * What was made from a call or a reply, and every withdrawal, is in effect now
 * at the latest, even if another clock runs ahead of ours.  Consent records
 * keep their time.
 */
int ledger_write(struct store *store, const struct ledger_act *act,
    int64_t now_ms, struct record *record, struct error *err);

/*
 * The act that a record carries: a call with consent granted or denied, a reply
 * whose intent is stop, start or opt_in, a consent record.  1 yes, 0 none, -1
 * error. The record has passed record_check; the act borrows from it.  The
 * tenant is the record's own and may be not there.
 *
 * A yes on a call is PEC for all transactional programs unless the record names
 * one; it took effect when the call ended.  Nobody says yes on a call that was
 * not connected, nor does a voicemail.
 */
int ledger_act_of(
    struct record *record, struct ledger_act *act, struct error *err);

/*
 * What a call says of e-mail, beside that: consent.email is granted or denied,
 * or the person asks for e-mail.  Its number is the address, in small letters.
 * 1 yes, 0 none.
 */
int ledger_email_act_of(struct record *record, struct ledger_act *act);

#endif
