/* SPDX-License-Identifier: ISC */
#include "answer.h"

#include "record/key.h"
#include "template/template.h"
#include "text/phone.h"

#include <stdio.h>
#include <string.h>

enum {
	/* 47 CFR 64.1200(a)(12): a confirmation within five minutes of the
	 * opt-out is presumed to be covered by the consent before it. */
	ANSWER_ACK_MS = 5 * 60 * 1000,
};

#define CONTACT                                  \
	"{% if brand.phone %} {{ brand.phone }}" \
	"{% elsif brand.email %} {{ brand.email }}{% endif %}"

/*
 * Liquid over `brand`.  A stop says that no more comes and nothing else; help
 * names brand, contact and the way out (CTIA Short Code Monitoring Handbook,
 * 1.8, section A).
 */
static const struct {
	enum intent intent;
	enum match match; /* only for intents that need a question */
	const char *language;
	const char *purpose;
	const char *text;
} answers[] = {
    {INTENT_STOP, MATCH_NONE, "en", "opt_out_ack",
	"{{ brand.name }}: you are opted out and will get no more texts from "
	"us. Reply START to opt back in."},
    {INTENT_STOP, MATCH_NONE, "es", "opt_out_ack",
	"{{ brand.name }}: ya no recibirá más mensajes nuestros. "
	"Responda START para volver a recibirlos."},
    {INTENT_START, MATCH_NONE, "en", "opt_in_ack",
	"{{ brand.name }}: you are opted in again. Msg frequency varies. Msg & "
	"data rates may apply. Reply HELP for help, STOP to opt out."},
    {INTENT_START, MATCH_NONE, "es", "opt_in_ack",
	"{{ brand.name }}: vuelve a recibir mensajes. La frecuencia varía. "
	"Pueden aplicarse tarifas. Responda HELP para ayuda, STOP para "
	"cancelar."},
    {INTENT_HELP, MATCH_NONE, "en", "help",
	"{{ brand.name }}: for help contact us" CONTACT
	". Msg & data rates may apply. Reply STOP to opt out."},
    {INTENT_HELP, MATCH_NONE, "es", "help",
	"{{ brand.name }}: para ayuda, contacte" CONTACT
	". Pueden aplicarse tarifas. Responda STOP para cancelar."},
    {INTENT_CONFIRM, MATCH_SINGLE, "en", "confirmation",
	"{{ brand.name }}: thank you, your appointment is confirmed."},
    {INTENT_CONFIRM, MATCH_SINGLE, "es", "confirmation",
	"{{ brand.name }}: gracias, su cita queda confirmada."},
    {INTENT_RESCHEDULE, MATCH_SINGLE, "en", "reschedule",
	"{{ brand.name }}: we will call you to find a new time."},
    {INTENT_RESCHEDULE, MATCH_SINGLE, "es", "reschedule",
	"{{ brand.name }}: le llamaremos para buscar otra hora."},
    {INTENT_CANCEL, MATCH_SINGLE, "en", "cancellation",
	"{{ brand.name }}: your appointment is cancelled."},
    {INTENT_CANCEL, MATCH_SINGLE, "es", "cancellation",
	"{{ brand.name }}: su cita queda cancelada."},
    {INTENT_CONFIRM, MATCH_STALE, "en", "other",
	"{{ brand.name }}: that appointment is over or was changed. Please "
	"contact us" CONTACT "."},
    {INTENT_CONFIRM, MATCH_STALE, "es", "other",
	"{{ brand.name }}: esa cita ya pasó o cambió. Contacte" CONTACT "."},
    {INTENT_CONFIRM, MATCH_AMBIGUOUS, "en", "other",
	"{{ brand.name }}: you have more than one appointment with us. Please "
	"contact us" CONTACT "."},
    {INTENT_CONFIRM, MATCH_AMBIGUOUS, "es", "other",
	"{{ brand.name }}: tiene más de una cita. Contacte" CONTACT "."},
};

/*
 * Words that a provider answers by itself: a second text would be refused
 * (Twilio 21610), or be one too many.  Twilio: "Twilio support for opt-out
 * keywords (SMS STOP filtering)".
 */
static const struct {
	const char *provider;
	const char *words; /* between blanks */
} answered[] = {
    {"twilio",
	" STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT"
	" START YES UNSTOP HELP INFO "},
};

static bool
answer_given_by(struct slice provider, struct slice keyword)
{
	char word[64];
	size_t i;

	(void)snprintf(word, sizeof(word), " %.*s ", SLICE_ARG(keyword));
	for (i = 0; i < sizeof(answered) / sizeof(answered[0]); i++)
		if (slice_is(provider, answered[i].provider))
			return strstr(answered[i].words, word) != NULL;
	return false;
}

