/* SPDX-License-Identifier: ISC */
#include "message.h"

#include "body.h"
#include "key.h"
#include "record/json.h"
#include "record/key.h"
#include "schedule.h"
#include "supersede.h"

#include <inttypes.h>
#include <string.h>

enum {
	MESSAGE_DEADLINE_MS = 30 * INSTANT_SECOND, /* from the hang-up */
};

/* When it goes. */
struct timing {
	bool has_send, has_expires;
	int64_t send_ms, expires_ms;
	bool past, expired;
};

/* What the messages of each sender share is written once. */
static void
press_init_senders(struct press *press)
{
	const struct config *config = press->config;
	struct buf *json = &press->json;
	size_t i;

	press->senders = arena_alloc(&press->memory,
	    (config->sender_count + 1) * sizeof(*press->senders));
	for (i = 0; i < config->sender_count; i++) {
		const struct config_sender *sender = &config->senders[i];

		buf_reset(json);
		json_text(json, JSON("from"), slice_of(sender->number));
		json_text(json, JSON("sender_kind"), slice_of(sender->kind));
		press->senders[i] = arena_slice(
		    &press->memory, buf_slice(json));
	}
}

void
press_init(struct press *press, const struct config *config)
{
	*press = (struct press){
	    .config = config, .digest = crypto_sha256_new()};
	scope_init(&press->scope, config);
	press->view = (struct template_scope){.lookup = scope_lookup,
	    .shared = scope_shared,
	    .partial = scope_partial,
	    .context = &press->scope,
	    .zones = &press->zones,
	    .guard = scope_guard};
	buf_init(&press->body, BUF_NO_CAP);
	buf_init(&press->key, BUF_NO_CAP);
	buf_init(&press->json, BUF_NO_CAP);
	press_init_senders(press);
}

void
press_release(struct press *press)
{
	buf_release(&press->json);
	buf_release(&press->key);
	buf_release(&press->body);
	scope_release(&press->scope);
	arena_release(&press->arena);
	arena_release(&press->memory);
	crypto_sha256_free(press->digest);
	zone_set_release(&press->zones);
	partials_release(&press->scope.partials);
}

void
press_start(struct press *press, const struct facts *facts, int64_t now_ms)
{
	arena_reset(&press->arena);
	if (press->now_ms != now_ms || press->now_text[0] == '\0') {
		instant_format(now_ms, press->now_text);
		press->now_ms = now_ms;
	}
	press->scope.record = facts->call;
	press->view.zone = facts->zone;
	press->view.now_ms = now_ms;
}

/* ---- timing ------------------------------------------------------------- */

static int
message_instant(struct press *press, const struct facts *facts,
    const struct template_file *file, const struct schedule *schedule,
    int64_t *out, struct error *err)
{
	int64_t anchor = facts->hangup_ms;
	struct view view;

	if (schedule->anchor != NULL) {
		view = record_path(facts->call, schedule->anchor);
		if (schedule_read(view, facts->zone, &press->arena, &anchor) !=
		    0)
			return error_set(err, EX_DATAERR, "%s:%d: %s: %s '%s'",
			    file->path, schedule->line, schedule->name,
			    view_is_null(view) ? "nothing at" : "no time at",
			    schedule->anchor);
	} else if (!facts->has_hangup) {
		return error_set(err, EX_DATAERR,
		    "%s:%d: %s: the call has no end", file->path,
		    schedule->line, schedule->name);
	}
	*out = schedule_apply(schedule, anchor, facts->zone);
	return 0;
}

static int
message_timing(struct press *press, const struct facts *facts,
    const struct template_file *file, struct timing *timing, struct error *err)
{
	int64_t due = press->now_ms;

	*timing = (struct timing){
	    .has_send = file->send.set, .has_expires = file->expires.set};
	if (timing->has_send) {
		if (message_instant(press, facts, file, &file->send,
			&timing->send_ms, err) != 0)
			return -1;
		timing->past = timing->send_ms <
		    press->now_ms - SCHEDULE_GRACE_MS;
		if (timing->send_ms > due)
			due = timing->send_ms;
	}
	if (timing->has_expires) {
		if (message_instant(press, facts, file, &file->expires,
			&timing->expires_ms, err) != 0)
			return -1;
		timing->expired = timing->expires_ms <= due;
	}
	return 0;
}

/* ---- identity ----------------------------------------------------------- */

static void
message_put_identity(struct press *press)
{
	char id[KEY_ID_SIZE];

	key_id(press->digest, 'm', buf_slice(&press->key), id);
	buf_adds(&press->json, "\"message_id\":\"");
	buf_adds(&press->json, id);
	buf_addc(&press->json, '"');
	json_text(&press->json, JSON("dedupe_key"), buf_slice(&press->key));
}

/* ---- the record --------------------------------------------------------- */

