/* SPDX-License-Identifier: ISC */
#include "record/field.h"

#include <string.h>

/* Short names for the columns of the table. */
enum {
	C = RECORD_CALL,
	M = RECORD_MESSAGE,
	D = RECORD_DELIVERY,
	R = RECORD_REPLY,
	L = RECORD_CONSENT, /* the ledger */
};

/* clang-format off */
#define PURPOSES "confirmation|reminder|reschedule|cancellation|no_show|" \
	"missed_call|follow_up|opt_out_ack|opt_in_request|opt_in_ack|help|tracking|payment|" \
	"callback|summary|account_link|other"
#define STATES "rendered|queued|scheduled|held|sending|ambiguous|accepted|" \
	"sent|unconfirmed|delivered|read|undelivered|failed|expired|rejected|" \
	"cancelled|suppressed"

/* Sorted by name; a name that means different things has a row for each. */
static const struct field fields[] = {
    {"action", FIELD_WORD, L, L, "granted|revoked|denied|requested|confirmed|imported|expired|number_reassigned|erased", "what the entry says"},
    {"action", FIELD_WORD, R, 0, "record_revocation|record_grant|send_help|mark_confirmed|request_callback|mark_cancelled|clarify|route_to_human|send_link|none", "what is to be done about the reply"},
    {"agent_id", FIELD_TEXT, C, 0, NULL, "the platform's id of the voice agent"},
    {"agent_name", FIELD_TEXT, C, 0, NULL, "its name"},
    {"answered_at", FIELD_TIME, C, 0, NULL, "when the call was picked up"},
    {"answered_by", FIELD_WORD, C, 0, "human|voicemail|ivr|unknown", "who picked up"},
    {"appointment", FIELD_OBJECT, C, 0, NULL, "with appointment_id, starts_at, ends_at, timezone, service, location, status and version"},
    {"appointment_at", FIELD_TIME, M, 0, NULL, "when that appointment begins"},
    {"appointment_id", FIELD_TEXT, M | D | R, 0, NULL, "the appointment it is about"},
    {"appointment_version", FIELD_INT, M, 0, NULL, "counts its changes"},
    {"asked", FIELD_OBJECT, R, 0, NULL, "what an opt-in agrees to: program, kind and text_shown, the question as it was sent"},
    {"attempt", FIELD_INT, M | D, 0, NULL, "attempts made so far"},
    {"basis", FIELD_WORD, L, 0, "express_written|express_oral|inquiry|existing_relationship|none", "legal basis of a grant"},
    {"body", FIELD_TEXT, M | R, M | R, NULL, "the text"},
    {"body_redacted", FIELD_TEXT, M, 0, NULL, "the text without personal data"},
    {"business_number", FIELD_E164, C, 0, NULL, "our end of the call"},
    {"call_ended_at", FIELD_TIME, M | D, 0, NULL, "the hang-up of the call it follows"},
    {"call_id", FIELD_TEXT, C | M | D, 0, NULL, "the platform's id of the call; unique per source"},
    {"call_url", FIELD_TEXT, M, 0, NULL, "where the provider asks what to do in a call"},
    {"campaign", FIELD_TEXT, M | D, 0, NULL, "the registered campaign"},
    {"candidates", FIELD_ARRAY, M | R, 0, NULL, "appointments it may be about"},
    {"carrier", FIELD_TEXT, D, 0, NULL, "the recipient's carrier"},
    {"category", FIELD_WORD, M | D, M, "transactional|conversational|promotional", "decides which consent is needed"},
    {"category", FIELD_WORD, L, 0, "transactional|conversational|promotional|any", "what the entry covers"},
    {"channel", FIELD_WORD, L, 0, "sms|mms|rcs|email|voice|any", "the channel the entry covers"},
    {"channel", FIELD_WORD, M | D, 0, "sms|mms|email|voice", "how it goes out"},
    {"channel_preferred", FIELD_WORD, C, 0, "sms|email|voice", "what the person asked for"},
    {"confidence", FIELD_WORD, R, 0, "sure|unsure", "unsure: it may not mean that"},
    {"consent", FIELD_OBJECT, C, 0, NULL, "what was said: about texts in sms, about e-mail in email (granted, denied, not_asked or unknown), and evidence"},
    {"consent_check", FIELD_OBJECT, M, 0, NULL, "the answer of smsconsent check"},
    {"consent_id", FIELD_TEXT, L, 0, NULL, "our id of the entry"},
    {"cost_estimate", FIELD_MONEY, M | D, 0, NULL, "price and carrier fee of all segments"},
    {"created_at", FIELD_TIME, M, M, NULL, "when it was rendered"},
    {"currency", FIELD_TEXT, M | D, 0, NULL, "its ISO 4217 code"},
    {"customer_email", FIELD_TEXT, C, 0, NULL, "their e-mail address"},
    {"customer_name", FIELD_TEXT, C, 0, NULL, "their name"},
    {"customer_number", FIELD_E164, C, 0, NULL, "their end of the call; null when withheld"},
    {"customer_timezone", FIELD_TEXT, C, 0, NULL, "their IANA time zone"},
    {"data", FIELD_OBJECT, C, 0, NULL, "variables the voice agent extracted"},
    {"deadline_at", FIELD_TIME, M, 0, NULL, "late after this"},
    {"dedupe_key", FIELD_ID, M, M, NULL, "what message_id is the hash of"},
    {"direction", FIELD_WORD, C, C, "inbound|outbound|web|unknown|none", "seen from us"},
    {"duration_ms", FIELD_INT, C, 0, NULL, "length of the call"},
    {"dynamic", FIELD_BOOL, M, 0, NULL, "the body was written by a model"},
    {"dynamic_reason", FIELD_WORD, M, 0, "missing|not_text|empty|placeholder|link|too_long", "why it was not, but the template's own"},
    {"effective_at", FIELD_TIME, L, L, NULL, "when the person said so"},
    {"email", FIELD_TEXT, M | D, 0, NULL, "where it goes when channel is email"},
    {"encoding", FIELD_WORD, M, 0, "gsm7|ucs2", "how the body travels"},
    {"end_reason", FIELD_WORD, C, 0, "completed|customer_hangup|agent_hangup|transferred|voicemail|no_answer|busy|rejected|cancelled|silence_timeout|max_duration|failed|unknown", "why the call ended"},
    {"end_reason_raw", FIELD_TEXT, C, 0, NULL, "the platform's word for it"},
    {"ended_at", FIELD_TIME, C, 0, NULL, "the hang-up"},
    {"ended_at_basis", FIELD_WORD, C, 0, "reported|computed|received", "where ended_at is from"},
    {"error_class", FIELD_WORD, D, 0, "invalid_number|opted_out|unregistered|carrier_filtered|unreachable|landline|rate_limited|auth|queue_expired|content_rejected|media|insufficient_funds|provider_fault|ambiguous|unknown", "the provider's code in one vocabulary"},
    {"error_code", FIELD_TEXT, D, 0, NULL, "the provider's code"},
    {"error_text", FIELD_TEXT, D, 0, NULL, "the provider's words"},
    {"event_id", FIELD_TEXT, C | M | D, 0, NULL, "id of an event that is no call, or of the webhook"},
    {"evidence", FIELD_OBJECT, L, 0, NULL, "what proves the entry"},
    {"expires_at", FIELD_TIME, M | L, 0, NULL, "never sent after this; no consent after this"},
    {"explain", FIELD_ARRAY, D, 0, NULL, "what each rule said of it, by smssend --explain"},
    {"fallback", FIELD_OBJECT, M, 0, NULL, "the same by e-mail, if no text arrives: email, subject, body, and after_s (seconds)"},
    {"fallback_of", FIELD_TEXT, M | D, 0, NULL, "the message that this e-mail stands for"},
    {"first_message", FIELD_BOOL, M, 0, NULL, "the first text to this person"},
    {"from", FIELD_TEXT, C | M | D | R, R, NULL, "the sending end"},
    {"from_basis", FIELD_WORD, M, 0, "route", "from is smssend's choice"},
    {"hash", FIELD_TEXT, L, 0, NULL, "of this entry and the one before"},
    {"india_entity_id", FIELD_TEXT, M, 0, NULL, "the business's id at India's operators"},
    {"india_template_id", FIELD_TEXT, M, 0, NULL, "the template's id at India's operators"},
    {"intent", FIELD_WORD, R, 0, "stop|start|opt_in|help|confirm|reschedule|cancel|yes|no|late|other", "what the person means"},
    {"intent_basis", FIELD_WORD, R, 0, "provider|exact|normalized|phrase|none", "how that is known"},
    {"keyword", FIELD_TEXT, R, 0, NULL, "the word that decided"},
    {"kind", FIELD_WORD, L, 0, "pec|pewc", "prior express consent, or in writing"},
    {"language", FIELD_TEXT, C | M | D | R, 0, NULL, "a BCP 47 tag"},
    {"late", FIELD_BOOL, D, 0, NULL, "accepted after its deadline_at"},
    {"latency_ms", FIELD_INT, D, 0, NULL, "from acceptance to this event"},
    {"line_type", FIELD_TEXT, D, 0, NULL, "mobile, landline, voip"},
    {"lint", FIELD_OBJECT, M, 0, NULL, "the findings of smslint: errors, warnings, findings"},
    {"match", FIELD_WORD, R, 0, "single|ambiguous|none|stale", "whether the question it answers was found"},
    {"media_sizes", FIELD_ARRAY, M, 0, NULL, "bytes of each attachment, in the order of media_urls"},
    {"media_urls", FIELD_ARRAY, M | R, 0, NULL, "attachments"},
    {"message_id", FIELD_ID, M | D | R, M, NULL, "m and 32 hex digits of the hash of dedupe_key"},
    {"metadata", FIELD_OBJECT, C, 0, NULL, "passed through"},
    {"method", FIELD_WORD, L, L, "voice_call|keyword|web_form|paper|import|operator|carrier|provider|point_of_sale", "how the entry came about"},
    {"name", FIELD_TEXT, L, 0, NULL, "the person's name"},
    {"number", FIELD_SUBJECT, L, 0, NULL, "the person's number; of consent to e-mail the address"},
    {"number_hmac", FIELD_TEXT, L, 0, NULL, "in its place, once the person was erased"},
    {"occurred_at", FIELD_TIME, C | D, 0, NULL, "when it happened"},
    {"prev_hash", FIELD_TEXT, L, 0, NULL, "hash of the entry before"},
    {"price", FIELD_MONEY, D, 0, NULL, "what the provider charged"},
    {"priority", FIELD_INT, M, 0, NULL, "higher goes first"},
    {"program", FIELD_TEXT, M | D | L, 0, NULL, "the consent program"},
    {"provider", FIELD_TEXT, M | D | R, R, NULL, "who carries it"},
    {"provider_call_id", FIELD_TEXT, C, 0, NULL, "the carrier's id of the call"},
    {"provider_message_id", FIELD_TEXT, M | D | R, 0, NULL, "the provider's id"},
    {"provider_opt_out", FIELD_TEXT, R, 0, NULL, "STOP, START or HELP, where the provider says so"},
    {"purpose", FIELD_WORD, M | D, M, PURPOSES, "what the text is for"},
    {"quiet_hours", FIELD_BOOL, M, 0, NULL, "false lifts the courtesy hours"},
    {"reason", FIELD_TEXT, M | D, 0, NULL, "why the status is what it is"},
    {"received_at", FIELD_TIME, C | D | R, D | R, NULL, "when it reached us"},
    {"record", FIELD_TEXT, RECORD_ANY, RECORD_ANY, NULL, "call, message, delivery, reply or consent"},
    {"record_version", FIELD_INT, RECORD_ANY, 0, NULL, "1"},
    {"recorded_at", FIELD_TIME, L, L, NULL, "when it was written down"},
    {"recording_url", FIELD_TEXT, C, 0, NULL, "never rendered"},
    {"redacted", FIELD_BOOL, C | M, 0, NULL, "personal data was taken out"},
    {"reference", FIELD_TEXT, D, 0, NULL, "our mark of the attempt it is about"},
    {"replies", FIELD_OBJECT, M, 0, NULL, "keyword to intent, from the template"},
    {"reply_id", FIELD_ID, R, R, NULL, "our id of the inbound text"},
    {"retryable", FIELD_BOOL, D, 0, NULL, "sending again could help"},
    {"rule", FIELD_TEXT, R, 0, NULL, "the rule that decided"},
    {"scope", FIELD_WORD, L, 0, "program|tenant|sender|all", "how far the entry reaches"},
    {"segments", FIELD_INT, M | D, 0, NULL, "message parts"},
    {"send_at", FIELD_TIME, M | D, 0, NULL, "not before"},
    {"sender_kind", FIELD_WORD, M | D, 0, "short_code|10dlc|toll_free|long_code|alphanumeric|mobile_sim", "what kind of sender from is"},
    {"source", FIELD_WORD, C, C, "vapi|retell|bland|elevenlabs|twilio|livekit|pipecat|synthflow|telnyx|openai|vcon|generic", "the voice platform"},
    {"source", FIELD_TEXT, M, 0, NULL, "the voice platform"},
    {"stage", FIELD_WORD, C, C, "ended|analyzed|not_connected|event", "how much is known"},
    {"started_at", FIELD_TIME, C, 0, NULL, "start of the call"},
    {"status", FIELD_WORD, M | D, D, STATES, "where the message is"},
    {"status_raw", FIELD_TEXT, D, 0, NULL, "the provider's word for it"},
    {"subject", FIELD_TEXT, M, 0, NULL, "of an e-mail; body is its text"},
    {"success", FIELD_BOOL, C, 0, NULL, "the agent reached its goal"},
    {"summary", FIELD_TEXT, C, 0, NULL, "written by a model: untrusted"},
    {"supersedes", FIELD_ARRAY, M, 0, NULL, "ids of messages this one replaces"},
    {"template_hash", FIELD_TEXT, M, 0, NULL, "sha256 of the template"},
    {"template_id", FIELD_TEXT, M | D, 0, NULL, "the template"},
    {"tenant", FIELD_TEXT, RECORD_ANY, 0, NULL, "which business"},
    {"terminal", FIELD_BOOL, D, 0, NULL, "nothing more will come"},
    {"timezone", FIELD_TEXT, M, 0, NULL, "the zone its times are printed in"},
    {"timezone_basis", FIELD_WORD, M, 0, "appointment|customer|tenant", "whose zone that is"},
    {"to", FIELD_TEXT, C | D | R, R, NULL, "the receiving end"},
    {"to", FIELD_E164, M, 0, NULL, "the recipient; null: no number, or an e-mail"},
    {"transcript", FIELD_TEXT, C, 0, NULL, "untrusted"},
    {"turns", FIELD_ARRAY, C, 0, NULL, "each with role, text and offset_ms"},
    {"unanswered", FIELD_WORD, R, 0, "platform|never|stopped|late|repeated|asked|number|rate|loop", "why it gets no answer of ours"},
};
/* clang-format on */

