/* SPDX-License-Identifier: ISC */
/*
 * Vapi and Retell.  @vapi-ai/server-sdk 2.0.1; retell-sdk 5.66.1 and
 * docs.retellai.com/features/webhook.
 */
#include "call/platforms.h"

/* ---- Vapi: end-of-call-report ------------------------------------------- */

/* First match; the rest of its almost 600 values is unknown. */
static const struct call_word vapi_end_reasons[] = {
    {"call.forwarding.*", "unknown"},
    {"customer-ended-call*", "customer_hangup"},
    {"assistant-ended-call*", "agent_hangup"},
    {"assistant-said-*", "agent_hangup"},
    {"*forwarded*", "transferred"},
    {"voicemail*", "voicemail"},
    {"customer-did-not-answer*", "no_answer"},
    {"*no-answer*", "no_answer"},
    {"*busy*", "busy"},
    {"*rejected*", "rejected"},
    {"*canceled*", "cancelled"},
    {"silence-timed-out", "silence_timeout"},
    {"exceeded-max-duration", "max_duration"},
    {"*error*", "failed"},
    {"*failed*", "failed"},
    {"*did-not-give-microphone-permission", "failed"},
    {0},
};

static const struct call_row vapi_rows[] = {
    ROW("call_id", TEXT, "message.call.id"),
    WORD("direction", call_directions, "message.call.type"),
    ROW("customer_number", TEXT, "message.customer.number",
	"message.customer.sipUri", "message.call.customer.number"),
    ROW("business_number", TEXT, "message.phoneNumber.number",
	"message.call.phoneNumber.number"),
    ROW("customer_name", TEXT, "message.customer.name"),
    ROW("customer_email", TEXT, "message.customer.email"),
    ROW("started_at", TIME_ISO, "message.startedAt", "message.call.startedAt"),
    ROW("ended_at", TIME_ISO, "message.endedAt", "message.call.endedAt"),
    WORD("end_reason", vapi_end_reasons, "message.endedReason",
	"message.call.endedReason"),
    ROW("success", BOOL, "message.analysis.successEvaluation"),
    ROW("summary", TEXT, "message.analysis.summary"),
    ROW("transcript", TEXT, "message.artifact.transcript",
	"message.transcript"),
    ROW("data", MERGE, "message.analysis.structuredData"),
    ROW("data", OUTPUTS, "message.artifact.structuredOutputs"),
    ROW("recording_url", TEXT, "message.artifact.recording.mono.combinedUrl",
	"message.artifact.recordingUrl"),
    ROW("agent_id", TEXT, "message.call.assistantId"),
    ROW("agent_name", TEXT, "message.assistant.name"),
    ROW("provider_call_id", TEXT, "message.call.phoneCallProviderId"),
};

const struct call_mapping call_vapi = {
    .name = "vapi",
    .source = "vapi",
    .signs = {{"message.type=end-of-call-report"}},
    CALL_ROWS(vapi_rows),
    .answered_by = "human",
    .turns = {{"message.artifact.messages"}, "role", "message",
	"secondsFromStart", CALL_SPAN_S},
};

/* ---- Retell: call_ended, call_analyzed ---------------------------------- */

static const struct call_word retell_end_reasons[] = {
    {"user_hangup", "customer_hangup"},
    {"agent_hangup", "agent_hangup"},
    {"call_transfer", "transferred"},
    {"transfer_cancelled", "unknown"},
    {"transfer_*", "transferred"},
    {"voicemail*", "voicemail"},
    {"dial_no_answer", "no_answer"},
    {"dial_busy", "busy"},
    {"user_declined", "rejected"},
    {"inactivity", "silence_timeout"},
    {"max_duration_reached", "max_duration"},
    {"dial_failed", "failed"},
    {"invalid_destination", "failed"},
    {"telephony_provider_*", "failed"},
    {"sip_routing_error", "failed"},
    {"registered_call_timeout", "failed"},
    {"concurrency_limit_reached", "failed"},
    {"no_valid_payment", "failed"},
    {"*error*", "failed"},
    {0},
};

static const struct call_row retell_rows[] = {
    ROW("call_id", TEXT, "call.call_id"),
    ROW("tenant", TEXT, "call.metadata.tenant"),
    /* call_type says "phone_call", or that it is none. */
    WORD("direction", call_directions, "call.call_type", "call.direction"),
    ROW("from", TEXT, "call.from_number"),
    ROW("to", TEXT, "call.to_number"),
    ROW("customer_name", TEXT,
	"call.retell_llm_dynamic_variables.customer_name"),
    ROW("customer_timezone", TEXT,
	"call.retell_llm_dynamic_variables.timezone"),
    ROW("started_at", TIME_MS, "call.start_timestamp"),
    ROW("ended_at", TIME_MS, "call.end_timestamp"),
    ROW("duration_ms", SPAN_MS, "call.duration_ms"),
    WORD("end_reason", retell_end_reasons, "call.disconnection_reason"),
    WORD("answered_by", call_voicemails, "call.call_analysis.in_voicemail"),
    ROW("success", BOOL, "call.call_analysis.call_successful"),
    ROW("summary", TEXT, "call.call_analysis.call_summary"),
    ROW("transcript", TEXT, "call.transcript"),
    ROW("data", MERGE, "call.collected_dynamic_variables",
	"call.call_analysis.custom_analysis_data"),
    ROW("metadata", MERGE, "call.metadata"),
    ROW("recording_url", TEXT, "call.recording_url"),
    ROW("agent_id", TEXT, "call.agent_id"),
    ROW("agent_name", TEXT, "call.agent_name"),
    ROW("provider_call_id", TEXT, "call.telephony_identifier.twilio_call_sid"),
};

const struct call_mapping call_retell = {
    .name = "retell",
    .source = "retell",
    /* One page of its manual writes event_type. */
    .signs = {{"event=call_ended|call_analyzed", "call"},
	{"event_type=call_ended|call_analyzed", "call"}},
    CALL_ROWS(retell_rows),
    /* The collected variables are there before. */
    .analyzed = {"call.call_analysis.call_summary",
	"call.call_analysis.call_successful",
	"call.call_analysis.custom_analysis_data"},
};