/* Which call and which appointment it is about. */
static void
message_put_origin(struct press *press, const struct facts *facts)
{
	struct buf *json = &press->json;
	int64_t version, starts_ms;

	json_text(json, JSON("tenant"), facts->tenant);
	json_view(json, JSON("call_id"), record_view(facts->call, "call_id"));
	json_view(json, JSON("source"), record_view(facts->call, "source"));
	json_view(json, JSON("event_id"), record_view(facts->call, "event_id"));
	json_text(json, JSON("appointment_id"),
	    view_text(facts->appointment.id, &press->arena));
	version = key_version(facts, &press->arena);
	if (version != KEY_NO_VERSION)
		buf_addf(json, ",\"appointment_version\":%" PRId64, version);
	if (!view_is_null(facts->appointment.starts_at) &&
	    schedule_read(facts->appointment.starts_at, facts->zone,
		&press->arena, &starts_ms) == 0)
		json_time(json, JSON("appointment_at"), starts_ms);
}

/* Our end of the call, else the campaign's first sender, else the first. */
static const struct config_sender *
message_sender(const struct press *press, const struct facts *facts,
    const struct template_file *file)
{
	const struct config *config = press->config;
	size_t i;

	if (facts->sender != NULL)
		return facts->sender;
	for (i = 0; i < config->sender_count && file->campaign != NULL; i++)
		if (config->senders[i].campaign != NULL &&
		    strcmp(config->senders[i].campaign, file->campaign) == 0)
			return &config->senders[i];
	return config->sender_count > 0 ? &config->senders[0] : NULL;
}

/* An e-mail is from nobody's number and to none. */
static void
message_put_address(struct press *press, const struct facts *facts,
    const struct template_file *file)
{
	struct buf *json = &press->json;

	json_raw(json, JSON("to"), slice_of("null"));
	json_text(json, JSON("channel"), slice_of("email"));
	json_text(json, JSON("email"), facts->email);
	buf_adds(json, file->fixed);
}

static void
message_put_ends(struct press *press, const struct facts *facts,
    const struct template_file *file)
{
	const struct config_sender *sender = message_sender(press, facts, file);
	struct buf *json = &press->json;

	if (facts->to.p != NULL)
		json_text(json, JSON("to"), facts->to);
	else
		json_raw(json, JSON("to"), slice_of("null"));
	if (sender != NULL)
		buf_addslice(
		    json, press->senders[sender - press->config->senders]);
	json_text(json, JSON("channel"), facts->channel);
	buf_adds(json, file->fixed);
	if (file->campaign == NULL && sender != NULL)
		json_text(json, JSON("campaign"), slice_of(sender->campaign));
}

static void
message_put_times(
    struct press *press, const struct facts *facts, const struct timing *timing)
{
	struct buf *json = &press->json;
	bool now = !timing->has_send && !timing->expired;

	json_text(json, JSON("created_at"), slice_of(press->now_text));
	if (timing->has_send)
		json_time(json, JSON("send_at"), timing->send_ms);
	if (now && facts->has_hangup && !facts->event)
		json_time(json, JSON("deadline_at"),
		    facts->hangup_ms + MESSAGE_DEADLINE_MS);
	if (timing->has_expires)
		json_time(json, JSON("expires_at"), timing->expires_ms);
	if (facts->has_hangup && !facts->event)
		json_time(json, JSON("call_ended_at"), facts->hangup_ms);
	json_text(json, JSON("timezone"), slice_of(zone_name(facts->zone)));
	json_text(json, JSON("timezone_basis"), slice_of(facts->zone_basis));
}

static void
message_put_rest(struct press *press, const struct facts *facts,
    const struct template_file *file, const struct timing *timing,
    struct outcome *outcome)
{
	bool by_email = facts_by_email(facts, file->email.count > 0);
	const char *reason = by_email ? NULL : facts->reason;
	struct buf *json = &press->json;

	if (reason == NULL && timing->expired)
		reason = "expired";
	outcome->suppressed = reason != NULL;
	buf_adds(json, file->tail);
	json_text(json, JSON("status"),
	    slice_of(outcome->suppressed ? "suppressed" : "rendered"));
	json_text(json, JSON("reason"), slice_of(reason));
}

int
press_message(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err)
{
	struct timing timing;

	press->scope.file = file;
	if (message_timing(press, facts, file, &timing, err) != 0)
		return -1;
	*outcome = (struct outcome){.send_ms = timing.send_ms};
	if (timing.past)
		return 0;
	message_key(facts, file, KEY_NO_VERSION, &press->arena, &press->key);
	buf_reset(&press->json);
	buf_adds(&press->json, "{\"record\":\"message\",\"record_version\":1,");
	message_put_identity(press);
	message_put_origin(press, facts);
	if (facts_by_email(facts, file->email.count > 0))
		message_put_address(press, facts, file);
	else
		message_put_ends(press, facts, file);
	if (press_put_texts(press, facts, file, outcome, err) != 0)
		return -1;
	message_put_times(press, facts, &timing);
	press_put_supersedes(press, facts, file);
	message_put_rest(press, facts, file, &timing, outcome);
	buf_addc(&press->json, '}');
	return 1;
}

int
press_sample(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	struct outcome outcome = {0};

	press->scope.file = file;
	buf_reset(&press->json);
	buf_adds(&press->json, "{\"record\":\"message\",\"record_version\":1");
	message_put_ends(press, facts, file);
	if (press_put_texts(press, facts, file, &outcome, err) != 0)
		return -1;
	buf_addc(&press->json, '}');
	return 0;
}

void
press_mark(struct press *press, struct marks *marks)
{
	press->scope.marks = marks;
	press->view.printed = marks != NULL ? scope_printed : NULL;
}
