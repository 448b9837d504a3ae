/* SPDX-License-Identifier: ISC */
/*
 * Stacks without an event at the end of a call: what the application writes
 * there itself.  livekit/agents voice/report.py and @livekit/agents 1.9.0;
 * pipecat runner/types.py; openai 6.49.0.
 */
#include "call/platforms.h"

/* Results of a booking tool have a plain name for the time. */
static const struct call_word stack_variables[] = {
    {"start", "appointment_start"},
    {0},
};

/* ---- LiveKit: the session report of its agents -------------------------- */

static const struct call_word livekit_reasons[] = {
    {"participant_disconnected", "customer_hangup"},
    {"user_initiated", "agent_hangup"},
    {"task_completed", "completed"},
    {"error", "failed"},
    {0},
};

/* Python: snake_case, seconds. */
static const struct call_row livekit_rows[] = {
    ROW("call_id", TEXT, "participant.attributes.sip\\.callID", "job_id"),
    WORD("direction", call_directions, "direction"),
    ROW("customer_number", TEXT, "participant.attributes.sip\\.phoneNumber"),
    ROW("business_number", TEXT,
	"participant.attributes.sip\\.trunkPhoneNumber"),
    ROW("started_at", TIME_S, "audio_recording_started_at",
	"events.*.created_at"),
    ROW("ended_at", TIME_S, "events.[type=close].created_at", "timestamp"),
    WORD("end_reason", livekit_reasons, "events.[type=close].reason"),
    ROW("data", MERGE, "userdata"),
    ROW("agent_name", TEXT, "agent_name"),
    ROW("provider_call_id", TEXT,
	"participant.attributes.sip\\.twilio\\.callSid"),
};

const struct call_mapping call_livekit = {
    .name = "livekit",
    .source = "livekit",
    .signs = {{"session_report.job_id"}, {"session_report.chat_history"},
	{"job_id", "chat_history"}},
    .wraps = {"session_report"},
    CALL_ROWS(livekit_rows),
    .turns = {.lists = {"chat_history.items"},
	.role = "role",
	.text = "content",
	.at = "created_at",
	.reading = CALL_TIME_S},
};

/* JavaScript: camelCase, milliseconds. */
static const struct call_row livekit_js_rows[] = {
    ROW("call_id", TEXT, "participant.attributes.sip\\.callID", "jobId"),
    WORD("direction", call_directions, "direction"),
    ROW("customer_number", TEXT, "participant.attributes.sip\\.phoneNumber"),
    ROW("business_number", TEXT,
	"participant.attributes.sip\\.trunkPhoneNumber"),
    ROW("started_at", TIME_MS, "audioRecordingStartedAt", "events.*.createdAt"),
    ROW("ended_at", TIME_MS, "events.[type=close].createdAt", "timestamp"),
    WORD("end_reason", livekit_reasons, "events.[type=close].reason"),
    ROW("data", MERGE, "userData", "userdata"),
    ROW("agent_name", TEXT, "agentName", "agent_name"),
    ROW("provider_call_id", TEXT,
	"participant.attributes.sip\\.twilio\\.callSid"),
};

const struct call_mapping call_livekit_js = {
    .name = "livekit",
    .source = "livekit",
    .signs = {{"sessionReport"}, {"session_report.jobId"},
	{"session_report.chatHistory"}, {"jobId", "chatHistory"}},
    .wraps = {"sessionReport", "session_report"},
    CALL_ROWS(livekit_js_rows),
    .turns = {.lists = {"chatHistory.items"},
	.role = "role",
	.text = "content",
	.at = "createdAt",
	.reading = CALL_TIME_MS},
};

/* ---- Pipecat: CallData and what the bot knows at the end ---------------- */

static const struct call_row pipecat_rows[] = {
    ROW("call_id", TEXT, "call_data.call_id"),
    ROW("tenant", TEXT, "call_data.body.tenant"),
    WORD("direction", call_directions, "direction"),
    ROW("from", TEXT, "call_data.from", "call_data.from_number"),
    ROW("to", TEXT, "call_data.to", "call_data.to_number"),
    ROW("customer_name", TEXT, "call_data.body.customer_name"),
    ROW("customer_email", TEXT, "call_data.body.customer_email"),
    ROW("started_at", TIME_ISO, "started_at"),
    ROW("ended_at", TIME_ISO, "ended_at"),
    WORD("end_reason", call_end_reasons, "end_reason"),
    ROW("summary", TEXT, "summary"),
    NAMES("data", stack_variables, "function_results.*"),
    ROW("agent_id", TEXT, "bot_id"),
    ROW("provider_call_id", TEXT, "call_data.call_id"),
};

const struct call_mapping call_pipecat = {
    .name = "pipecat",
    .source = "pipecat",
    .signs = {{"call_data"}},
    CALL_ROWS(pipecat_rows),
    .turns = {.lists = {"context.messages"}, .role = "role", .text = "content"},
};

/* ---- OpenAI Realtime over SIP: realtime.call.incoming and the session --- */

static const struct call_row openai_rows[] = {
    ROW("call_id", TEXT, "data.call_id"),
    WORD("direction", call_directions, "=inbound"),
    ROW("from", SIP_NUMBER, "data.sip_headers.[name=P-Asserted-Identity].value",
	"data.sip_headers.[name=From].value"),
    ROW("to", SIP_NUMBER, "data.sip_headers.[name=To].value"),
    ROW("customer_name", SIP_NAME,
	"data.sip_headers.[name=P-Asserted-Identity].value",
	"data.sip_headers.[name=From].value"),
    ROW("started_at", TIME_ISO, "session.started_at"),
    ROW("started_at", TIME_S, "created_at"),
    ROW("ended_at", TIME_ISO, "session.ended_at"),
    WORD("end_reason", call_end_reasons, "session.close_reason"),
    ROW("summary", TEXT, "session.summary"),
    NAMES("data", stack_variables, "session.tool_calls.*.arguments",
	"session.tool_calls.*.output"),
    ROW("provider_call_id", TEXT, "data.sip_headers.[name=Call-ID].value"),
};

const struct call_mapping call_openai = {
    .name = "openai",
    .source = "openai",
    /* The event alone comes before the call. */
    .signs = {{"incoming.type=realtime.call.incoming", "session"},
	{"type=realtime.call.incoming", "session"}},
    .wraps = {"incoming"},
    CALL_ROWS(openai_rows),
    .turns = {.lists = {"session.transcript"}, .role = "role", .text = "text"},
};
