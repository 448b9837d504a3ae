/* SPDX-License-Identifier: ISC */
/*
 * Twilio and Telnyx.  twilio 6.2.0 and twilio.com/docs/voice; telnyx 7.24.0 and
 * developers.telnyx.com/api-reference/callbacks.
 */
#include "call/platforms.h"

/* ---- Twilio: status callback of a call, a form -------------------------- */

static const struct call_word twilio_statuses[] = {
    {"completed", "completed"},
    {"busy", "busy"},
    {"no-answer", "no_answer"},
    {"failed", "failed"},
    {"canceled", "cancelled"},
    {0},
};

static const struct call_row twilio_rows[] = {
    ROW("call_id", TEXT, "CallSid"),
    WORD("direction", call_directions, "Direction"),
    ROW("from", TEXT, "From"),
    ROW("to", TEXT, "To"),
    ROW("ended_at", TIME_MAIL, "Timestamp"),
    ROW("duration_ms", SPAN_S, "CallDuration"),
    WORD("end_reason", twilio_statuses, "CallStatus"),
    WORD("answered_by", call_voicemails, "AnsweredBy"),
    ROW("recording_url", TEXT, "RecordingUrl"),
    ROW("provider_call_id", TEXT, "CallSid"),
};

const struct call_mapping call_twilio = {
    .name = "twilio",
    .source = "twilio",
    /* Other statuses are of a call that goes on. */
    .signs = {{"CallSid",
	"CallStatus=completed|busy|no-answer|failed|canceled"}},
    CALL_ROWS(twilio_rows),
    .carrier = true,
};

/* ---- Twilio: action of ConversationRelay, a form ------------------------ */

/* reasonCode is the application's word. */
static const struct call_word relay_reasons[] = {
    {"conversation-complete", "agent_hangup"},
    {"*handoff*", "transferred"},
    {"*transfer*", "transferred"},
    {0},
};

static const struct call_word relay_statuses[] = {
    {"completed", "completed"},
    {"failed", "failed"},
    {0},
};

static const struct call_word relay_variables[] = {
    {"reasonCode", ""},
    {"summary", ""},
    {0},
};

static const struct call_row relay_rows[] = {
    ROW("call_id", TEXT, "CallSid"),
    ROW("tenant", TEXT, "HandoffData.json().tenant"),
    WORD("direction", call_directions, "Direction"),
    ROW("from", TEXT, "From"),
    ROW("to", TEXT, "To"),
    ROW("customer_name", TEXT, "HandoffData.json().customer_name"),
    ROW("duration_ms", SPAN_S, "SessionDuration"),
    WORD("end_reason", relay_reasons, "HandoffData.json().reasonCode"),
    WORD("end_reason", call_end_reasons, "HandoffData.json().reasonCode"),
    WORD("end_reason", relay_statuses, "SessionStatus"),
    ROW("summary", TEXT, "HandoffData.json().summary"),
    NAMES("data", relay_variables, "HandoffData"),
    ROW("provider_call_id", TEXT, "CallSid"),
};

const struct call_mapping call_twilio_relay = {
    .name = "twilio",
    .source = "twilio",
    .signs = {{"CallSid", "SessionId"}},
    CALL_ROWS(relay_rows),
};

/* ---- Telnyx: an assistant's conversation -------------------------------- */

static const struct call_word telnyx_reasons[] = {
    {"completed", "completed"},
    {"*transfer*", "transferred"},
    {"*error*", "failed"},
    {"failed", "failed"},
    {0},
};

/* client_state is the application's, in base64: perhaps JSON. */
static const struct call_row telnyx_ended_rows[] = {
    ROW("call_id", TEXT, "data.payload.call_session_id"),
    ROW("tenant", TEXT, "data.payload.client_state.base64().json().tenant"),
    ROW("from", TEXT, "data.payload.from"),
    ROW("to", TEXT, "data.payload.to"),
    ROW("customer_name", TEXT,
	"data.payload.client_state.base64().json().customer_name"),
    ROW("ended_at", TIME_ISO, "data.occurred_at"),
    ROW("duration_ms", SPAN_S, "data.payload.duration_sec"),
    WORD("end_reason", telnyx_reasons, "data.payload.reason"),
    ROW("agent_id", TEXT, "data.payload.assistant_id"),
    ROW("provider_call_id", TEXT, "data.payload.call_control_id"),
};

