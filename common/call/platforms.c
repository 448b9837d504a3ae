/* SPDX-License-Identifier: ISC */
/*
 * Where each platform keeps what.  Vapi: @vapi-ai/server-sdk 2.0.1; Retell:
 * retell-sdk 5.66.1 and docs.retellai.com/features/webhook.
 */
#include "call/mapping.h"

#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- Vapi: end-of-call-report ------------------------------------------- */

static const struct call_row vapi_rows[] = {
    {"call_id", CALL_TEXT, {"message.call.id"}},
    {"direction", CALL_DIRECTION, {"message.call.type"}},
    {"customer_number", CALL_TEXT,
	{"message.customer.number", "message.customer.sipUri",
	    "message.call.customer.number"}},
    {"business_number", CALL_TEXT,
	{"message.phoneNumber.number", "message.call.phoneNumber.number"}},
    {"customer_name", CALL_TEXT, {"message.customer.name"}},
    {"customer_email", CALL_TEXT, {"message.customer.email"}},
    {"started_at", CALL_TIME_ISO,
	{"message.startedAt", "message.call.startedAt"}},
    {"ended_at", CALL_TIME_ISO, {"message.endedAt", "message.call.endedAt"}},
    {"end_reason", CALL_TEXT,
	{"message.endedReason", "message.call.endedReason"}},
    {"success", CALL_BOOL, {"message.analysis.successEvaluation"}},
    {"summary", CALL_TEXT, {"message.analysis.summary"}},
    {"transcript", CALL_TEXT,
	{"message.artifact.transcript", "message.transcript"}},
    {"data", CALL_MERGE, {"message.analysis.structuredData"}},
    {"data", CALL_OUTPUTS, {"message.artifact.structuredOutputs"}},
    {"recording_url", CALL_TEXT,
	{"message.artifact.recording.mono.combinedUrl",
	    "message.artifact.recordingUrl"}},
    {"agent_id", CALL_TEXT, {"message.call.assistantId"}},
    {"agent_name", CALL_TEXT, {"message.assistant.name"}},
    {"provider_call_id", CALL_TEXT, {"message.call.phoneCallProviderId"}},
};

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

/* ---- Retell: call_ended, call_analyzed ---------------------------------- */

static const struct call_row retell_rows[] = {
    {"call_id", CALL_TEXT, {"call.call_id"}},
    {"tenant", CALL_TEXT, {"call.metadata.tenant"}},
    {"direction", CALL_DIRECTION, {"call.call_type", "call.direction"}},
    {"from", CALL_TEXT, {"call.from_number"}},
    {"to", CALL_TEXT, {"call.to_number"}},
    {"customer_name", CALL_TEXT,
	{"call.retell_llm_dynamic_variables.customer_name"}},
    {"customer_timezone", CALL_TEXT,
	{"call.retell_llm_dynamic_variables.timezone"}},
    {"started_at", CALL_TIME_MS, {"call.start_timestamp"}},
    {"ended_at", CALL_TIME_MS, {"call.end_timestamp"}},
    {"duration_ms", CALL_SPAN_MS, {"call.duration_ms"}},
    {"end_reason", CALL_TEXT, {"call.disconnection_reason"}},
    {"answered_by", CALL_VOICEMAIL, {"call.call_analysis.in_voicemail"}},
    {"success", CALL_BOOL, {"call.call_analysis.call_successful"}},
    {"summary", CALL_TEXT, {"call.call_analysis.call_summary"}},
    {"transcript", CALL_TEXT, {"call.transcript"}},
    {"data", CALL_MERGE,
	{"call.collected_dynamic_variables",
	    "call.call_analysis.custom_analysis_data"}},
    {"metadata", CALL_MERGE, {"call.metadata"}},
    {"recording_url", CALL_TEXT, {"call.recording_url"}},
    {"agent_id", CALL_TEXT, {"call.agent_id"}},
    {"agent_name", CALL_TEXT, {"call.agent_name"}},
    {"provider_call_id", CALL_TEXT,
	{"call.telephony_identifier.twilio_call_sid"}},
};

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

/* ------------------------------------------------------------------------- */

const struct call_mapping call_platforms[] = {
    {
	.name = "vapi",
	.source = "vapi",
	.signs = {{"message.type=end-of-call-report"}},
	.rows = vapi_rows,
	.row_count = COUNT(vapi_rows),
	.analyzed = {"message.analysis.summary",
	    "message.analysis.successEvaluation",
	    "message.analysis.structuredData",
	    "message.artifact.structuredOutputs"},
	.end_reasons = vapi_end_reasons,
	.answered_by = "human",
	.turns = {"message.artifact.messages", "role", "message",
	    "secondsFromStart"},
    },
    {
	.name = "retell",
	.source = "retell",
	.signs = {{"event=call_ended", "call.call_id"},
	    {"event=call_analyzed", "call.call_id"},
	    {"event_type=call_ended", "call.call_id"},
	    {"event_type=call_analyzed", "call.call_id"}},
	.rows = retell_rows,
	.row_count = COUNT(retell_rows),
	.analyzed = {"call.call_analysis.call_summary",
	    "call.call_analysis.call_successful",
	    "call.call_analysis.custom_analysis_data"},
	.end_reasons = retell_end_reasons,
	.answered_by = "unknown",
    },
};

const size_t call_platform_count = COUNT(call_platforms);

const struct call_row *
call_row(const struct call_mapping *mapping, const char *field)
{
	size_t i;

	for (i = 0; i < mapping->row_count; i++)
		if (strcmp(mapping->rows[i].field, field) == 0)
			return &mapping->rows[i];
	return NULL;
}
