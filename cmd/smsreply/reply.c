/* SPDX-License-Identifier: ISC */
#include "reply.h"

#include "consent/fold.h"
#include "consent/ledger.h"
#include "understand.h"

/* ---- the store ----------------------------------------------------------- */

/* Had the person opted out before this text? */
static int
reply_ask_ledger(
    struct reply_desk *desk, struct record *reply, struct error *err)
{
	const struct verdict_query query = {
	    .tenant = record_text(reply, "tenant"),
	    .category = slice_of("transactional"),
	    .sender = record_text(reply, "to"),
	    .now_ms = clock_now(&desk->clock)};
	struct finding *finding = &desk->finding;
	struct fold fold;

	if (ledger_entries(desk->store, record_text(reply, "from"),
		&desk->arena, &finding->entries, &finding->entry_count,
		err) != 0)
		return -1;
	fold_entries(&fold, &query, finding->entries, finding->entry_count);
	finding->stopped = fold.stop != NULL;
	return 0;
}

/* 1: this very text was read before, and is what it became then. */
static int
reply_recall(struct reply_desk *desk, struct record *reply, struct error *err)
{
	const struct inbound_filter filter = {
	    .number = record_text(reply, "from"),
	    .reply_id = record_text(reply, "reply_id"),
	    .limit = 1};
	struct inbound_text *texts;
	size_t count;

	if (inbound_list(
		desk->store, &filter, &desk->arena, &texts, &count, err) != 0)
		return -1;
	if (count == 0)
		return 0;
	if (record_fill(reply, texts[0].record, err) != 0)
		return error_prefix(err, "store: a reply");
	desk->answer = texts[0].answer;
	return 1;
}

/*
 * Writes down that the person wrote, which opens a conversation, what it meant,
 * and what the text says about consent, if anything.
 */
static int
reply_record(struct reply_desk *desk, struct record *reply, struct error *err)
{
	const struct finding *finding = &desk->finding;
	struct record consent = {0};
	struct ledger_act act;
	struct buf line;
	int got;

	if (desk->dry_run)
		return 0;
	buf_init(&line, BUF_NO_CAP);
	record_write(reply, &line);
	{
		bool waits = slice_is(
		    record_text(reply, "action"), "route_to_human");
		const struct inbound_text text = {
		    .reply_id = record_text(reply, "reply_id"),
		    .tenant = record_text(reply, "tenant"),
		    .number = record_text(reply, "from"),
		    .sender = record_text(reply, "to"),
		    .received_ms = finding->received_ms,
		    .intent = record_text(reply, "intent"),
		    .action = record_text(reply, "action"),
		    .appointment_id = record_text(reply, "appointment_id"),
		    .text_hash = finding->text_hash,
		    .answered = desk->answer.p != NULL
			? answer_template(finding->answer, &desk->arena)
			: (struct slice){NULL, 0},
		    .closed_ms = waits ? 0 : clock_now(&desk->clock),
		    .record = buf_slice(&line),
		    .answer = desk->answer};

		got = inbound_add(desk->store, &text, err);
	}
	buf_release(&line);
	if (got < 0 ||
	    inbound_note(desk->store, record_text(reply, "from"),
		record_text(reply, "to"), finding->received_ms, err) != 0)
		return -1;
	got = ledger_act_of(reply, &act, err);
	if (got > 0)
		got = ledger_write(
		    desk->store, &act, clock_now(&desk->clock), &consent, err);
	record_release(&consent);
	return got < 0 ? -1 : 0;
}

/* ---- the answer ---------------------------------------------------------- */

/* Makes it now: it is written down with the reply. */
static void
reply_make_answer(struct reply_desk *desk, struct record *reply)
{
	struct finding *finding = &desk->finding;
	const struct due_query due = {.config = desk->config,
	    .acks = desk->acks,
	    .hit = &finding->hit,
	    .match = &finding->match,
	    .conversation = &desk->conversation,
	    .provider = record_text(reply, "provider"),
	    .from = record_text(reply, "from"),
	    .to = record_text(reply, "to"),
	    .text_hash = finding->text_hash,
	    .now_ms = clock_now(&desk->clock),
	    .received_ms = finding->received_ms,
	    .ask = finding->ask,
	    .stopped = finding->stopped};
	const struct answer_query query = {.config = desk->config,
	    .answers = desk->answers,
	    .answer = finding->answer = due_answer(&due, &finding->unanswered),
	    .match = &finding->match,
	    .intent = finding->hit.intent,
	    .language = finding->language,
	    .tenant = record_text(reply, "tenant"),
	    .reply_id = record_text(reply, "reply_id"),
	    .from = due.from,
	    .to = due.to,
	    .now_ms = due.now_ms,
	    .received_ms = due.received_ms};
	struct record message = {0};
	struct buf line;

	if (finding->answer == ANSWER_NONE)
		return;
	buf_init(&line, BUF_NO_CAP);
	if (answer_make(&query, &desk->arena, &message, &desk->failure) == 0) {
		desk->failure.code = 0;
		record_write(&message, &line);
		desk->answer = arena_slice(&desk->arena, buf_slice(&line));
	} else {
		/* It holds nothing but what the configuration says. */
		desk->failure.code = EX_CONFIG;
	}
	buf_release(&line);
	record_release(&message);
}

int
reply_answer(struct reply_desk *desk, struct record *answer, struct error *err)
{
	if (desk->failure.code != 0) {
		*err = desk->failure;
		return -1;
	}
	if (desk->answer.p == NULL)
		return 0;
	return record_fill(answer, desk->answer, err) == 0 ? 1 : -1;
}

/* ---- one reply ----------------------------------------------------------- */

/* Inside the transaction: look, decide, write. */
static int
reply_decide(struct reply_desk *desk, struct record *reply, struct error *err)
{
	int known = reply_recall(desk, reply, err);

	if (known != 0)
		return known > 0 ? 0 : -1;
	if (match_conversation(desk->store, record_text(reply, "from"),
		record_text(reply, "to"), &desk->arena, &desk->conversation,
		err) != 0 ||
	    reply_ask_ledger(desk, reply, err) != 0)
		return -1;
	understand(desk, reply);
	reply_make_answer(desk, reply);
	understand_annotate(desk, reply);
	return reply_record(desk, reply, err);
}

int
reply_read(struct reply_desk *desk, struct record *reply, struct error *err)
{
	arena_reset(&desk->arena);
	desk->finding = (struct finding){.received_ms = 0};
	desk->conversation.count = desk->conversation.text_count = 0;
	desk->answer = (struct slice){NULL, 0};
	desk->failure.code = 0;
	if (!record_time(reply, "received_at", &desk->finding.received_ms))
		desk->finding.received_ms = clock_now(&desk->clock);
	if (record_text(reply, "tenant").p == NULL &&
	    desk->config->tenant != NULL)
		record_set_text(
		    reply, "tenant", slice_of(desk->config->tenant));
	if (desk->store == NULL) {
		understand(desk, reply);
		understand_annotate(desk, reply);
		return 0;
	}
	if (store_begin(desk->store, err) != 0)
		return -1;
	if (reply_decide(desk, reply, err) == 0 &&
	    store_commit(desk->store, err) == 0)
		return 0;
	store_rollback(desk->store);
	return -1;
}