const struct call_mapping call_telnyx_ended = {
    .name = "telnyx",
    .source = "telnyx",
    .signs = {{"data.event_type=call.conversation.ended"}},
    CALL_ROWS(telnyx_ended_rows),
    .end_reason = "completed",
    .joined = true,
};

/*
 * What came of it later: insights alone, then all together.  A result is a
 * text, which is a summary, or an object of variables.
 */
static const struct call_row telnyx_insights_rows[] = {
    ROW("call_id", TEXT, "data.payload.call_session_id"),
    ROW("tenant", TEXT, "data.payload.client_state.base64().json().tenant"),
    ROW("from", TEXT, "data.payload.from"),
    ROW("to", TEXT, "data.payload.to"),
    ROW("customer_name", TEXT, "data.payload.results.*.result.customer_name",
	"data.payload.conversation_insights.*.conversation_insights.*."
	"result.customer_name",
	"data.payload.client_state.base64().json().customer_name"),
    ROW("occurred_at", TIME_ISO, "data.occurred_at"),
    ROW("duration_ms", SPAN_S, "data.payload.duration_sec"),
    ROW("summary", TEXT, "data.payload.results.*.result",
	"data.payload.conversation_insights.*.conversation_insights.*."
	"result"),
    ROW("data", MERGE, "data.payload.results.*.result",
	"data.payload.conversation_insights.*.conversation_insights.*."
	"result"),
    ROW("agent_id", TEXT, "data.payload.assistant_id"),
    ROW("provider_call_id", TEXT, "data.payload.call_control_id"),
};

const struct call_mapping call_telnyx_insights = {
    .name = "telnyx",
    .source = "telnyx",
    .signs = {{"data.event_type="
	       "call.conversation_insights.generated|call.analyzed"}},
    CALL_ROWS(telnyx_insights_rows),
    .end_reason = "completed",
    .joined = true,
};

/* ---- Telnyx: the end of a leg ------------------------------------------- */

static const struct call_word telnyx_causes[] = {
    {"no_answer", "no_answer"},
    {"timeout", "no_answer"},
    {"user_busy", "busy"},
    {"call_rejected", "rejected"},
    {"originator_cancel", "cancelled"},
    {"time_limit", "max_duration"},
    {"not_found", "failed"},
    {0},
};

static const struct call_word telnyx_sources[] = {
    {"caller", "from_hangup"},
    {"callee", "to_hangup"},
    {0},
};

static const struct call_row telnyx_hangup_rows[] = {
    ROW("call_id", TEXT, "data.payload.call_session_id"),
    ROW("tenant", TEXT, "data.payload.client_state.base64().json().tenant"),
    WORD("direction", call_directions, "data.payload.direction"),
    ROW("from", TEXT, "data.payload.from"),
    ROW("to", TEXT, "data.payload.to"),
    ROW("started_at", TIME_ISO, "data.payload.start_time"),
    ROW("ended_at", TIME_ISO, "data.payload.end_time", "data.occurred_at"),
    WORD("end_reason", telnyx_causes, "data.payload.hangup_cause"),
    WORD("end_reason", telnyx_sources, "data.payload.hangup_source"),
    ROW("end_reason_raw", TEXT, "data.payload.hangup_cause",
	"data.payload.hangup_source"),
    ROW("provider_call_id", TEXT, "data.payload.call_control_id"),
};

const struct call_mapping call_telnyx_hangup = {
    .name = "telnyx",
    .source = "telnyx",
    .signs = {{"data.event_type=call.hangup"}},
    CALL_ROWS(telnyx_hangup_rows),
    .carrier = true,
};
