/* SPDX-License-Identifier: ISC */
#include "control.h"

#include "base/mem.h"
#include "phones.h"
#include "record/doc.h"
#include "show.h"
#include "text/phone.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CONTROL_TEXT_MAX = 6400 }; /* bytes of a typed text */

static void
control_answer_take(
    struct http_reply *reply, int status, struct json_object *document)
{
	reply->status = status;
	reply->content_type = "application/json";
	doc_write(document, &reply->body);
	doc_free(document);
}

static void
control_fail(struct http_reply *reply, int status, const char *what)
{
	struct json_object *object = doc_new_object();

	doc_put_take(object, "error", doc_new_text(slice_of(what)));
	control_answer_take(reply, status, object);
}

static void
control_phones(struct sim *sim, struct deliver *deliver,
    struct json_object *body, struct http_reply *reply)
{
	(void)deliver;
	(void)body;
	control_answer_take(
	    reply, 200, show_phones(sim, CONTROL_PHONES, CONTROL_MESSAGES));
}

static void
control_messages(struct sim *sim, struct deliver *deliver,
    struct json_object *body, struct http_reply *reply)
{
	(void)deliver;
	(void)body;
	control_answer_take(reply, 200, show_messages(sim));
}

static void
control_reply(struct sim *sim, struct deliver *deliver,
    struct json_object *body, struct http_reply *reply)
{
	struct slice from = doc_text(doc_get(body, "from"));
	struct slice to = doc_text(doc_get(body, "to"));
	struct slice text = doc_text(doc_get(body, "body"));
	const struct sim_message *message;
	struct json_object *object;

	if (!phone_is_e164(from) ||
	    !(phone_is_e164(to) || phone_is_short_code(to))) {
		control_fail(reply, 400, "from and to must be phone numbers");
		return;
	}
	if (text.n == 0 || text.n > CONTROL_TEXT_MAX ||
	    memchr(text.p, '\0', text.n) != NULL) {
		control_fail(reply, 400, "body is empty, too long or odd");
		return;
	}
	message = phones_reply(sim, deliver, from, to, text);
	if (message == NULL) {
		control_fail(reply, 503, "the simulator is full");
		return;
	}
	object = doc_new_object();
	doc_put_take(object, "sid", doc_new_text(slice_of(message->sid)));
	control_answer_take(reply, 201, object);
}

/* Rules from an array of texts; those of before are gone. */
static int
control_set_rules(
    struct draw *draw, struct json_object *rules, struct error *err)
{
	struct draw changed = *draw;
	size_t i;

	draw_clear(&changed);
	for (i = 0; i < doc_count(rules); i++)
		if (draw_add(&changed, doc_text(doc_at(rules, i)), err) != 0)
			return -1;
	*draw = changed;
	return 0;
}

static void
control_fate(struct sim *sim, struct deliver *deliver, struct json_object *body,
    struct http_reply *reply)
{
	const struct {
		const char *name;
		struct draw *draw;
	} members[] = {{"fate", &sim->fates}, {"list", &sim->lists},
	    {"receipt", &sim->receipts}};
	struct json_object *rules;
	bool any = false;
	struct error err;
	size_t i;

	(void)deliver;
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		rules = doc_get(body, members[i].name);
		if (doc_type(rules) != SCAN_ARRAY)
			continue;
		if (control_set_rules(members[i].draw, rules, &err) != 0) {
			control_fail(reply, 400, err.text);
			return;
		}
		any = true;
	}
	if (any)
		control_answer_take(reply, 200, doc_new_object());
	else
		control_fail(
		    reply, 400, "fate, list or receipt must be an array");
}

/* As the option --inbound: what learns its key from us starts after us. */
static void
control_inbound(struct sim *sim, struct deliver *deliver,
    struct json_object *body, struct http_reply *reply)
{
	struct slice text = doc_text(doc_get(body, "inbound"));
	char *copy = mem_strndup(text.n > 0 ? text.p : "", text.n);
	struct error err;

	(void)deliver;
	if (accounts_set_hook(&sim->accounts, copy, &err) == 0)
		control_answer_take(reply, 200, doc_new_object());
	else
		control_fail(reply, 400, "inbound is no URL of loopback");
	free(copy);
}

static void
control_quit(struct sim *sim, struct deliver *deliver, struct json_object *body,
    struct http_reply *reply)
{
	(void)deliver;
	(void)body;
	sim->quit = true;
	control_answer_take(reply, 200, doc_new_object());
}

static const struct control {
	const char *method, *name;
	void (*handle)(struct sim *sim, struct deliver *deliver,
	    struct json_object *body, struct http_reply *reply);
} controls[] = {
    {"GET", "phones", control_phones},
    {"GET", "messages", control_messages},
    {"POST", "reply", control_reply},
    {"POST", "fate", control_fate},
    {"POST", "inbound", control_inbound},
    {"POST", "quit", control_quit},
};

static const struct control *
control_find(const struct http_call *call)
{
	const char *name = call->path + sizeof(CONTROL_ROOT) - 1;
	size_t i;

	for (i = 0; i < sizeof(controls) / sizeof(controls[0]); i++)
		if (strcmp(name, controls[i].name) == 0 &&
		    strcmp(call->method, controls[i].method) == 0)
			return &controls[i];
	return NULL;
}

/* A type that no page of another site can post without being asked for it. */
static bool
control_is_json(const struct http_call *call)
{
	static const char json[] = "application/json";
	const char *type = http_call_header(call, "Content-Type");

	return type != NULL && strncasecmp(type, json, sizeof(json) - 1) == 0;
}

void
control_handle(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply)
{
	const struct control *control = control_find(call);
	struct json_object *body = NULL;
	struct error err;

	if (control == NULL) {
		control_fail(reply, 404, "no such thing");
		return;
	}
	if (strcmp(control->method, "POST") == 0) {
		if (!control_is_json(call)) {
			control_fail(reply, 415, "send application/json");
			return;
		}
		body = doc_parse(
		    call->body.n > 0 ? call->body : slice_of("{}"), &err);
		if (body == NULL) {
			control_fail(reply, 400, err.text);
			return;
		}
	}
	control->handle(sim, deliver, body, reply);
	doc_free(body);
}
