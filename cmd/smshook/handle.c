/* SPDX-License-Identifier: ISC */
#include "handle.h"

#include "base/fault.h"

#include "call/call.h"
#include "http/form.h"
#include "provider/provider.h"

#include <string.h>
#include <strings.h>

void
handle_refuse(struct handle_result *result, int status, const char *what)
{
	*result = (struct handle_result){.status = status,
	    .content_type = "text/plain",
	    .body = what,
	    .what = what};
}

/* ---- what is asked before the body is read ------------------------------ */

/* Is it one of the words of "GET, POST"? */
static bool
handle_allows(const char *methods, const char *method)
{
	size_t len = strlen(method), n;

	for (; *methods != '\0'; methods += n + strspn(methods + n, ", ")) {
		n = strcspn(methods, ",");
		if (n == len && memcmp(methods, method, n) == 0)
			return true;
	}
	return false;
}

/* The type alone counts: "; charset=UTF-8" may follow. */
static bool
handle_takes(const struct door *door, const char *type)
{
	size_t i, n;

	if (type == NULL)
		return false;
	n = strcspn(type, "; \t");
	for (i = 0; i < DOOR_TYPES && door->types[i] != NULL; i++)
		if (strlen(door->types[i]) == n &&
		    strncasecmp(door->types[i], type, n) == 0)
			return true;
	return false;
}

/* Does it bring no proof at all, where a header would be one? */
static bool
handle_is_unsigned(const struct handle_request *request)
{
	const struct door *door = request->door;
	size_t i;

	if (request->secret.n == 0 || door->proofs[0] == NULL)
		return false;
	for (i = 0; i < DOOR_PROOFS && door->proofs[i] != NULL; i++)
		if (request->header(request->context, door->proofs[i]) != NULL)
			return false;
	return true;
}

static bool
handle_is_signed(const struct handle_request *request,
    const struct provider_hook *hook, struct arena *arena)
{
	const struct door *door = request->door;
	const struct provider *provider;

	if (request->secret.n == 0)
		return request->insecure;
	/* What must never be: whoever knows the path is believed. */
	if (fault_broken("unsigned"))
		return true;
	if (door->kind == DOOR_PLATFORM && door->signer == NULL)
		return call_verify(door->name, request->body, request->secret,
		    request->header, request->context, request->now_ms);
	provider = provider_find(
	    door->signer != NULL ? door->signer : door->name);
	return provider != NULL && provider->verify != NULL &&
	    provider->verify(hook, arena);
}

/* True when the request may be read; else the result says why not. */
static bool
handle_admit(const struct handle_request *request,
    const struct provider_hook *hook, struct arena *arena,
    struct handle_result *result)
{
	const struct door *door = request->door;

	if (door == NULL)
		handle_refuse(result, 404, "no such path");
	else if (request->secret.n == 0 && !request->insecure)
		handle_refuse(result, 404, "this door has no secret");
	else if (!handle_allows(door->methods, request->method)) {
		handle_refuse(result, 405, "method is not allowed");
		result->allow = door->methods;
	} else if (request->body.n > door->body_max)
		handle_refuse(result, 413, "body is too large");
	else if (strcmp(request->method, "POST") == 0 &&
	    !handle_takes(
		door, request->header(request->context, "Content-Type")))
		handle_refuse(result, 415, "content type is not taken");
	else if (handle_is_unsigned(request))
		handle_refuse(result, 401, "no signature");
	else if (!handle_is_signed(request, hook, arena))
		handle_refuse(result, 403, "signature is wrong");
	else
		return true;
	return false;
}

/* ---- records ------------------------------------------------------------ */

/* A receipt or an inbound text: 1, or 0, or -1, as provider.h says. */
static int
handle_message(const struct provider_hook *hook, const struct door *door,
    struct arena *arena, struct record *record, struct handle_result *result,
    struct error *err)
{
	const struct provider *provider = provider_find(door->name);
	const char *notice;
	int got = 0;

	if (provider->receipt != NULL)
		got = provider->receipt(hook, arena, record, err);
	if (got != 0 || provider->inbound == NULL)
		return got;
	got = provider->inbound(hook, arena, record, err);
	if (got == 1) {
		result->content_type = provider->inbound_answer_type;
		result->body = provider->inbound_answer;
	}
	if (got == 0 && provider->notice != NULL &&
	    (notice = provider->notice(hook, arena)) != NULL)
		result->what = notice;
	return got;
}

/* What tells an event from the next one; fields that are absent count too. */
enum { KEY_FIELDS = 4 };
static const struct {
	enum record_kind kind;
	const char *fields[KEY_FIELDS];
} keys[] = {
    {RECORD_CALL, {"source", "call_id", "event_id", "stage"}},
    {RECORD_DELIVERY, {"provider", "provider_message_id", "status_raw"}},
    {RECORD_REPLY, {"reply_id"}},
};

