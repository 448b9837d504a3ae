/* SPDX-License-Identifier: ISC */
#include "answer.h"

#include "answer_texts.h"
#include "due.h"
#include "record/key.h"
#include "template/template.h"
#include "time/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_LANGUAGES = 8 }; /* of one answer */

struct answer_body {
	const char *language;
	struct template *template;
};

struct answers {
	struct answer_body bodies[ANSWERS][ANSWER_LANGUAGES];
	size_t counts[ANSWERS];
	struct zone_set zones;
};

/* ---- texts --------------------------------------------------------------- */

static int
answers_add(struct answers *answers, size_t answer, const char *language,
    struct slice text, const char *place, int line, struct error *err)
{
	struct answer_body *body =
	    &answers->bodies[answer][answers->counts[answer]];

	if (answers->counts[answer] == ANSWER_LANGUAGES)
		return error_set(err, EX_CONFIG,
		    "%s:%d: inbound.answers.%s: too many languages", place,
		    line, answer_texts[answer].name);
	body->language = language;
	body->template = template_parse(text, place, line, err);
	if (body->template == NULL) {
		err->code = EX_CONFIG;
		return -1;
	}
	answers->counts[answer]++;
	return 0;
}

/* Those of the configuration come first: the first of a language counts. */
static int
answers_take(
    struct answers *answers, const struct config *config, struct error *err)
{
	const struct yaml_node *node, *text;
	size_t i;

	for (node = config->answers != NULL ? config->answers->first : NULL;
	     node != NULL; node = node->next) {
		for (i = 0; i < ANSWERS &&
		     strcmp(answer_texts[i].name, node->key) != 0;
		     i++)
			;
		if (i == ANSWERS)
			return error_set(err, EX_CONFIG,
			    "%s:%d: inbound.answers: no such answer '%s'",
			    config->path, node->key_line, node->key);
		for (text = node->first; text != NULL; text = text->next)
			if (answers_add(answers, i, text->key, text->text,
				config->path, text->text_line, err) != 0)
				return -1;
	}
	return 0;
}

struct answers *
answers_new(const struct config *config, struct error *err)
{
	struct answers *answers = mem_zalloc(1, sizeof(*answers));
	size_t i;

	if (answers_take(answers, config, err) != 0)
		goto fail;
	for (i = 0; i < ANSWERS; i++)
		if (answers_add(answers, i, "en",
			slice_of(answer_texts[i].english), "answer", 1,
			err) != 0 ||
		    answers_add(answers, i, "es",
			slice_of(answer_texts[i].spanish), "answer", 1,
			err) != 0)
			goto fail;
	return answers;
fail:
	answers_free(answers);
	return NULL;
}

void
answers_free(struct answers *answers)
{
	size_t i, k;

	if (answers == NULL)
		return;
	for (i = 0; i < ANSWERS; i++)
		for (k = 0; k < answers->counts[i]; k++)
			template_free(answers->bodies[i][k].template);
	zone_set_release(&answers->zones);
	free(answers);
}

/* Of the language, or the first English one. */
static const struct answer_body *
answer_body(const struct answer_query *query)
{
	const struct answer_body *bodies =
	    query->answers->bodies[query->answer];
	size_t count = query->answers->counts[query->answer], i;
	const struct answer_body *english = NULL;

	for (i = 0; i < count; i++) {
		if (query->language.n >= 2 &&
		    strncmp(query->language.p, bodies[i].language, 2) == 0)
			return &bodies[i];
		if (english == NULL && strcmp(bodies[i].language, "en") == 0)
			english = &bodies[i];
	}
	return english;
}

/* ---- what a text may say ------------------------------------------------- */

struct answer_names {
	struct slice brand, link, choices; /* JSON */
};

static struct view
answer_lookup(void *context, struct slice name)
{
	const struct answer_names *names = context;

	if (slice_is(name, "brand") && names->brand.p != NULL)
		return view_of(names->brand);
	if (slice_is(name, "link") && names->link.p != NULL)
		return view_of(names->link);
	if (slice_is(name, "choices") && names->choices.p != NULL)
		return view_of(names->choices);
	return (struct view){NULL, 0};
}

bool
answer_can_list(const struct match_result *match)
{
	size_t i;

	for (i = 0; i < match->candidate_count; i++)
		if (match->candidates[i]->starts_ms == 0 ||
		    match->candidates[i]->appointment_id.p == NULL)
			return false;
	return match->candidate_count > 1;
}

/* [{"reply":"1","starts_at":"…"}, …] */
static struct slice
answer_choices(const struct match_result *match, struct arena *arena)
{
	char time[INSTANT_TEXT_MAX];
	struct slice choices;
	struct buf json;
	size_t i;

	if (!answer_can_list(match))
		return (struct slice){NULL, 0};
	buf_init(&json, BUF_NO_CAP);
	for (i = 0; i < match->candidate_count; i++) {
		instant_format(match->candidates[i]->starts_ms, time);
		buf_addf(&json, "%c{\"reply\":\"%zu\",\"starts_at\":\"%s\"}",
		    i == 0 ? '[' : ',', i + 1, time);
	}
	buf_addc(&json, ']');
	choices = arena_slice(arena, buf_slice(&json));
	buf_release(&json);
	return choices;
}

