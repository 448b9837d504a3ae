/* SPDX-License-Identifier: ISC */
#include "match.h"

#include "record/record.h"

static int
match_read(struct arena *arena, const struct journal_row *row,
    struct question *out, struct error *err)
{
	struct record message = {0};
	struct slice language;

	if (record_fill(&message, row->record, err) != 0) {
		record_release(&message);
		return error_prefix(
		    err, "journal: message %.*s", SLICE_ARG(row->id));
	}
	language = record_text(&message, "language");
	*out = (struct question){.message_id = row->id,
	    .appointment_id = row->appointment_id,
	    .expires_ms = row->expires_ms,
	    .replies = record_view(&message, "replies")};
	out->language = arena_slice(arena, language);
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
	struct journal_row *rows;
	size_t count, i;

	out->count = 0;
	if (journal_list(store, &filter, arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		int rank = journal_state_rank(rows[i].state);

		/* Waiting or refused: the person never saw it. */
		if (rank < journal_state_rank(JOURNAL_AMBIGUOUS) ||
		    rows[i].attempts == 0)
			continue;
		if (match_read(
			arena, &rows[i], &out->questions[out->count], err) != 0)
			return -1;
		out->count++;
	}
	return 0;
}

bool
match_keyword(const struct conversation *conversation,
    const struct keyword_text *text, struct arena *arena,
    struct keyword_hit *hit)
{
	size_t i;

	for (i = 0; i < conversation->count; i++)
		if (keyword_of_message(
			text, conversation->questions[i].replies, arena, hit))
			return true;
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

/* Notes an appointment once; two texts about one are one question. */
static void
match_candidate(struct match_result *out, struct slice appointment_id)
{
	size_t i;

	for (i = 0; i < out->candidate_count; i++)
		if (slice_equal(out->candidates[i], appointment_id))
			return;
	if (out->candidate_count < MATCH_CANDIDATES)
		out->candidates[out->candidate_count++] = appointment_id;
}

void
match_question(const struct conversation *conversation,
    const struct keyword_hit *hit, int64_t received_ms, struct arena *arena,
    struct match_result *out)
{
	const struct question *open = NULL, *closed = NULL, *question;
	size_t i;

	*out = (struct match_result){.match = MATCH_NONE};
	for (i = 0; i < conversation->count; i++) {
		question = &conversation->questions[i];
		if (!match_offers(question, hit->intent, arena))
			continue;
		if (question->expires_ms != 0 &&
		    question->expires_ms <= received_ms) {
			if (closed == NULL)
				closed = question;
			continue;
		}
		if (open == NULL)
			open = question;
		match_candidate(out, question->appointment_id);
	}
	out->question = open != NULL ? open : closed;
	if (out->candidate_count > 1) {
		out->match = MATCH_AMBIGUOUS;
		out->question = NULL;
	} else if (open != NULL) {
		out->match = MATCH_SINGLE;
	} else if (closed != NULL) {
		out->match = MATCH_STALE;
	}
}
