/* SPDX-License-Identifier: ISC */
#include "match.h"

#include "consent/verdict.h"
#include "record/record.h"

/* ---- what went to and fro ------------------------------------------------ */

static int
match_read(struct arena *arena, const struct journal_row *row,
    struct question *out, struct error *err)
{
	struct record message = {0};
	bool sent = row->attempts > 0 &&
	    journal_state_rank(row->state) >=
		journal_state_rank(JOURNAL_AMBIGUOUS);

	if (record_fill(&message, row->record, err) != 0) {
		record_release(&message);
		return error_prefix(
		    err, "journal: message %.*s", SLICE_ARG(row->id));
	}
	*out = (struct question){.message_id = row->id,
	    .appointment_id = row->appointment_id,
	    .template_id = row->template_id,
	    .version = row->appointment_version,
	    .expires_ms = row->expires_ms,
	    .asked_ms = sent ? row->attempted_ms : 0,
	    .replies = record_view(&message, "replies"),
	    .candidates = record_view(&message, "candidates")};
	out->language = arena_slice(arena, record_text(&message, "language"));
	out->purpose = arena_slice(arena, record_text(&message, "purpose"));
	out->zone = arena_slice(arena, record_text(&message, "timezone"));
	out->program = arena_slice(arena, record_text(&message, "program"));
	out->opt_in = slice_is(out->purpose, "opt_in_request") &&
	    out->program.p != NULL;
	if (out->opt_in)
		out->body = arena_slice(arena, record_text(&message, "body"));
	(void)record_time(&message, "appointment_at", &out->starts_ms);
	record_release(&message);
	return 0;
}

int
match_conversation(struct store *store, struct slice person, struct slice ours,
    struct arena *arena, struct conversation *out, struct error *err)
{
	const struct journal_filter filter = {.to = person,
	    .from = ours,
	    .newest_first = true,
	    .limit = MATCH_LOOK_BACK};
	const struct inbound_filter texts = {
	    .number = person, .sender = ours, .limit = MATCH_LOOK_BACK};
	struct journal_row *rows;
	size_t count, i;

	out->count = 0;
	if (journal_list(store, &filter, arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		/* Taken back or refused: it says nothing. */
		if (rows[i].state == JOURNAL_CANCELLED ||
		    rows[i].state == JOURNAL_SUPPRESSED)
			continue;
		if (match_read(
			arena, &rows[i], &out->questions[out->count], err) != 0)
			return -1;
		out->count++;
	}
	return inbound_list(
	    store, &texts, arena, &out->texts, &out->text_count, err);
}

/* ---- keywords ------------------------------------------------------------ */

static bool
match_was_asked(const struct question *question, int64_t received_ms)
{
	return question->asked_ms != 0 && question->asked_ms <= received_ms;
}

/* The appointment that the word stands for: its number among the replies. */
static struct slice
match_named(
    const struct question *question, struct slice word, struct arena *arena)
{
	struct view_step reply = {0}, appointment = {0};

	while (view_next(question->replies, &reply) &&
	    view_next(question->candidates, &appointment))
		if (slice_equal(view_unescape(reply.key, arena), word))
			return view_string(appointment.value, arena);
	return question->appointment_id;
}

bool
match_keyword(const struct conversation *conversation,
    const struct keyword_text *text, int64_t received_ms, struct arena *arena,
    struct keyword_hit *hit, struct match_offer *offer)
{
	const struct question *question;
	size_t i;

	*offer = (struct match_offer){.question = NULL};
	for (i = 0; i < conversation->count; i++) {
		question = &conversation->questions[i];
		if (!match_was_asked(question, received_ms) ||
		    !keyword_of_message(text, question->replies, arena, hit))
			continue;
		offer->question = question;
		offer->appointment_id = match_named(
		    question, hit->keyword, arena);
		return true;
	}
	return false;
}

/* Does the question offer an answer of this meaning? */
static bool
match_offers(
    const struct question *question, enum intent intent, struct arena *arena)
{
	struct view_step step = {0};
	enum intent offered;

	while (view_next(question->replies, &step))
		if (intent_find(view_string(step.value, arena), &offered) &&
		    offered == intent)
			return true;
	return false;
}

/* ---- appointments -------------------------------------------------------- */

/* What the person last said of the appointment; INTENT_OTHER: nothing. */
static enum intent
match_last_said(const struct conversation *conversation, struct slice id)
{
	enum intent intent;
	size_t i;

	for (i = 0; i < conversation->text_count; i++)
		if (id.p != NULL &&
		    slice_equal(conversation->texts[i].appointment_id, id) &&
		    intent_find(conversation->texts[i].intent, &intent) &&
		    intent_needs_question(intent))
			return intent;
	return INTENT_OTHER;
}

/* Was the appointment cancelled or moved after the question? */
static bool
match_is_outdated(const struct conversation *conversation,
    const struct question *question, enum intent intent)
{
	const struct question *newer = conversation->questions;

	if (question->appointment_id.p == NULL)
		return false;
	if (intent != INTENT_CANCEL &&
	    match_last_said(conversation, question->appointment_id) ==
		INTENT_CANCEL)
		return true;
	for (; newer < question; newer++) {
		if (!slice_equal(
			newer->appointment_id, question->appointment_id))
			continue;
		if (slice_is(newer->purpose, "cancellation") ||
		    newer->version > question->version ||
		    (newer->starts_ms != 0 && question->starts_ms != 0 &&
			newer->starts_ms != question->starts_ms))
			return true;
	}
	return false;
}

static bool
match_is_over(const struct conversation *conversation,
    const struct question *question, enum intent intent, int64_t received_ms)
{
	return (question->opt_in &&
		   received_ms - question->asked_ms >= VERDICT_OPT_IN_MS) ||
	    (question->expires_ms != 0 &&
		question->expires_ms <= received_ms) ||
	    (question->starts_ms != 0 && question->starts_ms <= received_ms) ||
	    slice_is(question->purpose, "cancellation") ||
	    match_is_outdated(conversation, question, intent);
}

enum intent
match_yes(const struct conversation *conversation, int64_t received_ms,
    struct arena *arena)
{
	const struct question *question;
	enum intent intent;
	size_t i;