static void
handle_key(struct record *record, struct handle_key *key)
{
	struct crypto_sha256 *digest = crypto_sha256_new();
	enum record_kind kind = record_kind(record);
	size_t i, f;

	crypto_sha256_start(digest);
	crypto_sha256_add_field(digest, slice_of(field_kind_name(kind)));
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		for (f = 0; keys[i].kind == kind && f < KEY_FIELDS &&
		     keys[i].fields[f] != NULL;
		     f++)
			crypto_sha256_add_field(
			    digest, record_text(record, keys[i].fields[f]));
	crypto_sha256_end(digest, key->hash);
	crypto_sha256_free(digest);
}

/* A form as the JSON object that call/ reads. */
static int
handle_form(const struct handle_request *request, struct arena *arena,
    struct slice *json, struct error *err)
{
	struct form form;
	struct buf text;
	size_t i;

	if (form_parse(request->body, &form, arena, err) != 0)
		return -1;
	for (i = 0; i < form.count; i++)
		if (scan_utf8_prefix(form.fields[i].name) !=
			form.fields[i].name.n ||
		    scan_utf8_prefix(form.fields[i].value) !=
			form.fields[i].value.n)
			return error_set(err, EX_DATAERR,
			    "form field %zu is no UTF-8", i + 1);
	buf_init(&text, BUF_NO_CAP);
	for (i = 0; i < form.count; i++)
		view_write_member(&text,
		    arena_string(arena, form.fields[i].name),
		    form.fields[i].value);
	buf_adds(&text, form.count > 0 ? "}" : "{}");
	*json = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return 0;
}

/* The record of an event that may be believed: 1, or 0 for none, or -1. */
static int
handle_read(const struct handle_request *request,
    const struct provider_hook *hook, struct arena *arena,
    struct record *record, struct handle_result *result, struct error *err)
{
	const struct call_context context = {
	    .config = request->config, .received_ms = request->now_ms};

	struct slice body = request->body;

	if (request->door->kind == DOOR_PROVIDER)
		return handle_message(
		    hook, request->door, arena, record, result, err);
	if (request->door->signer != NULL &&
	    handle_form(request, arena, &body, err) != 0)
		return -1;
	return call_normalise_text(body, &context, record, err);
}

/* Keeps the event that the hook tells of; -1 when it is broken. */
static int
handle_event(const struct handle_request *request,
    const struct provider_hook *hook, struct arena *arena,
    struct handle_result *result, struct error *err)
{
	struct handle_event *event = &result->events[result->event_count];
	struct record record = {0};
	struct buf line;
	int got = handle_read(request, hook, arena, &record, result, err);

	if (got > 0) {
		record_set_time(&record, "received_at", request->now_ms);
		buf_init(&line, BUF_NO_CAP);
		record_write(&record, &line);
		event->line = arena_slice(arena, buf_slice(&line));
		buf_release(&line);
		handle_key(&record, &event->key);
		result->what = field_kind_name(record_kind(&record));
		result->event_count++;
	}
	record_release(&record);
	return got < 0 ? -1 : 0;
}

/* Is the body a list of events? */
static bool
handle_is_list(const struct handle_request *request)
{
	const struct provider *provider;

	if (request->door->kind != DOOR_PROVIDER)
		return false;
	provider = provider_find(request->door->name);
	return provider != NULL && provider->is_list;
}

static int
handle_list(const struct handle_request *request, struct provider_hook hook,
    struct arena *arena, struct handle_result *result, struct error *err)
{
	struct view_step step = {0};
	struct scan_fault fault;
	struct view list;

	if (scan_value(request->body, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return error_set(
		    err, EX_DATAERR, "the body is no JSON: %s", fault.what);
	list = view_of(request->body);
	if (view_type(list) != SCAN_ARRAY)
		return error_set(err, EX_DATAERR, "the body is no array");
	result->events = arena_alloc(
	    arena, (view_count(list) + 1) * sizeof(*result->events));
	while (view_next(list, &step)) {
		hook.body = (struct slice){step.value.p, step.value.n};
		if (handle_event(request, &hook, arena, result, err) != 0)
			return -1;
	}
	return 0;
}

void
handle(const struct handle_request *request, struct arena *arena,
    struct handle_result *result)
{
	const struct provider_hook hook = {.method = request->method,
	    .url = request->url,
	    .body = request->body,
	    .header = request->header,
	    .context = request->context,
	    .secret = request->secret,
	    .now_ms = request->now_ms};
	struct error err;
	int done;

	if (!handle_admit(request, &hook, arena, result))
		return;
	*result = (struct handle_result){.status = 200,
	    .content_type = request->door->answer_type,
	    .body = request->door->answer,
	    .what = "nothing to keep"};
	if (handle_is_list(request)) {
		done = handle_list(request, hook, arena, result, &err);
	} else {
		result->events = arena_alloc(arena, sizeof(*result->events));
		done = handle_event(request, &hook, arena, result, &err);
	}
	if (done != 0)
		handle_refuse(
		    result, 400, arena_string(arena, slice_of(err.text)));
}
