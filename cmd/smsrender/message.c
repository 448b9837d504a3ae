/* SPDX-License-Identifier: ISC */
#include "message.h"

#include "json.h"
#include "key.h"
#include "schedule.h"

#include <string.h>

enum {
	MESSAGE_DEADLINE_MS = 30 * INSTANT_SECOND, /* from the hang-up */
	MESSAGE_ID_DIGITS = 32,
};

/* When it goes. */
struct timing {
	bool has_send, has_expires;
	int64_t send_ms, expires_ms;
	const char *reason; /* too late: why, or NULL */
};

void
press_init(struct press *press, const struct config *config)
{
	*press = (struct press){
	    .config = config, .digest = crypto_sha256_new()};
	scope_init(&press->scope, config);
	press->view = (struct template_scope){.lookup = scope_lookup,
	    .context = &press->scope,
	    .zones = &press->zones,
	    .guard = scope_guard};
	buf_init(&press->body, BUF_NO_CAP);
	buf_init(&press->key, BUF_NO_CAP);
	buf_init(&press->json, BUF_NO_CAP);
}

void
press_release(struct press *press)
{
	buf_release(&press->json);
	buf_release(&press->key);
	buf_release(&press->body);
	arena_release(&press->arena);
	crypto_sha256_free(press->digest);
	zone_set_release(&press->zones);
}

void
press_start(struct press *press, const struct facts *facts, int64_t now_ms)
{
	arena_reset(&press->arena);
	press->now_ms = now_ms;
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
		if (timing->send_ms < press->now_ms - SCHEDULE_GRACE_MS)
			timing->reason = "past";
		if (timing->send_ms > due)
			due = timing->send_ms;
	}
	if (timing->has_expires) {
		if (message_instant(press, facts, file, &file->expires,
			&timing->expires_ms, err) != 0)
			return -1;
		if (timing->reason == NULL && timing->expires_ms <= due)
			timing->reason = "expired";
	}
	return 0;
}

/* ---- identity ----------------------------------------------------------- */

static void
message_put_identity(struct press *press)
{
	uint8_t hash[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX];

	crypto_sha256_start(press->digest);
	crypto_sha256_add(press->digest, press->key.data, press->key.len);
	crypto_sha256_end(press->digest, hash);
	crypto_hex(hash, MESSAGE_ID_DIGITS / 2, hex);
	buf_adds(&press->json, "\"message_id\":\"m");
	buf_adds(&press->json, hex);
	buf_addc(&press->json, '"');
	json_text(&press->json, "dedupe_key", buf_slice(&press->key));
}

/* ---- the record --------------------------------------------------------- */

