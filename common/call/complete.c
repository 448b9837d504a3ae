/* SPDX-License-Identifier: ISC */
/*
 * What no platform has a field for, found in the record itself by the paths of
 * the configuration: the appointment and the caller's consent.
 */
#include "call/call.h"

#include "base/ascii.h"
#include "base/nearest.h"
#include "base/num.h"
#include "call/mapping.h"
#include "time/instant.h"

#include <string.h>

#define CALL_CONSENT_PATH "data.sms_consent"
#define CALL_EMAIL_PATH "data.email_consent"

/* ---- consent ------------------------------------------------------------ */

/* Where consent is told in more than a yes or a no, these words make it a no:
 * "stop texting me".  Better one yes too few. */
static const char *const refusing[] = {"stop", "revoke", "withdr", "declin",
    "refus", "denied", "unsub", "opt out", "opt-out", "opt_out", "optout",
    "opted out", "opted_out", "opted-out", "not text", "n't text", "not want",
    "n't want", "not consent", "n't consent", "nope", "never"};

enum { CONSENT_TEXT_MAX = 1000 }; /* bytes of it that are looked at */

/* In small ASCII letters, with a plain apostrophe. */
static void
call_plain_letters(struct slice text, struct buf *out)
{
	static const char apostrophe[] = "\xe2\x80\x99"; /* U+2019 */
	size_t i;

	for (i = 0; i < text.n && i < CONSENT_TEXT_MAX; i++)
		if (text.n - i >= 3 && memcmp(text.p + i, apostrophe, 3) == 0) {
			buf_addc(out, '\'');
			i += 2;
		} else {
			buf_addc(out,
			    (char)(ascii_is_letter(text.p[i]) ? text.p[i] | 0x20
							      : text.p[i]));
		}
}

static bool
call_refuses(struct slice said)
{
	struct slice text;
	struct buf plain;
	bool refuses;
	size_t i;

	buf_init(&plain, BUF_NO_CAP);
	call_plain_letters(said, &plain);
	text = slice_trim(buf_slice(&plain), " \t\r\n\"'");
	refuses = text.n > 2 && memcmp(text.p, "no", 2) == 0 &&
	    !ascii_is_letter(text.p[2]);
	for (i = 0; !refuses && i < sizeof(refusing) / sizeof(refusing[0]); i++)
		refuses = slice_find(text, slice_of(refusing[i])) != SIZE_MAX;
	buf_release(&plain);
	return refuses;
}

/* What was said at the path: a word, and as it stands where it is neither yes
 * nor no. */
static const char *
call_said(struct record *out, const char *path, struct slice *raw)
{
	struct view said = record_path(out, path);
	struct slice text = {said.p, said.n};
	int truth;

	*raw = (struct slice){NULL, 0};
	if (view_type(said) == SCAN_STRING)
		text = view_string(said, &out->arena);
	truth = text.p != NULL ? call_truth(text) : -1;
	if (truth >= 0)
		return truth == 1 ? "granted" : "denied";
	if (view_is_null(said) || text.n == 0)
		return "unknown";
	*raw = text;
	return view_type(said) == SCAN_STRING && call_refuses(text) ? "denied"
								    : "unknown";
}

void
call_put_consent(struct record *out, const struct config *config)
{
	const char *path = yaml_text(config->calls, "consent");
	const char *email = yaml_text(config->calls, "consent_email");
	const char *word;
	struct slice raw;
	struct buf json;

	word = call_said(out, path != NULL ? path : CALL_CONSENT_PATH, &raw);
	buf_init(&json, BUF_NO_CAP);
	buf_addf(&json, "{\"sms\":\"%s\",\"evidence\":null", word);
	if (raw.n > 0) {
		buf_adds(&json, ",\"sms_raw\":");
		view_write_string(&json, raw);
	}
	email = email != NULL ? email : CALL_EMAIL_PATH;
	if (!view_is_null(record_path(out, email)))
		buf_addf(
		    &json, ",\"email\":\"%s\"", call_said(out, email, &raw));
	buf_addc(&json, '}');
	record_set_json(out, "consent", buf_slice(&json));
	buf_release(&json);
}

/* ---- appointment -------------------------------------------------------- */

enum appointment_kind { APPOINTMENT_TEXT, APPOINTMENT_TIME, APPOINTMENT_INT };

