/* SPDX-License-Identifier: ISC */
/* erase: a person asks to be forgotten. */
#include "session.h"
#include "verbs.h"

#include "consent/erase.h"
#include "consent/retention.h"
#include "record/stream.h"
#include "time/instant.h"

static const struct opt own_options[] = {
    VERB_NOW,
};

static int
print(const struct erased *erased, struct error *err)
{
	struct stream_writer out;
	struct buf text;
	int result = stream_writer_open(&out, NULL, err);

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%zu %s erased, %zu %s kept", erased->entries,
	    erased->entries == 1 ? "entry" : "entries", erased->kept,
	    erased->kept == 1 ? "withdrawal" : "withdrawals");
	if (result == 0)
		result = stream_write_text(&out, buf_slice(&text), err);
	if (stream_writer_close(&out, err) != 0)
		result = -1;
	buf_release(&text);
	return result;
}

/* Who asks to be forgotten has a right to it, but may still sue: the operator
 * is told what a rule would have had kept. */
static int
erase_warn(struct session *session, struct slice number, struct error *err)
{
	const struct journal_filter filter = {
	    .to = number, .newest_first = true, .limit = 1};
	int64_t until_ms, text_ms;
	struct ledger_entry *entries;
	struct journal_row *rows;
	size_t count, texts;
	char time[INSTANT_TEXT_MAX];

	if (ledger_entries(session->store, number, &session->arena, &entries,
		&count, err) != 0 ||
	    journal_list(session->store, &filter, &session->arena, &rows,
		&texts, err) != 0)
		return -1;
	text_ms = texts > 0 ? rows[0].attempted_ms : 0;
	until_ms = retention_until(&retentions[0], entries, count, text_ms);
	if (until_ms <= clock_now(&session->clock))
		return 0;
	instant_format(until_ms, time);
	diag_warn(&session->diag,
	    "what proves this consent was to be kept until %.10s (%s)", time,
	    retentions[0].source);
	return 0;
}

static int
erase(struct session *session, const void *options, struct slice number,
    struct error *err)
{
	struct erased erased;
	int result = store_begin(session->store, err);

	(void)options;
	if (result == 0)
		result = erase_warn(session, number, err);
	if (result == 0)
		result = erase_number(session->store, number,
		    clock_now(&session->clock), &erased, err);
	if (result == 0)
		result = store_commit(session->store, err);
	store_rollback(session->store);
	if (result == 0)
		result = ledger_scrub(session->store, err);
	if (result == 0)
		result = print(&erased, err);
	return result == 0 ? 1 : -1;
}

static int
erase_run(const struct opt_program *program, int argc, char **argv)
{
	struct opt_common common = {0};

	return session_run(program, argc, argv, &common, false, erase);
}

const struct verb verb_erase = {
    .word = "erase",
    .program = {.name = "smsconsent erase",
	.operands = "number",
	.about = "Forget a person; opt-outs stay in force.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = erase_run,
};