static const struct {
	enum record_kind kind;
	const char *name;
} field_kinds[] = {
    {RECORD_CALL, "call"},
    {RECORD_MESSAGE, "message"},
    {RECORD_DELIVERY, "delivery"},
    {RECORD_REPLY, "reply"},
    {RECORD_CONSENT, "consent"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

const struct field *
field_table(size_t *count)
{
	*count = COUNT(fields);
	return fields;
}

/* By the first letter, then the rest: most rows differ in the first. */
static int
field_compare(const struct field *field, const char *name, size_t len)
{
	int order = (int)field->name[0] - (len > 0 ? (int)name[0] : 0);

	if (order != 0)
		return order;
	order = strncmp(field->name, name, len);
	return order != 0 ? order : (int)field->name[len];
}

const struct field *
field_find(const char *name, size_t len, enum record_kind kind)
{
	size_t low = 0, high = COUNT(fields), mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (field_compare(&fields[mid], name, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (;
	     low < COUNT(fields) && field_compare(&fields[low], name, len) == 0;
	     low++)
		if ((fields[low].in & kind) != 0)
			return &fields[low];
	return NULL;
}

const char *
field_kind_name(enum record_kind kind)
{
	size_t i;

	for (i = 0; i < COUNT(field_kinds); i++)
		if (field_kinds[i].kind == kind)
			return field_kinds[i].name;
	return NULL;
}

enum record_kind
field_kind(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < COUNT(field_kinds); i++)
		if (strlen(field_kinds[i].name) == len &&
		    memcmp(field_kinds[i].name, name, len) == 0)
			return field_kinds[i].kind;
	return RECORD_OTHER;
}