/* Which call and which appointment it is about. */
static void
message_put_origin(struct press *press, const struct facts *facts)
{
	struct buf *json = &press->json;
	struct view appointment = record_view(facts->call, "appointment");

	json_text(json, "tenant", facts->tenant);
	json_view(json, "call_id", record_view(facts->call, "call_id"));
	json_view(json, "source", record_view(facts->call, "source"));
	json_view(json, "event_id", record_view(facts->call, "event_id"));
	json_view(json, "appointment_id",
	    view_get(appointment, slice_of("appointment_id")));
	json_view(json, "appointment_version",
	    view_get(appointment, slice_of("version")));
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

static void
message_put_ends(struct press *press, const struct facts *facts,
    const struct template_file *file)
{
	const struct config_sender *sender = message_sender(press, facts, file);
	const char *campaign = file->campaign;
	struct buf *json = &press->json;

	if (facts->to.p != NULL)
		json_text(json, "to", facts->to);
	else
		json_raw(json, "to", slice_of("null"));
	if (sender != NULL) {
		json_text(json, "from", slice_of(sender->number));
		json_text(json, "sender_kind", slice_of(sender->kind));
	}
	json_text(json, "channel", facts->channel);
	json_text(json, "purpose", slice_of(file->purpose));
	json_text(json, "category", slice_of(file->category));
	json_text(json, "program", slice_of(file->program));
	if (campaign == NULL && sender != NULL)
		campaign = sender->campaign;
	json_text(json, "campaign", slice_of(campaign));
	json_text(json, "template_id", slice_of(file->id));
	json_raw(json, "template_hash", (struct slice){NULL, 0});
	buf_adds(json, "\"sha256:");
	buf_adds(json, file->hash);
	buf_addc(json, '"');
}

static void
message_put_times(
    struct press *press, const struct facts *facts, const struct timing *timing)
{
	struct buf *json = &press->json;
	bool now = !timing->has_send && timing->reason == NULL;

	json_time(json, "created_at", press->now_ms);
	if (timing->has_send)
		json_time(json, "send_at", timing->send_ms);
	if (now && facts->has_hangup && !facts->event)
		json_time(json, "deadline_at",
		    facts->hangup_ms + MESSAGE_DEADLINE_MS);
	if (timing->has_expires)
		json_time(json, "expires_at", timing->expires_ms);
	if (facts->has_hangup && !facts->event)
		json_time(json, "call_ended_at", facts->hangup_ms);
	json_text(json, "timezone", slice_of(zone_name(facts->zone)));
	json_text(json, "timezone_basis", slice_of(facts->zone_basis));
}

static void
message_put_rest(struct press *press, const struct facts *facts,
    const struct template_file *file, const struct timing *timing,
    bool *suppressed)
{
	const char *reason = facts->reason;
	struct buf *json = &press->json;

	if (reason == NULL)
		reason = timing->reason;
	*suppressed = reason != NULL;
	if (!file->quiet_hours)
		json_raw(json, "quiet_hours", slice_of("false"));
	if (file->priority != NULL)
		json_raw(json, "priority", slice_of(file->priority));
	if (file->replies != NULL)
		json_raw(json, "replies", slice_of(file->replies));
	json_text(
	    json, "status", slice_of(*suppressed ? "suppressed" : "rendered"));
	json_text(json, "reason", slice_of(reason));
}

/* ---- the text ----------------------------------------------------------- */

/* Renders into press->body, blanks at its end dropped; -1 when none is left. */
static int
message_render(struct press *press, const struct template_file *file,
    const struct template *text, struct error *err)
{
	struct buf *body = &press->body;

	buf_reset(body);
	if (template_render(text, &press->view, &press->arena, body, err) != 0)
		return -1;
	while (body->len > 0 && strchr(" \t\r\n", body->data[body->len - 1]))
		body->data[--body->len] = '\0';
	if (body->len == 0)
		return error_set(
		    err, EX_DATAERR, "%s: the text is empty", file->path);
	return 0;
}

static const struct wording *
message_wording(struct press *press, const struct facts *facts,
    const struct wordings *wordings)
{
	const struct wording *wording = wordings_choose(wordings,
	    press->language.p != NULL ? press->language : facts->language);

	press->view.language = wording->language;
	return wording;
}

static int
message_put_media(
    struct press *press, const struct template_file *file, struct error *err)
{
	size_t i;

	if (file->media.count == 0)
		return 0;
	json_raw(&press->json, "media_urls", slice_of("["));
	for (i = 0; i < file->media.count; i++) {
		if (message_render(
			press, file, file->media.items[i].text, err) != 0)
			return -1;
		if (i > 0)
			buf_addc(&press->json, ',');
		view_write_string(&press->json, buf_slice(&press->body));
	}
	buf_addc(&press->json, ']');
	return 0;
}

/* The same by e-mail, for somebody whose address we know. */
static int
message_put_email(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	struct view address = record_view(facts->call, "customer_email");
	struct buf *json = &press->json;

	if (file->email.count == 0 || view_is_null(address))
		return 0;
	json_raw(json, "fallback", slice_of("{\"email\":"));
	buf_add(json, address.p, address.n);
	if (message_render(press, file,
		message_wording(press, facts, &file->subject)->text, err) != 0)
		return -1;
	json_text(json, "subject", buf_slice(&press->body));
	if (message_render(press, file,
		message_wording(press, facts, &file->email)->text, err) != 0)
		return -1;
	json_text(json, "body", buf_slice(&press->body));
	buf_addc(json, '}');
	return 0;
}

/* Last, so that press->body ends as the text of the message. */
static int
message_put_body(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err)
{
	const struct wording *wording;

	if (message_put_media(press, file, err) != 0 ||
	    message_put_email(press, facts, file, err) != 0)
		return -1;
	wording = message_wording(press, facts, &file->body);
	if (message_render(press, file, wording->text, err) != 0)
		return -1;
	json_text(&press->json, "language", slice_of(wording->language));
	json_text(&press->json, "body", buf_slice(&press->body));
	return 0;
}

int
press_message(struct press *press, const struct facts *facts,
    const struct template_file *file, bool *suppressed, struct error *err)
{
	struct timing timing;

	press->scope.file = file;
	if (message_timing(press, facts, file, &timing, err) != 0)
		return -1;
	message_key(facts, file->id, &press->arena, &press->key);
	buf_reset(&press->json);
	buf_adds(&press->json, "{\"record\":\"message\",\"record_version\":1,");
	message_put_identity(press);
	message_put_origin(press, facts);
	message_put_ends(press, facts, file);
	if (message_put_body(press, facts, file, err) != 0)
		return -1;
	message_put_times(press, facts, &timing);
	message_put_rest(press, facts, file, &timing, suppressed);
	buf_addc(&press->json, '}');
	return 0;
}
