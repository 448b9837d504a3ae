/* SPDX-License-Identifier: ISC */
#include "reply.h"

#include "consent/ledger.h"

/* What ordinary words say, when no keyword stands alone. */
static bool
reply_phrase(
    struct reply_desk *desk, struct slice body, struct keyword_hit *hit)
{
	struct phrase_hit phrase;

	if (!phrase_read(desk->phrases, body, &desk->arena, &phrase))
		return false;
	*hit = (struct keyword_hit){.intent = phrase.rule->intent,
	    .basis = BASIS_PHRASE,
	    .keyword = phrase.words,
	    .language = phrase.rule->language,
	    .rule = phrase.rule->name,
	    .unsure = !phrase.sure && phrase.rule->intent == INTENT_STOP,
	    .idle = phrase.rule->care == PHRASE_IDLE};
	return true;
}

/*
 * The strongest word first: the provider's flag, then the standard words (a
 * STOP is a STOP whatever a template offers), then the words of the question,
 * then those of the configuration, then ordinary words.
 */
static void
reply_classify(
    struct reply_desk *desk, struct record *reply, struct keyword_hit *hit)
{
	struct slice body = record_text(reply, "body");
	struct keyword_text text;

	if (keyword_of_provider(record_text(reply, "provider_opt_out"), hit))
		return;
	keyword_prepare(body, &desk->arena, &text);
	if (keyword_standard(&text, hit) ||
	    match_keyword(&desk->conversation, &text, &desk->arena, hit) ||
	    keyword_of_config(&text, desk->config->reply, &desk->arena, hit) ||
	    reply_phrase(desk, body, hit))
		return;
	*hit = (struct keyword_hit){
	    .intent = INTENT_OTHER, .basis = BASIS_NONE};
}

/* The question's language, the newest message's, or the keyword's. */
static struct slice
reply_language(const struct reply_desk *desk, const struct finding *finding)
{
	if (finding->match.question != NULL)
		return finding->match.question->language;
	if (finding->hit.language != NULL)
		return slice_of(finding->hit.language);
	if (desk->conversation.count > 0)
		return desk->conversation.questions[0].language;
	return (struct slice){NULL, 0};
}

static void
reply_annotate(
    struct record *reply, const struct finding *finding, struct buf *scratch)
{
	const struct question *question = finding->match.question;
	enum intent intent = finding->hit.intent;
	size_t i;

	record_set_text(reply, "intent", slice_of(intent_name(intent)));
	record_set_text(
	    reply, "intent_basis", slice_of(basis_name(finding->hit.basis)));
	record_copy_text(reply, "keyword", finding->hit.keyword);
	record_copy_text(reply, "rule", slice_of(finding->hit.rule));
	record_set_text(reply, "confidence",
	    slice_of(finding->hit.unsure ? "unsure" : "sure"));
	record_copy_text(reply, "language", finding->language);
	record_set_text(
	    reply, "match", slice_of(match_name(finding->match.match)));
	if (question != NULL) {
		record_set_text(reply, "message_id", question->message_id);
		record_copy_text(
		    reply, "appointment_id", question->appointment_id);
	}
	buf_addc(scratch, '[');
	for (i = 0; i < finding->match.candidate_count; i++) {
		if (finding->match.candidates[i].p == NULL)
			continue;
		if (scratch->len > 1)
			buf_addc(scratch, ',');
		view_write_string(scratch, finding->match.candidates[i]);
	}
	buf_addc(scratch, ']');
	record_set_json(reply, "candidates", buf_slice(scratch));
	record_set_text(reply, "action",
	    slice_of(finding->hit.idle
		    ? "none"
		    : intent_action(intent, finding->match.match)));
}

/*
 * Writes down that the person wrote, which opens a conversation, and what the
 * text says about consent, if anything.
 */
static int
reply_record(struct reply_desk *desk, struct record *reply, int64_t received_ms,
    struct error *err)
{
	struct record consent = {0};
	struct ledger_act act;
	int got;

	if (desk->dry_run)
		return 0;
	if (inbound_note(desk->store, record_text(reply, "from"),
		record_text(reply, "to"), received_ms, err) != 0)
		return -1;
	got = ledger_act_of(reply, &act, err);
	if (got > 0)
		got = ledger_write(
		    desk->store, &act, clock_now(&desk->clock), &consent, err);
	record_release(&consent);
	return got < 0 ? -1 : 0;
}

int
reply_answer(struct reply_desk *desk, struct record *reply,
    struct record *answer, struct error *err)
{
	const struct finding *finding = &desk->finding;
	struct answer_query query = {
	    .config = desk->config,
	    .hit = &finding->hit,
	    .match = finding->match.match,
	    .language = finding->language,
	    .tenant = record_text(reply, "tenant"),
	    .reply_id = record_text(reply, "reply_id"),
	    .provider = record_text(reply, "provider"),
	    .from = record_text(reply, "from"),
	    .to = record_text(reply, "to"),
	    .now_ms = clock_now(&desk->clock),
	    .acks = desk->acks,
	};
	int got;

	if (!record_time(reply, "received_at", &query.received_ms))
		query.received_ms = query.now_ms;
	got = answer_make(&query, &desk->arena, answer, err);
	if (got < 0)
		err->code = EX_CONFIG; /* it holds nothing but the brand */
	return got;
}

/* What the text means, and which question it answers. */
static void
reply_understand(struct reply_desk *desk, struct record *reply,
    struct finding *finding, int64_t received_ms)
{
	struct buf scratch;

	reply_classify(desk, reply, &finding->hit);
	match_question(&desk->conversation, &finding->hit, received_ms,
	    &desk->arena, &finding->match);
	finding->language = reply_language(desk, finding);
	buf_init(&scratch, BUF_NO_CAP);
	reply_annotate(reply, finding, &scratch);
	buf_release(&scratch);
}

/* Inside the transaction: look, decide, write. */
static int
reply_decide(struct reply_desk *desk, struct record *reply,
    struct finding *finding, struct error *err)
{
	int64_t received_ms = clock_now(&desk->clock);

	(void)record_time(reply, "received_at", &received_ms);
	if (match_conversation(desk->store, record_text(reply, "from"),
		record_text(reply, "to"), &desk->arena, &desk->conversation,
		err) != 0)
		return -1;
	reply_understand(desk, reply, finding, received_ms);
	return reply_record(desk, reply, received_ms, err);
}

int
reply_read(struct reply_desk *desk, struct record *reply, struct error *err)
{
	arena_reset(&desk->arena);
	desk->finding = (struct finding){0};
	desk->conversation.count = 0;
	if (record_text(reply, "tenant").p == NULL &&
	    desk->config->tenant != NULL)
		record_set_text(
		    reply, "tenant", slice_of(desk->config->tenant));
	if (desk->store == NULL) {
		reply_understand(desk, reply, &desk->finding, 0);
		return 0;
	}
	if (store_begin(desk->store, err) != 0)
		return -1;
	if (reply_decide(desk, reply, &desk->finding, err) == 0 &&
	    store_commit(desk->store, err) == 0)
		return 0;
	store_rollback(desk->store);
	return -1;
}