static const struct {
	const char *name;
	enum appointment_kind kind;
} members[] = {
    {"appointment_id", APPOINTMENT_TEXT},
    {"starts_at", APPOINTMENT_TIME},
    {"ends_at", APPOINTMENT_TIME},
    {"timezone", APPOINTMENT_TEXT},
    {"service", APPOINTMENT_TEXT},
    {"location", APPOINTMENT_TEXT},
    {"status", APPOINTMENT_TEXT},
    {"version", APPOINTMENT_INT},
};

enum { MEMBERS = sizeof(members) / sizeof(members[0]) };

static const struct {
	const char *intent, *status;
} statuses[] = {
    {"book", "booked"},
    {"reschedule", "rescheduled"},
    {"cancel", "cancelled"},
};

static bool
appointment_fits(enum appointment_kind kind, struct slice text)
{
	int64_t version;

	return text.p != NULL &&
	    (kind != APPOINTMENT_INT ||
		num_parse(text, 0, INT32_MAX, &version) == 0);
}

static struct slice
appointment_at(struct record *out, const char *path)
{
	if (path[0] == '=')
		return slice_of(path + 1);
	return view_text(record_path(out, path), &out->arena);
}

/* A path, or several of which the first that is there counts. */
static struct slice
appointment_find(struct record *out, const struct yaml_node *paths)
{
	const struct yaml_node *item;
	struct slice text = {NULL, 0};

	if (paths == NULL)
		return text;
	if (paths->type == YAML_TEXT)
		return appointment_at(out, paths->text.p);
	for (item = paths->first; item != NULL && text.p == NULL;
	     item = item->next)
		text = appointment_at(out, item->text.p);
	return text;
}

/* An instant in UTC; a time without an offset waits for its zone. */
static void
appointment_write_time(struct buf *json, struct slice text)
{
	char utc[INSTANT_TEXT_MAX];
	int64_t unix_ms;

	if (instant_parse(text, &unix_ms) == 0 ||
	    call_guess_time(text, &unix_ms)) {
		instant_format(unix_ms, utc);
		text = slice_of(utc);
	}
	view_write_string(json, text);
}

static void
appointment_write(struct buf *json, const char *name,
    enum appointment_kind kind, struct slice text)
{
	buf_addf(json, "%s\"%s\":", json->len > 1 ? "," : "", name);
	if (kind == APPOINTMENT_TIME)
		appointment_write_time(json, text);
	else if (kind == APPOINTMENT_INT)
		buf_addslice(json, text);
	else
		view_write_string(json, text);
}

/* By what the caller wanted, unless the payload has a status of its own. */
static void
appointment_write_status(struct buf *json, struct record *out)
{
	struct slice intent = view_string(
	    record_path(out, "data.intent"), &out->arena);
	const char *status = "booked";
	size_t i;

	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (slice_is(intent, statuses[i].intent))
			status = statuses[i].status;
	buf_addf(json, ",\"status\":\"%s\"", status);
}

void
call_complete(struct record *out, const struct config *config)
{
	const struct yaml_node *paths = yaml_get(config->calls, "appointment");
	bool known = false, status = false;
	struct slice text;
	struct buf json;
	size_t i;

	if (paths == NULL || !view_is_null(record_view(out, "appointment")))
		return;
	buf_init(&json, BUF_NO_CAP);
	buf_addc(&json, '{');
	for (i = 0; i < MEMBERS; i++) {
		text = appointment_find(out, yaml_get(paths, members[i].name));
		if (!appointment_fits(members[i].kind, text))
			continue;
		appointment_write(
		    &json, members[i].name, members[i].kind, text);
		status = status || strcmp(members[i].name, "status") == 0;
		known = known || strcmp(members[i].name, "starts_at") == 0 ||
		    strcmp(members[i].name, "appointment_id") == 0;
	}
	if (known) {
		if (!status)
			appointment_write_status(&json, out);
		buf_addc(&json, '}');
		record_set_json(out, "appointment", buf_slice(&json));
	}
	buf_release(&json);
}

int
call_check_appointment(const struct config *config, struct error *err)
{
	const struct yaml_node *node = yaml_get(config->calls, "appointment");
	const char *names[MEMBERS], *paths[CALL_PATHS];
	struct arena arena = {0};
	int result = 0;
	size_t i;

	for (i = 0; i < MEMBERS; i++)
		names[i] = members[i].name;
	for (node = node != NULL ? node->first : NULL;
	     node != NULL && result == 0; node = node->next) {
		result = call_own_known(
		    config, node, "field", node->key, names, MEMBERS, err);
		if (result == 0)
			result = call_own_texts(
			    config, node, &arena, paths, CALL_PATHS, err);
	}
	arena_release(&arena);
	return result;
}
