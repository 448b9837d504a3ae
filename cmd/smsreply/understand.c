/* SPDX-License-Identifier: ISC */
#include "understand.h"

#include "base/crypto.h"
#include "consent/fold.h"
#include "platform.h"

/* What ordinary words say, when no keyword stands alone. */
static bool
understand_phrase(
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
understand_words(
    struct reply_desk *desk, struct record *reply, struct finding *finding)
{
	struct slice body = record_text(reply, "body");
	struct keyword_hit *hit = &finding->hit;
	char hex[CRYPTO_SHA256_HEX];
	struct keyword_text text;

	keyword_prepare(body, &desk->arena, &text);
	finding->says_yes = keyword_says_yes(&text);
	crypto_sha256_hex(text.exact, hex);
	finding->text_hash = arena_slice(&desk->arena, slice_of(hex));
	if (keyword_of_provider(record_text(reply, "provider_opt_out"), hit) ||
	    keyword_standard(&text, hit) ||
	    match_keyword(&desk->conversation, &text, finding->received_ms,
		&desk->arena, hit, &finding->offer) ||
	    keyword_of_config(&text, desk->config->reply, &desk->arena, hit) ||
	    understand_phrase(desk, body, hit))
		return;
	*hit = (struct keyword_hit){
	    .intent = INTENT_OTHER, .basis = BASIS_NONE};
	if (body.n == 0 && view_count(record_view(reply, "media_urls")) > 0)
		hit->rule = "media";
}

/* YES to a question that wants C is that C, to one about an opt-in it is that;
 * from somebody who is opted out it is START where the platform takes it so. */
static void
understand_yes(
    struct reply_desk *desk, struct record *reply, struct finding *finding)
{
	const struct config_sender *sender = config_find_sender(
	    desk->config, record_text(reply, "to"));
	struct keyword_hit *hit = &finding->hit;
	enum intent meant;

	if (finding->stopped && hit->intent == INTENT_OPT_IN) {
		hit->intent = INTENT_YES;
		finding->offer = (struct match_offer){.question = NULL};
	}
	if (hit->intent != INTENT_YES || finding->offer.question != NULL)
		return;
	if (finding->stopped) {
		if (platform_yes_is_start(record_text(reply, "provider"),
			sender != NULL ? sender->kind : NULL) &&
		    slice_is(keyword_upper(hit->keyword, &desk->arena), "YES"))
			hit->intent = INTENT_START;
		return;
	}
	meant = match_yes(
	    &desk->conversation, finding->received_ms, &desk->arena);
	if (meant != INTENT_OPT_IN || finding->says_yes)
		hit->intent = meant;
}

/* Where the configuration wants it, what may not be a stop is asked about
 * once; a stop that we could as well have offered to cancel likewise. */
static void
understand_unsure(struct reply_desk *desk, struct finding *finding)
{
	if (!finding->hit.unsure || finding->hit.intent != INTENT_STOP ||
	    !slice_is(slice_of(desk->config->inbound_unsure), "ask") ||
	    due_was_unsure(&desk->conversation))
		return;
	finding->ask = true;
	finding->hit.intent = INTENT_OTHER;
}

/* The question's language, the keyword's, or the newest message's. */
static struct slice
understand_language(
    const struct reply_desk *desk, const struct finding *finding)
{
	if (finding->match.question != NULL)
		return finding->match.question->language;
	if (finding->hit.language != NULL)
		return slice_of(finding->hit.language);
	if (desk->conversation.count > 0)
		return desk->conversation.questions[0].language;
	return (struct slice){NULL, 0};
}

void
understand(struct reply_desk *desk, struct record *reply)
{
	struct finding *finding = &desk->finding;

	understand_words(desk, reply, finding);
	understand_yes(desk, reply, finding);
	understand_unsure(desk, finding);
	match_question(&desk->conversation, finding->hit.intent,
	    &finding->offer, finding->received_ms, &desk->arena,
	    &finding->match);
	finding->language = understand_language(desk, finding);
}

/* ---- into the record ----------------------------------------------------- */

static const char *
understand_action(const struct reply_desk *desk)
{
	const struct finding *finding = &desk->finding;
	enum intent intent = finding->hit.intent;
	enum match match = finding->match.match;

	if (finding->ask)
		return "clarify";
	if (finding->hit.idle || finding->match.repeated)
		return "none";
	if (match == MATCH_AMBIGUOUS && due_was_clarified(&desk->conversation))
		return "route_to_human";
	if (intent == INTENT_RESCHEDULE && match == MATCH_SINGLE &&
	    desk->config->inbound_link != NULL)
		return "send_link";
	return intent_action(intent, match);
}

static void
understand_put_match(const struct finding *finding, struct record *reply)
{
	const struct match_result *match = &finding->match;
	struct buf list;
	size_t i;

	record_set_text(reply, "match", slice_of(match_name(match->match)));
	if (match->question != NULL) {
		record_set_text(
		    reply, "message_id", match->question->message_id);
		record_copy_text(
		    reply, "appointment_id", match->question->appointment_id);
	}
	buf_init(&list, BUF_NO_CAP);
	buf_addc(&list, '[');
	for (i = 0; i < match->candidate_count; i++) {
		if (match->candidates[i]->appointment_id.p == NULL)
			continue;
		if (list.len > 1)
			buf_addc(&list, ',');
		view_write_string(&list, match->candidates[i]->appointment_id);
	}
	buf_addc(&list, ']');
	record_set_json(reply, "candidates", buf_slice(&list));
	buf_release(&list);
}

/* What was agreed to: the question, word for word, and the kind of consent that
 * somebody asked for, or else what a writing can give. */
static void
understand_put_opt_in(const struct reply_desk *desk, struct record *reply)
{
	const struct finding *finding = &desk->finding;
	const struct question *question = finding->match.question;
	const struct verdict_query query = {
	    .tenant = record_text(reply, "tenant"),
	    .program = question->program,
	    .now_ms = clock_now(&desk->clock)};
	struct fold fold;
	struct buf json;

	fold_entries(&fold, &query, finding->entries, finding->entry_count);
	buf_init(&json, BUF_NO_CAP);
	view_write_member(&json, "program", question->program);
	view_write_member(&json, "kind",
	    fold.request != NULL && fold.request->kind.p != NULL
		? fold.request->kind
		: slice_of("pewc"));
	view_write_member(&json, "text_shown", question->body);
	buf_addc(&json, '}');
	record_set_json(reply, "asked", buf_slice(&json));
	buf_release(&json);
}

void
understand_annotate(const struct reply_desk *desk, struct record *reply)
{
	const struct finding *finding = &desk->finding;
	const struct keyword_hit *hit = &finding->hit;

	record_set_text(reply, "intent", slice_of(intent_name(hit->intent)));
	record_set_text(
	    reply, "intent_basis", slice_of(basis_name(hit->basis)));
	record_copy_text(reply, "keyword", hit->keyword);
	record_copy_text(reply, "rule", slice_of(hit->rule));
	record_set_text(
	    reply, "confidence", slice_of(hit->unsure ? "unsure" : "sure"));
	record_copy_text(reply, "language", finding->language);
	understand_put_match(finding, reply);
	if (hit->intent == INTENT_OPT_IN &&
	    finding->match.match == MATCH_SINGLE)
		understand_put_opt_in(desk, reply);
	record_set_text(reply, "action", slice_of(understand_action(desk)));
	record_copy_text(reply, "unanswered", slice_of(finding->unanswered));
}