static bool
answer_is_due(const struct answer_query *query)
{
	const struct keyword_hit *hit = query->hit;

	/* Nobody reads it at a name, and two numbers of ours would talk on. */
	if (!phone_is_e164(query->from) ||
	    config_is_ours(query->config, query->from))
		return false;
	if (intent_needs_question(hit->intent))
		return query->match != MATCH_NONE;
	if (hit->intent != INTENT_STOP && hit->intent != INTENT_START &&
	    hit->intent != INTENT_HELP)
		return false;
	if (query->acks != ANSWER_NEEDED)
		return query->acks == ANSWER_ALWAYS;
	/* A provider matches whole words only: "STOP!" it lets through. */
	return hit->basis != BASIS_PROVIDER &&
	    !(hit->basis == BASIS_EXACT &&
		answer_given_by(query->provider, hit->keyword));
}

/* The row for this reply in its language, or in English; -1: there is none. */
static int
answer_find(const struct answer_query *query)
{
	struct slice language = query->language;
	enum intent intent = query->hit->intent;
	enum match match = MATCH_NONE;
	int found = -1;
	size_t i;

	if (intent_needs_question(intent))
		match = query->match;
	if (match == MATCH_STALE || match == MATCH_AMBIGUOUS)
		intent = INTENT_CONFIRM; /* said alike for all of them */
	for (i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		if (answers[i].intent != intent || answers[i].match != match)
			continue;
		if (found < 0 ||
		    (language.n >= 2 &&
			memcmp(language.p, answers[i].language, 2) == 0))
			found = (int)i;
	}
	return found;
}

static struct view
answer_lookup(void *context, struct slice name)
{
	const struct config *config = context;

	if (slice_is(name, "brand") && config->brand_json != NULL)
		return view_of(slice_of(config->brand_json));
	return (struct view){NULL, 0};
}

static int
answer_render(const struct config *config, const char *text,
    struct arena *arena, struct buf *out, struct error *err)
{
	struct config borrowed = *config;
	const struct template_scope scope = {
	    .lookup = answer_lookup, .context = &borrowed};
	struct template *template;
	int result;

	template = template_parse(slice_of(text), "answer", 1, err);
	if (template == NULL)
		return -1;
	result = template_render(template, &scope, arena, out, err);
	template_free(template);
	return result;
}

/* tenant/reply_id/template_id/to: an event that is no call. */
static void
answer_identify(const struct answer_query *query, const char *template_id,
    struct record *message)
{
	const struct slice parts[] = {
	    query->tenant, query->reply_id, slice_of(template_id), query->from};
	char id[KEY_ID_SIZE];
	struct buf key;
	size_t i;

	buf_init(&key, BUF_NO_CAP);
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (i > 0)
			buf_addc(&key, '/');
		key_add(&key, parts[i]);
	}
	key_id(NULL, 'm', buf_slice(&key), id);
	record_set_text(message, "message_id", slice_of(id));
	record_set_text(message, "dedupe_key", buf_slice(&key));
	buf_release(&key);
}

static void
answer_fill(const struct answer_query *query, int row, struct slice body,
    struct record *message)
{
	const struct config_sender *sender = config_find_sender(
	    query->config, query->to);
	char template_id[64];

	(void)snprintf(template_id, sizeof(template_id), "answer-%s-%s",
	    intent_name(query->hit->intent), match_name(query->match));
	record_start(message, RECORD_MESSAGE);
	answer_identify(query, template_id, message);
	record_copy_text(message, "tenant", query->tenant);
	record_copy_text(message, "event_id", query->reply_id);
	record_set_text(message, "to", query->from);
	record_set_text(message, "from", query->to);
	if (sender != NULL)
		record_set_text(message, "sender_kind", slice_of(sender->kind));
	record_set_text(message, "purpose", slice_of(answers[row].purpose));
	record_set_text(message, "category", slice_of("conversational"));
	record_set_text(message, "template_id", slice_of(template_id));
	record_set_text(message, "language", slice_of(answers[row].language));
	record_set_text(message, "body", body);
	record_set_time(message, "created_at", query->now_ms);
	if (query->hit->intent == INTENT_STOP)
		record_set_time(
		    message, "deadline_at", query->received_ms + ANSWER_ACK_MS);
	record_set_text(message, "status", slice_of("rendered"));
}

int
answer_make(const struct answer_query *query, struct arena *arena,
    struct record *message, struct error *err)
{
	struct buf body;
	int row, result = -1;

	row = answer_is_due(query) ? answer_find(query) : -1;
	if (row < 0)
		return 0;
	buf_init(&body, BUF_NO_CAP);
	if (answer_render(
		query->config, answers[row].text, arena, &body, err) == 0) {
		answer_fill(query, row, buf_slice(&body), message);
		result = 1;
	}
	buf_release(&body);
	return result;
}