/* The zone that the appointment's message printed its time in. */
static const struct zone *
answer_zone(const struct answer_query *query, struct error *err)
{
	struct slice name = slice_of(query->config->timezone);

	if (query->match->candidate_count > 0 &&
	    query->match->candidates[0]->zone.p != NULL)
		name = query->match->candidates[0]->zone;
	return name.p != NULL ? zone_find(&query->answers->zones, name, err)
			      : NULL;
}

static int
answer_render(const struct answer_query *query, const struct answer_body *body,
    struct arena *arena, struct buf *out, struct error *err)
{
	struct answer_names names = {
	    .brand = slice_of(query->config->brand_json),
	    .choices = answer_choices(query->match, arena)};
	const struct template_scope scope = {.lookup = answer_lookup,
	    .context = &names,
	    .zones = &query->answers->zones,
	    .zone = answer_zone(query, err),
	    .language = body->language,
	    .now_ms = query->now_ms};
	struct buf link;

	buf_init(&link, BUF_NO_CAP);
	if (query->config->inbound_link != NULL) {
		view_write_string(&link, slice_of(query->config->inbound_link));
		names.link = arena_slice(arena, buf_slice(&link));
	}
	buf_release(&link);
	return template_render(body->template, &scope, arena, out, err);
}

/* ---- the record ---------------------------------------------------------- */

struct slice
answer_template(enum answer answer, struct arena *arena)
{
	char id[64];

	(void)snprintf(id, sizeof(id), "answer-%s", answer_texts[answer].name);
	return arena_slice(arena, slice_of(id));
}

/* tenant/reply_id/template_id/to: an event that is no call. */
static void
answer_identify(const struct answer_query *query, struct slice template_id,
    struct record *message)
{
	const struct slice parts[] = {
	    query->tenant, query->reply_id, template_id, query->from};
	struct buf key;
	size_t i;

	buf_init(&key, BUF_NO_CAP);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (i > 0)
			buf_addc(&key, '/');
		key_add(&key, parts[i]);
	}
	key_name(message, NULL, buf_slice(&key));
	buf_release(&key);
}

/* Which word stands for which appointment, and what it then means. */
static void
answer_ask(const struct answer_query *query, struct record *message)
{
	struct buf replies, candidates;
	size_t i;

	buf_init(&replies, BUF_NO_CAP);
	buf_init(&candidates, BUF_NO_CAP);
	for (i = 0; i < query->match->candidate_count; i++) {
		buf_addf(&replies, "%c\"%zu\":\"%s\"", i == 0 ? '{' : ',',
		    i + 1, intent_name(query->intent));
		buf_addc(&candidates, i == 0 ? '[' : ',');
		view_write_string(
		    &candidates, query->match->candidates[i]->appointment_id);
	}
	buf_addc(&replies, '}');
	buf_addc(&candidates, ']');
	record_set_json(message, "replies", buf_slice(&replies));
	record_set_json(message, "candidates", buf_slice(&candidates));
	buf_release(&replies);
	buf_release(&candidates);
}

static void
answer_fill_rest(const struct answer_query *query, struct record *message)
{
	const struct question *question = query->match->question;

	if (query->answer == ANSWER_CLARIFY)
		answer_ask(query, message);
	if (query->answer == ANSWER_UNSURE)
		record_set_json(message, "replies",
		    slice_of("{\"YES\":\"stop\",\"Y\":\"stop\",\"SI\":\"stop\","
			     "\"SÍ\":\"stop\"}"));
	/* A reminder of what is cancelled is out of date. */
	if (query->answer == ANSWER_CANCEL && question != NULL)
		record_copy_text(
		    message, "appointment_id", question->appointment_id);
	if (query->answer != ANSWER_STOP)
		return;
	record_set_time(
	    message, "deadline_at", query->received_ms + DUE_ACK_MS);
	record_set_time(message, "expires_at", query->received_ms + DUE_ACK_MS);
}

static void
answer_fill(const struct answer_query *query, const char *language,
    struct slice body, struct arena *arena, struct record *message)
{
	const struct config_sender *sender = config_find_sender(
	    query->config, query->to);
	struct slice template_id = answer_template(query->answer, arena);

	record_start(message, RECORD_MESSAGE);
	answer_identify(query, template_id, message);
	record_copy_text(message, "tenant", query->tenant);
	record_copy_text(message, "event_id", query->reply_id);
	record_set_text(message, "to", query->from);
	record_set_text(message, "from", query->to);
	if (sender != NULL)
		record_set_text(message, "sender_kind", slice_of(sender->kind));
	record_set_text(
	    message, "purpose", slice_of(answer_texts[query->answer].purpose));
	record_set_text(message, "category", slice_of("conversational"));
	record_set_text(message, "template_id", template_id);
	record_set_text(message, "language", slice_of(language));
	record_set_text(message, "body", body);
	record_set_time(message, "created_at", query->now_ms);
	answer_fill_rest(query, message);
	record_set_text(message, "status", slice_of("rendered"));
}

int
answer_make(const struct answer_query *query, struct arena *arena,
    struct record *message, struct error *err)
{
	const struct answer_body *chosen = answer_body(query);
	struct buf body;
	int result;

	buf_init(&body, BUF_NO_CAP);
	result = answer_render(query, chosen, arena, &body, err);
	if (result == 0)
		answer_fill(
		    query, chosen->language, buf_slice(&body), arena, message);
	buf_release(&body);
	return result;
}
