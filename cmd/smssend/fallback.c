/* SPDX-License-Identifier: ISC */
#include "fallback.h"

#include "base/fault.h"
#include "channel.h"
#include "entry.h"
#include "health.h"
#include "intake.h"
#include "output.h"
#include "reach.h"
#include "record/key.h"
#include "time/instant.h"

/* Errors that the same text meets again, whenever it is sent. */
static const char fallback_reasons[] =
    "landline|invalid_number|carrier_filtered";

enum { FALLBACK_WAIT_MAX_S = 30 * 24 * 60 * 60 }; /* nobody waits longer */

/* What is the text's own, and not the e-mail's. */
static const char *const texts_own[] = {"to", "from", "from_basis",
    "sender_kind", "campaign", "media_urls", "segments", "encoding",
    "cost_estimate", "currency", "lint", "consent_check", "deadline_at",
    "dynamic", "dynamic_reason", "india_entity_id", "india_template_id",
    "replies", "supersedes", "send_at", "reason", "fallback"};

static void
fallback_name(struct record *email, struct slice id)
{
	char random[37];
	struct buf key;

	buf_init(&key, BUF_NO_CAP);
	key_add(&key, id);
	buf_adds(&key, "/fallback");
	if (fault_broken("fallback-apart")) {
		crypto_uuid7(0, random);
		buf_adds(&key, random);
	}
	key_name(email, NULL, buf_slice(&key));
	record_set_text(email, "fallback_of", id);
	buf_release(&key);
}

/* What the text says itself is not the e-mail's. */
static void
fallback_set(struct record *email, const char *name, const char *path)
{
	struct slice text = view_text(record_path(email, path), &email->arena);

	if (text.p != NULL)
		record_set_text(email, name, text);
	else
		record_remove(email, name);
}

/* Seconds to wait; -1: after_s says none. */
static int64_t
fallback_wait_s(struct record *email)
{
	struct view after = record_path(email, "fallback.after_s");
	int64_t wait_s;

	if (view_is_null(after))
		return 0;
	if (!view_int(after, &wait_s) || wait_s < 0)
		return -1;
	return wait_s < FALLBACK_WAIT_MAX_S ? wait_s : FALLBACK_WAIT_MAX_S;
}

/* The message as the e-mail that stands in it: 1, `unfit` says why it cannot
 * go, or is NULL; 0 when there is none. */
static int
fallback_make(struct run *run, const struct journal_row *row, int64_t now_ms,
    const char **unfit, struct error *err)
{
	struct record *email = &run->email;
	int64_t wait_s;
	size_t i;

	if (record_fill(email, row->record, err) != 0)
		return -1;
	if (view_type(record_view(email, "fallback")) != SCAN_OBJECT)
		return 0;
	wait_s = fallback_wait_s(email);
	*unfit = wait_s < 0 ? "field fallback.after_s: no number from 0 on"
			    : NULL;
	fallback_name(email, row->id);
	record_set_text(email, "channel", slice_of("email"));
	fallback_set(email, "email", "fallback.email");
	fallback_set(email, "subject", "fallback.subject");
	fallback_set(email, "body", "fallback.body");
	record_set_text(email, "status", slice_of("rendered"));
	for (i = 0; i < sizeof(texts_own) / sizeof(texts_own[0]); i++)
		record_remove(email, texts_own[i]);
	record_set_time(email, "created_at", now_ms);
	if (wait_s > 0)
		record_set_time(
		    email, "send_at", now_ms + wait_s * INSTANT_SECOND);
	return 1;
}

/* Into the journal, as if it had come in.  One that cannot go is told of. */
static int
fallback_enter(
    struct run *run, const char *unfit, int64_t now_ms, struct error *err)
{
	const struct entry_context context = {.config = run->config,
	    .carriers = &run->carriers,
	    .digest = run->digest,
	    .down = health_down(run),
	    .now_ms = now_ms};
	struct record *email = &run->email;
	struct journal_row row, known;
	enum journal_state state;
	struct output output;
	struct slice reason;
	struct error why;
	int found;

	found = journal_find(run->store, record_text(email, "message_id"),
	    &run->arena, &known, err);
	if (found != 0)
		return found < 0 ? -1 : 0;
	if (intake_is_refused(run, email, &state, &reason)) {
		intake_refuse(run, email, state, reason);
		return 0;
	}
	if (unfit == NULL &&
	    entry_make(&context, email, &run->arena, &row, &why) != 0)
		unfit = why.text;
	if (unfit != NULL) {
		diag_warn(run->diag, "message '%.*s': %s",
		    SLICE_ARG(record_text(email, "message_id")), unfit);
		intake_refuse(
		    run, email, JOURNAL_SUPPRESSED, slice_of("invalid"));
		return 0;
	}
	if (journal_add(run->store, &row, err) != 0)
		return -1;
	run->fallbacks++;
	run_look(run, 0);
	if (row.state == JOURNAL_QUEUED)
		return 0;
	if (row.not_before_ms > 0)
		run_look(run, clock_monotonic() + row.not_before_ms - now_ms);
	output = output_of_row(&row);
	output_fill(&run->out, &output, email);
	run_print(run);
	return 0;
}

static int
fallback_follow(
    struct run *run, struct slice id, struct slice reason, struct error *err)
{
	int64_t now_ms = clock_now(&run->clock);
	const char *unfit = NULL;
	struct journal_row row;
	int found;

	if (!slice_among(reason, fallback_reasons))
		return 0;
	found = journal_find(run->store, id, &run->arena, &row, err);
	if (found <= 0)
		return found;
	found = fallback_make(run, &row, now_ms, &unfit, err);
	return found > 0 ? fallback_enter(run, unfit, now_ms, err) : found;
}

int
fallback_take(
    struct run *run, struct slice id, struct slice reason, struct error *err)
{
	return fault_broken("fallback-apart")
	    ? 0
	    : fallback_follow(run, id, reason, err);
}

int
fallback_take_apart(
    struct run *run, struct slice id, struct slice reason, struct error *err)
{
	if (!fault_broken("fallback-apart"))
		return 0;
	if (fallback_follow(run, id, reason, err) != 0 ||
	    store_commit(run->store, err) != 0)
		return -1;
	return store_begin(run->store, err);
}
