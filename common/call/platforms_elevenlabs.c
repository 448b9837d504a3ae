/* SPDX-License-Identifier: ISC */
/*
 * ElevenLabs.  @elevenlabs/elevenlabs-js 2.73.0 and
 * elevenlabs.io/docs/eleven-agents/workflows/post-call-webhooks.
 */
#include "call/platforms.h"

/* ---- post_call_transcription -------------------------------------------- */

/* termination_reason is free text. */
static const struct call_word elevenlabs_terminations[] = {
    {"end_call*", "agent_hangup"},
    {"*ended by agent*", "agent_hangup"},
    {"*ended by remote party*", "customer_hangup"},
    {"*ended by user*", "customer_hangup"},
    {"*lient disconnected*", "customer_hangup"},
    {"*transfer*", "transferred"},
    {"*voicemail*", "voicemail"},
    {"*silence*", "silence_timeout"},
    {"*inactivity*", "silence_timeout"},
    {"*max*duration*", "max_duration"},
    {"*error*", "failed"},
    {0},
};

static const struct call_word elevenlabs_results[] = {
    {"voicemail*", "voicemail"},
    {"no_answer", "no_answer"},
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"failed", "failed"},
    {0},
};

static const struct call_word elevenlabs_answers[] = {
    {"answered", "human"},
    {"voicemail*", "voicemail"},
    {0},
};

/* On the telephone, whichever way. */
static const struct call_word elevenlabs_phone[] = {
    {"*", "unknown"},
    {0},
};

static const struct call_row elevenlabs_rows[] = {
    ROW("call_id", TEXT, "data.conversation_id"),
    ROW("tenant", TEXT,
	"data.conversation_initiation_client_data.dynamic_variables.tenant"),
    WORD("direction", call_directions, "data.metadata.phone_call.direction"),
    WORD("direction", elevenlabs_phone, "data.metadata.phone_call.*"),
    WORD("direction", call_directions, "=web"),
    ROW("customer_number", TEXT, "data.metadata.phone_call.external_number"),
    ROW("business_number", TEXT, "data.metadata.phone_call.agent_number"),
    ROW("customer_name", TEXT,
	"data.conversation_initiation_client_data.dynamic_variables."
	"customer_name",
	"data.conversation_initiation_client_data.dynamic_variables."
	"patient_name",
	"data.conversation_initiation_client_data.dynamic_variables."
	"name"),
    ROW("customer_timezone", TEXT, "data.metadata.timezone"),
    ROW("language", TEXT, "data.metadata.main_language"),
    ROW("started_at", TIME_S, "data.metadata.start_time_unix_secs"),
    ROW("duration_ms", SPAN_S, "data.metadata.call_duration_secs"),
    WORD("end_reason", elevenlabs_terminations,
	"data.metadata.termination_reason"),
    WORD("end_reason", elevenlabs_results,
	"data.metadata.phone_call.call_result"),
    WORD("answered_by", elevenlabs_answers,
	"data.metadata.phone_call.call_result"),
    ROW("success", BOOL, "data.analysis.call_successful"),
    ROW("summary", TEXT, "data.analysis.transcript_summary"),
    ROW("data", VALUES, "data.analysis.data_collection_results"),
    ROW("agent_id", TEXT, "data.agent_id"),
    ROW("agent_name", TEXT, "data.agent_name"),
    ROW("provider_call_id", TEXT, "data.metadata.phone_call.call_sid"),
};

const struct call_mapping call_elevenlabs = {
    .name = "elevenlabs",
    .source = "elevenlabs",
    .signs = {{"type=post_call_transcription"}},
    CALL_ROWS(elevenlabs_rows),
    .turns = {.lists = {"data.transcript"},
	.role = "role",
	.text = "message",
	.at = "time_in_call_secs",
	.reading = CALL_SPAN_S},
};

/* ---- call_initiation_failure: we called and nobody came to speak -------- */

static const struct call_word elevenlabs_failures[] = {
    {"busy", "busy"},
    {"no-answer", "no_answer"},
    {"*", "failed"},
    {0},
};

static const struct call_row elevenlabs_failure_rows[] = {
    ROW("call_id", TEXT, "data.conversation_id"),
    WORD("direction", call_directions, "data.metadata.body.Direction",
	"data.metadata.body.direction", "=outbound"),
    ROW("from", TEXT, "data.metadata.body.From",
	"data.metadata.body.from_number"),
    ROW("to", TEXT, "data.metadata.body.To", "data.metadata.body.to_number"),
    ROW("ended_at", TIME_S, "event_timestamp"),
    WORD("end_reason", elevenlabs_failures, "data.failure_reason"),
    ROW("agent_id", TEXT, "data.agent_id"),
    ROW("agent_name", TEXT, "data.agent_name"),
    ROW("provider_call_id", TEXT, "data.metadata.body.CallSid",
	"data.metadata.body.call_sid"),
};

const struct call_mapping call_elevenlabs_failure = {
    .name = "elevenlabs",
    .source = "elevenlabs",
    .signs = {{"type=call_initiation_failure"}},
    CALL_ROWS(elevenlabs_failure_rows),
    .end_reason = "failed",
};