	for (i = 0; i < conversation->count; i++) {
		question = &conversation->questions[i];
		intent = question->opt_in ? INTENT_OPT_IN : INTENT_CONFIRM;
		if (!match_was_asked(question, received_ms) ||
		    (!question->opt_in &&
			!match_offers(question, intent, arena)))
			continue;
		return match_is_over(
			   conversation, question, intent, received_ms)
		    ? INTENT_YES
		    : intent;
	}
	return INTENT_YES;
}

/* Notes an appointment once; two texts about one are one question. */
static void
match_candidate(struct match_result *out, const struct question *question)
{
	size_t i;

	for (i = 0; i < out->candidate_count; i++)
		if (slice_equal(out->candidates[i]->appointment_id,
			question->appointment_id))
			return;
	if (out->candidate_count < MATCH_CANDIDATES)
		out->candidates[out->candidate_count++] = question;
}

/* Of several, those are not meant that the person has answered so. */
static void
match_drop_answered(const struct conversation *conversation, enum intent intent,
    struct match_result *out)
{
	size_t i, kept = 0;

	for (i = 0; i < out->candidate_count; i++)
		if (match_last_said(conversation,
			out->candidates[i]->appointment_id) != intent)
			out->candidates[kept++] = out->candidates[i];
	out->candidate_count = kept > 0 ? kept : 1;
}

/* May this message be the one that the answer is about? */
static bool
match_fits(const struct question *question, enum intent intent,
    const struct match_offer *offer, bool offering, struct arena *arena)
{
	/* The question which one is meant is about none of them. */
	if (!view_is_null(question->candidates))
		return false;
	if (offer->question != NULL &&
	    !view_is_null(offer->question->candidates))
		return slice_equal(
		    question->appointment_id, offer->appointment_id);
	return offering ? match_offers(question, intent, arena)
			: question->appointment_id.p != NULL;
}

static void
match_look(const struct conversation *conversation, enum intent intent,
    const struct match_offer *offer, bool offering, int64_t received_ms,
    struct arena *arena, struct match_result *out)
{
	const struct question *question;
	size_t i;

	*out = (struct match_result){.match = MATCH_NONE};
	for (i = 0; i < conversation->count; i++) {
		question = &conversation->questions[i];
		if (!match_was_asked(question, received_ms) ||
		    !match_fits(question, intent, offer, offering, arena))
			continue;
		if (!match_is_over(conversation, question, intent, received_ms))
			match_candidate(out, question);
		else if (out->question == NULL)
			out->question = question; /* stale, if none is open */
	}
	if (out->candidate_count > 1)
		match_drop_answered(conversation, intent, out);
	if (out->candidate_count > 0)
		out->question = out->candidates[0];
	if (out->candidate_count == 1)
		out->match = MATCH_SINGLE;
	else if (out->candidate_count > 1)
		out->match = MATCH_AMBIGUOUS;
	else if (out->question != NULL)
		out->match = MATCH_STALE;
}

/* The question about an opt-in whose word it is, or the newest one. */
static void
match_opt_in(const struct conversation *conversation,
    const struct match_offer *offer, int64_t received_ms,
    struct match_result *out)
{
	const struct question *question;
	size_t i;

	for (i = 0; i < conversation->count && out->question == NULL; i++) {
		question = &conversation->questions[i];
		if (question->opt_in &&
		    match_was_asked(question, received_ms) &&
		    (offer->question == NULL || offer->question == question))
			out->question = question;
	}
	if (out->question != NULL)
		out->match = match_is_over(conversation, out->question,
				 INTENT_OPT_IN, received_ms)
		    ? MATCH_STALE
		    : MATCH_SINGLE;
}

void
match_question(const struct conversation *conversation, enum intent intent,
    const struct match_offer *offer, int64_t received_ms, struct arena *arena,
    struct match_result *out)
{
	*out = (struct match_result){.match = MATCH_NONE};
	if (intent == INTENT_OPT_IN) {
		match_opt_in(conversation, offer, received_ms, out);
		return;
	}
	if (!intent_needs_question(intent) &&
	    !(offer->question != NULL && intent != INTENT_OTHER))
		return;
	match_look(conversation, intent, offer, true, received_ms, arena, out);
	/* Nobody asked, but there is an appointment to speak of. */
	if (out->match == MATCH_NONE && intent_needs_question(intent))
		match_look(conversation, intent, offer, false, received_ms,
		    arena, out);
	if (out->match == MATCH_AMBIGUOUS)
		out->question = NULL;
	out->repeated = out->match == MATCH_SINGLE &&
	    intent_needs_question(intent) &&
	    match_last_said(conversation, out->question->appointment_id) ==
		intent;
}
